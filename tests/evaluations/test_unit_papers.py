"""The papers of a round and of its cells: listed, asked for as PDF, for Word, as a workbook."""

import io

import pytest
from django.urls import reverse
from docx import Document

from evaluations import tasks
from evaluations.models import GradingPrint, Round
from evaluations.models.printing import LISTS, OF_CELL, OF_QUARTER, OF_ROUND, ONLY_PDF
from members.models import Office
from tests.conftest import day
from tests.workbooks import taken


def url(name, grading, unit, *kind):
    return reverse(f"evaluations:unit_{name}", args=[grading.pk, unit.code, *kind])


def test_the_office_has_the_papers_of_the_round_and_the_way_to_each_cell(
    client, office, grading, committee, cell
):
    client.force_login(office)
    page = client.get(url("papers", grading, committee))
    assert [kind for kind, *_ in page.context["kinds"]] == OF_ROUND
    assert url("papers", grading, cell) in page.text
    assert url("workbook", grading, committee, "summary") in page.text


def test_a_secretary_has_those_of_the_cell_alone(client, secretary, grading, committee, cell):
    client.force_login(secretary)
    page = client.get(url("papers", grading, cell))
    assert [kind for kind, *_ in page.context["kinds"]] == OF_CELL
    assert client.get(url("papers", grading, committee)).status_code == 404


def test_the_page_asks_the_same_number_of_queries_for_more_cells(
    client, office, grading, committee, django_assert_max_num_queries
):
    client.force_login(office)
    client.get(url("papers", grading, committee))
    with django_assert_max_num_queries(8):
        client.get(url("papers", grading, committee))


def test_a_pdf_is_asked_for_made_and_taken_away(client, secretary, grading, cell):
    client.force_login(secretary)
    response = client.post(url("print", grading, cell, "ballot"))
    job = GradingPrint.objects.get()
    assert (job.round, job.unit, job.kind) == (grading, cell, "ballot")
    assert response.url == reverse("evaluations:print_detail", args=[job.pk])
    tasks.print_paper(job.pk)
    download = reverse("evaluations:print_download", args=[job.pk])
    assert download in client.get(response.url).text
    assert client.get(download).content.startswith(b"%PDF")


def test_pressing_twice_makes_one_job_another_cell_another(client, office, grading, cell, second_cell):
    client.force_login(office)
    for unit in (cell, cell, second_cell):
        client.post(url("print", grading, unit, "ballot"))
    assert GradingPrint.objects.count() == 2


def test_word_has_the_text_of_the_paper(client, office, grading, cell):
    client.force_login(office)
    response = client.get(url("word", grading, cell, "ballot"))
    document = Document(io.BytesIO(response.content))
    names = [line.cells[1].text for line in document.tables[1].rows]
    assert names == ["Họ và tên", "Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường"]


def test_a_list_comes_as_a_workbook(client, office, grading, committee):
    client.force_login(office)
    title, rows = taken(client, url("workbook", grading, committee, "not_graded"))
    assert title == "Danh sách không xếp loại - Đảng bộ Trung tâm - 2020"
    assert [row[2] for row in rows[:2]] == ["Nguyễn Văn An", "Trần Thị Bình"]


@pytest.mark.parametrize(
    ("name", "kind"), [("word", ONLY_PDF), ("workbook", "ballot"), ("word", "summary"), ("word", "x")]
)
def test_what_is_not_made_is_404(client, office, grading, cell, name, kind):
    client.force_login(office)
    assert client.get(url(name, grading, cell, kind)).status_code == 404


def test_outsider_gets_404_who_may_not_print_403(client, outsider, upper_staff, grading, cell):
    for user, status in ((outsider, 404), (upper_staff, 403)):
        client.force_login(user)
        for name, kind in (("papers", ()), ("word", ("count",)), ("workbook", ("count",))):
            assert client.get(url(name, grading, cell, *kind)).status_code == status
        assert client.post(url("print", grading, cell, "count")).status_code == status


def test_every_list_is_offered_as_one(grading):
    assert set(LISTS) <= {*OF_ROUND, *OF_CELL}


def test_a_quarter_has_the_papers_of_persons(client, office, committee, cell, members):
    Office.objects.take_up(
        member=members[0], unit=cell, kind="secretary", on=day("2020-01-01"), by=None
    )
    quarter = Round.objects.open_for(committee, year=2020, quarter=2, by=None)
    client.force_login(office)
    page = client.get(url("papers", quarter, committee))
    assert [kind for kind, *_ in page.context["kinds"]] == OF_QUARTER
    assert "Giấy tờ xếp loại quý II năm 2020" in page.text
    for kind in OF_QUARTER:
        made = client.get(url("word", quarter, committee, kind))
        text = " ".join(one.text for one in Document(io.BytesIO(made.content)).paragraphs)
        assert (kind, "quý II năm 2020" in text) == (kind, True)
    assert client.get(url("word", quarter, committee, "units")).status_code == 404
    assert client.get(url("papers", quarter, cell)).status_code == 404
