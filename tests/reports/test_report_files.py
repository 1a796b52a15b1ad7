"""The report for Word, its tables as a workbook, the copy without names."""

import io
import re
from collections import Counter

import pytest
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from openpyxl import load_workbook

from papers import pdf as rendering
from papers import word
from papers.layout import html
from reports.documents import drafting
from reports.documents.annexes import without_names
from reports.documents.word import as_paper
from tests.conftest import day, make_member
from tests.papers.reading import pages_of
from tests.reports.conftest import issue


def url(name, report):
    return reverse(f"reports:{name}", args=[report.pk])


@pytest.fixture
def told(draft, cell, office):
    """With something typed, counted, and a list of persons."""
    make_member("Lê Thị Hoa", unit=cell, on=day("2025-03-01"))
    draft.write("strengths", "Đoàn kết, nền nếp.", revision=0, by=office)
    draft.refresh_from_db()
    return draft


TEXTS = {qn("w:t"), qn("w:br"), qn("w:p")}


def words_in(text: str) -> Counter:
    return Counter(re.findall(r"\w+", text))


def words_of(docx: bytes) -> list[str]:
    document = Document(io.BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def test_word_says_what_the_pdf_says(client, told, office):
    client.force_login(office)
    words = words_of(client.get(url("report_word", told)).content)
    document = drafting.draft(told)
    for heading in document["headings"]:
        assert any(heading["title"].upper() in text.upper() for text in words)
        for paragraph in heading["typed"] + heading["counted"]:
            said = paragraph.removesuffix(".")  # the annexes may be named before the full stop
            assert any(said in text for text in words)
    for annex in document["annexes"]:
        for table in annex["tables"]:
            assert all(cell in words for row in table["rows"] for cell in row)
    assert {"(Kèm theo bản dự thảo)", "Phụ lục 1"} <= set(words)


def test_word_and_pdf_have_the_same_words(told, term, leader):
    """But for the numbers of pages, and heads that are repeated on them."""
    issue(told, by=leader)
    shown = Document(io.BytesIO(word.written(as_paper(told.snapshot)))).element.body.iter()
    parts = [one.text or "" if one.tag == qn("w:t") else " " for one in shown if one.tag in TEXTS]
    pages = " ".join(pages_of(rendering.pdf(html(told.snapshot))))
    assert words_in("".join(parts)) - words_in(pages) == Counter()
    assert {one for one in words_in(pages) - words_in("".join(parts)) if not one.isdigit()} == set()


def test_tables_in_word_are_as_wide_as_on_paper_and_begin_no_empty_page(told):
    document = drafting.draft(told)
    made = Document(io.BytesIO(word.written(as_paper(document))))
    asked = [
        [Mm(column["width"]).twips for column in table["columns"]]
        for annex in document["annexes"]
        for table in annex["tables"]
        if table["rows"]
    ]
    grids = [[column.width.twips for column in table.columns] for table in made.tables]
    assert len(asked) > 1
    assert [one for one in grids if one in asked] == asked
    ended = [one for one in made.paragraphs if one.paragraph_format.page_break_before]
    before = [one._p.getprevious().tag for one in ended[1:]]
    assert before == [qn("w:tbl")] * len(before) != []


def test_the_subject_in_word_breaks_into_even_lines(told):
    told.subject = "Kết quả công tác xây dựng Đảng năm 2025, phương hướng, nhiệm vụ năm 2026"
    words = words_of(word.written(as_paper(drafting.draft(told))))
    assert "Kết quả công tác xây dựng Đảng năm 2025,\nphương hướng, nhiệm vụ năm 2026" in words


def test_the_workbook_has_a_sheet_for_each_table(client, told, office):
    client.force_login(office)
    book = load_workbook(io.BytesIO(client.get(url("report_workbook", told)).content))
    assert book.sheetnames == [
        "Số liệu",
        "PL1.1 Số đảng viên (chuyển giữa",
        "PL2.1 Theo chi bộ (số buổi)",
        "PL3.1 Danh sách",
    ]
    assert [cell.value for cell in book["PL3.1 Danh sách"][5]][1:4] == ["1", "Lê Thị Hoa", "Chi bộ 1"]


def test_the_copy_names_nobody(told, term, leader):
    issue(told, by=leader)
    copy = without_names(told.snapshot)
    assert "Lê Thị Hoa" not in str(copy)
    assert [annex["code"] for annex in copy["annexes"]] == ["cells", "meetings"]


def test_the_upper_level_asks_for_the_copy_and_follows_it(client, told, term, leader, upper_staff):
    issue(told, by=leader)
    client.force_login(upper_staff)
    response = client.post(url("report_copy", told))
    assert response.url == reverse("reports:print_detail", args=[told.copies.get().pk])
    assert client.get(response.url).status_code == 200


def test_a_draft_has_no_copy(client, told, office):
    client.force_login(office)
    client.post(url("report_copy", told))
    assert told.copies.count() == 0


@pytest.mark.parametrize("name", ["report_word", "report_workbook"])
@pytest.mark.parametrize(
    ("who", "status"), [("upper_staff", 403), ("secretary", 404), ("outsider", 404)]
)
def test_files_with_names_are_for_few(client, issued, request, name, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(url(name, issued)).status_code == status


@pytest.mark.parametrize(("who", "status"), [("secretary", 404), ("outsider", 404), ("admin", 404)])
def test_others_get_no_copy(client, issued, request, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.post(url("report_copy", issued)).status_code == status
