"""Figures of meetings: what is due, what was held, who came."""

import datetime

import pytest

from cells.models import Threshold
from common.months import whole_months, whole_quarters
from meetings.models import AgendaItem, AttendanceStatus, Meeting, Opinion, Petition, Subject, Task
from reports.figures import FIGURES, Ratio, Scope, compute
from reports.figures.meetings import SUBJECTS
from reports.figures.owed import regular_missing
from scoring.models import MeetingScore, ScoreSheet
from tests.conftest import day, found, make_member

YEAR = day("2020-01-01"), day("2020-12-31")


def hold(unit, on, kind="regular", **fields):
    if kind in {"thematic", "combined"}:
        fields.setdefault("topic", "Chuyên đề")
    return Meeting.objects.open(unit=unit, kind=kind, held_on=day(on), by=None, **fields)


def grade(meeting, grade, state="accepted"):
    sheet = ScoreSheet.objects.first()
    MeetingScore.objects.create(meeting=meeting, sheet=sheet, state=state, grade=grade, total=95)


def ask(unit, on, *, answered_on=None):
    petition = Petition.objects.raise_up(unit=unit, text="Sửa mái", raised_on=day(on), by=None)
    if answered_on:
        petition.reply(on=day(answered_on), text="<p>Đã sửa.</p>", by=None)
    return petition


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
    assert values(committee, *codes, "meetings.combined") == [1, 1, 1, 1]
    hold(cell, "2020-03-03", "regular")
    hold(cell, "2020-03-04", "thematic")
    assert values(committee, *codes, "meetings.combined") == [2, 2, 1, 1]


def test_shares_of_cells_are_of_all_that_were_cells_in_the_period(committee, cell, second_cell):
    for unit in (cell, second_cell):
        hold(unit, "2020-02-03", "thematic")
    second_cell.end(how="dissolved", on=day("2020-07-01"), by=None)
    codes = ["meetings.thematic_cells", "meetings.cells", "org.cells"]
    assert values(committee, *codes) == [2, 2, 1]
    assert values(committee, *codes, period=(day("2020-07-01"), day("2020-12-31"))) == [0, 1, 1]
    cell.change_kind(kind="grassroots_committee", on=day("2020-03-01"), by=None)
    assert values(committee, "meetings.cells", period=(day("2020-03-01"), day("2020-12-31"))) == [1]
    assert values(committee, "meetings.cells", period=(day("2020-02-29"), day("2020-12-31"))) == [2]


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


def test_a_meeting_past_midnight_ends_on_the_next_day(cell):
    hold(cell, "2020-02-03", starts_at=datetime.time(22, 45), ends_at=datetime.time(0, 15))
    assert values(cell, "meetings.minutes_average") == [90]


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
    missing = regular_missing(Scope(committee, *YEAR))
    assert [(due.unit, due.month) for due in missing] == [(cell, day("2020-12-01"))]


def test_months_of_more_than_five_years_are_each_their_own(committee, cell):
    """Of sixty months at once the database tells which had a meeting."""
    held = {
        day(text) for text in ("2019-01-31", "2023-12-01", "2023-12-31", "2024-01-01", "2024-06-30")
    }
    for on in held:
        hold(cell, str(on))
    missing = regular_missing(Scope(committee, day("2019-01-01"), day("2024-06-30")))
    months = [first for first, _ in whole_months(day("2019-01-01"), day("2024-06-30"))]
    assert len(months) == 66
    with_meeting = {on.replace(day=1) for on in held}
    assert [due.month for due in missing] == [one for one in months if one not in with_meeting]


@pytest.mark.parametrize(("today", "missing"), [("2020-03-31", 2), ("2020-04-01", 3)])
def test_a_month_is_missing_once_it_is_over(committee, cell, monkeypatch, today, missing):
    monkeypatch.setattr("reports.figures.owed.timezone.localdate", lambda: day(today))
    assert values(committee, "meetings.regular_due", "meetings.regular_missing") == [12, missing]


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


def plan(unit, on, kind="regular", **fields):
    return Meeting.objects.plan(unit=unit, kind=kind, held_on=day(on), by=None, **fields)


def test_a_planned_meeting_counts_nowhere(committee, cell):
    make_member(unit=cell)
    meeting = plan(cell, "2020-02-03", "combined", topic="Chuyên đề", is_model=True)
    AgendaItem.objects.create(meeting=meeting, title="Đọc báo", subject=Subject.PRESS)
    Task.objects.create(meeting=meeting, text="Việc", due_on=day("2020-03-01"))
    plan(committee, "2020-02-04", "committee")
    codes = [code for code in FIGURES if code.startswith(("meetings.", "tasks."))]
    counted = compute(Scope(committee, *YEAR), codes)
    told = {code: value for code, value in counted.items() if value and not isinstance(value, Ratio)}
    assert told == {
        "meetings.regular_due": 12,
        "meetings.regular_missing": 12,
        "meetings.cells": 1,  # it has a cell, which held nothing
    }
    meeting.hold(by=None)
    codes = ["meetings.regular", "meetings.model", "meetings.press", "tasks.overdue"]
    assert values(cell, *codes) == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("status", "present", "due"),
    [
        ("present", 1, 1),
        ("late", 1, 1),
        ("online", 1, 1),
        ("excused", 0, 1),
        ("unexcused", 0, 1),
        ("exempt", 0, 0),
        ("away", 0, 0),
        ("suspended", 0, 0),
    ],
)
def test_who_counts_as_present_and_who_had_to_come(cell, status, present, due):
    make_member(unit=cell)
    hold(cell, "2020-02-03").attendances.update(status=status)
    assert values(cell, "meetings.attendance") == [Ratio(present, due)]


def test_a_congress_of_a_cell_is_no_meeting_of_the_month(cell):
    make_member(unit=cell)
    hold(cell, "2020-02-03", "congress", starts_at=datetime.time(7), ends_at=datetime.time(17))
    codes = ["meetings.regular", "meetings.attendance", "meetings.minutes_average"]
    assert values(cell, *codes) == [0, Ratio(0, 0), None]


def test_model_meetings_are_those_of_cells(committee, cell):
    hold(cell, "2020-02-03", is_model=True)
    hold(committee, "2020-02-04", "committee", is_model=True)
    hold(cell, "2020-03-03")
    assert values(committee, "meetings.model") == [1]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_meeting_counts_once_for_each_subject_of_its_items(committee, cell, subject):
    meeting = hold(cell, "2020-12-31")
    for title in ("Việc một", "Việc hai"):
        AgendaItem.objects.create(meeting=meeting, title=title, subject=subject)
    hold(cell, "2020-11-30")
    assert values(committee, f"meetings.{subject}") == [1]
    others = [one for one in SUBJECTS if one != subject]
    assert values(committee, *(f"meetings.{one}" for one in others)) == [0, 0, 0]


def test_who_spoke_counts_once_a_meeting_and_only_who_was_there(cell):
    people = [make_member(name, unit=cell) for name in ("Lê Văn An", "Lê Văn Bình", "Lê Văn Chi")]
    meeting = hold(cell, "2020-02-03")
    meeting.attendances.filter(member=people[2]).update(status="excused", reason="Ốm")
    for member in (people[0], people[0], people[2]):
        Opinion.objects.create(meeting=meeting, member=member, text="Nhất trí")
    Opinion.objects.create(meeting=meeting, guest="Đồng chí cấp trên", text="Chúc mừng")
    assert values(cell, "meetings.spoken", "meetings.speaking") == [1, Ratio(1, 2)]


@pytest.fixture
def absent(cell):
    """Marks one member at a meeting of that day; there is somebody else, so that it can be held."""
    make_member("Lê Văn Bình", unit=cell)
    member = make_member("Nguyễn Văn An", unit=cell)

    def mark(on, status="unexcused", kind="regular"):
        meeting = hold(cell, on, kind)
        meeting.attendances.filter(member=member).update(status=status)

    return mark


def absent_in(unit, period=YEAR) -> list[str]:
    return [one.full_name for one in FIGURES["meetings.absentees"].rows(Scope(unit, *period))]


def test_three_months_of_a_year_without_reason_are_told_two_are_not(committee, cell, absent):
    absent("2020-01-31")
    absent("2020-05-01")
    assert absent_in(committee) == []
    absent("2020-12-31")
    assert absent_in(committee) == ["Nguyễn Văn An"]
    assert absent_in(cell, (day("2020-01-01"), day("2020-12-30"))) == []
    assert values(cell, "meetings.absentees") == [1]


@pytest.mark.parametrize("status", ["present", "late", "online", "excused"])
def test_a_month_counts_only_when_every_meeting_of_it_was_missed(cell, absent, status):
    absent("2020-01-05")
    absent("2020-02-05")
    absent("2020-03-05")
    absent("2020-03-25", status, kind="thematic")
    assert absent_in(cell) == []


@pytest.mark.parametrize("status", ["exempt", "away", "suspended"])
def test_who_was_not_due_a_second_time_missed_every_meeting(cell, absent, status):
    for on in ("2020-01-05", "2020-02-05", "2020-03-05"):
        absent(on)
    absent("2020-03-25", status, kind="thematic")
    assert absent_in(cell) == ["Nguyễn Văn An"]


def test_months_of_two_years_do_not_add_up(cell, absent):
    for on in ("2019-11-05", "2019-12-05", "2020-01-05"):
        absent(on)
    assert absent_in(cell, (day("2019-01-01"), day("2020-12-31"))) == []


def test_the_number_of_months_is_a_rule_with_its_day(cell, absent):
    for on in ("2020-01-05", "2020-02-05"):
        absent(on)
    Threshold.objects.set(
        code="absence_months",
        value=2,
        out_of=None,
        valid_from=day("2020-12-31"),
        source="Quy định mới",
        by=None,
    )
    assert absent_in(cell) == ["Nguyễn Văn An"]
    assert absent_in(cell, (day("2020-01-01"), day("2020-12-30"))) == []


GRADES = [f"meetings.{grade}" for grade in ("good", "fair", "average", "poor", "unrated")]


def test_only_an_accepted_grade_counts_the_rest_is_not_rated(committee, cell):
    grade(hold(cell, "2020-01-01"), "good")
    grade(hold(cell, "2020-02-03"), "good", state="confirmed")
    grade(hold(cell, "2020-03-03", "thematic"), "poor")
    grade(hold(cell, "2020-12-31", "combined"), "average")
    hold(cell, "2020-04-03")
    grade(hold(cell, "2019-12-31"), "fair")
    hold(cell, "2020-05-03", "committee")
    hold(committee, "2020-05-04", "committee")
    plan(cell, "2020-06-03")
    assert values(committee, *GRADES) == [1, 0, 1, 1, 2]


def test_every_meeting_of_a_cell_has_one_grade_or_none(cell):
    for month, one in enumerate(["good", "fair", "average", "poor"], start=1):
        grade(hold(cell, f"2020-{month:02d}-05"), one)
    hold(cell, "2020-05-05")
    assert values(cell, *GRADES) == [1, 1, 1, 1, 1]


def test_petitions_by_the_day_raised_and_the_day_answered(committee, cell, second_cell):
    ask(cell, "2020-01-01", answered_on="2020-12-31")
    ask(second_cell, "2020-12-31", answered_on="2021-01-01")
    ask(cell, "2019-12-31", answered_on="2020-01-01")
    ask(cell, "2020-05-05").withdraw(on=day("2020-06-01"), reason="Nêu nhầm", by=None)
    codes = ["petitions.raised", "petitions.answered"]
    assert values(committee, *codes) == [2, 2]
    assert values(second_cell, *codes) == [1, 0]


@pytest.mark.parametrize(("reopened", "answered"), [("2020-12-31", 0), ("2021-01-01", 1)])
def test_an_answer_given_back_within_the_period_does_not_count(cell, reopened, answered):
    petition = ask(cell, "2020-03-01", answered_on="2020-04-01")
    petition.reopen(on=day(reopened), reason="Chưa rõ", by=None)
    assert values(cell, "petitions.answered") == [answered]
