"""Which rows of a sheet are about something, and what it says of them outside their own cells: the
cell, what happened, month and year by a caption, a merged field, a title or the sheet's name; and what
is as above."""

import functools
import re
from collections import Counter
from dataclasses import dataclass, field

from openpyxl.utils import column_index_from_string

from common.vietnamese import plain
from upkeep.imports import headers, values
from upkeep.imports.fields import Field
from upkeep.imports.headers import Heading, Words
from upkeep.imports.reading import Sheet
from upkeep.imports.verdicts import Line

EXAMPLE_MARK = "Ví dụ"  # in the first column of the template's example
WHO = ("full_name", "born_on", "card_number", "citizen_id")  # one of them says of whom the row is
FEWEST, PART = 2, 3  # cells of a row about somebody: no fewer, and that part of the fullest
HEADING_CELLS = 3  # named fields that make a row further down another heading
# With their marks: Tống Công is a name.
TOTALS = re.compile(r"tổng cộng|tổng số|tổng:|cộng\b.{0,3}$|cộng:|danh sách (này|trên|có|gồm)", re.I)
SIGNED = re.compile(r"người lập|t/?m\b|(phó )?bí thư|\(?ký\b|xác nhận", re.I)  # in the column of names
CAPTION = re.compile(
    r"chi bộ|cb\b|đảng bộ|chi [uủ][yỷ] (chi bộ|cb\b)|đảng [uủ][yỷ]\b(?! viên)|bch\b|ban chấp hành", re.I
)
MOVED = re.compile(
    r"(đảng viên |đv |bị )*(tăng|giảm|chuyển|tiếp nhận|đến|đi|nội bộ|từ trần|qua đời|mất|chết|khai trừ"
    r"|x(óa|oá) tên|xin ra|ra khỏi|khôi phục|kết nạp lại|phục hồi|h(ủy|uỷ) quyết định)\b",
    re.I,
)
CAPTIONS = {"unit": CAPTION, "movement": MOVED}  # field → how a caption begins that tells it
CELL = re.compile(r"\b(chi bộ|cb) (?!năm|tháng|quý)\S.*", re.I)
GROUP = re.compile(
    r"(chi|cấp) [uủ][yỷ]$|tổ đảng|tổ \d|đảng viên|đv |quý [ivx\d]|chính thức|dự bị|nam$|nữ$", re.I
)
LIST_MARK = re.compile(r"^(?:[ivx]+|\d+|[a-h])\s*[./):-]\s*", re.I)
_plain = functools.lru_cache(maxsize=10_000)(plain)
ONLY_MARK = re.compile(r"[ivx]+|[a-h]|[\d.,()]+", re.I)
COUNT = re.compile(r"\s*(?:\([^)]*\)|:.*)\s*$")
GENERIC = re.compile(r"sheet|trang|danh sach|ds\b|data|tong hop|bang|\d*$", re.I)
NOT_HELD = re.compile(r"(không|chưa|hoãn|nghỉ) (tổ chức )?(họp|sinh hoạt)", re.I)
MONTH = re.compile(r"tháng \d{1,2}\b", re.I)
YEAR = re.compile(r"(?<!thang \d )(?<!thang \d\d )nam ((?:19|20)\d\d)\b")  # as `plain` writes it
OWN_YEAR = re.compile(r"\W*(?:năm )?\b((?:19|20)\d\d)\b\W*", re.I)  # of a sheet, after the cell
DAY_ONLY = 2  # signs
WIDE = 3  # merged columns that make a caption
LAST_YEAR = 2100  # a number up to this is a year, in every calendar


@dataclass
class Sifted:
    """`left_out` and `captions`: (row, its text), for the user to look at."""

    lines: list[Line] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    captions: list[tuple[str, str]] = field(default_factory=list)
    dittos: Counter = field(default_factory=Counter)  # field → cells
    told: list[list] = field(default_factory=list)  # as telling has it, by the kind of workbook


@dataclass
class Sifter:
    """Goes down the rows of one sheet. `page`: its name, where several are read; `by_caption`: the
    field that a caption above some rows tells of them."""

    sheet: Sheet
    heading: Heading
    mapping: dict[str, str]
    fields: dict[str, Field]
    words: Words
    page: str = ""
    by_caption: str = "unit"

    def __post_init__(self):
        self.places = {
            name: column_index_from_string(letter) - 1 for name, letter in self.mapping.items()
        }
        self.caption = CAPTIONS[self.by_caption]
        self.about = next(iter(self.fields))
        self.who = WHO if self.about in WHO else (self.about,)
        is_cell = self.by_caption == "unit" and not (
            GENERIC.match(plain(self.page)) or GROUP.match(self.page)
        )
        self.told = self.page if is_cell or self.caption.match(self.page) else ""
        self.year = self.month = ""
        if "year" in self.fields:
            self._read_titles()
        self.above: dict[str, object] = {}
        self.stopped = self.signed = False
        self.found = Sifted()

    def sift(self) -> Sifted:
        self._fill_merged()
        start = self.heading.last
        numbered = enumerate(self.sheet.rows[start:], start=start + 1)
        rows = [(number, row, self._mapped(row)) for number, row in numbered if row]
        last = _last_full({number: len(mapped) for number, _, mapped in rows})
        for number, row, mapped in rows:
            self._take(number, row, mapped, is_foot=number > last)
        return self.found

    def _take(self, number: int, row: list, mapped: dict[str, object], *, is_foot: bool) -> None:
        if self.stopped or self._is_heading(row) or self._is_no_row(row, mapped):
            self._leave_out(number, row)
        elif caption := self._caption(number, row, mapped):
            self.found.captions.append((self._where(number), caption))
            self.above = {}
        elif self._is_about_nothing(mapped) or (
            (is_foot or self.signed) and not self._is_numbered(row)
        ):
            self._leave_out(number, row)
        else:
            self.found.lines.append(Line(number, self._raw(mapped), page=self.page))

    def _read_titles(self) -> None:
        """The year, and the cell, that one title above the table names, or the sheet by its name."""
        rows = self.sheet.rows[: self.heading.last]
        texts = [values.shown(value) for row in rows for value in row if value is not None]
        years = {year for text in texts for year in YEAR.findall(plain(text))}
        years |= set(OWN_YEAR.findall(self.sheet.name))
        self.year = years.pop() if len(years) == 1 else ""
        found = (CELL.search(OWN_YEAR.sub(" ", text).strip()) for text in texts)
        cells = {cell[0] for cell in found if cell}
        above = cells.pop() if len(cells) == 1 else ""
        self.told = OWN_YEAR.sub("", self.told or above).strip()

    def _where(self, number: int) -> str:
        return Line(number, {}, page=self.page).where

    def _leave_out(self, number: int, row: list) -> None:
        text = " · ".join(values.shown(value) for value in row if value is not None)
        self.found.left_out.append((self._where(number), text[:80]))

    def _mapped(self, row: list) -> dict[str, object]:
        found = {name: row[place] for name, place in self.places.items() if place < len(row)}
        return {
            name: value
            for name, value in found.items()
            if value is not None and not values.is_nothing(value, self.fields[name].empty)
        }

    # --- The cells of a row -----------------------------------------------------------------

    def _raw(self, mapped: dict[str, object]) -> dict[str, object]:
        """Complete, as each row must be to be judged by itself."""
        for name, value in mapped.items():
            if values.is_ditto(value) and name in self.above:
                mapped[name] = self.above[name]
                self.found.dittos[name] += 1
        self.above = dict(mapped)
        given = mapped.pop("given_name", None)
        if given is not None and "full_name" in mapped:
            mapped["full_name"] = f"{values.shown(mapped['full_name'])} {values.shown(given)}"
        if self.told and self.by_caption in self.fields:
            mapped.setdefault(self.by_caption, self.told)
        if "month" in self.fields:
            self._complete_day(mapped)
        if self.sheet.is_1904:
            mapped |= {
                name: _of_mac(value) for name, value in mapped.items() if self.fields[name].is_day
            }
        return mapped

    def _complete_day(self, mapped: dict[str, object]) -> None:
        """With the year above the table; before a day that is a number alone with the last month."""
        if self.year:
            mapped.setdefault("year", self.year)
        if "month" in mapped:
            self.month = mapped["month"]
        elif self.month and len(values.shown(mapped[self.about])) <= DAY_ONLY:
            mapped["month"] = self.month
            self.found.dittos["month"] += 1

    def _fill_merged(self) -> None:
        """What is merged down a column stands in each of its rows; a person fills one row only."""
        persons = {self.places.get(name, -1) for name in self.who}
        for left, top, right, bottom in self.sheet.merged:
            if left != right or top <= self.heading.last or left - 1 in persons:
                continue
            first = self.sheet.rows[top - 1] if top <= len(self.sheet.rows) else []
            for row in filter(None, self.sheet.rows[top:bottom] if len(first) >= left else []):
                row.extend([None] * (left - len(row)))
                row[left - 1] = first[left - 1]

    # --- Rows about nobody ------------------------------------------------------------------

    def _is_about_nothing(self, mapped: dict[str, object]) -> bool:
        """Nobody is named; or a signature stands where the day of a meeting would."""
        if self.who is WHO:
            return not any(name in mapped for name in WHO)
        day = values.shown(mapped.get(self.about))
        return not day or (len(mapped) <= FEWEST and not re.search(r"\d", day))

    def _is_numbered(self, row: list) -> bool:
        """In front of the name stands its number in the list."""
        place = self.places[self.about]
        in_front = values.shown(row[place - 1]) if 0 < place < len(row) else ""
        return in_front.rstrip(". )").isdecimal() and row[place] is not None

    def _is_heading(self, row: list) -> bool:
        """The heading once more; below another one nothing is read, its columns are others."""
        for above in self.sheet.rows[self.heading.first - 1 : self.heading.last]:
            if all(
                value is None or above[place : place + 1] == [value] for place, value in enumerate(row)
            ):
                return True
        texts = [value for value in row if isinstance(value, str)]
        if not any(self.words.get(_plain(text)) == self.about for text in texts):
            return False
        named = headers.match([values.shown(value) for value in row], self.words)
        self.stopped = len(named) >= HEADING_CELLS and not named.items() <= self.places.items()
        return len(named) >= HEADING_CELLS

    def _is_no_row(self, row: list, mapped: dict[str, object]) -> bool:
        """The template's example, a total, the numbers or letters of the columns, no meeting."""
        filled = [value for value in row if value is not None]
        first = [values.shown(value) for value in filled[:2]]
        texts = (values.shown(value).strip("() ") for value in filled)
        name = "".join(map(values.shown, row[self.places[self.about] :][:1]))
        is_signature = bool(SIGNED.match(name))
        self.signed = self.signed or is_signature
        return (
            row[0] == EXAMPLE_MARK
            or any(TOTALS.match(text) for text in first)
            or is_signature
            or (self.who is not WHO and _is_not_held(mapped))
            or (all(text.isdecimal() or len(text) == 1 for text in texts) and _in_order(filled))
        )

    def _caption(self, number: int, row: list, mapped: dict) -> str:
        """The text of a row with one text and no more: what is so of all the rows below."""
        filled = [values.shown(value) for value in row if value is not None]
        texts = [text for text in filled if not ONLY_MARK.fullmatch(text)]
        if len(texts) != 1 or len(mapped) > FEWEST:
            return ""
        text = LIST_MARK.sub("", texts[0])
        is_wide = any(
            top == number and right - left >= WIDE for left, top, right, _ in self.sheet.merged
        )
        if "month" in self.fields and MONTH.match(text):
            self.month = text if len(mapped) < FEWEST else self.month
            return text if len(mapped) < FEWEST else ""
        is_marked = text != texts[0] and "full_name" not in mapped
        is_group = GROUP.match(text) or CAPTION.match(text)
        if self.caption.match(text):
            self.told, self.month = COUNT.sub("", text), ""
            return text
        if self.told and not is_group and (is_wide or is_marked or "full_name" in mapped):
            self.told = COUNT.sub("", text)  # perhaps one: if not, nobody is put under the last one
            return text if is_wide or is_marked else ""
        return text if is_group or is_wide else ""


def _is_not_held(mapped: dict[str, object]) -> bool:
    return any(NOT_HELD.match(values.shown(value)) for value in mapped.values())


def _last_full(counts: dict[int, int]) -> int:
    """The last row with about as many cells as the others: totals and signatures stand below."""
    needed = max(FEWEST, max(counts.values(), default=0) // PART)
    return max((number for number, count in counts.items() if count >= needed), default=0)


def _in_order(filled: list) -> bool:
    """1, 2, 3 …, perhaps in brackets and after A, B."""
    texts = [values.shown(value).strip("() ") for value in filled]
    numbers = [int(text) for text in texts if text.isdecimal()]
    return bool(numbers) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _of_mac(value):
    """A day's number of the calendar from 1904 in the one from 1900."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value + values.MAC_DAYS if is_number and value > LAST_YEAR else value


def together(parts: list[Sifted]) -> Sifted:
    """Of all sheets of a workbook."""
    whole = Sifted()
    for part in parts:
        whole.lines += part.lines
        whole.left_out += part.left_out
        whole.captions += part.captions
        whole.dittos += part.dittos
        whole.told += part.told
    return whole
