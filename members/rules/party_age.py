"""Tuổi đảng: whole months, from the day of the admission decision, without time outside the Party.

The clock of party age stands still on every day outside and runs on from the day of return: so the
age never falls, and exactly the days outside are deducted. Plain dates in, plain numbers out.
"""

import calendar
import datetime
from collections.abc import Collection

from common.periods import DAY

MONTHS_A_YEAR, SHORTEST_MONTH = 12, 28
NEVER = datetime.timedelta()
# The first day outside, and the day of return: None while the member is still outside.
Outside = tuple[datetime.date, datetime.date | None]


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later or, with a minus, earlier; the last of a shorter month.

    Never beyond the first and the last day that Python knows: an odd address may ask for them.
    """
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        return datetime.date.min if months < 0 else datetime.date.max
    number = day.day
    if number > SHORTEST_MONTH:  # of whole rolls most days need not be looked up
        number = min(number, _days_in(year, month + 1))
    return datetime.date(year, month + 1, number)


def whole_months(start: datetime.date, day: datetime.date) -> int:
    """Full months from start to day; 0 before the first is full."""
    months = (day.year - start.year) * MONTHS_A_YEAR + day.month - start.month
    return max(0, months - (add_months(start, months) > day))


def latest_start(day: datetime.date, months: int) -> datetime.date:
    """The last day to have begun for so many months to be full on `day`."""
    start = add_months(day, -months)
    if day.day < _days_in(day.year, day.month):
        return start
    return start.replace(day=_days_in(start.year, start.month))


def days_outside(outside: Collection[Outside], day: datetime.date) -> datetime.timedelta:
    """How long the member was outside until that day, the day itself included."""
    if not outside:
        return NEVER
    spells = ((out, min(back - DAY, day) if back else day) for out, back in outside if out <= day)
    return sum((last - out + DAY for out, last in spells), NEVER)


def months_on(decided_on: datetime.date, day: datetime.date, outside: Collection[Outside] = ()) -> int:
    """Party age on that day, in full months, of somebody who is official."""
    return whole_months(decided_on, day - days_outside(outside, day))


def reached_on(
    decided_on: datetime.date, months: int, outside: Collection[Outside] = ()
) -> datetime.date | None:
    """The first day with so many months of party age; None when one without return forbids it."""
    day = add_months(decided_on, months)
    for out, back in sorted(outside, key=lambda spell: spell[0]):
        if out > day:
            break
        if back is None:
            return None
        day += back - out
    return day


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
