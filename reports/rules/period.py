"""Which periods figures can look at, and what a period is called."""

import datetime

from accounts.years import FIRST_YEAR, LAST_YEAR
from common.periods import DAY
from common.sense import LAST_DAY

FIRST_DAY = datetime.date(FIRST_YEAR, 1, 1)
LONGEST = 40 * 366 * DAY
# The spans of a year that have a name: first and last month, what it is called, what follows it.
SPANS = {
    (1, 12): ("năm {year}", "năm {next}"),
    (1, 6): ("6 tháng đầu năm {year}", "6 tháng cuối năm {year}"),
    (7, 12): ("6 tháng cuối năm {year}", "6 tháng đầu năm {next}"),
    (1, 9): ("9 tháng đầu năm {year}", "3 tháng cuối năm {year}"),
    (1, 3): ("quý I năm {year}", "quý II năm {year}"),
    (4, 6): ("quý II năm {year}", "quý III năm {year}"),
    (7, 9): ("quý III năm {year}", "quý IV năm {year}"),
    (10, 12): ("quý IV năm {year}", "quý I năm {next}"),
}
LATER = "thời gian tới"


def wrong_period(start: datetime.date, end: datetime.date) -> str:
    """Why figures cannot look at this period, in Vietnamese; empty when they can.

    The day before and the month after have to be days too, and months are walked one by one.
    """
    if end < start:
        return "Ngày cuối kỳ không được trước ngày đầu kỳ."
    if start < FIRST_DAY or end > LAST_DAY:
        return f"Kỳ phải nằm trong khoảng từ năm {FIRST_YEAR} đến năm {LAST_YEAR}."
    if end - start > LONGEST:
        return "Kỳ dài nhất là 40 năm."
    return ""


def named(start: datetime.date, end: datetime.date) -> str:
    """năm 2020, 6 tháng đầu năm 2020; both dates where the period has no name."""
    span = _span(start, end)
    return span[0] if span else f"từ ngày {start:%d/%m/%Y} đến ngày {end:%d/%m/%Y}"


def following(start: datetime.date, end: datetime.date) -> str:
    """What comes after it: năm 2021."""
    span = _span(start, end)
    return span[1] if span else LATER


def _span(start: datetime.date, end: datetime.date) -> tuple[str, str] | None:
    is_whole = start.day == 1 and (end + DAY).day == 1 and start.year == end.year
    words = SPANS.get((start.month, end.month)) if is_whole else None
    return words and tuple(word.format(year=end.year, next=end.year + 1) for word in words)
