"""Figures of meetings: what is due, what was held, who came."""

import datetime

import pytest

from meetings.models import AttendanceStatus, Meeting, Task
from reports.figures import Ratio, Scope, compute
from reports.figures.meetings import missing_regular, whole_months, whole_quarters
from tests.conftest import day, found, make_member

YEAR = day("2020-01-01"), day("2020-12-31")


def hold(unit, on, kind="regular", **fields):
    if kind in {"thematic", "combined"}:
        fields.setdefault("topic", "Chuyên đề")
    return Meeting.objects.open(unit=unit, kind=kind, held_on=day(on), by=None, **fields)


def values(unit, *codes, period=YEAR):
    return list(compute(Scope(unit, *period), codes).values())


def test_due_is_one_a_month_for_each_cell_that_existed_through_it(committee, cell):
    assert values(committee, "meetings.regular_due") == [12]
    assert values(cell, "meetings.regular_due", period=(day("2020-01-01"), day("2020-01-31"))) == [1]
    assert values(cell, "meetings.regular_due", period=(day("2020-01-02"), day("2020-01-31"))) == [0]
    assert values(cell, "meetings.regular_due", period=(day("2020-01-01"), day("2020-01-30"))) == [0]


@pytest.mark.parametrize(("founded", "due"), [("2020-03-01", 10), ("2020-03-02", 9)])
def test_the_month_of_founding_is_due_only_when_whole(committee, founded, due):
    unit = found("moi", "cell", "Chi bộ mới", on=day(founded), parent=committee)
    assert values(unit, "meetings.regular_due") == [due]


def test_a_combined_sitting_is_regular_and_thematic_at_once(committee, cell):
    hold(cell, "2020-02-03", "combined")
    codes = ["meetings.regular", "meetings.thematic", "meetings.thematic_cells"]
    assert values(committee, *codes) == [1, 1, 1]


def test_meetings_of_the_committee_are_no_meetings_of_cells(committee, cell):
    hold(committee, "2020-02-03", "committee")
    hold(committee, "2020-02-04", "conference")
    hold(cell, "2020-02-05", "committee")
    codes = ["meetings.regular", "meetings.committee"]
    assert values(committee, *codes) == [0, 2]


def test_the_period_includes_both_its_days(committee, cell):
    hold(cell, "2020-01-01")
    hold(cell, "2020-12-31")
    hold(cell, "2019-12-31")
    assert values(cell, "meetings.regular") == [2]


def test_every_quarter_means_every_quarter_the_cell_existed_through(committee, cell, second_cell):
    for on in ("2020-03-31", "2020-04-01", "2020-09-30", "2020-10-01"):
        hold(cell, on, "thematic")
    for on in ("2020-01-05", "2020-04-05", "2020-07-05"):
        hold(second_cell, on, "thematic")
    assert values(committee, "meetings.thematic_every_quarter") == [1]
    three_quarters = day("2020-01-01"), day("2020-09-30")
    assert values(committee, "meetings.thematic_every_quarter", period=three_quarters) == [2]


def test_attendance_counts_those_who_had_to_come(committee, cell):
    for name in ["Nguyễn Văn An", "Lê Thị Bình", "Trần Văn Chi", "Hồ Thị Dung"]:
        make_member(name, unit=cell)
    rows = list(hold(cell, "2020-02-03").attendances.by_name())
    for row, status in zip(
        rows,
        [AttendanceStatus.EXCUSED, AttendanceStatus.UNEXCUSED, AttendanceStatus.EXEMPT],
        strict=False,
    ):
        row.status, row.reason = status, "Ốm"
        row.save()
    assert values(committee, "meetings.attendance") == [Ratio(1, 3)]


def test_average_length_is_rounded_half_up_and_absent_without_times(committee, cell):
    assert values(cell, "meetings.minutes_average") == [None]
    hold(cell, "2020-02-03", starts_at=datetime.time(14, 0), ends_at=datetime.time(15, 30))
    hold(cell, "2020-03-03", starts_at=datetime.time(13, 45), ends_at=datetime.time(15, 16))
    hold(cell, "2020-04-03")
    assert values(cell, "meetings.minutes_average") == [91]  # (90 + 91) / 2 = 90.5


def test_tasks_by_the_day_they_were_given_done_and_due(committee, cell):
    meeting = hold(cell, "2020-06-03")
    for due, done in [("2020-12-31", None), ("2020-12-30", None), ("2020-07-01", "2020-12-31")]:
        Task.objects.create(
            meeting=meeting, text="Việc", due_on=day(due), done_on=day(done) if done else None
        )
    codes = ["tasks.assigned", "tasks.done", "tasks.overdue"]
    assert values(committee, *codes) == [3, 1, 1]


def test_months_without_a_regular_meeting_are_named(committee, cell):
    for month in range(1, 12):
        hold(cell, f"2020-{month:02d}-05")
    missing = missing_regular(Scope(committee, *YEAR))
    assert [(due.unit, due.month) for due in missing] == [(cell, day("2020-12-01"))]


def test_whole_months_and_quarters_of_a_period():
    assert whole_months(day("2020-01-15"), day("2020-03-31")) == [
        (day("2020-02-01"), day("2020-02-29")),
        (day("2020-03-01"), day("2020-03-31")),
    ]
    assert whole_quarters(day("2019-12-01"), day("2020-06-29")) == [
        (day("2020-01-01"), day("2020-03-31"))
    ]
    assert whole_quarters(day("2020-02-01"), day("2020-06-30")) == [
        (day("2020-04-01"), day("2020-06-30"))
    ]
