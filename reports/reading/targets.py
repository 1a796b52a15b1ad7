"""Targets beside what was done: planned, done, the share of the plan and the verdict.

Looked at are the targets in force on the last day of the scope, each counted from its own first day up
to that one: a half-year stands against the target of its year, a year also against that of the term.
Whole periods compare as they are, because their last day is the target's.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.utils import timezone

from cells.models import Unit
from reports.figures import FIGURES, Ratio, Scope, Value, compute
from reports.models import Target, TargetResult
from reports.rules.verdicts import Verdict, judge, share_of_plan


@dataclass(frozen=True)
class TargetStanding:
    """One target on a day. `value`: its figure over `counted`; `result`: what was typed last."""

    target: Target
    counted: Scope
    value: Value = None
    result: TargetResult | None = None

    @property
    def is_typed(self) -> bool:
        """Done is somebody's word, not counted from records."""
        return self.target.is_free

    @property
    def planned(self) -> Decimal:
        return self.target.plan

    @property
    def done(self) -> Decimal | None:
        """In the measure of the target: of a rate the percent."""
        if self.result:
            return self.result.value
        value = self.value.percent if isinstance(self.value, Ratio) else self.value
        return None if value is None else Decimal(value)

    @property
    def percent(self) -> Decimal | None:
        return share_of_plan(self.done, self.planned)

    @property
    def is_over(self) -> bool:
        """Nothing more can be done for it."""
        ends_on = self.target.ends_on
        return self.counted.end >= ends_on and ends_on < timezone.localdate()

    @property
    def verdict(self) -> Verdict:
        target = self.target
        numbers = {"least": target.minimum, "most": target.maximum, "at_most": target.at_most}
        return judge(self.done, target.plan, **numbers, is_over=self.is_over)


def standing(
    scope: Scope, values: Mapping[str, Value] | None = None, *, of: Iterable[Target] | None = None
) -> list[TargetStanding]:
    """The targets of the unit that are in force on the last day, in their order, or those `of` that.

    Two queries, and those of compute() for each first day; `values`: figures of the scope that are
    known already.
    """
    targets = in_force(scope.unit, scope.end) if of is None else list(of)
    results = _results([one for one in targets if one.is_free], scope.end)
    known = {(scope.start, code): value for code, value in (values or {}).items()}
    known |= _computed(scope, targets, known)
    return [
        TargetStanding(
            target,
            Scope(scope.unit, target.starts_on, scope.end),
            known.get((target.starts_on, target.code)),
            results.get(target.pk),
        )
        for target in targets
    ]


def in_force(unit: Unit, day: datetime.date) -> list[Target]:
    return list(Target.objects.filter(unit=unit).on(day).in_order().select_related("unit"))


def by_code(scope: Scope, values: Mapping[str, Value] | None = None) -> dict[str, TargetStanding]:
    """One for each figure: of a year and a term the target that begins nearest to the scope."""
    return nearest(scope, standing(scope, values))


def nearest(scope: Scope, standings: Iterable[TargetStanding]) -> dict[str, TargetStanding]:
    counted = [one for one in standings if one.target.code]
    counted.sort(key=lambda one: abs(one.target.starts_on - scope.start), reverse=True)
    return {one.target.code: one for one in counted}


def _computed(scope: Scope, targets: list[Target], known: Mapping) -> dict:
    """Over the days of each target, those that begin together in one go."""
    asked = {(one.starts_on, one.code) for one in targets if one.code in FIGURES} - known.keys()
    found = {}
    for start, group in groupby(sorted(asked), key=lambda one: one[0]):
        values = compute(Scope(scope.unit, start, scope.end), [code for _, code in group])
        found |= {(start, code): value for code, value in values.items()}
    return found


def _results(targets: list[Target], day: datetime.date) -> dict[int, TargetResult]:
    """The last one by that day of each."""
    if not targets:
        return {}
    rows = TargetResult.objects.filter(target__in=targets, on__lte=day).order_by("on")
    return {row.target_id: row for row in rows.select_related("recorded_by")}
