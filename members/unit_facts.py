"""What the limits look at, for any number of units at once: four queries, and one for the rules."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Max

from cells.models import Threshold, UnitVersion
from members.limits import Limit, UnitFacts, warnings_of
from members.models import Membership, Office, OfficeHow, OfficeKind, Term


def warnings_by_unit(
    versions: Iterable[UnitVersion], sizes: dict[int, int], day: datetime.date
) -> dict[int, list[Limit]]:
    """Unit id → its warnings of that day. `sizes`: unit id → members on the roll."""
    kinds = {version.unit_id: version.kind for version in versions}
    official = Membership.objects.official(day).roll_sizes(kinds, day)
    holders, acting = _holders(kinds, day)
    terms = Term.objects.filter(unit__in=kinds, congress_on__lte=day).order_by()
    congresses = dict(terms.values_list("unit").annotate(Max("congress_on")))
    rules = Threshold.objects.on(day)
    return {
        unit: warnings_of(
            UnitFacts(
                kind=kind,
                members=sizes[unit],
                official=official[unit],
                holders=holders[unit],
                has_acting_secretary=unit in acting,
                congress_on=congresses.get(unit),
            ),
            rules,
            day,
        )
        for unit, kind in kinds.items()
    }


def _holders(units: Iterable[int], day: datetime.date) -> tuple[dict, set[int]]:
    """Unit id → office → who holds it for good; and the units with an acting secretary."""
    holders, acting = defaultdict(lambda: defaultdict(set)), set()
    held = Office.objects.on(day).filter(unit__in=units).order_by()
    for unit, kind, how, member in held.values_list("unit", "kind", "how", "member"):
        if how != OfficeHow.ACTING:
            holders[unit][kind].add(member)
        elif kind == OfficeKind.SECRETARY:
            acting.add(unit)
    return holders, acting
