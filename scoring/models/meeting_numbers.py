"""What facts are told from: one meeting as plain values, read in few queries."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from cells.models import Threshold, ThresholdCode
from meetings.models.agenda import AgendaItem, Opinion
from meetings.models.attachment import Attachment
from meetings.models.attendance import PRESENT_STATUSES, Attendance, AttendanceStatus
from meetings.models.kinds import MeetingKind
from meetings.models.length import LengthRule
from meetings.models.meeting import Meeting
from meetings.models.meeting_queryset import is_held
from meetings.models.task import Task
from meetings.rules.deadlines import minutes_by, papers_by
from members.models import Office
from members.models.office import CELL_OFFICES


@dataclass(frozen=True)
class MeetingNumbers:
    """Counts and days of one meeting; None where nothing was written."""

    day: datetime.date
    today: datetime.date
    minutes: int | None
    least_minutes: int | None
    present: int
    due: int
    unexcused: int
    longest_absence: int
    target: Threshold  # of attendance
    speakers: int
    prepared_on: datetime.date | None
    is_preparation_adopted: bool
    seats: int  # members of the cell's committee
    tasks_due: int
    tasks_done: int
    has_conclusion: bool
    has_resolution: bool
    tasks_given: int
    papers_posted_on: datetime.date | None  # the last of them
    papers_by: datetime.date
    approved_on: datetime.date | None  # its time and place, as registered
    is_adopted: bool
    adopted_on: datetime.date | None
    minutes_by: datetime.date


def with_numbers(meetings):
    """Meetings with what `numbers_of` would otherwise ask of each."""
    rule = LengthRule.objects.filter(valid_from__lte=OuterRef("held_on")).order_by("-valid_from")
    here = Attendance.objects.present().filter(meeting=OuterRef("meeting"), member=OuterRef("member"))
    opinions = Opinion.objects.filter(Exists(here), meeting=OuterRef("pk"))
    seats = Office.objects.on(OuterRef("held_on")).filter(unit=OuterRef("unit"), kind__in=CELL_OFFICES)
    concluded = AgendaItem.objects.filter(meeting=OuterRef("pk")).exclude(conclusion="")
    papers = Attachment.objects.filter(meeting=OuterRef("pk")).order_by("-posted_at")
    last = regular_before(OuterRef("unit"), OuterRef("held_on"), OuterRef("pk"))
    return meetings.select_related("unit", "prepared_in").annotate(
        rule_minutes=Subquery(rule.values("minutes")[:1]),
        rule_combined=Subquery(rule.values("combined_minutes")[:1]),
        speakers=_distinct(opinions, "meeting"),
        seats=_distinct(seats, "unit"),
        has_concluded_item=Exists(concluded),
        papers_posted_at=Subquery(papers.values("posted_at")[:1]),
        last_regular=Subquery(last.values("pk")[:1]),
        last_regular_on=Subquery(last.values("held_on")[:1]),
    )


def regular_before(unit, day, pk):
    """Regular meetings of that very unit before this one, newest first."""
    rows = Meeting.objects.opened().regular().filter(unit=unit)
    return rows.filter(Q(held_on__lt=day) | Q(held_on=day, pk__lt=pk)).order_by("-held_on", "-pk")


def numbers_of(meeting: Meeting, today: datetime.date | None = None) -> MeetingNumbers:
    if not hasattr(meeting, "rule_minutes"):
        meeting = with_numbers(Meeting.objects.all()).get(pk=meeting.pk)
    before, history = meeting.prepared_in, Threshold.objects.history()
    is_combined = meeting.kind == MeetingKind.COMBINED
    return MeetingNumbers(
        day=meeting.held_on,
        today=today or timezone.localdate(),
        minutes=meeting.minutes,
        least_minutes=meeting.rule_combined if is_combined else meeting.rule_minutes,
        target=history.of(ThresholdCode.ATTENDANCE_TARGET, meeting.held_on),
        speakers=meeting.speakers,
        prepared_on=before.held_on if before else None,
        is_preparation_adopted=bool(before and before.is_adopted),
        seats=meeting.seats,
        has_conclusion=bool(meeting.conclusion) or meeting.has_concluded_item,
        has_resolution=bool(meeting.resolution),
        is_adopted=meeting.is_adopted,
        adopted_on=_day_of(meeting.adopted_at),
        papers_posted_on=_day_of(meeting.papers_posted_at),
        papers_by=papers_by(meeting.held_on, history),
        approved_on=_day_of(meeting.approved_at),
        minutes_by=minutes_by(meeting.held_on, history),
        **_of_roll(meeting),
        **_of_tasks(meeting),
    )


def _day_of(moment: datetime.datetime | None) -> datetime.date | None:
    return timezone.localdate(moment) if moment else None


def _of_roll(meeting: Meeting) -> dict:
    """Who came, and the longest run of excused absences in the year's regular meetings so far.

    Counted over those who had to come to this meeting. A meeting to which somebody was not due
    neither ends a run nor belongs to it.
    """
    first = datetime.date(meeting.held_on.year, 1, 1)
    earlier = regular_before(meeting.unit, meeting.held_on, meeting.pk).filter(held_on__gte=first)
    of_year = Q(meeting=meeting) | Q(meeting__in=earlier.order_by().values("pk"))
    rows = Attendance.objects.due().filter(of_year).order_by("meeting__held_on", "meeting_id")
    runs: dict[int, list[str]] = defaultdict(list)
    here: dict[int, str] = {}
    for member, status, pk in rows.values_list("member", "status", "meeting_id"):
        runs[member].append(status)
        if pk == meeting.pk:
            here[member] = status
    return {
        "present": sum(status in PRESENT_STATUSES for status in here.values()),
        "due": len(here),
        "unexcused": sum(status == AttendanceStatus.UNEXCUSED for status in here.values()),
        "longest_absence": max((longest_run(runs[member]) for member in here), default=0),
    }


def longest_run(statuses: list[str]) -> int:
    longest = run = 0
    for status in statuses:
        run = run + 1 if status == AttendanceStatus.EXCUSED else 0
        longest = max(longest, run)
    return longest


def _of_tasks(meeting: Meeting) -> dict:
    """Own tasks; and those that fell due from the day after the last regular meeting to this one.

    A task of that last meeting without a day of its own was due by this one.
    """
    day, last, last_on = meeting.held_on, meeting.last_regular, meeting.last_regular_on
    tasks = Task.objects.of_unit(meeting.unit).filter(is_held("meeting__"), meeting__held_on__lte=day)
    given, due = 0, []
    for pk, due_on, done_on in tasks.values_list("meeting_id", "due_on", "done_on"):
        if pk == meeting.pk:
            given += 1
        elif due_on is None:
            if pk == last:
                due.append((day, done_on))
        elif due_on <= day and (last_on is None or due_on > last_on):
            due.append((due_on, done_on))
    done = sum(done_on is not None and done_on <= due_on for due_on, done_on in due)
    return {"tasks_given": given, "tasks_due": len(due), "tasks_done": done}


def _distinct(rows, by: str):
    """How many different members these rows name; none is 0."""
    counted = rows.order_by().values(by).annotate(n=Count("member", distinct=True))
    return Coalesce(Subquery(counted.values("n")), 0)
