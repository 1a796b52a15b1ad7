"""The year of each cell or committee: what was held, what is planned, what is missing.

A planned meeting is shown, and never counted as held. A large scope is shown body by body, in counts.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from accounts.models import User
from cells.forms.unit_choice import MOST_OFFERED
from cells.models import (
    CELL_KINDS,
    Threshold,
    ThresholdCode,
    Unit,
    UnitKind,
    UnitVersion,
)
from cells.models.version import COMMITTEE_KINDS, GRASSROOTS_KINDS
from meetings.models import REGULAR_KINDS, STATE_FIELDS, Meeting, MeetingKind
from meetings.models.planning import last_month, month_end, next_month, register_by

MONTHS_IN_QUARTER = 3
# A year of 300 cells is thousands of meetings: read what the calendar shows, and no minutes.
READ = ("unit", "topic", "held_on", *STATE_FIELDS)
MONTHS = range(1, 13)
QUARTERS = range(1, 5)


@dataclass(frozen=True)
class Span:
    """A month or a quarter of one unit, with what was held and what is planned in it."""

    number: int
    meetings: list[Meeting]  # begun
    planned: list[Meeting]
    is_owed: bool  # over, and the unit existed through it
    wants: tuple[str, ...] = tuple(REGULAR_KINDS)

    @property
    def has_regular(self) -> bool:
        return any(meeting.kind in self.wants for meeting in self.meetings)

    @property
    def is_missing_regular(self) -> bool:
        return self.is_owed and not self.has_regular

    @property
    def has_topic(self) -> bool:
        return any(meeting.is_thematic for meeting in self.meetings)

    @property
    def plans_topic(self) -> bool:
        return any(meeting.is_thematic for meeting in self.planned)

    @property
    def is_missing_topic(self) -> bool:
        return self.is_owed and not self.has_topic


@dataclass(frozen=True)
class UnitYear:
    """One row of the calendar: a unit under the name it bore last in that year."""

    unit: Unit
    name: str
    months: list[Span]
    quarters: list[Span] = field(default_factory=list)


@dataclass(frozen=True)
class Tally:
    """A month or a quarter of a whole body: so many cells of those that had to."""

    number: int
    held: int
    due: int
    planned: int

    @property
    def is_missing(self) -> bool:
        return self.held < self.due


@dataclass(frozen=True)
class BodyYear:
    """One row of a large calendar: a body with its cells counted."""

    unit: Unit
    cells: int
    months: list[Tally]
    quarters: list[Tally]


def calendar_of(user: User, year: int, unit: Unit | None = None) -> list[UnitYear]:
    """The cells whose meetings the user sees, as far as they existed in that year."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    meetings = Meeting.objects.visible_to(user).of_cells().on_days(first, last)
    by_unit = _by_unit(meetings)
    today = timezone.localdate()
    return [
        _cell_year(version, by_unit.get(version.unit_id, []), year, today)
        for version in versions_of(sight(user, unit), first, last)
    ]


def committees_of(user: User, year: int, unit: Unit | None = None) -> list[UnitYear]:
    """Committees, and the cells whose chi ủy met: a month without is missing for a committee only,
    because a small cell has no chi ủy."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    meetings = Meeting.objects.visible_to(user).of_kind(MeetingKind.COMMITTEE).on_days(first, last)
    by_unit, today = _by_unit(meetings), timezone.localdate()
    kinds = [*COMMITTEE_KINDS, *CELL_KINDS]
    return [
        UnitYear(version.unit, version.name, _committee_months(version, by_unit, year, today))
        for version in versions_of(sight(user, unit), first, last, kinds)
        if version.kind in COMMITTEE_KINDS or version.unit_id in by_unit
    ]


def by_bodies(rows: list[UnitYear]) -> list[BodyYear]:
    """The same by body, when there are more cells than one page can show; else nothing."""
    if len(rows) <= MOST_OFFERED:
        return []
    bodies = Unit.objects.filter(kind__in=GRASSROOTS_KINDS).in_bulk()
    groups: dict[Unit, list[UnitYear]] = defaultdict(list)
    for row in rows:
        above = [bodies[pk] for pk in row.unit.path_ids if pk in bodies]
        groups[above[0] if above else row.unit].append(row)
    return [_body_year(body, cells) for body, cells in groups.items()] if len(groups) > 1 else []


def sight(user: User, unit: Unit | None = None):
    """The units whose meetings the user sees, or those of one body."""
    seen = Unit.objects.allowing(user, "meeting.read")
    return seen.under(unit) if unit else seen


def versions_of(
    units, first: datetime.date, last: datetime.date, kinds: Iterable[str] = CELL_KINDS
) -> list[UnitVersion]:
    """One version, the latest of those days, for each cell among `units`; body by body, by number."""
    versions = UnitVersion.objects.overlapping(first, last).filter(unit__in=units, kind__in=kinds)
    latest = {v.unit_id: v for v in versions.select_related("unit").order_by("starts_on")}
    return sorted(latest.values(), key=_place)


def _place(version: UnitVersion) -> tuple:
    unit = version.unit
    above = unit.path_ids if version.kind in COMMITTEE_KINDS else unit.path_ids[:-1]
    return (above, version.kind not in COMMITTEE_KINDS, version.number or 0, version.name)


def _by_unit(meetings) -> dict[int, list[Meeting]]:
    by_unit: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in meetings.only(*READ).order_by("held_on", "id"):
        by_unit[meeting.unit_id].append(meeting)
    return by_unit


def _cell_year(version: UnitVersion, meetings: list[Meeting], year: int, today) -> UnitYear:
    unit = version.unit
    months = [_span(unit, meetings, year, (n, n), n, today) for n in MONTHS]
    quarters = [
        _span(unit, meetings, year, (MONTHS_IN_QUARTER * (n - 1) + 1, MONTHS_IN_QUARTER * n), n, today)
        for n in QUARTERS
    ]
    return UnitYear(unit, version.name, months, quarters)


def _committee_months(version: UnitVersion, by_unit, year: int, today) -> list[Span]:
    meetings, wants = by_unit.get(version.unit_id, []), (MeetingKind.COMMITTEE,)
    for meeting in meetings:
        meeting.unit = version.unit  # its title asks for it
    owes = version.kind == UnitKind.GRASSROOTS_COMMITTEE
    return [
        _span(version.unit, meetings, year, (n, n), n, today, wants=wants, owes=owes) for n in MONTHS
    ]


def _span(
    unit, meetings, year: int, months: tuple[int, int], number: int, today, *, wants=None, owes=True
) -> Span:
    first = datetime.date(year, months[0], 1)
    last = month_end(datetime.date(year, months[1], 1))
    existed = unit.founded_on <= first and (unit.ended_on is None or unit.ended_on >= last)
    inside = [meeting for meeting in meetings if months[0] <= meeting.held_on.month <= months[1]]
    return Span(
        number=number,
        meetings=[meeting for meeting in inside if meeting.is_held],
        planned=[meeting for meeting in inside if meeting.is_planned],
        is_owed=owes and existed and last < today,
        wants=wants or tuple(REGULAR_KINDS),
    )


def _body_year(body: Unit, cells: list[UnitYear]) -> BodyYear:
    months = [_tally([cell.months[n] for cell in cells], "has_regular") for n in range(len(MONTHS))]
    quarters = [_tally([cell.quarters[n] for cell in cells], "has_topic") for n in range(len(QUARTERS))]
    return BodyYear(body, len(cells), months, quarters)


def _tally(spans: list[Span], has: str) -> Tally:
    return Tally(
        number=spans[0].number,
        held=sum(getattr(span, has) for span in spans),
        due=sum(span.is_owed for span in spans),
        planned=sum(bool(span.planned) for span in spans),
    )


@dataclass(frozen=True)
class Lack:
    """Something missing today, with the units that lack it."""

    text: str
    names: list[str]
    page: str  # the name of the page where it is put right
    query: str = ""


def missing_now(user: User, unit: Unit | None = None) -> list[Lack]:
    """What is to be done about meetings as of today."""
    today = timezone.localdate()
    before, following = last_month(today), next_month(today)
    versions = versions_of(sight(user, unit), before, month_end(following))
    meetings = Meeting.objects.visible_to(user).regular().on_days(before, month_end(following))
    found = {(pk, day.replace(day=1), at is not None) for pk, day, at in _days(meetings)}
    lacks = [
        Lack(
            f"Tháng {before:%m/%Y} chưa ghi họp thường kỳ",
            _lacking(versions, before, lambda pk: (pk, before, True) in found),
            "meetings:meeting_create",
        ),
        Lack(
            f"Tháng {today:%m/%Y} chưa họp và chưa có lịch",
            _lacking(versions, today.replace(day=1), lambda pk: _has(found, pk, today)),
            "meetings:month_register",
            f"?month={today:%Y-%m}",
        ),
    ]
    if today > register_by(following):
        names = _lacking(versions, following, lambda pk: _has(found, pk, following))
        query = f"?month={following:%Y-%m}"
        text = f"Tháng {following:%m/%Y} chưa đăng ký lịch"
        lacks.append(Lack(text, names, "meetings:month_register", query))
    return [lack for lack in [*lacks, _late_minutes(user, unit, today)] if lack.names]


def _days(meetings):
    return meetings.order_by().values_list("unit", "held_on", "opened_at")


def _has(found: set, pk: int, day: datetime.date) -> bool:
    """Planned or held in that month."""
    month = day.replace(day=1)
    return (pk, month, True) in found or (pk, month, False) in found


def _lacking(versions: list[UnitVersion], month: datetime.date, has) -> list[str]:
    """Names of the cells that exist through that month and have none of it."""
    last = month_end(month)
    return [
        version.name
        for version in versions
        if version.unit.founded_on <= month
        and (version.unit.ended_on is None or version.unit.ended_on >= last)
        and not has(version.unit_id)
    ]


def _late_minutes(user: User, unit: Unit | None, today: datetime.date) -> Lack:
    """Minutes that should have been adopted by now."""
    days = Threshold.objects.in_force(ThresholdCode.MINUTES_DAYS, today).value
    late = (
        Meeting.objects.visible_to(user)
        .drafts()
        .filter(
            held_on__lt=today - datetime.timedelta(days=days),
            held_on__gte=datetime.date(today.year, 1, 1),
        )
    )
    if unit:
        late = late.under(unit)
    names = [f"{name} ({day:%d/%m})" for name, day in _named(late)]
    text = f"Biên bản quá {days} ngày chưa thông qua"
    return Lack(text, names, "meetings:meeting_list", "?state=draft")


def _named(meetings):
    return meetings.with_unit_name().order_by("held_on", "id").values_list("unit_name", "held_on")
