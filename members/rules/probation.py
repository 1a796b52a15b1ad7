"""Thời gian dự bị: so many months from the ceremony, by the rule of that day (Điều lệ, Điều 5)."""

import datetime
import itertools

from django.db.models import Q

from cells.models import History, Threshold, ThresholdCode
from members.rules.party_age import add_months, latest_start


def probation_end(admitted_on: datetime.date, history: History | None = None) -> datetime.date:
    """The day from which the cell reviews, and from which a member is official.

    Lists pass the `history` of numbers that they read once.
    """
    history = history or Threshold.objects.history()
    return add_months(admitted_on, history.of(ThresholdCode.PROBATION_MONTHS, admitted_on).value)


def probation_over(day: datetime.date, field: str = "admitted_on", history: History | None = None) -> Q:
    """The same as a condition: the probation that began on the day in `field` is over by `day`."""
    history = history or Threshold.objects.history()
    rules = history.rows[ThresholdCode.PROBATION_MONTHS]
    over = Q(pk__in=[])
    for rule, following in itertools.zip_longest(rules, rules[1:]):
        begun = Q(**{f"{field}__lte": latest_start(day, rule.value)})
        if rule != rules[0]:
            begun &= Q(**{f"{field}__gte": rule.valid_from})
        if following:
            begun &= Q(**{f"{field}__lt": following.valid_from})
        over |= begun
    return over
