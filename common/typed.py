"""Days, months, times of day as people type them: 5/2/2020, 05-02-20, 05022020; 2/2020; 14h30, 1430."""

import datetime
import re

from django.utils import timezone

DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})|(\d{2})(\d{2})(\d{4}|\d{2})")
ADDRESS_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
MONTH = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})|(\d{2})(\d{4})")
ADDRESS_MONTH = re.compile(r"(\d{4})-(\d{2})")
TIME = re.compile(r"(\d{1,2})\s*[:hg.]\s*(\d{2})?|(\d{2})(\d{2})", re.IGNORECASE)
SHORT_YEAR = 2  # digits
# A short year from two to this many years ahead may as well be of the last century.
DOUBTFUL_YEARS = 20


def read_day(text: str) -> datetime.date | None:
    """The day that was typed, the day before the month; as addresses write it (2020-02-05) too.

    None for what is no day, and for a year of two digits that may be of either century.
    """
    text = text.strip()
    if match := ADDRESS_DAY.fullmatch(text):
        year, month, day = match.groups()
    elif match := DAY.fullmatch(text):
        day, month, year = filter(None, match.groups())
    else:
        return None
    try:
        return datetime.date(_full_year(year), int(month), int(day))
    except ValueError:
        return None


def read_month(text: str) -> datetime.date | None:
    """The first day of the month that was typed; as addresses write it (2020-02) too."""
    text = text.strip()
    if match := ADDRESS_MONTH.fullmatch(text):
        year, month = match.groups()
    elif match := MONTH.fullmatch(text):
        month, year = filter(None, match.groups())
    else:
        return None
    try:
        return datetime.date(int(year), int(month), 1)
    except ValueError:
        return None


def _full_year(digits: str) -> int:
    """0, which is no year, where it may be of either century."""
    year, present = int(digits), timezone.localdate().year % 100
    if len(digits) != SHORT_YEAR:
        return year
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
