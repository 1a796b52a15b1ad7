"""Which rows of a sheet are about somebody, and what the sheet says of them outside their own cells:
the cell by a caption, by a merged field or by the sheet's name, and what is as in the row above."""

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
UNDER = re.compile(r"người lập|\(ký\b", re.I)  # below it only names of those who sign
CAPTION = re.compile(r"chi bộ|cb\b|đảng bộ", re.I)
GROUP = re.compile(r"tổ đảng|tổ \d|đảng viên|đv |chính thức|dự bị|nam$|nữ$", re.I)
LIST_MARK = re.compile(r"^(?:[ivx]+|\d+|[a-h])\s*[./):-]\s*", re.I)
_plain = functools.lru_cache(maxsize=10_000)(plain)
ONLY_MARK = re.compile(r"[ivx]+|[a-h]|[\d.,()]+", re.I)
COUNT = re.compile(r"\s*(?:\([^)]*\)|:.*)\s*$")
GENERIC = re.compile(r"sheet|trang|danh sach|ds\b|data|tong hop|bang|\d*$", re.I)
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


class Sifter:
    """Goes down the rows of one sheet. `page`: its name, where several are read."""

    def __init__(
        self,
        sheet: Sheet,
        heading: Heading,
        mapping: dict[str, str],
        fields: dict[str, Field],
        words: Words,
        *,
        page: str = "",
        with_captions: bool = True,
    ):
        self.sheet, self.heading, self.fields, self.words, self.page = (
            sheet,
            heading,
            fields,
            words,
            page,
        )
        self.places = {name: column_index_from_string(letter) - 1 for name, letter in mapping.items()}
        self.with_captions = with_captions and "unit" in fields
        is_cell = not (GENERIC.match(plain(page)) or GROUP.match(page))
        self.unit = page if is_cell else ""
        self.above: dict[str, object] = {}
        self.stopped = False
        self.found = Sifted()

    def sift(self) -> Sifted:
        self._fill_merged()
        start = self.heading.last
        numbered = enumerate(self.sheet.rows[start:], start=start + 1)
        rows = [(number, row, self._mapped(row)) for number, row in numbered if row]
        last = _last_full({number: len(mapped) for number, _, mapped in rows})
        last = min([last, *(number for number, row, _ in rows if UNDER.match(self._name(row)))])
        for number, row, mapped in rows:
            self._take(number, row, mapped, is_foot=number > last)
        return self.found

    def _take(self, number: int, row: list, mapped: dict[str, object], *, is_foot: bool) -> None:
        if self.stopped or self._is_heading(row) or self._is_no_row(row):
            self._leave_out(number, row)
        elif caption := self._caption(number, row, mapped):
            self.found.captions.append((self._where(number), caption))
            self.above = {}
        elif not any(name in mapped for name in WHO) or (is_foot and not self._is_numbered(row)):
            self._leave_out(number, row)
        else:
            self.found.lines.append(Line(number, self._raw(mapped), page=self.page))

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
        if self.unit and self.with_captions:
            mapped.setdefault("unit", self.unit)
        if self.sheet.is_1904:
            mapped |= {
                name: _of_mac(value) for name, value in mapped.items() if self.fields[name].is_day
            }
        return mapped

    def _fill_merged(self) -> None:
        """What is merged down a column stands in each of its rows; a person fills one row only."""
        persons = {self.places.get(name, -1) for name in WHO}
        for left, top, right, bottom in self.sheet.merged:
            if left != right or top <= self.heading.last or left - 1 in persons:
                continue
            first = self.sheet.rows[top - 1] if top <= len(self.sheet.rows) else []
            for row in filter(None, self.sheet.rows[top:bottom] if len(first) >= left else []):
                row.extend([None] * (left - len(row)))
                row[left - 1] = first[left - 1]

    # --- Rows about nobody ------------------------------------------------------------------

    def _name(self, row: list) -> str:
        return "".join(map(values.shown, row[self.places["full_name"] :][:1]))

    def _is_numbered(self, row: list) -> bool:
        """In front of the name stands its number in the list."""
        place = self.places["full_name"]
        return 0 < place < len(row) and row[place] is not None and isinstance(row[place - 1], int)

    def _is_heading(self, row: list) -> bool:
        """The heading once more; below another one nothing is read, its columns are others."""
        for above in self.sheet.rows[self.heading.first - 1 : self.heading.last]:
            if all(
                value is None or above[place : place + 1] == [value] for place, value in enumerate(row)
            ):
                return True
        texts = [value for value in row if isinstance(value, str)]
        if not any(self.words.get(_plain(text)) == "full_name" for text in texts):
            return False
        named = headers.match([values.shown(value) for value in row], self.words)
        self.stopped = len(named) >= HEADING_CELLS and not named.items() <= self.places.items()
        return len(named) >= HEADING_CELLS

    def _is_no_row(self, row: list) -> bool:
        """The template's example, a total, the numbers or letters of the columns."""
        filled = [value for value in row if value is not None]
        first = [values.shown(value) for value in filled[:2]]
        texts = (values.shown(value).strip("() ") for value in filled)
        return (
            row[0] == EXAMPLE_MARK
            or any(TOTALS.match(text) for text in first)
            or bool(SIGNED.match(self._name(row)))
            or (all(text.isdecimal() or len(text) == 1 for text in texts) and _in_order(filled))
        )

    def _caption(self, number: int, row: list, mapped: dict) -> str:
        """The text of a row with one text and no more: of whom the rows below are."""
        filled = [values.shown(value) for value in row if value is not None]
        texts = [text for text in filled if not ONLY_MARK.fullmatch(text)]
        if len(texts) != 1 or len(mapped) > FEWEST:
            return ""
        text = LIST_MARK.sub("", texts[0])
        is_wide = any(
            top == number and right - left >= WIDE for left, top, right, _ in self.sheet.merged
        )
        if CAPTION.match(text):
            self.unit = COUNT.sub("", text)
        elif self.unit and not GROUP.match(text) and (is_wide or "full_name" in mapped):
            self.unit = COUNT.sub("", text)  # perhaps a cell: if not, nobody is put into the last one
            return text if is_wide else ""
        return text if CAPTION.match(text) or GROUP.match(text) or is_wide else ""


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
