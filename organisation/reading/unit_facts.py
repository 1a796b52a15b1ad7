"""Sizes and warnings of any number of units at once, as on a day: four queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max

from cells.models import Term, Threshold, UnitVersion
from cells.reading.tree import in_tree_order
from members.models import Membership, Office
from organisation.rules.limits import Limit, UnitFacts, warnings_of


@dataclass(frozen=True)
class UnitRow:
    """One line of the tree: a unit under its name of the day, with the size of its roll."""

    depth: int
    version: UnitVersion
    facts: UnitFacts
    warnings: list[Limit]


def tree_rows(versions: Iterable[UnitVersion], day: datetime.date) -> list[UnitRow]:
    """In the order of the tree; a size counts everything below the unit on that day."""
    tree = list(in_tree_order(versions))
    facts = _facts([version for _, version in tree], day)
    rules = Threshold.objects.on(day)
    return [
        UnitRow(depth, version, facts[version.unit_id], warnings_of(facts[version.unit_id], rules, day))
        for depth, version in tree
    ]


def _facts(versions: list[UnitVersion], day: datetime.date) -> dict[int, UnitFacts]:
    units = [version.unit_id for version in versions]
    sizes = Membership.objects.roll_sizes(units, day)
    offices, congresses = _offices(units, day), _congresses(units, day)
    return {
        version.unit_id: UnitFacts(
            version.kind,
            *sizes[version.unit_id],
            offices[version.unit_id],
            congresses.get(version.unit_id),
        )
        for version in versions
    }


def _offices(units: list[int], day: datetime.date) -> dict[int, list[tuple[str, str, int]]]:
    """Unit id → (office, how it was come by, who holds it)."""
    found = defaultdict(list)
    held = Office.objects.on(day).filter(unit__in=units).order_by()
    for unit, *seat in held.values_list("unit", "kind", "how", "member"):
        found[unit].append(tuple(seat))
    return found


def _congresses(units: list[int], day: datetime.date) -> dict[int, datetime.date]:
    """Unit id → the day of its last congress."""
    terms = Term.objects.filter(unit__in=units, congress_on__lte=day).order_by()
    return dict(terms.values_list("unit").annotate(Max("congress_on")))
