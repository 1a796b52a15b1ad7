"""Counted side by side or month by month: always the very number of the figure of that unit."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.months import quarter_start, whole_months, whole_quarters
from meetings.models import AgendaItem, Opinion, Task
from reports.figures import Scope, compute
from reports.figures.by_unit import count_by_unit
from reports.figures.meetings import SUBJECTS
from tests.conftest import day, found, make_member
from tests.reports.test_figure_meetings import ask, grade, hold, plan

YEAR = day("2020-01-01"), day("2020-12-31")
BY_UNIT = [
    "meetings.regular",
    "meetings.regular_due",
    "meetings.regular_missing",
    "meetings.thematic",
    "meetings.thematic_cells",
    "meetings.thematic_every_quarter",
    "meetings.thematic_planned",
    "meetings.model",
    "meetings.committee",
    "meetings.minutes_average",
    "meetings.minutes_late",
    "meetings.attendance",
    "meetings.due_to_attend",
    "meetings.present",
    "meetings.speaking",
    *(f"meetings.{subject}" for subject in SUBJECTS),
    "meetings.good",
    "meetings.fair",
    "meetings.unrated",
    "petitions.raised",
    "petitions.answered",
    "tasks.assigned",
    "tasks.done",
    "tasks.overdue",
    "moves.admitted",
    "moves.transferred_in",
    "members.closing",
    "grading.members.t_or_better_rate",
    "grading.cells.t_or_better_rate",
    "grading.cells.xs",
]
BY_MONTH = [
    code
    for code in BY_UNIT
    if code not in {"tasks.overdue", "members.closing", "petitions.answered", "meetings.minutes_late"}
    and not code.startswith("grading.")
    and not code.startswith("meetings.thematic_")
]


@pytest.fixture
def units(committee, cell, second_cell):
    """A year in which a cell moves between two committees of an upper level, with everything in it."""
    top = found("cap-tren", "upper_committee", "Đảng bộ cấp trên")
    other = found("dang-bo-2", "grassroots_committee", "Đảng bộ 2", parent=top)
    committee.move(under=top, on=day("2019-06-01"), by=None)
    for name, unit in (("Lê Văn An", cell), ("Lê Văn Bình", cell), ("Lê Văn Chi", second_cell)):
        make_member(name, unit=unit)
    ceremony = day("2020-05-19")
    young = make_member(
        "Lê Thị Dung", admission_decided_on=ceremony, admitted_on=ceremony, official_on=None
    )
    young.join(cell, on=ceremony, by=None, came_by="admission")
    write_up(cell, ["2020-01-05", "2020-03-31", "2020-04-01", "2020-07-05", "2020-10-05"])
    for on in ("2020-02-05", "2020-05-05", "2020-08-05", "2020-12-31"):
        hold(second_cell, on, "thematic", starts_at=datetime.time(8), ends_at=datetime.time(9, 31))
    hold(committee, "2020-06-01", "committee")
    plan(cell, "2020-11-05", "combined", topic="Chuyên đề")
    grade(cell.meetings.get(held_on=day("2020-03-31")), "good")
    grade(second_cell.meetings.get(held_on=day("2020-08-05")), "fair")
    ask(cell, "2020-03-31", answered_on="2020-09-01")
    ask(second_cell, "2020-05-05")
    second_cell.move(under=other, on=day("2020-07-01"), by=None)
    return [top, committee, other, cell, second_cell]


def write_up(unit, days):
    for on in days:
        meeting = hold(unit, on, "combined", starts_at=datetime.time(8), ends_at=datetime.time(9, 30))
        row = meeting.attendances.by_name().first()
        row.status, row.reason = "excused", "Ốm"
        row.save()
        Opinion.objects.create(
            meeting=meeting, member=meeting.attendances.last().member, text="Nhất trí"
        )
        for subject in SUBJECTS:
            AgendaItem.objects.create(meeting=meeting, title="Việc", subject=subject)
        Task.objects.create(meeting=meeting, text="Việc", due_on=day("2020-12-30"))
        Task.objects.create(meeting=meeting, text="Việc", done_on=day("2020-11-30"))


def test_each_number_is_the_figure_of_its_unit(units):
    counts = count_by_unit(units, *YEAR, BY_UNIT)
    for unit in units:
        counted = {code: counts.of(unit.pk, code) for code in BY_UNIT}
        assert counted == compute(Scope(unit, *YEAR), BY_UNIT), unit


def test_each_number_of_a_month_is_the_figure_of_its_month(units):
    counts = count_by_unit(units, *YEAR, [], bucketed=BY_MONTH)
    for unit in units:
        for first, last in whole_months(*YEAR):
            counted = {code: counts.of(unit.pk, code, first) for code in BY_MONTH}
            assert counted == compute(Scope(unit, first, last), BY_MONTH), (unit, first)


def test_each_number_of_a_quarter_is_the_figure_of_its_quarter(units):
    codes = ["meetings.thematic", "meetings.regular_due", "meetings.regular_missing"]
    counts = count_by_unit(units, *YEAR, [], by=quarter_start, bucketed=codes)
    for unit in units:
        for first, last in whole_quarters(*YEAR):
            counted = {code: counts.of(unit.pk, code, first) for code in codes}
            assert counted == compute(Scope(unit, first, last), codes), (unit, first)


def test_many_units_take_no_more_queries_than_one(units):
    taken = []
    for some in (units[:1], units):
        with CaptureQueriesContext(connection) as queries:
            count_by_unit(some, *YEAR, BY_UNIT, bucketed=BY_MONTH)
        taken.append(len(queries))
    assert taken == [2, 2]
