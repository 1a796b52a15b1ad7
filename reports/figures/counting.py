"""Counting lists: many numbers in one query, whose text is written once (docs/decisions/0002)."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import F, IntegerField, QuerySet, Subquery
from django.utils import timezone

from cells.models import Unit
from reports.figures.figure import Average, Count, Scope, mean

# The numbers of units that stand for others; no row has one below nought.
STAND_IN, LEVELS = -(2**40), 100
TOTAL = " total"  # after the code of an average, where counts have the code alone


class RowCount(Subquery):
    """The number of rows of a queryset as one scalar, so that many figures are one query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    empty_result_set_value = 0  # where nothing can be in the list, as of a period without a quarter
    output_field = IntegerField()


class RowSum(Subquery):
    """The sum of the one column of a queryset as a scalar; NULL when nothing was recorded.

    Of whole numbers it is one: PostgreSQL would make a decimal of it, which no document may hold.
    """

    template = "(SELECT CAST(SUM(added.summand) AS BIGINT) FROM (%(subquery)s) AS added)"
    output_field = IntegerField()


@dataclass(frozen=True)
class Plan:
    """How lists are counted: those that only their scope tells in one query, the `others` apart."""

    sql: str
    params: tuple
    columns: list[tuple[int, str]]  # the number of the scope, and what of it is counted
    others: list[tuple[int, Count]]

    def for_units(self, units: dict[Unit, Unit]) -> Plan:
        """The same of real units in the place of their stand-ins."""
        real = {}
        for stand_in, unit in units.items():
            real |= dict(zip(stand_in.path_ids, unit.path_ids, strict=True))
            real |= {f"{stand_in.path}{end}": f"{unit.path}{end}" for end in ("", "%")}
        params = (real.get(one, one) if isinstance(one, int | str) else one for one in self.params)
        return replace(self, params=tuple(params))


def count_all(
    scopes: Iterable[Scope], figures: Iterable[Count | Average]
) -> list[dict[str, int | None]]:
    """Count many lists of some scopes in one query; of an average give the mean.

    What looks at the records to know what to count is asked apart, and so are lists that Python walks.
    """
    scopes, figures = tuple(scopes), tuple(figures)
    if not scopes:
        return []
    plan = _plan_for(scopes, figures)
    found = _asked(plan)
    for walk in {figure.walk for _, figure in plan.others if figure.walk}:
        for i, counts in enumerate(walk(scopes)):
            found |= {(i, code): number for code, number in counts.items()}
    others = [(i, figure) for i, figure in plan.others if (i, figure.code) not in found]
    found |= _counted(scopes[0].unit, {(i, figure): figure.rows(scopes[i]) for i, figure in others})
    return [{figure.code: _told(i, figure, found) for figure in figures} for i in range(len(scopes))]


def _counted(unit: Unit, lists: dict[tuple, QuerySet | list]) -> dict[tuple[int, str], int | None]:
    """Lists that are there already by their length, all others in one query."""
    counted = {key: rows for key, rows in lists.items() if not _is_walked(rows)}
    walked = {(i, one.code): len(rows) for (i, one), rows in lists.items() if _is_walked(rows)}
    return walked | _asked(_written(unit, counted))


def _plan_for(scopes: tuple[Scope, ...], figures: tuple[Count | Average, ...]) -> Plan:
    """Django takes longer to write such a query than a database to answer it: its text is kept, for all
    units of a kind and depth."""
    units = dict.fromkeys(scope.unit for scope in scopes)
    stand_ins = {unit: _stand_in(i, unit) for i, unit in enumerate(units)}
    planned = tuple(replace(scope, unit=stand_ins[scope.unit]) for scope in scopes)
    plan = _planned(planned, figures, timezone.localdate(), tuple(unit.kind for unit in units))
    return plan.for_units({stand_in: unit for unit, stand_in in stand_ins.items()})


def _stand_in(number: int, unit: Unit) -> Unit:
    """A unit that there is none of, in the place of any of this kind at this depth of the tree: what a
    list says of it are numbers of its path. Whatever else is read of it would have to be asked for."""
    depth = unit.path.count("/")
    ids = [STAND_IN - LEVELS * number - level for level in range(depth)]
    path = "".join(f"{pk}/" for pk in ids)
    return Unit.from_db(DEFAULT_DB_ALIAS, ["id", "path", "kind"], [ids[-1], path, unit.kind])


@functools.lru_cache(maxsize=256)
def _planned(
    scopes: tuple[Scope, ...],
    figures: tuple[Count | Average, ...],
    today: datetime.date,
    kinds: tuple[str, ...],
) -> Plan:
    """Of stand-ins, which are equal whatever their `kinds`; `today`: another day counts otherwise."""
    lists, others = {}, []
    for i, scope in enumerate(scopes):
        for figure in figures:
            rows = _rows_unasked(figure, scope)
            if rows is None:
                others.append((i, figure))
            else:
                lists[i, figure] = rows
    return _written(scopes[0].unit, lists, others)


class AskedError(Exception):
    """The records were to be looked at."""


def _rows_unasked(figure: Count | Average, scope: Scope) -> QuerySet | None:
    """The rows, where no record is needed to say which they are and no Python to walk them."""
    if figure.walk:
        return None

    def refuse(*query):
        raise AskedError

    try:
        with connection.execute_wrapper(refuse):
            rows = figure.rows(scope)
    except AskedError:
        if connection.queries_logged:
            connection.queries_log.pop()  # what was refused was never asked
        return None
    return None if _is_walked(rows) else rows


def _is_walked(rows: QuerySet | list) -> bool:
    return isinstance(rows, list)


def _written(
    unit: Unit, lists: dict[tuple, QuerySet], others: Iterable[tuple[int, Count]] = ()
) -> Plan:
    """`unit`: any one will do, a query needs a row to begin with."""
    columns, scalars = [], []
    for (i, figure), rows in lists.items():
        columns += [(i, figure.code), *([(i, figure.code + TOTAL)] if figure.is_mean else [])]
        scalars += _scalars(figure, rows)
    if not scalars:
        return Plan("", (), [], list(others))
    query = Unit.objects.filter(pk=unit.pk).values_list(*scalars).query
    return Plan(*query.sql_with_params(), columns, list(others))


def _asked(plan: Plan) -> dict[tuple[int, str], int | None]:
    if not plan.columns:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(plan.sql, plan.params)
        row = cursor.fetchone()
    # PostgreSQL adds up minutes, which it takes out of times as decimals, to a decimal.
    numbers = (None if number is None else int(number) for number in row)
    return dict(zip(plan.columns, numbers, strict=True))


def _told(i: int, figure: Count | Average, found: dict[tuple[int, str], int | None]) -> int | None:
    number = found[i, figure.code]
    return mean(found[i, figure.code + TOTAL], number) if figure.is_mean else number


def _scalars(figure: Count | Average, rows: QuerySet) -> list[Subquery]:
    """The number of rows, or the sum; of an average the number and the sum."""
    rows = rows.order_by()
    if figure.is_mean:
        return [RowCount(rows.values("pk")), RowSum(rows.values(summand=figure.of))]
    return [RowSum(rows.values(summand=F(figure.of))) if figure.of else RowCount(rows.values("pk"))]
