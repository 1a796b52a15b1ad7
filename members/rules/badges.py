"""Huy hiệu Đảng: marks, rounds and windows, who reached which mark. Plain dates and numbers."""

import datetime
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass

from common.months import day_in
from members.rules.party_age import MONTHS_A_YEAR, Outside, add_months, months_on, reached_on

# Years of party age with a badge each. Marks, rounds and windows as of 2026; a change is made here.
MARKS = (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)


@dataclass(frozen=True)
class Round:
    """A day on which badges are handed over, and the window in which the mark is reached for it."""

    code: str
    label: str
    day: tuple[int, int]  # (month, day), as the two below
    begins: tuple[int, int]
    ends: tuple[int, int]

    def on(self, year: int) -> datetime.date:
        return datetime.date(year, *self.day)

    def window(self, year: int) -> tuple[datetime.date, datetime.date]:
        """First and last day; the first may lie in the year before, the last is 28/2 in most years."""
        month, last = self.ends
        first_year = year - 1 if self.begins > self.ends else year
        return datetime.date(first_year, *self.begins), day_in(datetime.date(year, month, 1), last)


ROUNDS = {
    entry.code: entry
    for entry in (
        Round("0302", "3/2", (2, 3), (12, 1), (2, 29)),
        Round("1905", "19/5", (5, 19), (3, 1), (5, 31)),
        Round("0209", "2/9", (9, 2), (6, 1), (9, 30)),
        Round("0711", "7/11", (11, 7), (10, 1), (11, 30)),
    )
}


def round_from(day: datetime.date) -> tuple[Round, int]:
    """The next round, on that day at the earliest, and its year."""
    coming = (entry for entry in ROUNDS.values() if entry.on(day.year) >= day)
    entry = next(coming, None)
    return (entry, day.year) if entry else (ROUNDS["0302"], day.year + 1)


@dataclass(frozen=True)
class Mark:
    """A mark without its badge, and the day on which it is reached."""

    years: int
    reached_on: datetime.date


def mark_reached(
    decided_on: datetime.date,
    by: datetime.date,
    held: Collection[int] = (),
    outside: Collection[Outside] = (),
) -> Mark | None:
    """The highest mark reached by that day, None when it or a higher one has its badge."""
    passed = bisect_right(MARKS, months_on(decided_on, by, outside) // MONTHS_A_YEAR)
    years = MARKS[passed - 1] if passed else 0
    if years <= max(held, default=0):
        return None
    return Mark(years, reached_on(decided_on, years * MONTHS_A_YEAR, outside))


def mark_ahead(
    decided_on: datetime.date,
    after: datetime.date,
    until: datetime.date,
    held: Collection[int] = (),
    outside: Collection[Outside] = (),
) -> Mark | None:
    """The mark reached after the one day and by the other, for an early award; None without."""
    ahead = mark_reached(decided_on, until, held, outside)
    return ahead if ahead and ahead.reached_on > after else None


def free_again_on(disciplined_on: datetime.date, months: int) -> datetime.date:
    """The first day on which a badge may be considered again after a discipline."""
    return add_months(disciplined_on, months)
