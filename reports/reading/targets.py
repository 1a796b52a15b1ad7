"""Targets beside what was done: planned, done, the share of the plan and the verdict.

Looked at are the targets in force on the last day of the scope, each counted from its own first day up
to that one: a half-year stands against the target of its year, a year also against that of the term.
Whole periods compare as they are, because their last day is the target's.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from cells.models import Unit
from common.tables import Table
from reports.figures import FIGURES, Ratio, Scope, Value, compute_each
from reports.figures.by_unit import values_each
from reports.figures.figure import Count
from reports.models import Target, TargetResult
from reports.rules.verdicts import Verdict, judge, share_of_plan
from scoring.rules.marking import points_text

# As a workbook has them: the number in the list, and the target.
TABLE = Table(
    [
        ("TT", lambda row: row[0]),
        ("Chỉ tiêu", lambda row: row[1].target.name),
        ("Đơn vị tính", lambda row: row[1].target.measure),
        ("Kỳ", lambda row: row[1].target.period),
        ("Mức tối thiểu", lambda row: row[1].target.minimum),
        ("Kế hoạch", lambda row: row[1].planned),
        ("Mức tối đa", lambda row: row[1].target.maximum),
        ("Thực hiện", lambda row: row[1].done),
        ("Tỷ lệ thực hiện (%)", lambda row: row[1].percent),
        ("Đánh giá", lambda row: row[1].verdict.label),
        ("Nguồn số liệu", lambda row: row[1].origin),
        ("Theo văn bản", lambda row: row[1].target.source),
    ],
    names_persons=False,
)


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
    def said_plan(self) -> str:
        """As people write it: 5; 5 (từ 3 đến 7); không quá 20."""
        target = self.target
        bounds = [
            f"{word} {points_text(number)}"
            for word, number in (("từ", target.minimum), ("đến", target.maximum))
            if number is not None
        ]
        plan = self._plan
        return f"{plan} ({' '.join(bounds)})" if bounds else plan

    @property
    def _plan(self) -> str:
        plan = points_text(self.target.plan)
        return f"không quá {plan}" if self.target.at_most else plan

    @property
    def short(self) -> list[str]:
        """What stands under its figure: chỉ tiêu 12, chưa đạt (75%)."""
        sign = "%" if self.target.measure == "%" else ""
        share = "" if self.percent is None else f" ({self.said_percent})"
        return [
            f"chỉ\N{NO-BREAK SPACE}tiêu\N{NO-BREAK SPACE}{self._plan}{sign}",
            f"{self.verdict.label.lower()}{share}",
        ]

    @property
    def said_done(self) -> str:
        """What was done, as people write it; of a rate the percent."""
        return "—" if self.done is None else points_text(self.done)

    @property
    def said_percent(self) -> str:
        return "—" if self.percent is None else f"{points_text(self.percent)}%"

    @property
    def base(self) -> str:
        """Of a rate its two numbers, as 19/92."""
        return f"{self.value.numerator}/{self.value.denominator}" if self._is_share else ""

    @property
    def origin(self) -> str:
        """Where the number done comes from."""
        if not self.is_typed:
            return "tính từ dữ liệu đã ghi"
        if self.result is None:
            return ""
        told = f"; {self.result.note}" if self.result.note else ""
        return f"nhập, tính đến ngày {self.result.on:%d/%m/%Y}{told}"

    @property
    def _is_share(self) -> bool:
        return isinstance(self.value, Ratio) and bool(self.value.denominator)

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

    Two queries, and those of compute() once where a target begins on another day; `values`: figures
    of the scope that are known already.
    """
    targets = in_force(scope.unit, scope.end) if of is None else list(of)
    results = _results([one for one in targets if one.is_free], scope.end)
    known = {(*scope.days, code): value for code, value in (values or {}).items()}
    known |= _computed(scope, targets, known)
    return [
        TargetStanding(
            target,
            Scope(scope.unit, *_days(target, scope)),
            known.get((*_days(target, scope), target.code)),
            results.get(target.pk),
        )
        for target in targets
    ]


def _days(target: Target, scope: Scope) -> tuple[datetime.date, datetime.date]:
    """From its first day to its last one by the end of the scope."""
    return target.starts_on, min(target.ends_on, scope.end)


def of_year(unit: Unit, year: int) -> list[TargetStanding]:
    """Every target with a day in the year, each as it stands on its last day in it."""
    scope = Scope(unit, datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    rows = Target.objects.filter(unit=unit).overlapping(*scope.days).with_handed_down()
    return standing(scope, of=rows.in_order().select_related("unit", "handed_down_from__unit"))


def in_force(unit: Unit, day: datetime.date) -> list[Target]:
    return list(Target.objects.filter(unit=unit).on(day).in_order().select_related("unit"))


def beside(scope: Scope, units: Iterable[Unit]) -> Callable[[Unit, str, Value], TargetStanding | None]:
    """What stands beside a figure over the scope's days of one of these units: its target that is
    counted over the same days. One query."""
    targets = Target.objects.filter(unit__in=list(units)).counted_over(*scope.days)
    known = {(one.unit_id, one.code): one for one in targets}

    def stands(unit: Unit, code: str, value: Value) -> TargetStanding | None:
        target = known.get((unit.pk, code))
        return target and TargetStanding(target, Scope(unit, *scope.days), value)

    return stands


def by_code(scope: Scope, values: Mapping[str, Value] | None = None) -> dict[str, TargetStanding]:
    """One for each figure, or for each of those of which the values are known: of a year and a term
    the target that begins nearest to the scope. What is typed is not asked for."""
    asked = FIGURES if values is None else values
    counted = [one for one in in_force(scope.unit, scope.end) if one.code in asked]
    return nearest(scope, standing(scope, values, of=counted))


def nearest(scope: Scope, standings: Iterable[TargetStanding]) -> dict[str, TargetStanding]:
    counted = [one for one in standings if one.target.code]
    counted.sort(key=lambda one: abs(one.target.starts_on - scope.start), reverse=True)
    return {one.target.code: one for one in counted}


def _computed(scope: Scope, targets: list[Target], known: Mapping) -> dict:
    """Over the days of each target, all in one go."""
    asked = {(*_days(one, scope), one.code) for one in targets if one.code in FIGURES} - known.keys()
    scopes = [Scope(scope.unit, *days) for days in sorted({one[:2] for one in asked})]
    each = compute_each(scopes, sorted({code for *_, code in asked}))
    return {
        (*one.days, code): value
        for one, values in zip(scopes, each, strict=True)
        for code, value in values.items()
    }


def _results(targets: list[Target], day: datetime.date) -> dict[int, TargetResult]:
    """The last one by that day of each."""
    if not targets:
        return {}
    rows = TargetResult.objects.filter(target__in=targets, on__lte=day).order_by("on")
    return {row.target_id: row for row in rows.select_related("recorded_by")}


def handed_down(stands: TargetStanding) -> list[TargetStanding]:
    """What each unit below was given of a target, and what it has done."""
    target, days = stands.target, stands.counted.days
    rows = list(target.handed_down.select_related("unit").order_by("unit__number", "unit__name"))
    results = _results([one for one in rows if one.is_free], stands.counted.end)
    scopes = [Scope(one.unit, *days) for one in rows]
    is_counted = scopes and target.code in FIGURES
    values = values_each(target.code, scopes) if is_counted else [None] * len(rows)
    return [
        TargetStanding(row, scope, value, results.get(row.pk))
        for row, scope, value in zip(rows, scopes, values, strict=True)
    ]


def adds_up(target: Target) -> bool:
    """Whether the numbers of units below make that of the whole: shares and means do not."""
    figure = FIGURES.get(target.code)
    return target.measure != "%" and (figure is None or isinstance(figure, Count))


def sum_of(target: Target, given: Decimal | None = None) -> str:
    """What was handed down in all, beside the plan: less than planned is told, never refused.

    `given`: as it is now, where the target was read before.
    """
    given = target.given if given is None else given
    if not given or not adds_up(target):
        return ""
    told = f"Tổng số đã giao: {points_text(given)}, kế hoạch {points_text(target.plan)}"
    lacking = target.plan - given
    if lacking > 0 and not target.at_most:
        return f"{told}; còn thiếu {points_text(lacking)}."
    return f"{told}."
