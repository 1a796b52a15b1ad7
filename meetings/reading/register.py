"""The meetings of one month, cell by cell: registered, missing, late, approved."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import User
from cells.models import Unit
from common.months import last_month, month_end, next_month
from common.tables import Table
from meetings.models import REGULAR_KINDS, Meeting, MeetingState
from meetings.reading.calendar import seen_units, versions_of
from meetings.reading.owed import owed_in, owing
from meetings.rules.deadlines import approve_by, register_by, registering_is_over


@dataclass(frozen=True)
class RegisterRow:
    """One cell in that month."""

    unit: Unit
    name: str
    meetings: list[Meeting]
    register_by: datetime.date
    is_owed: bool
    may_repeat: bool = False  # there is something in the month before to repeat

    @property
    def has_regular(self) -> bool:
        """Whether a regular meeting is planned in the month, or was held."""
        return any(meeting.kind in REGULAR_KINDS for meeting in self.meetings)

    @property
    def is_missing(self) -> bool:
        return self.is_owed and not self.has_regular

    @property
    def is_late(self) -> bool:
        """Registered after its day: said, never in the way."""
        return any(is_late(meeting, self.register_by) for meeting in self.meetings)

    @property
    def is_approved(self) -> bool:
        planned = [meeting for meeting in self.meetings if meeting.is_planned]
        return self.has_regular and all(meeting.is_firm for meeting in planned)

    @property
    def is_waiting(self) -> bool:
        return any(meeting.state == MeetingState.WAITING for meeting in self.meetings)


@dataclass(frozen=True)
class Register:
    """The month of all cells in sight."""

    month: datetime.date
    rows: list[RegisterRow]
    register_by: datetime.date
    approve_by: datetime.date

    @property
    def size(self) -> int:
        """How many cells it is about: those that owe a meeting, or have one."""
        return sum(row.is_owed or bool(row.meetings) for row in self.rows)

    @property
    def counts(self) -> dict[str, int]:
        return {
            "registered": sum(row.has_regular for row in self.rows),
            "approved": sum(row.is_approved for row in self.rows),
            "late": sum(row.is_late for row in self.rows),
            "missing": sum(row.is_missing for row in self.rows),
        }

    @property
    def waiting(self) -> list[Meeting]:
        """What the committee has not answered yet."""
        return [
            meeting
            for row in self.rows
            for meeting in row.meetings
            if meeting.state == MeetingState.WAITING
        ]

    @property
    def lines(self) -> list[tuple[RegisterRow, Meeting | None]]:
        """One for each meeting, and one for a cell without any."""
        return [(row, meeting) for row in self.rows for meeting in row.meetings or [None]]


def is_late(meeting: Meeting, last_day: datetime.date) -> bool:
    planned_at = meeting.planned_at
    return planned_at is not None and timezone.localdate(planned_at) > last_day


def register_of(user: User, month: datetime.date, unit: Unit | None = None) -> Register:
    """The cells whose meetings the user sees, or those of one body, in that month."""
    return register_among(seen_units(user, unit), month)


def register_among(units, month: datetime.date) -> Register:
    """The cells among `units` in that month."""
    last, until, before = month_end(month), register_by(month), last_month(month)
    of_cells = Meeting.objects.filter(unit__in=units).of_cells()
    meetings = of_cells.on_days(month, last).with_roll_size().select_related("chair", "unit")
    by_unit: dict[int, list[Meeting]] = {}
    for meeting in meetings.order_by("held_on", "id"):
        by_unit.setdefault(meeting.unit_id, []).append(meeting)
    known = set(of_cells.regular().on_days(before, month_end(before)).values_list("unit", flat=True))
    versions = versions_of(units, month, last)
    owed = owed_in([version.unit for version in versions], [(month, last)])
    rows = [
        RegisterRow(
            unit=version.unit,
            name=version.name,
            meetings=by_unit.get(version.unit_id, []),
            register_by=until,
            is_owed=bool(owed[version.unit]),
            may_repeat=version.unit_id in known,
        )
        for version in versions
    ]
    return Register(month, rows, until, approve_by(month))


def state_text(row: RegisterRow, meeting: Meeting | None) -> str:
    """What stands in the last column: one sentence, on the page and in the workbook."""
    if meeting is None:
        return "chưa đăng ký" if row.is_owed else "không phải sinh hoạt tháng này"
    if meeting.is_held:
        return "đã họp"
    late = ", đăng ký muộn" if is_late(meeting, row.register_by) else ""
    reason = f": {meeting.returned_reason}" if meeting.returned_reason else ""
    return f"{meeting.state.label}{reason}{late}"


def _of(name: str):
    return lambda line: line[1] and getattr(line[1], name)


REGISTER = Table(
    [
        ("Chi bộ", lambda line: line[0].name),
        ("Loại", _of("title")),
        ("Chuyên đề", _of("topic")),
        ("Ngày", _of("held_on")),
        ("Giờ", lambda line: line[1] and line[1].starts_at and f"{line[1].starts_at:%H:%M}"),
        ("Địa điểm", _of("place")),
        ("Chủ trì", _of("chair")),
        ("Đảng viên", _of("members")),
        ("Đăng ký lúc", _of("planned_at")),
        ("Trạng thái", lambda line: state_text(*line)),
        ("Ghi chú", _of("plan_note")),
    ]
)


def unregistered(unit: Unit, day: datetime.date) -> QuerySet | list:
    """Cells under the unit without a regular meeting for next month, once it is too late.

    Rows that cost no query of their own: the first page counts them together with others.
    """
    if day < timezone.localdate():  # a past year asks nobody to register any more
        return []
    month = next_month(day)
    span = (month, month_end(month))
    planned = Meeting.objects.regular().on_days(*span).filter(unit=OuterRef("pk"))
    cells = owing(Unit.objects.under(unit).cells(), span)
    return cells.filter(~Exists(planned), registering_is_over(day))
