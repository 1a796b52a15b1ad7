"""The same period a year earlier: of the unit itself, or of those that it was made of.

Who became part of a unit since the first day of that period is told by what happened to units: merged
into it or into something below it, or moved there. Each of them is counted for itself, and all are
added up. What cannot be added truly is absent:

* what crossed the border of one predecessor may only have gone to another (transfers, guests);
* a predecessor of which only a part came here says nothing of that part.

What stood here only for a part of that period counts for that part, and is named.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef

from cells.models import Ancestry, EventKind, Unit, UnitEvent
from common.periods import DAY
from members.models import CameBy, Membership
from members.rules.party_age import MONTHS_A_YEAR, add_months, latest_start
from reports.figures import FIGURES, Rate, Ratio, Scope, Value, compute_each
from reports.figures.figure import Average

# Of several predecessors these are no sums: what one lost another may have gained, or they share it.
NOT_ADDED = {
    "moves.transferred_in",
    "moves.transferred_out",
    "moves.received_with_unit",
    "moves.left_with_unit",
    "members.temporary_in",
    "members.temporary_out",
    "meetings.absentees",
    "org.received",
    "org.handed_over",
}
LINKING = [EventKind.MERGED, EventKind.MOVED, EventKind.SPLIT]


@dataclass(frozen=True)
class YearBefore:
    """`scopes`: of whom to add up; empty where nothing comparable is known, and `notes` say why."""

    scopes: list[Scope]
    notes: list[str]

    @property
    def names(self) -> list[str]:
        return [scope.unit.name for scope in self.scopes]

    @property
    def note(self) -> str:
        """In one line; empty where it is the unit itself, as it is now."""
        return "; ".join(self.notes)


@dataclass(frozen=True)
class EarlierValues:
    """Figures of the year before by their codes, and whose they are; None where one is not known."""

    whose: YearBefore
    values: dict[str, Value]

    @property
    def note(self) -> str:
        return self.whose.note

    @property
    def scope(self) -> Scope | None:
        """The scope whose lists the values open to; None of several units, or of none."""
        return self.whose.scopes[0] if len(self.whose.scopes) == 1 else None


def days_before(scope: Scope) -> tuple[datetime.date, datetime.date]:
    """The same days a year earlier: the last of a month stays the last, 29 February is the 28th."""
    start = add_months(scope.start, -MONTHS_A_YEAR)
    return start, latest_start(scope.end, MONTHS_A_YEAR)


def values_beside(
    scope: Scope, codes: Iterable[str] = FIGURES
) -> tuple[dict[str, Value], EarlierValues]:
    """Figures of the scope, and of the year before, counted together."""
    codes, before = list(codes), year_before(scope)
    now, *each = compute_each([scope, *before.scopes], codes)
    values = {code: added(code, [values[code] for values in each]) for code in codes}
    return now, EarlierValues(before, values)


def added(code: str, values: list[Value]) -> Value:
    """The value of all together; None where a sum would be untrue, or a part is not known."""
    if len(values) == 1:
        return values[0]
    figure = FIGURES[code]
    if not values or None in values or code in NOT_ADDED or isinstance(figure, Average):
        return None
    if not isinstance(figure, Rate):
        return sum(values)
    parts = [(value.numerator, value.denominator) for value in values]
    if NOT_ADDED & {figure.numerator, figure.denominator} or any(None in part for part in parts):
        return None
    return Ratio(sum(part[0] for part in parts), sum(part[1] for part in parts))


def year_before(scope: Scope) -> YearBefore:
    """Whose figures of a year ago stand beside this scope: one query where nothing happened."""
    days = days_before(scope)
    events = UnitEvent.objects.filter(
        kind__in=LINKING, effective_on__gt=days[0], effective_on__lte=scope.end, other__isnull=False
    )
    events = list(events.select_related("unit", "other").order_by("effective_on", "id"))
    traced = _Trace(days, events)
    traced.follow(scope.unit, scope.end)
    return YearBefore(traced.outermost(), traced.notes)


class _Trace:
    """From a unit back to those it was made of."""

    def __init__(self, days: tuple[datetime.date, datetime.date], events: list[UnitEvent]):
        self.days, self.events = days, events
        self.units: dict[int, Unit] = {}
        self.notes: list[str] = []
        self.is_unknown = False

    def follow(self, unit: Unit, until: datetime.date) -> None:
        """The unit itself where it existed then, and whoever came into it up to that day."""
        if unit.founded_on <= self.days[1]:
            self.units[unit.pk] = unit
        stays = _Stays(unit, self.events)
        came = [one for one in self.events if one.effective_on <= until and stays.received(one)]
        if unit.founded_on > self.days[0]:
            self._note_founding(unit, came)
        for event in came:
            self._trace_back(event, unit, stays)
        for event in self.events:
            if event.effective_on <= until and stays.lost(event):
                self.notes.append(_gone(event))

    def outermost(self) -> list[Scope]:
        """Nobody twice: what stood under another one of them then is counted with it."""
        if self.is_unknown:
            return []
        nested = set()
        if len(self.units) > 1:
            rows = Ancestry.objects.overlapping(*self.days).exclude(unit=F("ancestor"))
            rows = rows.filter(unit__in=self.units, ancestor__in=self.units)
            nested = set(rows.values_list("unit", flat=True))
        return [Scope(unit, *self.days) for pk, unit in self.units.items() if pk not in nested]

    def _trace_back(self, event: UnitEvent, into: Unit, stays: _Stays) -> None:
        """Count who came whole; say of the others why not."""
        unit, day, note = event.unit, _told(event), self.notes.append
        if event.kind == EventKind.SPLIT:
            note(f"{event.other} tách ra từ {unit} ngày {day}: không tính được phần tương ứng")
            self.is_unknown |= event.other_id == into.pk
        elif stays.touch(unit.pk, self.days):
            note(f"{unit} về đây ngày {day}: cùng kỳ chỉ tính những ngày trực thuộc")
        elif event.kind == EventKind.MERGED and self._came_in_parts(event, into):
            note(f"{unit} sáp nhập ngày {day} chỉ một phần về đây: không tính được phần đó")
            self.is_unknown |= unit.is_cell
        else:
            how = "sáp nhập" if event.kind == EventKind.MERGED else "chuyển về"
            note(f"gồm {unit} ({how} ngày {day})")
            self.follow(unit, event.effective_on - DAY)

    def _came_in_parts(self, event: UnitEvent, into: Unit) -> bool:
        """Whether members of a merged unit, or units that stood under it, went elsewhere."""
        here = Ancestry.objects.on(event.effective_on).filter(ancestor=into).values("unit")
        before = Membership.objects.permanent().filter(
            member=OuterRef("member"), unit=event.unit, ends_on=event.effective_on - DAY
        )
        went = Membership.objects.permanent().filter(
            Exists(before), starts_on=event.effective_on, came_by=CameBy.WITH_UNIT
        )
        below = Ancestry.objects.overlapping(self.days[0], event.effective_on).filter(
            ancestor=event.unit, unit__ended_on__isnull=True
        )
        return went.exclude(unit__in=here).exists() or below.exclude(unit__in=here).exists()

    def _note_founding(self, unit: Unit, came: list[UnitEvent]) -> None:
        day = f"{unit.founded_on:%d/%m/%Y}"
        if unit.founded_on <= self.days[1]:
            self.notes.append(f"{unit} thành lập ngày {day}: cùng kỳ tính từ ngày đó")
        elif not came:
            self.notes.append(f"{unit} thành lập ngày {day}: không có số cùng kỳ")


class _Stays:
    """Which of the units that something happened to stood under one, or were it, and when."""

    def __init__(self, unit: Unit, events: list[UnitEvent]):
        self.unit, self.spells = unit, {}
        asked = {pk for event in events for pk in (event.unit_id, event.other_id)}
        for row in Ancestry.objects.filter(ancestor=unit, unit__in=asked) if asked else []:
            self.spells.setdefault(row.unit_id, []).append(row)

    def has(self, unit: int, day: datetime.date) -> bool:
        return any(row.covers(day) for row in self.spells.get(unit, []))

    def touch(self, unit: int, days: tuple[datetime.date, datetime.date]) -> bool:
        """Whether it stood here on one of these days."""
        first, last = days
        spells = self.spells.get(unit, [])
        return any(
            row.starts_on <= last and (row.ends_on is None or row.ends_on >= first) for row in spells
        )

    def received(self, event: UnitEvent) -> bool:
        """It brought a unit, or a part of it, here from elsewhere."""
        return not self._was_here(event) and self.has(event.other_id, event.effective_on)

    def lost(self, event: UnitEvent) -> bool:
        """It took a unit, or a part of one, away from here: not this one itself."""
        stayed = self.has(event.other_id, event.effective_on)
        is_own = event.unit_id == self.unit.pk and event.kind != EventKind.SPLIT
        return self._was_here(event) and not stayed and not is_own

    def _was_here(self, event: UnitEvent) -> bool:
        return self.has(event.unit_id, event.effective_on - DAY)


def _gone(event: UnitEvent) -> str:
    """What was counted a year ago and is elsewhere now."""
    if event.kind == EventKind.SPLIT:
        return f"gồm cả phần đã tách thành {event.other} ngày {_told(event)}"
    return f"gồm cả {event.unit} (chuyển đi ngày {_told(event)})"


def _told(event: UnitEvent) -> str:
    return f"{event.effective_on:%d/%m/%Y}"
