"""What a figure is: a named list over one scope and one period, or a ratio of two such lists."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import urlencode

from django.db.models import Expression, F, QuerySet, Value

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

    @functools.cached_property
    def query(self) -> str:
        """The end of an address that asks for it."""
        return f"?{urlencode({'unit': self.unit.code, 'start': self.start, 'end': self.end})}"

    def __str__(self):
        return f"{self.unit}, từ {self.start:%d/%m/%Y} đến hết {self.end:%d/%m/%Y}"


@dataclass(frozen=True)
class Count:
    """The number of rows of one list. `table` names the columns it is shown with.

    With `of` the sum of that whole number over the rows; absent without rows. `walk`: of lists that
    Python walks instead of the database, how many come of one walk over each scope, by their codes.
    """

    code: str
    label: str
    rows: Callable[[Scope], QuerySet | list]
    table: str
    of: str = ""
    walk: Callable[[Iterable[Scope]], list[dict[str, int]]] | None = None
    is_mean = False


@dataclass(frozen=True)
class Average:
    """The mean of a whole number over the rows of a list, rounded half-up; absent without rows."""

    code: str
    label: str
    rows: Callable[[Scope], QuerySet]
    of: Expression
    table: str
    is_mean, walk = True, None


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


def day_before(day: Expression | F) -> DaysLater:
    return DaysLater(day, Value(-1))
