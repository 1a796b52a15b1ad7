"""What a figure is: a named list over one scope and one period, or a ratio of two such lists."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import urlencode

from django.db.models import Count as CountRows
from django.db.models import Expression, F, IntegerField, QuerySet, Subquery, Sum, Value

from cells.models import Unit
from common.periods import DAY, DaysLater
from common.vietnamese import percent


@dataclass(frozen=True)
class Scope:
    """A unit with everything below it, and a period of two dates, both included.

    A list of units stands for each of them side by side: only by_unit.py counts so.
    """

    unit: Unit | list[Unit]
    start: datetime.date
    end: datetime.date

    @property
    def eve(self) -> datetime.date:
        """The day before the period: what "at start" figures look at."""
        return self.start - DAY

    @property
    def days(self) -> tuple[datetime.date, datetime.date]:
        return self.start, self.end

    @property
    def query(self) -> str:
        """The end of an address that asks for it."""
        return f"?{urlencode({'unit': self.unit.code, 'start': self.start, 'end': self.end})}"

    def __str__(self):
        return f"{self.unit}, từ {self.start:%d/%m/%Y} đến hết {self.end:%d/%m/%Y}"


@dataclass(frozen=True)
class Count:
    """The number of rows of one list. `table` names the columns it is shown with.

    With `of` the sum of that whole number over the rows; absent without rows.
    """

    code: str
    label: str
    rows: Callable[[Scope], QuerySet | list]
    table: str
    of: str = ""


@dataclass(frozen=True)
class Average:
    """The mean of a whole number over the rows of a list, rounded half-up; absent without rows."""

    code: str
    label: str
    rows: Callable[[Scope], QuerySet]
    of: Expression
    table: str

    def value(self, scope: Scope) -> int | None:
        """Total and number come from the database, the rounding from whole numbers only."""
        rows = self.rows(scope).order_by()
        total, number = rows.aggregate(total=Sum(self.of), number=CountRows("pk")).values()
        return mean(total, number)


@dataclass(frozen=True)
class Rate:
    """One count over another; opens to the rows of its numerator."""

    code: str
    label: str
    numerator: str
    denominator: str


Figure = Count | Average | Rate


@dataclass(frozen=True)
class Ratio:
    """The value of a rate: exact, and absent rather than 0 where nothing is counted below the line."""

    numerator: int | None
    denominator: int | None

    @property
    def percent(self) -> Decimal | None:
        """With two decimals, half-up; None over a denominator of 0 or none."""
        if not self.denominator:
            return None
        exact = Decimal(100 * self.numerator) / Decimal(self.denominator)
        return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)

    @property
    def text(self) -> str:
        return percent(self.numerator, self.denominator)

    def __str__(self):
        return f"{self.numerator}/{self.denominator} ({self.text})" if self.denominator else "—"


def mean(total: int | None, number: int) -> int | None:
    """Rounded half-up; absent over nothing."""
    return (2 * total + number) // (2 * number) if number else None


class RowCount(Subquery):
    """The number of rows of a queryset as one scalar, so that many figures are one query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


class RowSum(Subquery):
    """The sum of the one column of a queryset as a scalar; NULL when nothing was recorded."""

    template = "(SELECT SUM(added.summand) FROM (%(subquery)s) AS added)"
    output_field = IntegerField()


def day_before(day: Expression | F) -> DaysLater:
    return DaysLater(day, Value(-1))


def count_all(scope: Scope, figures: Iterable[Count]) -> dict[str, int | None]:
    """Count many lists of one scope in one query."""
    lists = {figure: figure.rows(scope) for figure in figures}
    known = {figure.code: len(rows) for figure, rows in lists.items() if isinstance(rows, list)}
    asked = {figure: rows for figure, rows in lists.items() if figure.code not in known}
    if asked:
        scalars = [_scalar(figure, rows.order_by()) for figure, rows in asked.items()]
        values = Unit.objects.filter(pk=scope.unit.pk).values_list(*scalars).get()
        known |= dict(zip((figure.code for figure in asked), values, strict=True))
    return known


def count_lists(scope: Scope, lists: dict[str, Callable[[Scope], QuerySet | list]]) -> dict[str, int]:
    """The same of lists that are no figures, by their names."""
    return count_all(scope, [Count(name, name, rows, table="") for name, rows in lists.items()])


def _scalar(figure: Count, rows: QuerySet) -> Subquery:
    if figure.of:
        return RowSum(rows.values(summand=F(figure.of)))
    return RowCount(rows.values("pk"))
