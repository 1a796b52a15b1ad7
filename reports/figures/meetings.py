"""Figures of meetings: held and due, thematic, attendance, tasks."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import ExtractHour, ExtractMinute

from cells.models import CELL_KINDS, COMMITTEE_KINDS, Ancestry, Unit, UnitVersion
from cells.periods import DAY
from cells.scoping import placed_under
from meetings.models import Attendance, Meeting, MeetingKind, Task
from reports.figures.figure import Average, Count, Rate, Scope

MONTHS_IN_QUARTER = 3
MINUTES = 60 * (ExtractHour("ends_at") - ExtractHour("starts_at")) + (
    ExtractMinute("ends_at") - ExtractMinute("starts_at")
)


def held(scope: Scope):
    """Every meeting held in the period by a unit that stood in the scope on that day."""
    rows = Meeting.objects.held(*scope.days).filter(placed_under(scope.unit, F("held_on")))
    return rows.select_related("unit").order_by("held_on", "unit__number", "id")


def of_cells(scope: Scope):
    return held(scope).filter(_as(CELL_KINDS)).exclude(kind=MeetingKind.COMMITTEE)


def regular(scope: Scope):
    return of_cells(scope).regular()


def thematic(scope: Scope):
    """Meetings, or parts of combined meetings, with a topic."""
    return of_cells(scope).thematic()


def committee(scope: Scope):
    kinds = [MeetingKind.COMMITTEE, MeetingKind.CONFERENCE]
    return held(scope).filter(_as(COMMITTEE_KINDS), kind__in=kinds)


def timed(scope: Scope):
    return of_cells(scope).filter(starts_at__isnull=False, ends_at__isnull=False)


def _as(kinds: list[str]) -> Exists:
    """The unit was of one of these kinds on the day of the meeting."""
    then = UnitVersion.objects.on(OuterRef("held_on")).filter(unit=OuterRef("unit"))
    return Exists(then.filter(kind__in=kinds))


@dataclass(frozen=True)
class Due:
    """One month in which a cell has to hold its regular meeting."""

    unit: Unit
    month: datetime.date


def regular_due(scope: Scope) -> list[Due]:
    """One a month for each cell that existed, in the scope, through that month."""
    months = whole_months(*scope.days)
    cells = UnitVersion.objects.overlapping(*scope.days).filter(kind__in=CELL_KINDS)
    stays = Ancestry.objects.overlapping(*scope.days).filter(
        ancestor=scope.unit, unit__in=cells.values("unit")
    )
    stays = stays.select_related("unit").order_by("unit__number", "unit__name")
    return [
        Due(stay.unit, first)
        for stay in stays
        for first, last in months
        if stay.covers(first) and stay.covers(last)
    ]


def missing_regular(scope: Scope) -> list[Due]:
    """Months due without a regular meeting held."""
    held_in = {
        (unit, day.replace(day=1))
        for unit, day in regular(scope).order_by().values_list("unit", "held_on")
    }
    return [due for due in regular_due(scope) if (due.unit.pk, due.month) not in held_in]


def whole_months(start: datetime.date, end: datetime.date) -> list[tuple]:
    """(first day, last day) of each month that lies wholly in the period."""
    months, first = [], start.replace(day=1)
    while first <= end:
        following = (first + 31 * DAY).replace(day=1)
        if first >= start and following - DAY <= end:
            months.append((first, following - DAY))
        first = following
    return months


def whole_quarters(start: datetime.date, end: datetime.date) -> list[tuple]:
    """(first day, last day) of each quarter of the year that lies wholly in the period."""
    months = whole_months(start, end)
    return [
        (first, months[i + MONTHS_IN_QUARTER - 1][1])
        for i, (first, _) in enumerate(months)
        if first.month % MONTHS_IN_QUARTER == 1 and len(months) >= i + MONTHS_IN_QUARTER
    ]


def thematic_cells(scope: Scope):
    """Cells with at least one thematic meeting."""
    return Unit.objects.filter(pk__in=thematic(scope).values("unit")).order_by("number", "name")


def thematic_every_quarter(scope: Scope):
    """Cells with one in every quarter of the period that they existed through, in the scope."""
    cells = thematic_cells(scope)
    stay = Ancestry.objects.filter(unit=OuterRef("pk"), ancestor=scope.unit)
    through = Q()
    for quarter in whole_quarters(*scope.days):
        there = Exists(stay.throughout(*quarter))
        held_one = Exists(Meeting.objects.thematic().held(*quarter).filter(unit=OuterRef("pk")))
        cells = cells.filter(~there | held_one)
        through |= Q(there)
    return cells.filter(through) if through else cells.none()


def due_to_attend(scope: Scope):
    """Attendances of those who had to come to the regular and thematic meetings of cells."""
    rows = Attendance.objects.due().filter(meeting__in=of_cells(scope).order_by().values("pk"))
    return rows.select_related("member", "meeting", "unit").order_by("meeting__held_on", "id")


def present(scope: Scope):
    return due_to_attend(scope).present()


def tasks_assigned(scope: Scope):
    return _tasks(scope, Q(meeting__held_on__range=scope.days))


def tasks_done(scope: Scope):
    return _tasks(scope, Q(done_on__range=scope.days))


def tasks_overdue(scope: Scope):
    """Past their day at the end of the period, and not done by then."""
    return _tasks(scope, Q(meeting__held_on__lte=scope.end)).overdue(scope.end)


def _tasks(scope: Scope, condition: Q):
    day = F("meeting__held_on")
    rows = Task.objects.filter(placed_under(scope.unit, day, via="meeting__unit"), condition)
    return rows.select_related("meeting__unit", "assignee")


FIGURES = [
    Count("meetings.regular", "Sinh hoạt thường kỳ đã họp", regular, "meeting"),
    Count("meetings.regular_due", "Sinh hoạt thường kỳ phải họp", regular_due, "due"),
    Count("meetings.thematic", "Sinh hoạt chuyên đề", thematic, "meeting"),
    Count("meetings.thematic_cells", "Chi bộ có sinh hoạt chuyên đề", thematic_cells, "unit"),
    Count(
        "meetings.thematic_every_quarter",
        "Chi bộ mỗi quý ít nhất một chuyên đề",
        thematic_every_quarter,
        "unit",
    ),
    Count("meetings.committee", "Họp đảng ủy, hội nghị đảng bộ", committee, "meeting"),
    Average(
        "meetings.minutes_average",
        "Thời lượng bình quân (phút)",
        timed,
        MINUTES,
        "meeting",
    ),
    Count("meetings.due_to_attend", "Lượt đảng viên phải dự sinh hoạt", due_to_attend, "attendance"),
    Count("meetings.present", "Lượt đảng viên dự sinh hoạt", present, "attendance"),
    Rate(
        "meetings.attendance",
        "Tỷ lệ dự sinh hoạt",
        "meetings.present",
        "meetings.due_to_attend",
    ),
]
TASK_FIGURES = [
    Count("tasks.assigned", "Nhiệm vụ giao", tasks_assigned, "task"),
    Count("tasks.done", "Nhiệm vụ hoàn thành", tasks_done, "task"),
    Count("tasks.overdue", "Nhiệm vụ quá hạn", tasks_overdue, "task"),
]
