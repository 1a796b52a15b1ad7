"""Tuổi đời, also where only the month or the year of a day is known (decision 23)."""

from common.partial import PartialDay
from members.rules.party_age import MONTHS_A_YEAR, whole_months

ASSUMED = "Chỉ biết năm sinh, năm kết nạp thì tính tuổi từ 01/01 năm đó, chỉ biết tháng thì từ ngày 01."


def is_of_age(born: PartialDay, years: int, day: PartialDay) -> bool | None:
    """Whether so many years are full on that day; None where what is unknown of both decides."""
    if whole_months(born.first, day.last) < MONTHS_A_YEAR * years:
        return False
    return True if whole_months(born.last, day.first) >= MONTHS_A_YEAR * years else None


def doubt(born: PartialDay, years: int, day: PartialDay) -> str:
    """What to say of an age that only an unknown day could decide."""
    known = {"sinh": born, "kết nạp": day}
    parts = [f"{what} {part}" for what, part in known.items() if not part.is_whole]
    return f"Chỉ biết {', '.join(parts)}, có thể chưa đủ {years} tuổi"
