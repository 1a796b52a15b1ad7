"""A day of which perhaps only the month or the year is known, as of births long ago.

A row keeps the first day that it may be, and beside it how much of that is known. What the program
assumes where it needs one day: docs/decisions/0023-births-as-far-as-known.md.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractMonth, ExtractYear

from common.months import month_end
from common.typed import read_day

TYPED = re.compile(r"(?:(\d{1,2})\s*[/.\-]\s*|(\d{2}))?(\d{4})")


class Precision(models.TextChoices):
    DAY = "day", "đủ ngày, tháng, năm"
    MONTH = "month", "chỉ có tháng, năm"
    YEAR = "year", "chỉ có năm"


@dataclass(frozen=True)
class PartialDay:
    """`first` is the first day that it may be."""

    first: datetime.date
    precision: str = Precision.DAY

    def __str__(self):
        """As it is read back."""
        day, month, year = f"{self.first.day:02}/", f"{self.first.month:02}/", f"{self.first.year:04}"
        written = {Precision.DAY: day + month, Precision.MONTH: month, Precision.YEAR: ""}
        return written[self.precision] + year

    @property
    def last(self) -> datetime.date:
        """The last day that it may be."""
        if self.precision == Precision.YEAR:
            return self.first.replace(month=12, day=31)
        return month_end(self.first) if self.precision == Precision.MONTH else self.first

    @property
    def counted(self) -> PartialDay | str:
        """With the day from which the program counts, where that is assumed."""
        return self if self.is_whole else f"{self} (tính từ {self.first:%d/%m/%Y})"

    @property
    def is_whole(self) -> bool:
        return self.precision == Precision.DAY

    def covers(self, other: PartialDay) -> bool:
        """Whether this tells no more, and nothing else."""
        return self.first <= other.first and other.last <= self.last

    def may_be(self, other: PartialDay) -> bool:
        """Whether both may tell of one day."""
        return self.first <= other.last and other.first <= self.last


def read_partial(text: str) -> PartialDay | None:
    """The day, the month or the year that was typed: 20/05/1942, 5/1942 or 051942, 1942."""
    if day := read_day(text):
        return PartialDay(day)
    match = TYPED.fullmatch(text.strip())
    return match and of_month(match[1] or match[2], match[3])


def of_month(month: str | None, year: str) -> PartialDay | None:
    """Without a month: the year. None for what no calendar has."""
    try:
        first = datetime.date(int(year), int(month or 1), 1)
    except ValueError:
        return None
    return PartialDay(first, Precision.MONTH if month else Precision.YEAR)


class PartialDayField(models.DateField):
    """The first day, as `born_on`. Forms, and whatever asks for a field by its name, take and give a
    PartialDay: it is the attribute `born`, made by `partial_day("born")`."""

    def value_from_object(self, obj):
        return getattr(obj, self.name.removesuffix("_on"))

    def save_form_data(self, instance, data):
        setattr(instance, self.name.removesuffix("_on"), data)

    def value_to_string(self, obj):
        day = getattr(obj, self.attname)
        return day.isoformat() if day else ""


def precision_field() -> models.CharField:
    choices = Precision.choices
    return models.CharField(max_length=5, choices=choices, default=Precision.DAY, editable=False)


def partial_day(name: str) -> property:
    """Both columns as one PartialDay; None where nothing is known."""

    def read(row) -> PartialDay | None:
        first = getattr(row, f"{name}_on")
        return first and PartialDay(first, getattr(row, f"{name}_precision"))

    def write(row, value: PartialDay | None) -> None:
        setattr(row, f"{name}_on", value and value.first)
        setattr(row, f"{name}_precision", value.precision if value else Precision.DAY)

    return property(read, write)


def first_of_period(name: str, constraint: str) -> models.CheckConstraint:
    """What every row keeps: of a month its first day, of a year its first of January."""
    on, known = f"{name}_on", f"{name}_precision"
    month, year = Q(**{known: Precision.MONTH, f"{on}__day": 1}), Q(**{known: Precision.YEAR})
    year &= Q(**{f"{on}__day": 1, f"{on}__month": 1})
    return models.CheckConstraint(name=constraint, condition=Q(**{known: Precision.DAY}) | month | year)


def may_follow(name: str, earlier: str, lookup: str = "gt") -> Q:
    """Of rows whose day may be later than another one: perhaps within one year, within one month."""
    on, known = f"{name}_on", f"{name}_precision"
    year = {f"{on}__year": ExtractYear(f"{earlier}_on")}
    month = year | {f"{on}__month": ExtractMonth(f"{earlier}_on")}
    return (
        Q(**{f"{on}__{lookup}": F(f"{earlier}_on")})
        | Q(**{known: Precision.YEAR}, **year)
        | Q(**{known: Precision.MONTH}, **month)
    )


def may_be(name: str, day: PartialDay) -> Q:
    """Of rows whose day may be this one."""
    on, known = f"{name}_on", f"{name}_precision"
    month, year = day.first.replace(day=1), day.first.replace(month=1, day=1)
    return (
        Q(**{f"{on}__range": (day.first, day.last)})
        | Q(**{known: Precision.MONTH, on: month})
        | Q(**{known: Precision.YEAR, on: year})
    )
