"""A day and a time of day as people type them: 5/2/2020, 05-02-20, 05022020; 14:30, 14h30, 1430."""

import datetime
import re

from django.utils import timezone

DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})|(\d{2})(\d{2})(\d{4}|\d{2})")
ADDRESS_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
TIME = re.compile(r"(\d{1,2})\s*[:hg.]\s*(\d{2})?|(\d{2})(\d{2})", re.IGNORECASE)
# Two digits of a year say the century while they lie in the past or are at most a year ahead; nobody
# of us was born more than this long ago.
DOUBTFUL_YEARS = 20


def read_day(text: str) -> datetime.date | None:
    """The day that was typed, the day before the month; as addresses write it (2020-02-05) too.

    None for what is no day, and for a year of two digits that may be of either century.
    """
    text = text.strip()
    if match := ADDRESS_DAY.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := DAY.fullmatch(text):
        day, month, year = (int(part) for part in match.groups() if part)
        year = _full_year(year) if len(match[3] or match[6]) == 2 else year  # noqa: PLR2004
    else:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _full_year(year: int) -> int:
    """0, which is no year, where it may be of either century."""
    present = timezone.localdate().year % 100
    if year <= present + 1:
        return 2000 + year
    return 1900 + year if year > present + DOUBTFUL_YEARS else 0


def read_time(text: str) -> datetime.time | None:
    """The time of day that was typed, of 24 hours."""
    match = TIME.fullmatch(text.strip())
    try:
        return match and datetime.time(int(match[1] or match[3]), int(match[2] or match[4] or 0))
    except ValueError:
        return None
