"""Text is cleaned before anybody reads it; what is stored already harms no paper."""

import io
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import reverse
from docx import Document

from common.middleware import texts_in_one_form
from common.vietnamese import nfc, one_form
from meetings.documents import minutes
from meetings.documents.ical import ics
from meetings.models import Feed, Meeting
from papers.word import written
from tests.conftest import day
from tests.meetings.conftest import open_meeting

UNSEEN = [
    *("\x00", "\x02", "\x1f", "\x7f", "\x80", "\x9f"),
    *("\xad", "\u200b", "\u200d", "\u200f", "\u202a", "\u202e", "\u2060", "\u2069", "\ufeff", "\uffff"),
]


@pytest.mark.parametrize("sign", UNSEEN)
def test_signs_that_nobody_sees_are_dropped(sign):
    assert one_form(f"Hội{sign} trư{sign}ờng") == "Hội trường"


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_a_break_of_a_line_or_page_does_not_join_words(sign):
    assert one_form(f"dòng một{sign}dòng hai") == "dòng một\ndòng hai"
    assert nfc(f"Nguyễn{sign}Văn An") == "Nguyễn Văn An"


def test_letters_blanks_and_line_ends_stay():
    text = "Đ/c Nguyễn Ỷ: “50 %”\n\t– hết…\r\n\u00a0"
    assert one_form(text) == text


def sent(request):
    kept = []
    texts_in_one_form(lambda passed: kept.append((passed.GET, passed.POST, passed.FILES)))(request)
    return kept[0]


def test_addresses_and_forms_are_cleaned_with_every_value():
    address = "/?" + urlencode({"q": ["a\u200bn", "e\u0302"]}, doseq=True)
    get, post, _ = sent(RequestFactory().post(address, {"a\u202e": ["1\x02", "2"], "b": "x\r\ny"}))
    assert get.getlist("q") == ["an", "\u00ea"]
    assert {name: post.getlist(name) for name in post} == {"a": ["1", "2"], "b": ["x\r\ny"]}


def test_a_file_comes_through_as_it_is():
    file = SimpleUploadedFile("a.bin", b"\x00\x02")
    _, post, files = sent(RequestFactory().post("/", {"name": "a\x02", "file": file}))
    assert (post["name"], files["file"].read()) == ("a", b"\x00\x02")


def test_what_was_sent_cannot_be_changed_by_a_view():
    _, post, _ = sent(RequestFactory().post("/", {"a": "1"}))
    with pytest.raises(AttributeError):
        post["a"] = "2"


def test_a_page_saves_clean_text(client, secretary, cell):
    client.force_login(secretary)
    facts = {
        "unit": cell.pk,
        "kind": "regular",
        "held_on": "05/06/2020",
        "place": "Ho\u0323\u0302i\x02",
    }
    client.post(reverse("meetings:meeting_create"), facts)
    assert Meeting.objects.get().place == "H\u1ed9i"


def test_word_and_the_feed_take_what_is_stored_already(cell, secretary):
    meeting = open_meeting(cell, day("2026-11-05"))
    Meeting.objects.update(place="Hội\x02 trường\u200b", conclusion="<p>Nhất\x0btrí</p>")
    meeting.refresh_from_db()
    docx = Document(io.BytesIO(written(minutes.of_meeting(meeting))))
    text = "\n".join(paragraph.text for paragraph in docx.paragraphs)
    assert "Nhất trí" in text
    feed, _ = Feed.objects.make(user=secretary, unit=cell, by=secretary)
    assert "LOCATION:Hội trường" in ics(feed).decode()
