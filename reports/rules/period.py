"""Which periods figures can look at."""

import datetime

from accounts.models.user import FIRST_YEAR, LAST_YEAR
from common.periods import DAY
from common.sense import LAST_DAY

FIRST_DAY = datetime.date(FIRST_YEAR, 1, 1)
LONGEST = 40 * 366 * DAY


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
