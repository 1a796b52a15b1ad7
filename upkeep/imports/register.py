"""The cells of a register of meetings: a day in parts, hours, how many came, who was missing."""

import datetime
import re
from dataclasses import dataclass, field

from common.vietnamese import plain, search_key
from upkeep.imports import values
from upkeep.imports.values import BadValueError

LAST_DAY, MONTHS = 31, 12
WEEKDAY = re.compile(r"(?:thu (?:[2-7]|hai|ba|tu|nam|sau|bay)|chu nhat|t[2-7]|cn)\b[\s,:]*")
HOUR = re.compile(r"(\d{1,2})\s*(?:gio|h|g|:)\s*(\d{2})?(?:\s*(?:phut|p|'))?")
LENGTH = re.compile(r"(?:(\d+)\s*(?:gio|h|:))?\s*(?:(\d+)\s*(?:phut|p|'|$))?")
BETWEEN = re.compile(
    r"^[\s,;\-]*(?:(?:tu|den|ngay)\b[\s,]*)*|[\s,;\-]*(?:(?:tu|den|luc)\b[\s,]*)*[\s,;\-]*$"
)
SHORT_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})|(\d{1,2}) thang (\d{1,2})|(\d{1,2})")
OF_MONTH = re.compile(r"(?:thang|t)?\s*(\d{1,2})(?:\s*[/.\-]\s*|\s+nam\s+)?((?:19|20)\d\d)?")
OF_YEAR = re.compile(r"(?:nam )?((?:19|20)\d\d)")
PAIR = re.compile(r"(\d+)\s*/\s*(\d+)\b")
PEOPLE = r"(?:đ/?c|đồng chí|đv|đảng viên|người)\b\.?"
NUMBER = re.compile(
    rf"0*(\d{{1,4}})\s*(?:{PEOPLE})?\s*(?:[:(;,\-]|$)|0*(\d{{1,4}})\s+{PEOPLE}\s*", re.I
)
NOBODY = {"khong", "khong co", "khong ai", "khong vang", "du", "day du", "khong co ai"}
ITEM = re.compile(r"(?:[^,;+(]|\([^)]*\))+")
TITLE = re.compile(r"^[\s\-–.\d)]*(?:(?:đ/?c|đồng chí|ông|bà|anh|chị)\b[.:]?\s*)*", re.I)
APART = re.compile(r"\s*(?:[(:–]|\s-\s?)\s*")
UNEXCUSED = {"khong ly do", "khong co ly do", "ko ly do", "khong phep", "kp", "kld", "vang khong ly do"}


@dataclass(frozen=True)
class When:
    """A day as far as its cell tells it, with the hours beside it."""

    day: int
    months: tuple[int, ...] = ()  # 5.1 as a number may have been 5.10
    year: int | None = None
    hours: tuple[datetime.time, ...] = ()

    def on(self, month: int | None, year: int | None) -> datetime.date:
        """That day in the month and year which stand in front of it or above. Raises BadValueError."""
        if self.year and year and self.year != year:
            raise BadValueError(f"Bảng hoặc dòng này ghi năm {year}.")
        if self.months and month and month not in self.months:
            raise BadValueError(f"Dòng này thuộc tháng {month}.")
        months = [month] if month else self.months
        if len(months) != 1:
            raise BadValueError("Không rõ tháng nào. Ghi như 05/01/2024.")
        if not (year or self.year):
            raise BadValueError("Không rõ năm nào. Ghi năm vào ngày, tên trang hoặc đầu bảng.")
        return values.day(f"{self.day}/{months[0]}/{year or self.year}")


def when(raw) -> When:
    """The day that is written in the register, as far as it is. Raises BadValueError."""
    if isinstance(raw, float) and not raw.is_integer():
        return _of_decimal(raw)
    if isinstance(raw, int | float) and not isinstance(raw, bool) and 0 < raw <= LAST_DAY:
        return When(int(raw))
    if not isinstance(raw, str):
        return _whole(values.party_day(raw))
    written = WEEKDAY.sub("", search_key(values.text(raw)))
    hours = tuple(hours_in(written))
    rest = BETWEEN.sub("", HOUR.sub(" ", written)).strip()
    rest = BETWEEN.sub("", rest).removeprefix("ngay ").strip()
    if found := SHORT_DAY.fullmatch(rest):
        number, *month = [int(part) for part in found.groups() if part]
        return When(number, tuple(month), hours=hours)
    return _whole(values.party_day(rest), hours)


def _whole(day: datetime.date, hours: tuple = ()) -> When:
    return When(day.day, (day.month,), day.year, hours)


def _of_decimal(number: float) -> When:
    """5.1, which Excel took for a number: the fifth of January, or of October."""
    day, month = str(number).split(".")
    months = {int(month), int(f"{month}0")} if len(month) == 1 else {int(month)}
    months = tuple(sorted(one for one in months if 1 <= one <= MONTHS))
    if not (1 <= int(day) <= LAST_DAY and months):
        raise BadValueError("Không đọc được ngày. Ghi như 05/01/2024.")
    return When(int(day), months)


def month(raw) -> tuple[int, int | None]:
    """With its year, where that is written. Raises BadValueError."""
    found = OF_MONTH.fullmatch(search_key(values.text(raw)))
    if not found or not 1 <= int(found[1]) <= MONTHS:
        raise BadValueError("Không rõ tháng nào. Ghi số của tháng.")
    return int(found[1]), int(found[2]) if found[2] else None


def year(raw) -> int:
    if found := OF_YEAR.fullmatch(search_key(values.text(raw))):
        return int(found[1])
    raise BadValueError("Không rõ năm nào. Ghi như 2024.")


def hours(raw) -> tuple[datetime.time, ...]:
    """When it began, and when it ended where that stands beside it. Raises BadValueError."""
    return tuple(hours_in(search_key(values.text(raw)))) or _bad_hours()


def hours_in(written: str) -> list[datetime.time]:
    try:
        return [datetime.time(int(hour), int(minute or 0)) for hour, minute in HOUR.findall(written)]
    except ValueError:
        return _bad_hours()


def _bad_hours():
    raise BadValueError("Không đọc được giờ. Ghi như 14:00 hoặc 14h00 - 15h30.")


def length(raw) -> int:
    """How long a meeting took, in minutes. Raises BadValueError."""
    found = LENGTH.fullmatch(search_key(values.text(raw)))
    minutes = found and int(found[1] or 0) * 60 + int(found[2] or 0)
    if not minutes:
        raise BadValueError("Không đọc được thời lượng. Ghi số phút, như 90.")
    return minutes


def came(raw) -> tuple[int, int | None]:
    """Who came, of how many where that is written: 18, 18/20. Raises BadValueError."""
    if isinstance(raw, list) and raw[0] == "day":
        raise BadValueError("Excel đã đổi số này thành ngày. Ghi ở ô kiểu chữ, như 18/20.")
    written = values.text(raw)
    if found := PAIR.search(written):
        return int(found[1]), int(found[2])
    if found := re.fullmatch(rf"0*(\d{{1,4}})\s*(?:{PEOPLE})?", written, re.I):
        return int(found[1]), None
    raise BadValueError("Không đọc được số người. Ghi như 18 hoặc 18/20.")


def number(raw) -> int:
    return came(raw)[0]


@dataclass(frozen=True)
class Missing:
    """How many were missing, where that is written, and who, each with the reason."""

    number: int | None
    people: list[tuple[str, str]] = field(default_factory=list)


def missing(raw) -> Missing:
    """2; Không; Đ/c An (ốm), Bình: đi công tác; 02 đ/c: An, Bình. Raises BadValueError."""
    written = values.text(raw.replace("\n", "; ") if isinstance(raw, str) else raw)
    if plain(written) in NOBODY:
        return Missing(0)
    found = NUMBER.match(written)
    count = int(found[1] or found[2]) if found else None
    rest = written[found.end() :] if found else written
    if found and rest.count(")") > rest.count("("):
        rest = rest.replace(")", "", 1) if rest.rstrip().endswith(")") else rest
    people = [_person(item) for item in _items(rest)]
    return Missing(count, [one for one in people if one[0]])


def _items(text: str) -> list[str]:
    return [
        part for item in ITEM.findall(text) for part in re.split(r"\s+và\s+(?=[^()]*(?:\(|$))", item)
    ]


def _person(item: str) -> tuple[str, str]:
    """Name and reason: what stands apart, or begins with a small letter."""
    name, *reason = APART.split(TITLE.sub("", item).strip(), maxsplit=1)
    words = name.split()
    capital = next((place for place, word in enumerate(words) if word[0].islower()), len(words))
    if not reason and 0 < capital < len(words):
        name, reason = " ".join(words[:capital]), [" ".join(words[capital:])]
    return name.strip(" ."), "".join(reason).strip(" ().")


def is_without_leave(reason: str) -> bool:
    return plain(reason) in UNEXCUSED
