"""The year of each cell in points."""

import datetime

import pytest
from django.urls import reverse

from scoring.models import MeetingScore
from scoring.reading.score_year import scores_of
from tests.conftest import day
from tests.meetings.conftest import open_meeting, times
from tests.scoring.conftest import begin, filled, make_sheet, points
from tests.workbooks import taken

URL = reverse("scoring:score_year")


def scored(cell, month, sheet, grade="good", state="accepted"):
    meeting = open_meeting(cell, datetime.date(2020, month, 5), **times("14:00", "15:30"))
    score = begin(meeting, sheet)
    MeetingScore.objects.filter(pk=score.pk).update(state=state, grade=grade, total=88)
    return meeting


@pytest.fixture
def signed_in(client, office):
    client.force_login(office)
    return client


def counts(row):
    return {str(grade): number for grade, number in row.year.rows}


def test_grades_are_counted_by_quarter_and_year(office, cell, people, sheet):
    for month, grade in ((1, "good"), (2, "fair"), (4, "good"), (12, "poor")):
        scored(cell, month, sheet, grade)
    scored(cell, 5, sheet, state="confirmed")
    open_meeting(cell, day("2020-07-05"))
    [row] = scores_of(office, 2020)
    assert counts(row) == {"good": 2, "fair": 1, "poor": 1}
    assert [quarter.text for quarter in row.quarters] == ["1 Tốt, 1 Khá", "1 Tốt", "", "1 Kém"]
    assert row.waiting == 2


def test_the_year_is_good_by_the_rule_of_the_sheet(office, cell, people, committee):
    rule = {"year_fair_percent": 100, "year_good_least": 2}
    sheet = make_sheet(committee, **rule)
    for month, grade in ((1, "good"), (2, "fair")):
        scored(cell, month, sheet, grade)
    assert scores_of(office, 2020)[0].verdict == "chưa đạt Tốt"
    scored(cell, 3, sheet)
    assert scores_of(office, 2020)[0].verdict == "Tốt"
    open_meeting(cell, day("2020-04-05"))
    assert scores_of(office, 2020)[0].verdict == ""


def test_one_poorer_month_is_enough(office, cell, people, committee):
    sheet = make_sheet(committee, year_fair_percent=100, year_good_least=1)
    scored(cell, 1, sheet)
    scored(cell, 2, sheet, "average")
    assert scores_of(office, 2020)[0].verdict == "chưa đạt Tốt"


def test_the_workbook_has_a_column_for_each_month(signed_in, cell, people, sheet):
    scored(cell, 2, sheet)
    title, [row] = taken(signed_in, URL, year=2020)
    assert title == "Chất lượng sinh hoạt chi bộ năm 2020"
    assert (row[0], row[1], row[2], row[13], row[17]) == ("Chi bộ 1", None, "88 Tốt", "1 Tốt", 1)


def test_a_secretary_sees_the_own_cell(client, secretary, cell, second_cell, people):
    client.force_login(secretary)
    assert [row.unit for row in client.get(URL, {"year": 2020}).context["page"]] == [cell]


def test_who_sees_no_persons_gets_403(client, upper_staff):
    client.force_login(upper_staff)
    assert client.get(URL).status_code == 403


def test_an_empty_year_says_so(signed_in, cell):
    assert "Năm 2018 chưa có chi bộ nào" in signed_in.get(URL, {"year": 2018}).text


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(
    signed_in, cell, second_cell, people, sheet, count, django_assert_max_num_queries
):
    for month in range(1, count + 1):
        scored(cell, month, sheet)
    signed_in.get(URL, {"year": 2020})
    with django_assert_max_num_queries(12):
        signed_in.get(URL, {"year": 2020})


def test_what_is_not_accepted_is_marked(signed_in, cell, people, sheet):
    meeting = open_meeting(cell, day("2020-06-15"), **times("14:00", "15:30"))
    score = filled(begin(meeting, sheet), i2_1=points(60))
    assert ": đang chấm" in signed_in.get(URL, {"year": 2020}).text
    score.propose(by=None)
    assert "89,95*" in signed_in.get(URL, {"year": 2020}).text
