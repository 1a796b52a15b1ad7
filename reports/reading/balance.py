"""Form 1-BTCTW: how the roll of the start became the roll of the end, beside the year before.

Its rows are those of the official form of the time; every one is a figure, or a sum of figures, and
nothing here is counted a second time. What the form has no row for stands in a table of its own.
"""

import datetime
from dataclasses import dataclass

from reports.figures import FIGURES, Ratio, Scope
from reports.figures.moves import ARRIVALS, DEPARTURES
from reports.reading.compared import YearBefore, values_beside
from reports.reading.numbers import FROM_MEDIUM, Addresses, Column, FigureTable, Line, Number

NOW = Column("now", "Kỳ này", "Kỳ này")
BEFORE = Column("before", "Cùng kỳ năm trước", "Cùng kỳ năm trước")
SHARE = Column("share", "So với cùng kỳ", "So với cùng kỳ (%)", style=FROM_MEDIUM)


@dataclass(frozen=True)
class Entry:
    """A line of the form: the sum of its figures. One of them alone opens to its list."""

    mark: str
    label: str
    codes: tuple[str, ...]
    depth: int = 0

    @property
    def code(self) -> str:
        return self.codes[0] if len(self.codes) == 1 else ""

    def of(self, values: dict[str, int | None]) -> int | None:
        """Absent where one of them is."""
        numbers = [values[code] for code in self.codes]
        return None if None in numbers else sum(numbers)


def _one(mark: str, code: str, label: str = "", depth: int = 1) -> Entry:
    return Entry(mark, label or FIGURES[code].label, (code,), depth)


OPENING = _one("A", "members.opening", depth=0)
IN = Entry("B", "Tăng trong kỳ", tuple(figure.code for figure in ARRIVALS))
OUT = Entry("C", "Giảm trong kỳ", tuple(figure.code for figure in DEPARTURES))
CLOSING = _one("D", "members.closing", depth=0)


@dataclass(frozen=True)
class Form:
    """The rows of the official form in force since that day."""

    since: datetime.date
    entries: list[Entry]


# The form seen is of 2022; of what stood before and may stand after it nothing is known. Its rows 2 and
# 5 are parted into another province and the own one there, which no record tells.
FORMS = [
    Form(
        datetime.date(2022, 1, 1),
        [
            OPENING,
            IN,
            _one("1", "moves.admitted"),
            Entry("2", "Chuyển đến", ("moves.transferred_in", "moves.received_with_unit"), 1),
            _one("3", "moves.reinstated", "Phục hồi đảng tịch"),
            OUT,
            _one("1", "moves.died"),
            _one("2", "moves.expelled"),
            _one("3", "moves.deleted"),
            _one("", "moves.deleted_probationary", "Trong đó: đảng viên dự bị", depth=2),
            _one("4", "moves.resigned"),
            Entry("5", "Chuyển đi", ("moves.transferred_out", "moves.left_with_unit"), 1),
            CLOSING,
        ],
    )
]
# In B and C of the form, without a row there, or parts of its rows.
OWN = [
    _one("", "moves.transferred_in", "Trong số chuyển đến: từng người", depth=0),
    _one("", "moves.received_with_unit", "Trong số chuyển đến: theo tổ chức", depth=0),
    _one("", "moves.transferred_out", "Trong số chuyển đi: từng người", depth=0),
    _one("", "moves.left_with_unit", "Trong số chuyển đi: theo tổ chức", depth=0),
    _one("", "moves.annulled", "Hủy quyết định kết nạp (tính vào mục C)", depth=0),
    _one("", "moves.expelled_annulled", "Trong số khai trừ: quyết định sau bị hủy", depth=0),
]


def form_of(day: datetime.date) -> Form:
    """The one in force on that day; before the first one known, that."""
    return next((form for form in reversed(FORMS) if form.since <= day), FORMS[0])


@dataclass(frozen=True, kw_only=True)
class Balance(FigureTable):
    """The filled form, and `own`, what it has no rows for.

    `missing` is what the movements do not explain: 0 unless records are broken.
    """

    own: FigureTable
    before: YearBefore
    missing: int


def balance(scope: Scope, openable: set[str]) -> Balance:
    """Two queries, whatever the scope."""
    entries, addresses = form_of(scope.end).entries, Addresses(openable)
    codes = dict.fromkeys(code for entry in (*entries, *OWN) for code in entry.codes)
    values, before = values_beside(scope, codes)

    def line(entry: Entry) -> Line:
        now, then = entry.of(values), entry.of(before.values)
        earlier = Number(then)
        if before.scope:
            earlier = addresses.number(entry.code, then, before.scope)
        numbers = {
            NOW: addresses.number(entry.code, now, scope),
            BEFORE: earlier,
            SHARE: Number(Ratio(now, then)),
        }
        is_whole = entry.depth == 0 and bool(entry.mark)
        return Line(entry.label, numbers, is_whole=is_whole, mark=entry.mark, depth=entry.depth)

    explained = OPENING.of(values) + IN.of(values) - OUT.of(values)
    columns = [NOW, BEFORE, SHARE]
    return Balance(
        "Nội dung",
        columns,
        [line(entry) for entry in entries],
        marks="Mục",
        own=FigureTable("Nội dung", columns, [line(entry) for entry in OWN]),
        before=before.before,
        missing=CLOSING.of(values) - explained,
    )
