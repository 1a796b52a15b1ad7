"""Performer × kind: planned, done, lượt; on the page, in the workbook, for the annex."""

import re

import pytest
from django.urls import reverse

from inspections.reading.overview import matrix, told
from tests.conftest import day
from tests.inspections.conftest import concluded, enter, get

YEAR = (day("2020-01-01"), day("2020-12-31"))
URL = reverse("inspections:overview")


def numbers(unit, start=YEAR[0], end=YEAR[1]) -> dict:
    return {
        (line.performer, line.kind): tuple(vars(line.numbers).values())
        for line in matrix(unit, start, end)
    }


@pytest.fixture
def year(committee, cell, second_cell, an, binh):
    """Of the committee one done and one dropped, of a cell one done beside the programme."""
    concluded(committee, units=[cell, second_cell], members=[an])
    dropped = enter(committee, kind="supervision")
    dropped.drop(on=day("2020-05-01"), reason="Dịch", by=None)
    concluded(cell, performer="cell", part=None, members=[an, binh])


def test_what_was_planned_and_done_summed_where_there_is_more_than_one_kind(year, committee, cell):
    assert numbers(committee) == {
        ("committee", "compliance"): (1, 1, 2, 1),
        ("committee", "supervision"): (1, 0, 0, 0),
        ("committee", ""): (2, 1, 2, 1),
        ("cell", "compliance"): (0, 1, 0, 2),
        ("", ""): (2, 2, 2, 3),
    }
    assert numbers(cell)["", ""] == (0, 1, 0, 2)
    assert numbers(committee, day("2021-01-01"), day("2021-12-31")) == {}


@pytest.mark.parametrize(
    ("start", "end", "done"),
    [("2020-04-05", "2020-04-05", 1), ("2020-01-01", "2020-04-04", 0), ("2020-04-06", "2020-12-31", 0)],
)
def test_done_on_the_day_of_the_conclusion(committee, cell, start, end, done):
    concluded(committee, units=[cell])
    assert numbers(committee, day(start), day(end))["", ""][1] == done


def test_the_annex_names_units_and_counts_members(year, committee):
    first, second = told(committee, *YEAR)
    assert first.whom == "Chi bộ 1; Chi bộ 2; 01 đảng viên"
    assert (first.performer, first.time) == ("Cấp ủy", "05/03/2020 – 05/04/2020")
    assert (second.performer, second.whom) == ("Chi bộ 1", "02 đảng viên")


def test_the_upper_level_reads_counts_and_no_links(client, upper_staff, year, cell):
    page = get(client, upper_staff, f"{URL}?year=2020")
    assert len(page.context["lines"]) == 5
    assert ("Nguyễn Văn An" in page.text, "Xem từng cuộc" in page.text) == (False, False)
    assert get(client, upper_staff, f"{URL}?year=2020&xlsx=1").status_code == 200


def test_who_carries_out_is_said_once(client, office, year):
    page = get(client, office, f"{URL}?year=2020").text
    assert re.findall(r'rowspan="(\d)">([^<]+)<', page) == [("2", "Cấp ủy"), ("1", "Chi bộ")]
    assert page.count(", cấp ủy</span></th>") == 2


def test_a_secretary_counts_the_own_cell(client, secretary, year, cell):
    page = get(client, secretary, f"{URL}?year=2020")
    assert (page.context["unit"], len(page.context["lines"])) == (cell, 2)


def test_nobody_else_and_an_empty_year(client, admin, office, committee):
    assert get(client, admin, URL).status_code == 403
    assert "chưa có chương trình" in get(client, office, f"{URL}?year=2019").text


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, committee, cell, count, django_assert_num_queries):
    for number in range(count):
        concluded(committee, title=f"{number}", units=[cell])
    client.force_login(office)
    with django_assert_num_queries(11):
        client.get(f"{URL}?year=2020")
