"""Tuổi đời, also where only the month or the year of birth is known (decision 23)."""

import datetime

from common.partial import PartialDay
from members.rules.party_age import MONTHS_A_YEAR, whole_months

ASSUMED = "Chỉ biết năm sinh thì tính tuổi từ 01/01 năm đó, chỉ biết tháng thì từ ngày 01."


def is_of_age(born: PartialDay, years: int, day: datetime.date) -> bool | None:
    """Whether so many years are full on that day; None where the unknown day of birth decides."""
    if whole_months(born.first, day) < MONTHS_A_YEAR * years:
        return False
    return True if whole_months(born.last, day) >= MONTHS_A_YEAR * years else None


def doubt(born: PartialDay, years: int) -> str:
    """What to say where the unknown day decides."""
    return f"Chỉ biết sinh {born}, có thể chưa đủ {years} tuổi"
