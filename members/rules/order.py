"""Which days in the Party cannot follow each other, as far as they are known (decision 23)."""

import datetime

from common.partial import PartialDay

NEEDS_DAY = "Khi đã sinh hoạt tại chi bộ thì ghi đủ ngày, tháng, năm."


def disorder(
    decided: PartialDay | None, admitted: PartialDay | None, official: PartialDay | None
) -> dict[str, str]:
    """Field → what to say, where no possible days come one after the other."""
    found = {}
    if decided and admitted and admitted.last < decided.first:
        found["admitted_on"] = "Lễ kết nạp không thể trước quyết định kết nạp."
    if admitted and official and official.last <= admitted.first:
        found["official_on"] = "Ngày chính thức phải sau ngày kết nạp."
    return found


def is_since(day: PartialDay | None, first: datetime.date) -> bool:
    """Whether of a day since that first one only a part is known."""
    return day is not None and not day.is_whole and day.first >= first
