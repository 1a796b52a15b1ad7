"""The last day of what is due about meetings, by the numbers of rules in force on the day that counts.

For one meeting that is its own day, for the plans of a month the month before: a later rule changes
nothing that was due already.
"""

import datetime

from django.db.models import F, Lookup, OuterRef, QuerySet
from django.db.models.lookups import LessThan

from cells.models import History, Threshold, ThresholdCode
from common.months import day_in, last_month
from common.periods import DAY, DaysLater


def minutes_by(held_on: datetime.date, history: History | None = None) -> datetime.date:
    """By when the minutes of a meeting of that day are to be adopted."""
    history = history or Threshold.objects.history()
    return held_on + DAY * history.of(ThresholdCode.MINUTES_DAYS, held_on).value


def late_minutes(meetings: QuerySet, today: datetime.date) -> QuerySet:
    """Of these meetings those whose `minutes_by` was before today, each with that day."""
    days = Threshold.objects.value_on(ThresholdCode.MINUTES_DAYS, OuterRef("held_on"))
    return meetings.annotate(minutes_by=DaysLater(F("held_on"), days)).filter(minutes_by__lt=today)


def papers_by(held_on: datetime.date, history: History | None = None) -> datetime.date:
    """The last day on which the papers of a meeting of that day are posted in time."""
    history = history or Threshold.objects.history()
    return held_on - DAY * history.of(ThresholdCode.PAPERS_DAYS, held_on).value


def register_by(month: datetime.date, history: History | None = None) -> datetime.date:
    """The last day on which a cell registers its meetings of that month."""
    return _day_before(month, ThresholdCode.REGISTER_DAY, history)


def registering_is_over(day: datetime.date) -> Lookup:
    """Whether `register_by` of next month was before that day, as a condition of a query.

    A day that the month does not have is its last, and no day of the month is after that.
    """
    number = Threshold.objects.value_on(ThresholdCode.REGISTER_DAY, day.replace(day=1))
    return LessThan(number, day.day)


def approve_by(month: datetime.date) -> datetime.date:
    """The last day on which the committee answers the plans of that month."""
    return _day_before(month, ThresholdCode.APPROVE_DAY)


def _day_before(
    month: datetime.date, code: ThresholdCode, history: History | None = None
) -> datetime.date:
    before = last_month(month)
    rule = history.of(code, before) if history else Threshold.objects.in_force(code, before)
    return day_in(before, rule.value)
