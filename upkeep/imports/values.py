"""One cell as text, day or choice. A day is never invented: what is not written is an error."""

import datetime
import functools
import re
from collections.abc import Callable, Collection

from django.core.exceptions import ValidationError
from django.utils import timezone

from common import sense
from common.partial import PartialDay, of_month
from common.vietnamese import nfc, plain, search_key

EPOCH = datetime.date(1899, 12, 30)  # of Excel's day numbers
FIRST_NUMBER, LAST_NUMBER = 4000, 73_000  # day numbers of 1910 to 2099
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")  # but what counts as blank
QUOTED = re.compile(r"'(?=[=+\-@\t\r])")  # as common/workbook.py writes what looks like a formula
DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d+)")
DAY_IN_WORDS = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d+)")
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00:00)?")
YEAR = re.compile(r"(?:nam )?(\d{4})")
MONTH = re.compile(r"(?:thang )?(\d{1,2})\s*[/.\-]\s*(\d{4})")
MONTHS = 12
DITTO = {"nt", "n t", "nhu tren", "nhu hang tren"}
DITTO_SIGNS = re.compile(r"[\"'\u2032\u2033\u201c-\u201f\u3003]{1,3}|,,|//|\\\\")
LONGEST_SIGN = 20
# Nothing, or a number of which we ourselves show the end only.
NOTHING_SIGNS = re.compile(r"[-\u2013\u2014_./\u2026\s]+|•{4}.{0,3}")
NOTHING = {"chua co", "khong co", "chua cap", "chua duoc cap", "khong ro", "ko co"}
MAC_DAYS = 1462  # from the first day of Excel's calendar to that of 1904
SHORT_DAY = re.compile(r"(\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*)(\d\d)")
YES = {"x", "co", "1", "v", "yes", "dung", "true"}
NO = {"", "0", "khong", "no", "sai", "false", "-"}


class BadValueError(Exception):
    """The cell says nothing usable; the message is the reason, for the user."""


class PartOnlyError(BadValueError):
    """A day was wanted and only a year, or a month of a year, is written."""

    def __init__(self, month: str | None, year: str):
        self.known = of_month(month, year)
        if self.known is None:
            raise BadValueError("Trong lịch không có tháng, năm này.")
        _in_range(self.known.first)
        what = "năm" if month is None else "tháng"
        super().__init__(f"Chỉ có {what} {self.known}; cần đủ ngày, tháng, năm.")


def text(raw) -> str:
    """The cell as text; a ditto mark says nothing by itself. Raises BadValueError."""
    written = as_written(raw)
    if is_ditto(raw):
        raise BadValueError(f"Không rõ “{written}”; đề nghị ghi đủ như ở dòng trên.")
    return written


def is_ditto(raw) -> bool:
    """A mark for: as in the row above."""
    return _is_short(raw) and _is_ditto(raw)


def is_nothing(raw, words: Collection[str] = NOTHING) -> bool:
    """Written to say that there is nothing to write."""
    if not _is_short(raw) or _is_ditto(raw):
        return False
    return bool(NOTHING_SIGNS.fullmatch(raw)) or plain(raw) in words


def _is_short(raw) -> bool:
    """Ten thousand rows are asked: most cells are longer, or numbers."""
    if not isinstance(raw, str) or len(raw) > LONGEST_SIGN:
        return False
    return raw.startswith("•") or not raw[1:].strip()[-1:].isdigit()


@functools.lru_cache(maxsize=10_000)
def _is_ditto(text: str) -> bool:
    written = shown(text)
    return plain(written) in DITTO or bool(DITTO_SIGNS.fullmatch(written))


def as_written(raw) -> str:
    """The cell in one form of Unicode with single blanks; nothing written is ""."""
    if raw is None:
        return ""
    if isinstance(raw, list):
        return _of_pair(*raw)
    if isinstance(raw, bool):
        return "có" if raw else "không"
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return _in_one_form(str(raw))


@functools.lru_cache(maxsize=50_000)
def _in_one_form(text: str) -> str:
    """Each cell is asked for several times, and many are alike."""
    written = QUOTED.sub("", text, count=1).translate(INVISIBLE)
    if CONTROL.search(written):
        raise BadValueError("Có ký tự điều khiển không đọc được.")
    return nfc(written)


def _of_pair(kind: str, content: str) -> str:
    if kind == "day":
        return f"{datetime.date.fromisoformat(content):%d/%m/%Y}"
    if kind == "time":
        return content
    if kind == "formula":
        raise BadValueError("Ô là công thức chưa có kết quả. Dán thành giá trị.")
    if kind == "font":
        raise BadValueError("Chữ của phông cũ (TCVN3, VNI) không đổi chắc được. Gõ lại.")
    raise BadValueError(f"Ô báo lỗi của Excel ({content}).")


def shown(raw) -> str:
    """The cell as the preview shows it, whatever is in it."""
    try:
        return as_written(raw)
    except BadValueError:
        return raw[1] or "công thức" if isinstance(raw, list) else nfc(repr(raw))


def day(raw) -> datetime.date:
    """A day: Excel's own, its number, or a text such as 20/5/1980. Raises BadValueError."""
    if isinstance(raw, list) and raw[0] == "day":
        return _in_range(datetime.date.fromisoformat(raw[1]))
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _of_number(raw)
    written = search_key(text(raw))
    if found := ISO_DAY.fullmatch(written):
        year, month, number = found.groups()
        return _of_parts(number, month, year)
    if found := DAY.fullmatch(written) or DAY_IN_WORDS.fullmatch(written):
        return _of_parts(*found.groups())
    if found := YEAR.fullmatch(written):
        raise PartOnlyError(None, found[1])
    if found := MONTH.fullmatch(written):
        raise PartOnlyError(*found.groups())
    raise BadValueError("Không đọc được ngày. Ghi như 20/05/1980.")


def party_day(raw) -> datetime.date:
    """A day on which something happened in the Party. Raises BadValueError."""
    return _sensible(day(_in_full(raw)), sense.of_party)


def birth(raw) -> PartialDay:
    """A day, or as much of it as is written. Raises BadValueError."""
    return _as_known(raw, sense.birth, sense.YOUNGEST)


def party_day_as_known(raw) -> PartialDay:
    """Perhaps long ago: a day, or as much of it as is written. Raises BadValueError."""
    return _as_known(raw, sense.of_party)


def _as_known(raw, limit: Callable, years_ago: int = 0) -> PartialDay:
    try:
        known = PartialDay(day(_in_full(raw, years_ago)))
    except PartOnlyError as part:
        known = part.known
    _sensible(known.first, limit)
    return known


def _in_full(raw, years_ago: int = 0):
    """A day of the past with a year of two digits: of the one century that it can be of. As it stands
    where it can be of both."""
    found = SHORT_DAY.fullmatch(shown(raw)) if isinstance(raw, str) else None
    if not found:
        return raw
    year, today = 2000 + int(found[2]), timezone.localdate().year
    if today - years_ago < year <= today:
        return raw
    return f"{found[1]}{year if year <= today else year - 100}"


def _of_number(number: float) -> datetime.date:
    if sense.FIRST_BIRTH.year <= number <= sense.LAST_DAY.year:
        raise PartOnlyError(None, str(int(number)))
    if not FIRST_NUMBER <= number <= LAST_NUMBER:
        raise BadValueError("Không đọc được ngày. Ghi như 20/05/1980.")
    return EPOCH + datetime.timedelta(days=int(number))


def _of_parts(number: str, month: str, year: str) -> datetime.date:
    if len(year) != len("2000"):
        raise BadValueError("Năm phải ghi đủ bốn chữ số.")
    if int(month) > MONTHS >= int(number):
        raise BadValueError(f"Không có tháng {int(month)}; có thể ngày và tháng bị đổi chỗ.")
    try:
        return _in_range(datetime.date(int(year), int(month), int(number)))
    except ValueError:
        raise BadValueError("Trong lịch không có ngày này.") from None


def _in_range(day: datetime.date) -> datetime.date:
    return _sensible(day, sense.any_day)


def _sensible(day: datetime.date, limit: Callable) -> datetime.date:
    try:
        limit(day)
    except ValidationError as error:
        raise BadValueError(error.messages[0]) from error
    return day


def mark(raw) -> bool:
    """Whether a column is ticked: x, có, 1. Raises BadValueError."""
    written = search_key(text(raw))
    if written not in YES | NO:
        raise BadValueError("Đánh dấu x hoặc để trống.")
    return written in YES


def choice(raw, words: dict[str, str]) -> str:
    """One of the stored values that these words name, as spelled by `plain`. Raises BadValueError."""
    written = text(raw)
    if not written or plain(written) in words:
        return words.get(plain(written), "")
    raise BadValueError(f"Không rõ “{written[:40]}”.")
