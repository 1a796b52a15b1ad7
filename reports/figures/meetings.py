"""Figures of meetings: held and due, thematic, attendance, tasks. Planned meetings never count."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from django.db.models import CharField, DateField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value
from django.db.models import Count as CountRows
from django.db.models.functions import Cast, ExtractMonth, ExtractYear, Substr
from django.utils import timezone

from cells.models import (
    CELL_KINDS,
    COMMITTEE_KINDS,
    Ancestry,
    Threshold,
    ThresholdCode,
    Unit,
    UnitVersion,
)
from cells.scoping import placed_under
from common.months import quarter_of, whole_months, whole_quarters
from meetings.models import (
    CELL_MEETINGS,
    REGULAR_KINDS,
    THEMATIC_KINDS,
    AgendaItem,
    Attendance,
    AttendanceStatus,
    Meeting,
    MeetingKind,
    Opinion,
    Petition,
    Subject,
    Task,
    TopicPlan,
    is_held,
)
from meetings.reading.owed import otherwise, owed_in
from meetings.rules.deadlines import late_minutes
from members.models import Member
from reports.figures.figure import Average, Count, Rate, Scope
from scoring.models import MeetingScore, ScoreState
from scoring.rules.grades import Grade

# What the half-year table of cells asks for.
SUBJECTS = [Subject.MASS_WORK, Subject.HO_CHI_MINH, Subject.PRESS, Subject.INSPECTION]
DAY = 24 * 60


def _minute(field: str):
    """Of the day, read from the text "19:30:00": to extract it SQLite would call Python twice a row."""
    text = Cast(field, CharField())
    hour, minute = (Cast(Substr(text, start, 2), IntegerField()) for start in (1, 4))
    return 60 * hour + minute


MINUTES = (_minute("ends_at") - _minute("starts_at") + DAY) % DAY  # past midnight the end is earlier


def held(scope: Scope):
    """Every meeting held in the period by a unit that stood in the scope on that day."""
    rows = Meeting.objects.held(*scope.days).filter(placed_under(scope.unit, F("held_on")))
    return rows.select_related("unit").order_by("held_on", "unit__number", "id")


def _which() -> dict[str, Q]:
    """Which of the meetings that were held a figure counts, by its code.

    They are conditions, so that tables over many units count all of them in one pass (by_unit.py).
    """
    of_cells = Q(kind__in=CELL_MEETINGS)  # neither those of a chi ủy nor congresses
    rated = of_cells & Q(score__state=ScoreState.ACCEPTED)
    final = MeetingScore.objects.accepted().filter(meeting=OuterRef("pk"))
    items = AgendaItem.objects.filter(meeting=OuterRef("pk"))
    return {
        "meetings.regular": Q(kind__in=REGULAR_KINDS),
        # Sittings that were both: they count as a regular and as a thematic meeting.
        "meetings.combined": Q(kind=MeetingKind.COMBINED),
        # Meetings, or parts of combined meetings, with a topic.
        "meetings.thematic": Q(kind__in=THEMATIC_KINDS),
        "meetings.model": of_cells & Q(is_model=True),
        "meetings.minutes_average": of_cells & Q(starts_at__isnull=False, ends_at__isnull=False),
        # With a score that was accepted; until then a meeting is not rated.
        **{f"meetings.{one.value}": rated & Q(score__grade=one) for one in Grade},
        "meetings.unrated": of_cells & ~Q(Exists(final)),
        **{
            f"meetings.{one.value}": of_cells & Q(Exists(items.filter(subject=one))) for one in SUBJECTS
        },
    }


WHICH = _which()


def _held_and(code: str) -> Callable[[Scope], QuerySet]:
    return lambda scope: held(scope).filter(WHICH[code])


regular = _held_and("meetings.regular")
combined = _held_and("meetings.combined")
thematic = _held_and("meetings.thematic")
unrated = _held_and("meetings.unrated")


def committee(scope: Scope):
    kinds = [MeetingKind.COMMITTEE, MeetingKind.CONFERENCE]
    then = UnitVersion.objects.on(OuterRef("held_on")).filter(unit=OuterRef("unit"))
    return held(scope).filter(Exists(then.filter(kind__in=COMMITTEE_KINDS)), kind__in=kinds)


def of_kind(kind: str) -> Callable:
    return lambda scope: held(scope).of_kind(kind)


def gathered(kind: str) -> Callable:
    """Everybody on the rolls of meetings of that kind who had to come."""

    return lambda scope: _rolls(scope, [kind]).due()


def _rolls(scope: Scope, kinds: list[str]):
    """The meetings are joined: for a list of them SQLite would read all that were ever held."""
    rows = Attendance.objects.filter(
        placed_under(scope.unit, F("meeting__held_on"), via="meeting__unit"),
        is_held("meeting__"),
        meeting__held_on__range=scope.days,
        meeting__kind__in=kinds,
    )
    return rows.select_related("member", "meeting", "unit").order_by("meeting__held_on", "id")


def _attended(code: str, label: str, kind: str) -> list[Count | Rate]:
    due, came = f"{code}.due", f"{code}.present"
    rows = gathered(kind)
    return [
        Count(due, f"{label}: lượt phải dự", rows, "attendance"),
        Count(came, f"{label}: lượt dự", lambda scope: rows(scope).present(), "attendance"),
        Rate(f"{code}.attendance", f"{label}: tỷ lệ dự", came, due),
    ]


def minutes_late(scope: Scope):
    """Not adopted until now, though the day for it was over before the last day of the period."""
    return late_minutes(held(scope).drafts(), scope.end)


class Due(NamedTuple):
    """One month in which a cell has to hold its regular meeting."""

    unit: Unit
    month: datetime.date


class Stay(NamedTuple):
    """A time in which a cell stood under a unit of the scope; `until` is None while it still does."""

    under: int  # id of the unit of the scope
    cell: int
    since: datetime.date
    until: datetime.date | None
    was_other: bool  # whether the unit was something else than a cell for a time


def regular_due(scope: Scope) -> list[Due]:
    """One a month for each unit that was a cell, in the scope, through that month."""
    return regular_due_and_missing(scope)[0]


def regular_missing(scope: Scope) -> list[Due]:
    """Months due without a regular meeting held: as yet, of those that are over."""
    return regular_due_and_missing(scope)[1]


def regular_due_and_missing(scope: Scope) -> tuple[list[Due], list[Due]]:
    """Both lists in two queries; one more where a unit was no cell for a time."""
    rows = list(_stays_of_cells(scope).select_related("unit").order_by("unit__number", "unit__name"))
    units = {row.unit_id: row.unit for row in rows}
    stays = [
        Stay(row.ancestor_id, row.unit_id, row.starts_on, row.ends_on, row.changed) for row in rows
    ]
    due = [Due(units[stay.cell], month) for stay, month in _due(scope, stays)]
    is_missing = _missing(scope, _met(scope).values_list("unit", "held_on"))
    return due, [one for one in due if is_missing(one.unit.pk, one.month)]


def count_due_and_missing(scope: Scope) -> tuple[Counter, Counter]:
    """How many months were due and how many are missing, each by (id of the unit of the scope, first
    day of the month); in one query, one more where a unit was no cell for a time."""
    stays, met = _stays_and_meetings(scope)
    due = list(_due(scope, stays))
    is_missing = _missing(scope, met)
    missing = Counter((stay.under, month) for stay, month in due if is_missing(stay.cell, month))
    return Counter((stay.under, month) for stay, month in due), missing


def _stays_and_meetings(scope: Scope) -> tuple[list[Stay], list[tuple[int, datetime.date]]]:
    """Both in one query: a meeting comes as a stay under nothing that begins on the day it was held."""
    stays = (
        _stays_of_cells(scope)
        .order_by()
        .values(
            under=F("ancestor"),
            cell=F("unit"),
            since=F("starts_on"),
            until=F("ends_on"),
            was_other=F("changed"),
        )
    )
    met = _met(scope).values(
        under=Value(0),
        cell=F("unit"),
        since=F("held_on"),
        until=Value(None, output_field=DateField()),
        was_other=Value(False),
    )
    found = [Stay(**row) for row in stays.union(met, all=True)]
    held = [(row.cell, row.since) for row in found if not row.under]
    return [row for row in found if row.under], held


def _due(scope: Scope, stays: list[Stay]) -> Iterator[tuple[Stay, datetime.date]]:
    """Each stay with the first day of each month for which it owes a regular meeting."""
    months, owed = whole_months(*scope.days), {}
    if changed := {stay.cell for stay in stays if stay.was_other}:
        found = owed_in(Unit.objects.filter(pk__in=changed), months)
        owed = {unit.pk: spans for unit, spans in found.items()}
    for stay in stays:
        for first, last in owed.get(stay.cell, months):
            if stay.since <= first and (stay.until is None or last <= stay.until):
                yield stay, first


def _met(scope: Scope):
    """Regular meetings of those who were there; who was due stood there through the month, so only the
    unit matters."""
    here = _stays(scope).overlapping(*scope.days).values("unit")
    return Meeting.objects.regular().held(*scope.days).filter(unit__in=here).order_by()


def _missing(
    scope: Scope, met: Iterable[tuple[int, datetime.date]]
) -> Callable[[int, datetime.date], bool]:
    """Whether a cell that was due lacks the meeting of that month, which is over; `met`: who, when."""
    held_in = {(unit, day.replace(day=1)) for unit, day in met}
    today = timezone.localdate()
    over = {first for first, last in whole_months(*scope.days) if last < today}
    return lambda unit, first: first in over and (unit, first) not in held_in


def _stays_of_cells(scope: Scope):
    """`changed`: whether the unit was something else than a cell for a time."""
    here = OuterRef("unit")
    as_cell = UnitVersion.objects.overlapping(*scope.days).filter(unit=here, kind__in=CELL_KINDS)
    changed = Exists(otherwise(CELL_KINDS, *scope.days).filter(unit=here))
    return _stays(scope).overlapping(*scope.days).filter(Exists(as_cell)).annotate(changed=changed)


def _stays(scope: Scope):
    """Who stood under the scope, or was it, and when."""
    units = scope.unit if isinstance(scope.unit, list) else [scope.unit]
    return Ancestry.objects.filter(ancestor__in=[unit.pk for unit in units])


def count_due(scopes: Iterable[Scope]) -> list[dict[str, int]]:
    """Of each scope how many of both, by the codes of their figures; all periods of a unit at once."""
    days_by_unit = defaultdict(list)
    for scope in scopes:
        days_by_unit[scope.unit] += scope.days
    found = {
        unit: count_due_and_missing(Scope(unit, min(days), max(days)))
        for unit, days in days_by_unit.items()
    }

    def counted(scope: Scope) -> dict[str, int]:
        keys = [(scope.unit.pk, first) for first, _ in whole_months(*scope.days)]
        due, missing = found[scope.unit]
        return {
            "meetings.regular_due": sum(due[key] for key in keys),
            "meetings.regular_missing": sum(missing[key] for key in keys),
        }

    return [counted(scope) for scope in scopes]


def cells(scope: Scope):
    """Units that were cells in the scope on some day of the period: of them every share of cells is."""
    as_cell = UnitVersion.objects.overlapping(*scope.days).filter(kind__in=CELL_KINDS)
    here = _stays(scope).overlapping(*scope.days).filter(unit__in=as_cell.values("unit"))
    return Unit.objects.filter(pk__in=here.values("unit")).order_by("number", "name")


def thematic_cells(scope: Scope):
    """Cells with at least one thematic meeting."""
    return Unit.objects.filter(pk__in=thematic(scope).values("unit")).order_by("number", "name")


def thematic_every_quarter(scope: Scope):
    """Cells with one in every quarter of the period through which they were cells in the scope."""
    steady = thematic_stays(scope).values("unit")
    return Unit.objects.filter(pk__in=steady).order_by("number", "name")


def thematic_stays(scope: Scope):
    """The stays of those cells in the scope; several of one cell when it left and came back."""
    stays, through = _stays(scope).overlapping(*scope.days), Q()
    same = Ancestry.objects.filter(unit=OuterRef("unit"), ancestor=OuterRef("ancestor"))
    topics = Meeting.objects.thematic().filter(unit=OuterRef("unit"))
    for first, last in whole_quarters(*scope.days):
        as_cell = ~Exists(otherwise(CELL_KINDS, first, last).filter(unit=OuterRef("unit")))
        here = Q(Q(ends_on__isnull=True) | Q(ends_on__gte=last), starts_on__lte=first)
        there = (here | Q(Exists(same.throughout(first, last)))) & Q(as_cell)
        # What is answered sooner, or mostly so, is asked first.
        stays = stays.filter(Q(Exists(topics.held(first, last))) | ~there)
        through |= there
    met = Exists(topics.held(*scope.days))
    return stays.filter(through, met) if through else stays.none()


def thematic_planned(scope: Scope):
    """Topics in the plans of cells for the whole quarters of the period, held or not."""
    wanted = Q(pk__in=[])
    for first, last in whole_quarters(*scope.days):
        quarter = Q(year=first.year, quarter=quarter_of(first))
        wanted |= quarter & placed_under(scope.unit, last)
    rows = TopicPlan.objects.filter(wanted).select_related("unit", "meeting")
    return rows.order_by("year", "quarter", "unit__number", "id")


def attendances(scope: Scope):
    """Everybody on the rolls of the regular and thematic meetings of cells."""
    return _rolls(scope, CELL_MEETINGS)


def due_to_attend(scope: Scope):
    """Those who had to come."""
    return attendances(scope).due()


def present(scope: Scope):
    """Those who came: on time, late, or by the network."""
    return attendances(scope).present()


def spoke(scope: Scope):
    """Those who came and of whom the minutes hold an opinion."""
    said = Opinion.objects.filter(meeting=OuterRef("meeting"), member=OuterRef("member"))
    return present(scope).filter(Exists(said))


def absentees(scope: Scope):
    """Members absent without reason for as many months of one year as the rule of that day says."""
    found = absences(scope).values("member")
    return Member.objects.filter(pk__in=found).order_by("sort_key", "id")


def absences(scope: Scope):
    """The same with `where`, the unit of the scope, and `year`.

    Unsure in the rules, so it stands here alone: the months need not follow each other.
    """
    months = missed(scope).order_by().annotate(where=F("meeting__unit__ancestry__ancestor"))
    months = months.values("where", "member", year=ExtractYear("meeting__held_on"))
    months = months.annotate(months=CountRows(ExtractMonth("meeting__held_on"), distinct=True))
    return months.filter(
        months__gte=Threshold.objects.value_on(ThresholdCode.ABSENCE_MONTHS, scope.end)
    )


def missed(scope: Scope):
    """Absences without reason in months in which the member had to come and never did.

    An absence with a reason, or one attendance, clears its month; who was not due does not.
    """
    this_month = Attendance.objects.due().filter(
        is_held("meeting__"),
        member=OuterRef("member"),
        meeting__kind__in=CELL_MEETINGS,
        meeting__held_on__year=ExtractYear(OuterRef("meeting__held_on")),
        meeting__held_on__month=ExtractMonth(OuterRef("meeting__held_on")),
    )
    cleared = Exists(this_month.exclude(status=AttendanceStatus.UNEXCUSED))
    rows = attendances(scope).filter(~cleared, status=AttendanceStatus.UNEXCUSED)
    return rows.order_by("member__sort_key", "member", "meeting__held_on")


def tasks_assigned(scope: Scope):
    return _tasks(scope, Q(meeting__held_on__range=scope.days))


def tasks_done(scope: Scope):
    return _tasks(scope, Q(done_on__range=scope.days))


def tasks_overdue(scope: Scope):
    """Past their day at the end of the period, and not done by then."""
    return _tasks(scope, Q(meeting__held_on__lte=scope.end)).overdue(scope.end)


def _tasks(scope: Scope, condition: Q):
    day = F("meeting__held_on")
    given = placed_under(scope.unit, day, via="meeting__unit")
    rows = Task.objects.filter(given, condition, is_held("meeting__"))
    return rows.select_related("meeting__unit", "assignee", "unit").order_by("due_on", "id")


def petitions_raised(scope: Scope):
    """By the day; in the cell that asked, where it stood that day. Withdrawn ones never count."""
    return _petitions(scope).raised_in(*scope.days)


def petitions_answered(scope: Scope):
    """Answered in the period, and not given back to the committee by its end."""
    return _petitions(scope).answered_in(*scope.days)


def _petitions(scope: Scope):
    rows = Petition.objects.filter(placed_under(scope.unit, F("raised_on")))
    return rows.select_related("unit", "to_unit").order_by("raised_on", "id")


FIGURES = [
    Count("meetings.regular", "Sinh hoạt thường kỳ đã họp", regular, "meeting"),
    Count("meetings.regular_due", "Sinh hoạt thường kỳ phải họp", regular_due, "due", walk=count_due),
    Count(
        "meetings.regular_missing",
        "Sinh hoạt thường kỳ còn thiếu",
        regular_missing,
        "due",
        walk=count_due,
    ),
    Count("meetings.combined", "Sinh hoạt thường kỳ kết hợp chuyên đề", combined, "meeting"),
    Count("meetings.thematic", "Sinh hoạt chuyên đề", thematic, "meeting"),
    Count("meetings.cells", "Chi bộ có trong kỳ", cells, "unit"),
    Count("meetings.thematic_cells", "Chi bộ có sinh hoạt chuyên đề", thematic_cells, "unit"),
    Count(
        "meetings.thematic_every_quarter",
        "Chi bộ mỗi quý ít nhất một chuyên đề",
        thematic_every_quarter,
        "unit",
    ),
    Count(
        "meetings.thematic_planned",
        "Chuyên đề trong kế hoạch của chi bộ",
        thematic_planned,
        "topic_plan",
    ),
    Count("meetings.model", "Sinh hoạt mẫu", _held_and("meetings.model"), "meeting"),
    Count("meetings.committee", "Họp đảng ủy, hội nghị đảng bộ", committee, "meeting"),
    Count("meetings.conferences", "Hội nghị đảng bộ", of_kind(MeetingKind.CONFERENCE), "meeting"),
    *_attended("meetings.conferences", "Hội nghị đảng bộ", MeetingKind.CONFERENCE),
    Count("meetings.congresses", "Đại hội", of_kind(MeetingKind.CONGRESS), "meeting"),
    *_attended("meetings.congresses", "Đại hội", MeetingKind.CONGRESS),
    Count("meetings.minutes_late", "Biên bản quá hạn chưa thông qua", minutes_late, "meeting"),
    Average(
        "meetings.minutes_average",
        "Thời lượng bình quân (phút)",
        _held_and("meetings.minutes_average"),
        MINUTES,
        "meeting",
    ),
    Count("meetings.due_to_attend", "Lượt đảng viên phải dự sinh hoạt", due_to_attend, "attendance"),
    Count("meetings.present", "Lượt đảng viên dự sinh hoạt", present, "attendance"),
    Rate("meetings.attendance", "Tỷ lệ dự sinh hoạt", "meetings.present", "meetings.due_to_attend"),
    *(
        Count(
            f"meetings.{one.value}",
            f"Chất lượng sinh hoạt: {one.label}",
            _held_and(f"meetings.{one.value}"),
            "meeting",
        )
        for one in Grade
    ),
    Count("meetings.unrated", "Chất lượng sinh hoạt: chưa chấm xong", unrated, "meeting"),
    Count(
        "meetings.absentees",
        "Đảng viên bỏ sinh hoạt nhiều tháng trong năm, không lý do",
        absentees,
        "absentee",
    ),
    Count("meetings.spoken", "Lượt đảng viên phát biểu", spoke, "attendance"),
    Rate("meetings.speaking", "Tỷ lệ phát biểu trên lượt dự", "meetings.spoken", "meetings.present"),
    *(
        Count(
            f"meetings.{one.value}",
            f"Buổi sinh hoạt có nội dung: {one.label}",
            _held_and(f"meetings.{one.value}"),
            "meeting",
        )
        for one in SUBJECTS
    ),
]
TASK_FIGURES = [
    Count("tasks.assigned", "Nhiệm vụ được giao", tasks_assigned, "task"),
    Count("tasks.done", "Nhiệm vụ hoàn thành", tasks_done, "task"),
    Count("tasks.overdue", "Nhiệm vụ quá hạn", tasks_overdue, "task"),
]
PETITION_FIGURES = [
    Count("petitions.raised", "Kiến nghị của chi bộ", petitions_raised, "petition"),
    Count("petitions.answered", "Kiến nghị đã trả lời", petitions_answered, "petition"),
]
