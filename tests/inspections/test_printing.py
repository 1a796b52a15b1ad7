"""The papers of a year as data, as PDF asked for, and for Word."""

import pytest
from django.urls import reverse

from inspections.documents import DOCUMENTS
from inspections.models import InspectionPrint, Programme
from tests.conftest import day
from tests.inspections.conftest import concluded, enter, get, post


def url(name, unit, kind, year=2020):
    return reverse(f"inspections:year_{name}", args=[unit.code, year, kind])


@pytest.fixture
def year(committee, cell, second_cell, an):
    concluded(committee, units=[cell, second_cell], members=[an])
    enter(committee, kind="supervision", title="Nêu gương", part=5)
    enter(committee, title="Đột xuất", part=None)


def asked(unit, kind) -> InspectionPrint:
    return InspectionPrint(unit=unit, year=2020, kind=kind)


def tables(document) -> list:
    return [
        (part["number"], part["title"], [[cell["text"] for cell in row] for row in block["rows"]])
        for part in document["parts"]
        for block in part["blocks"]
    ]


def test_the_programme_has_what_was_planned_on_the_day_it_was_approved(year, committee):
    paper = {"number": "01-CTr/ĐU", "approved_on": day("2020-01-15"), "note": ""}
    Programme.objects.write(unit=committee, year=2020, **paper, by=None)
    document = DOCUMENTS["programme"](asked(committee, "programme"))
    assert (document["issued_on"], document["head"]["symbol"]) == ("2020-01-15", "CTr/ĐU")
    whom = "Chi bộ 1; Chi bộ 2; 01 đảng viên"
    first = ["1", "Kiểm tra việc chấp hành: Nền nếp sinh hoạt", whom, "Cấp ủy", "Quý I"]
    second = ["1", "Giám sát chuyên đề: Nêu gương", "", "Cấp ủy", "Quý II"]
    assert tables(document) == [("I", "Kiểm tra", [first]), ("II", "Giám sát chuyên đề", [second])]


def test_the_results_name_no_member(year, committee):
    numbers, campaigns = tables(DOCUMENTS["results"](asked(committee, "results")))
    assert [row[2:] for row in numbers[2]][-1] == ["2", "1", "2", "1"]
    [line] = campaigns[2]
    assert line[3:] == [
        "Chi bộ 1; Chi bộ 2; 01 đảng viên",
        "03 chưa ghi kết luận từng đối tượng",
        "05/03/2020 – 05/04/2020",
    ]
    assert "Nguyễn Văn An" not in str(line)


def test_an_empty_year_says_so(committee):
    document = DOCUMENTS["results"](asked(committee, "results"))
    assert document["parts"][0]["blocks"][0]["text"] == "Trong năm không phát sinh."


@pytest.mark.parametrize("kind", ["programme", "results"])
def test_it_is_asked_for_once_and_written_for_word(client, leader, committee, year, kind):
    for _ in range(2):
        assert post(client, leader, url("print", committee, kind)).status_code == 302
    job = InspectionPrint.objects.get()
    assert (job.kind, job.year, job.about) == (kind, 2020, "Đảng bộ Trung tâm, năm 2020")
    answer = get(client, leader, url("word", committee, kind))
    assert (answer.status_code, answer["Content-Type"].endswith("document")) == (200, True)
    assert get(client, leader, reverse("inspections:print_detail", args=[job.pk])).status_code == 200


def test_who_sees_persons_there_prints(client, secretary, upper_staff, outsider, committee, cell):
    for user, status in ((secretary, 404), (outsider, 404), (upper_staff, 403)):
        assert get(client, user, url("word", committee, "results")).status_code == status
        assert post(client, user, url("print", committee, "results")).status_code == status
    assert get(client, secretary, url("word", cell, "results")).status_code == 200


def test_another_kind_is_no_page(client, office, committee):
    assert get(client, office, url("word", committee, "khac")).status_code == 404
