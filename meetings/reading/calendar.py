"""The year of each cell or committee: what was held, what is planned, what is missing.

A planned meeting is shown, and never counted as held. A large scope is shown body by body, in counts.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Q
from django.utils.timezone import localdate

from accounts.models import User
from cells.forms.unit_choice import MOST_OFFERED
from cells.models import CELL_KINDS, Unit, UnitKind, UnitVersion
from cells.models.version import COMMITTEE_KINDS, GRASSROOTS_KINDS
from common.months import last_month, month_end, next_month, whole_months, whole_quarters
from meetings.models import REGULAR_KINDS, STATE_FIELDS, THEMATIC_KINDS, Meeting, MeetingKind, is_held
from meetings.reading.owed import owed_in
from meetings.rules.deadlines import late_minutes, register_by

# A year of 300 cells is thousands of meetings: read what the calendar shows, and no minutes.
READ = ("unit", "topic", "held_on", *STATE_FIELDS)
MONTHS = range(1, 13)
QUARTERS = range(1, 5)


class Brief(NamedTuple):
    """Of a meeting what is enough to count it: thousands of them make the year of many bodies."""

    unit_id: int
    held_on: datetime.date
    kind: str
    is_held: bool

    @property
    def is_thematic(self) -> bool:
        return self.kind in THEMATIC_KINDS


class Span(NamedTuple):
    """A month or a quarter of one unit, with what was held and what is planned in it."""

    number: int
    meetings: list[Meeting | Brief]  # begun
    planned: list[Meeting | Brief]
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


class Tally(NamedTuple):
    """A month or a quarter of a whole body: so many cells of those that had to."""

    number: int
    held: int
    due: int
    planned: int
    is_quarter: bool = False

    @property
    def is_missing(self) -> bool:
        return self.held < self.due

    @property
    def label(self) -> str:
        return f"{'CĐ quý ' if self.is_quarter else 'T'}{self.number}"

    @property
    def said(self) -> str:
        """Held of those due, or so many held; in brackets what is only planned."""
        if self.due:
            return f"{self.held}/{self.due}"
        return str(self.held or (f"({self.planned})" if self.planned else "–"))


@dataclass(frozen=True)
class BodyYear:
    """One row of a large calendar: a body with its cells counted."""

    unit: Unit
    cells: int
    months: list[Tally]
    quarters: list[Tally]

    @property
    def tallies(self) -> list[Tally]:
        return [*self.months, *self.quarters]


def calendar_of(user: User, year: int, unit: Unit | None = None) -> list[UnitYear]:
    """The cells whose meetings the user sees, as far as they existed in that year."""
    versions = versions_of(seen_units(user, unit), *_days_of(year))
    return _years(versions, _read(_of_cells(user, year)), year)


def calendar_or_bodies(
    user: User, year: int, unit: Unit | None = None
) -> tuple[list[UnitYear], list[BodyYear]]:
    """The same; or body by body, in counts, where no unit is chosen of more cells than one page can
    show."""
    versions = versions_of(seen_units(user, unit), *_days_of(year))
    meetings, groups = _of_cells(user, year), {} if unit else _by_body(versions)
    if len(groups) <= 1:
        return _years(versions, _read(meetings), year), []
    rows = {row.unit: row for row in _years(versions, _brief(meetings), year)}
    return [], [_body_year(body, [rows[one] for one in cells]) for body, cells in groups.items()]


def _of_cells(user: User, year: int):
    return Meeting.objects.visible_to(user).of_cells().on_days(*_days_of(year))


def _years(versions: list[UnitVersion], meetings: list[Meeting | Brief], year: int) -> list[UnitYear]:
    parts = whole_months(*_days_of(year)), whole_quarters(*_days_of(year))
    months, quarters = _spans(versions, meetings, parts)
    return [UnitYear(v.unit, v.name, months[v.unit], quarters[v.unit]) for v in versions]


def committees_of(user: User, year: int, unit: Unit | None = None) -> list[UnitYear]:
    """Committees, and the cells whose chi ủy met: a month without is missing for a committee only,
    because a small cell has no chi ủy."""
    first, last = _days_of(year)
    seen = Meeting.objects.visible_to(user)
    meetings = _read(seen.of_kind(MeetingKind.COMMITTEE).on_days(first, last))
    met = {meeting.unit_id for meeting in meetings}
    versions = [
        version
        for version in versions_of(seen_units(user, unit), first, last, [*COMMITTEE_KINDS, *CELL_KINDS])
        if version.kind in COMMITTEE_KINDS or version.unit_id in met
    ]
    owing, wants = [UnitKind.GRASSROOTS_COMMITTEE], (MeetingKind.COMMITTEE,)
    (months,) = _spans(versions, meetings, [whole_months(first, last)], owing, wants)
    return [UnitYear(version.unit, version.name, months[version.unit]) for version in versions]


def _by_body(versions: list[UnitVersion]) -> dict[Unit, list[Unit]]:
    """The bodies with their cells, when there are more cells than one page can show; else nothing."""
    if len(versions) <= MOST_OFFERED:
        return {}
    bodies = Unit.objects.filter(kind__in=GRASSROOTS_KINDS).in_bulk()
    groups: dict[Unit, list[Unit]] = defaultdict(list)
    for version in versions:
        above = [bodies[pk] for pk in version.unit.path_ids if pk in bodies]
        groups[above[0] if above else version.unit].append(version.unit)
    return groups


def seen_units(user: User, unit: Unit | None = None):
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


def _days_of(year: int) -> tuple[datetime.date, datetime.date]:
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def _read(meetings) -> list[Meeting]:
    return list(meetings.only(*READ).order_by("held_on", "id"))


def _brief(meetings) -> list[Brief]:
    rows = meetings.order_by().values_list("unit", "held_on", "kind", Q(is_held()))
    return [Brief(*row) for row in rows]


def _spans(versions, meetings, parts, owing=CELL_KINDS, wants=tuple(REGULAR_KINDS)) -> list[dict]:
    """For each way to part the year (into months, into quarters): of each unit its spans.

    `owing`: the kinds of units that owe a meeting; `wants`: the kinds of meetings that they owe.
    """
    units = {version.unit_id: version.unit for version in versions}
    for meeting in meetings:
        if isinstance(meeting, Meeting):
            meeting.unit = units.get(meeting.unit_id)  # its title asks for it
    begun = _by_span([one for one in meetings if one.is_held], parts)
    planned = _by_span([one for one in meetings if not one.is_held], parts)
    every, today = [days for part in parts for days in part], localdate()
    owed = {
        unit: {days for days in spans if days[1] < today}
        for unit, spans in owed_in(units.values(), every, owing).items()
    }

    def span(unit: Unit, number: int, days: tuple) -> Span:
        key = unit.pk, days
        return Span(number, begun.get(key, []), planned.get(key, []), days in owed[unit], wants)

    return [
        {unit: [span(unit, n, days) for n, days in enumerate(part, start=1)] for unit in units.values()}
        for part in parts
    ]


def _by_span(meetings: list[Meeting | Brief], parts: list[list[tuple]]) -> dict[tuple, list]:
    """(id of the unit, (first day, last day)) → the meetings on these days."""
    found, days_by_month = defaultdict(list), [_by_month(part) for part in parts]
    for meeting in meetings:
        for days in days_by_month:
            found[meeting.unit_id, days[meeting.held_on.month]].append(meeting)
    return found


def _by_month(part: list[tuple]) -> dict[int, tuple]:
    """Month of the year → the first and last day of the month or quarter that it lies in."""
    return {month: days for days in part for month in range(days[0].month, days[1].month + 1)}


def _body_year(body: Unit, cells: list[UnitYear]) -> BodyYear:
    """A regular meeting each month, a topic each quarter."""
    months = zip(*(cell.months for cell in cells), strict=True)
    quarters = zip(*(cell.quarters for cell in cells), strict=True)
    return BodyYear(
        body,
        len(cells),
        [_tally(spans, lambda span: span.has_regular) for spans in months],
        [_tally(spans, lambda span: span.has_topic, is_quarter=True) for spans in quarters],
    )


def _tally(spans: Sequence[Span], has_held: Callable[[Span], bool], *, is_quarter=False) -> Tally:
    """Of the same days of many cells; of those that owe a meeting, and before these days are over, when
    nobody does yet, of all."""
    owed = [span for span in spans if span.is_owed]
    held = sum(has_held(span) for span in owed or spans)
    planned = sum(bool(span.planned) for span in spans)
    return Tally(spans[0].number, held, len(owed), planned, is_quarter)


@dataclass(frozen=True)
class Lack:
    """Something missing today, with the units that lack it."""

    text: str
    names: list[str]
    page: str  # the name of the page where it is put right
    query: str = ""


def missing_now(user: User, unit: Unit | None = None) -> list[Lack]:
    """What is to be done about meetings as of today."""
    today = localdate()
    before, this, following = last_month(today), today.replace(day=1), next_month(today)
    versions = versions_of(seen_units(user, unit), before, month_end(following))
    spans = [(month, month_end(month)) for month in (before, this, following)]
    owed = owed_in({version.unit for version in versions}, spans)
    meetings = Meeting.objects.visible_to(user).regular().on_days(before, month_end(following))
    rows = _read(meetings)
    planned = {(one.unit_id, one.held_on.replace(day=1)) for one in rows}
    held = {(one.unit_id, one.held_on.replace(day=1)) for one in rows if one.is_held}

    def lack(text: str, span, known: set, page: str, query: str = "") -> Lack:
        wanting = [v for v in versions if span in owed[v.unit] and (v.unit_id, span[0]) not in known]
        return Lack(f"Tháng {span[0]:%m/%Y} {text}", [v.name for v in wanting], page, query)

    register = "meetings:month_register"
    lacks = [
        lack("chưa ghi họp thường kỳ", spans[0], held, "meetings:meeting_create"),
        lack("chưa họp và chưa có lịch", spans[1], planned, register, f"?month={today:%Y-%m}"),
    ]
    if today > register_by(following):
        query = f"?month={following:%Y-%m}"
        lacks.append(lack("chưa đăng ký lịch", spans[2], planned, register, query))
    return [one for one in [*lacks, _late_minutes(user, unit, today)] if one.names]


def _late_minutes(user: User, unit: Unit | None, today: datetime.date) -> Lack:
    """Minutes of this year that should have been adopted by now."""
    drafts = Meeting.objects.visible_to(user).drafts().filter(held_on__year=today.year)
    late = late_minutes(drafts.under(unit) if unit else drafts, today).with_unit_name()
    rows = late.order_by("held_on", "id").values_list("unit_name", "held_on", "minutes_by")
    names = [f"{name} (họp {day:%d/%m}, hạn {until:%d/%m})" for name, day, until in rows]
    return Lack("Biên bản quá hạn chưa thông qua", names, "meetings:meeting_list", "?state=draft")
