"""Odd texts in minutes: what may be stored is printed, within the limits of the child that prints."""

import io
import re
from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from docx import Document
from pypdf import PdfReader

from demo.odd_texts import SHAPES, SIGNS, odd_text
from meetings.documents import minutes
from meetings.models import Meeting
from meetings.rules.rich_text import clean, lines_of
from papers import pdf, word
from papers.layout import html
from tests.meetings.conftest import record

LETTERS = re.compile(r"[a-zđà-ỹ0-9]")
# With other signs on a page the reader of the tests misreads all of it.
UNREAD = re.compile("[^\n -\u017fƠơƯưẠ-ỹ]")


def stored(seed: int) -> str | None:
    try:
        return clean(odd_text(seed))
    except ValidationError:
        return None


def letters(text: str) -> Counter:
    return Counter(LETTERS.findall(text.lower()))


def first_of(shape: int) -> int:
    """The first text of that shape that may be stored."""
    return next(seed for seed in range(shape, 20 * len(SHAPES), len(SHAPES)) if stored(seed))


@pytest.mark.parametrize("seed", [first_of(shape) for shape in range(len(SHAPES))])
def test_what_may_be_stored_is_printed_whole_and_opens_in_word(meeting, seed, monkeypatch):
    monkeypatch.setattr(pdf, "CPU_SECONDS", 10)  # five times what any of them takes
    record(meeting, content=UNREAD.sub("", stored(seed)))
    document = minutes.of_meeting(Meeting.objects.get())
    pages = PdfReader(io.BytesIO(pdf.pdf(html(document)))).pages
    assert len(pages) <= 60
    written = letters(lines_of(meeting.content))
    assert written - letters("".join(page.extract_text() for page in pages)) == Counter()
    assert written - letters(whole_text(word.written(document))) == Counter()


def test_every_sign_is_printed_or_left_out(meeting):
    record(meeting, content="".join(f"<p>sự {sign} b</p>" for sign in SIGNS), place="".join(SIGNS[:-1]))
    document = minutes.of_meeting(Meeting.objects.get())
    assert pdf.page_count(pdf.pdf(html(document))) == 3
    assert whole_text(word.written(document)).count("\nsự") == len(SIGNS)


def whole_text(docx: bytes) -> str:
    document = Document(io.BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_same_seed_makes_the_same_text():
    assert [odd_text(seed) for seed in range(20)] == [odd_text(seed) for seed in range(20)]
