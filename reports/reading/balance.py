"""Form 1-BTCTW: how the roll of the start became the roll of the end, beside the year before.

Lines A, B, C and D of the form are figures, or sums of figures; nothing here is counted a second time.
"""

from dataclasses import dataclass

from reports.figures import FIGURES, Ratio, Scope, compute_each
from reports.figures.moves import ARRIVALS, DEPARTURES
from reports.reading.compared import days_before
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

    def of(self, values: dict[str, int]) -> int:
        return sum(values[code] for code in self.codes)


def _one(mark: str, code: str, label: str = "", depth: int = 1) -> Entry:
    return Entry(mark, label or FIGURES[code].label, (code,), depth)


OPENING = _one("A", "members.opening", depth=0)
IN = Entry("B", "Tăng trong kỳ", tuple(figure.code for figure in ARRIVALS))
OUT = Entry("C", "Giảm trong kỳ", tuple(figure.code for figure in DEPARTURES))
CLOSING = _one("D", "members.closing", depth=0)
ENTRIES = [
    OPENING,
    IN,
    _one("1", "moves.admitted"),
    _one("2", "moves.transferred_in"),
    _one("3", "moves.received_with_unit"),
    _one("4", "moves.reinstated"),
    OUT,
    _one("1", "moves.died"),
    _one("2", "moves.expelled"),
    _one("", "moves.expelled_annulled", "Trong đó: quyết định sau bị hủy", depth=2),
    _one("3", "moves.deleted"),
    _one("", "moves.deleted_probationary", "Trong đó: đảng viên dự bị", depth=2),
    _one("4", "moves.resigned"),
    _one("5", "moves.annulled"),
    _one("6", "moves.transferred_out"),
    _one("7", "moves.left_with_unit"),
    CLOSING,
]


@dataclass(frozen=True, kw_only=True)
class Balance(FigureTable):
    """The filled form; `missing` is what the movements do not explain: 0 unless records are broken."""

    missing: int


def balance(scope: Scope, openable: set[str]) -> Balance:
    """One query, whatever the scope."""
    before, addresses = Scope(scope.unit, *days_before(scope)), Addresses(openable)
    codes = {code for entry in ENTRIES for code in entry.codes}
    values, earlier = compute_each([scope, before], codes)

    def line(entry: Entry) -> Line:
        now, then = entry.of(values), entry.of(earlier)
        numbers = {
            NOW: addresses.number(entry.code, now, scope),
            BEFORE: addresses.number(entry.code, then, before),
            SHARE: Number(Ratio(now, then)),
        }
        is_whole = entry.depth == 0
        return Line(entry.label, numbers, is_whole=is_whole, mark=entry.mark, depth=entry.depth)

    explained = OPENING.of(values) + IN.of(values) - OUT.of(values)
    return Balance(
        "Nội dung",
        [NOW, BEFORE, SHARE],
        [line(entry) for entry in ENTRIES],
        marks="Mục",
        missing=CLOSING.of(values) - explained,
    )
