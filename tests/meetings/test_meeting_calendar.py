"""The year of each cell."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from cells.models import Assignment, Unit
from cells.rights import Role
from common.months import last_month, next_month
from common.periods import DAY
from meetings.models import Meeting, MeetingKind
from meetings.reading.calendar import calendar_or_bodies, missing_now
from tests.conftest import START, day
from tests.meetings.conftest import open_meeting

URL = reverse("meetings:meeting_calendar")


def rows(client, year):
    return client.get(URL, {"year": year}).context["rows"]


def missing_months(row):
    return [span.number for span in row.months if span.is_missing_regular]


def missing_quarters(row):
    return [span.number for span in row.quarters if span.is_missing_topic]


@pytest.fixture
def signed_in(client, office):
    client.force_login(office)
    return client


def test_a_month_without_regular_meeting_is_missing(signed_in, cell):
    for month in range(1, 12):
        open_meeting(cell, datetime.date(2020, month, 5))
    [row] = rows(signed_in, 2020)
    assert missing_months(row) == [12]
    assert [len(span.meetings) for span in row.months] == [1] * 11 + [0]


def test_both_edge_days_of_a_month_count(signed_in, cell):
    open_meeting(cell, day("2020-02-01"))
    open_meeting(cell, day("2020-04-30"))
    [row] = rows(signed_in, 2020)
    assert missing_months(row) == [1, 3, 5, 6, 7, 8, 9, 10, 11, 12]


def test_a_topic_alone_does_not_replace_the_regular_meeting(signed_in, cell):
    open_meeting(cell, day("2020-02-10"), kind=MeetingKind.THEMATIC, topic="Nêu gương")
    open_meeting(cell, day("2020-05-10"), kind=MeetingKind.COMBINED, topic="Nêu gương")
    [row] = rows(signed_in, 2020)
    assert missing_months(row) == [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12]
    assert missing_quarters(row) == [3, 4]


def test_a_committee_meeting_is_none_of_the_cell(signed_in, cell):
    open_meeting(cell, kind=MeetingKind.COMMITTEE)
    [row] = rows(signed_in, 2020)
    assert 6 in missing_months(row)


def test_a_cell_owes_the_months_it_existed_through(signed_in, cell):
    cell.founded_on, cell.ended_on = day("2020-03-01"), day("2020-10-30")
    cell.save()
    [row] = rows(signed_in, 2020)
    assert missing_months(row) == [3, 4, 5, 6, 7, 8, 9]
    assert missing_quarters(row) == [2, 3]
    cell.founded_on, cell.ended_on = day("2020-03-02"), day("2020-10-31")
    cell.save()
    [row] = rows(signed_in, 2020)
    assert missing_months(row) == [4, 5, 6, 7, 8, 9, 10]


def test_nothing_is_missing_before_it_is_over(signed_in, cell):
    today = timezone.localdate()
    [row] = rows(signed_in, today.year)
    over = [n for n in range(1, 13) if n < today.month]
    assert missing_months(row) == over
    assert missing_quarters(row) == [n for n in range(1, 5) if 3 * n < today.month]


def test_a_body_counts_meetings_of_those_that_owe_one(
    office, monkeypatch, cell, second_cell, foreign_cell
):
    monkeypatch.setattr("meetings.reading.calendar.MOST_OFFERED", 1)
    second_cell.founded_on = day("2020-06-15")
    second_cell.save()
    open_meeting(second_cell, day("2020-06-20"))
    other = Unit.objects.get(code="dang-bo-khac")
    Assignment.objects.create(user=office, unit=other, role=Role.OFFICE, starts_on=START)
    _, (body, _) = calendar_or_bodies(office, 2020)
    june, july = body.months[5:7]
    assert [(june.held, june.due), (july.held, july.due)] == [(0, 1), (0, 2)]


def test_cells_stand_in_the_order_of_their_numbers(signed_in, second_cell, cell):
    assert [row.unit for row in rows(signed_in, 2020)] == [cell, second_cell]


def test_a_cell_bears_the_last_name_of_that_year(signed_in, cell):
    cell.rename(name="Chi bộ 7", number=7, on=day("2020-06-01"), by=None)
    names = {year: [row.name for row in rows(signed_in, year)] for year in (2019, 2020)}
    assert names == {2019: ["Chi bộ 1"], 2020: ["Chi bộ 7"]}


def test_a_secretary_sees_the_own_cell_only(client, secretary, cell, second_cell, foreign_cell):
    client.force_login(secretary)
    assert [row.unit for row in rows(client, 2020)] == [cell]


def test_a_year_before_the_first_cell_says_so(signed_in, cell):
    response = signed_in.get(URL, {"year": 2018})
    assert response.context["rows"] == []
    assert "Năm 2018 chưa có chi bộ nào." in response.text


@pytest.mark.parametrize("who", ["upper_staff", "admin"])
def test_who_sees_no_persons_gets_403(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(URL).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(signed_in, cell, second_cell, count, django_assert_num_queries):
    for number in range(count):
        open_meeting(cell, datetime.date(2020, number + 1, 5))
    Meeting.objects.update(adopted_at=timezone.now())
    rows(signed_in, 2020)
    with django_assert_num_queries(7):
        rows(signed_in, 2020)


def test_a_planned_meeting_is_shown_and_never_counted(signed_in, cell):
    made = Meeting.objects.plan(unit=cell, kind="regular", held_on=day("2020-02-10"), by=None)
    [row] = rows(signed_in, 2020)
    assert (row.months[1].planned, row.months[1].meetings) == ([made], [])
    assert 2 in missing_months(row)


def test_the_months_of_a_committee(signed_in, committee, cell):
    open_meeting(committee, day("2020-02-10"), kind=MeetingKind.COMMITTEE)
    shown = signed_in.get(URL, {"year": 2020, "show": "committee"}).context["rows"]
    assert [row.unit for row in shown] == [committee]
    assert missing_months(shown[0]) == [n for n in range(1, 13) if n != 2]


def test_what_is_missing_today(signed_in, office, cell):
    today = timezone.localdate()
    texts = [lack.text for lack in missing_now(office)]
    before = last_month(today)
    assert texts[:2] == [
        f"Tháng {before:%m/%Y} chưa ghi họp thường kỳ",
        f"Tháng {today:%m/%Y} chưa họp và chưa có lịch",
    ]
    open_meeting(cell, before)
    for month in (today, next_month(today)):
        Meeting.objects.plan(unit=cell, kind="regular", held_on=month, by=None)
    until = before + 2 * DAY
    late = [(lack.text, lack.names) for lack in missing_now(office)]
    told = [f"Chi bộ 1 (họp {before:%d/%m}, hạn {until:%d/%m})"]
    # The meeting is one of last year's while it is January, and not asked for any more.
    assert late == ([("Biên bản quá hạn chưa thông qua", told)] if before.year == today.year else [])
