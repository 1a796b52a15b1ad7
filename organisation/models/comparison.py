"""What a restructuring changes, read from the dated records: the day before against the day itself."""

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from cells.models import Decision, Unit, UnitVersion
from common.periods import DAY
from members.models.membership import CameBy, Membership
from organisation.models.restructuring_step import RestructuringStep

LAST = 10_000  # what has no number yet stands after its siblings


@dataclass(frozen=True)
class UnitCompared:
    """A unit on both days: what it is called and how many are on its roll; no name where it is not."""

    before: str
    after: str
    size_before: int
    size_after: int

    @property
    def begins(self) -> bool:
        return not self.before

    @property
    def ends(self) -> bool:
        return not self.after


@dataclass(frozen=True)
class Stream:
    """Members who go the same way."""

    came_from: str
    to: str
    members: tuple[str, ...]
    guests: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """Which units begin and end, how large their rolls are, and who goes from where to where."""

    units: tuple[UnitCompared, ...]
    streams: tuple[Stream, ...]

    @property
    def beginning(self) -> int:
        return sum(unit.begins for unit in self.units)

    @property
    def ending(self) -> int:
        return sum(unit.ends for unit in self.units)

    @property
    def moving(self) -> int:
        return sum(len(stream.members) for stream in self.streams)

    @property
    def digest(self) -> str:
        """The same for the same comparison: whether what was agreed to is still what would be done.

        Sorted, because a unit founded anew in each preview has another id each time.
        """
        rows = sorted(repr(row) for row in (*self.units, *self.streams))
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def compare(steps: Iterable[RestructuringStep], decision: Decision, on: datetime.date) -> Comparison:
    """What the steps, carried out as of that day, have changed. Takes five queries."""
    arrivals = Membership.objects.filter(
        came_by=CameBy.WITH_UNIT, starts_on=on, came_decision=decision
    ).by_name()
    touched = {spell.unit_id for spell in arrivals}
    for step in steps:
        touched |= {step.unit_id, step.target_id, step.founded_id}
    units = list(Unit.objects.filter(pk__in=touched - {None}).order_by())
    units.sort(key=lambda unit: (unit.path_ids[:-1], unit.number or LAST, unit.name))
    after = _names(units, on)
    return Comparison(_compared(units, on, after), _streams(arrivals, after))


def _names(units: list[Unit], day: datetime.date) -> dict[int, str]:
    return dict(UnitVersion.objects.on(day).filter(unit__in=units).values_list("unit", "name"))


def _compared(units: list[Unit], on: datetime.date, after: dict[int, str]) -> tuple[UnitCompared, ...]:
    eve, keys = on - DAY, [unit.pk for unit in units]
    before = _names(units, eve)
    sizes_before = Membership.objects.roll_sizes(keys, eve)
    sizes_after = Membership.objects.roll_sizes(keys, on)
    return tuple(
        UnitCompared(before.get(pk, ""), after.get(pk, ""), sizes_before[pk][0], sizes_after[pk][0])
        for pk in keys
    )


def _streams(arrivals: Iterable[Membership], names: dict[int, str]) -> tuple[Stream, ...]:
    ways = defaultdict(lambda: ([], []))
    for spell in arrivals:
        members, guests = ways[spell.came_from, names[spell.unit_id]]
        (guests if spell.is_guest else members).append(str(spell.member))
    return tuple(
        Stream(came_from, to, tuple(members), tuple(guests))
        for (came_from, to), (members, guests) in ways.items()
    )
