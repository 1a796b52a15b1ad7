"""Form 1-BTCTW: how the roll of the start became the roll of the end, beside the year before.

Lines A, B, C and D of the form are figures, or sums of figures; nothing here is counted a second time.
"""

from __future__ import annotations

from dataclasses import dataclass

from common.tables import Table
from members.rules.party_age import MONTHS_A_YEAR, add_months, latest_start
from reports.figures import FIGURES, Ratio, Scope, compute
from reports.figures.moves import ARRIVALS, DEPARTURES

TITLE = "Biểu 1-BTCTW: Tăng, giảm đảng viên"


@dataclass(frozen=True)
class Line:
    """A line of the form: the sum of its figures. One of them alone opens to its list."""

    mark: str
    label: str
    codes: tuple[str, ...]
    depth: int = 0

    @property
    def code(self) -> str:
        return self.codes[0] if len(self.codes) == 1 else ""


def _one(mark: str, code: str, label: str = "", depth: int = 1) -> Line:
    return Line(mark, label or FIGURES[code].label, (code,), depth)


IN = tuple(figure.code for figure in ARRIVALS)
OUT = tuple(figure.code for figure in DEPARTURES)
LINES = [
    _one("A", "members.opening", depth=0),
    Line("B", "Tăng trong kỳ", IN),
    _one("1", "moves.admitted"),
    _one("2", "moves.transferred_in"),
    _one("3", "moves.received_with_unit"),
    _one("4", "moves.reinstated"),
    Line("C", "Giảm trong kỳ", OUT),
    _one("1", "moves.died"),
    _one("2", "moves.expelled"),
    _one("3", "moves.deleted"),
    _one("", "moves.deleted_probationary", "Trong đó: đảng viên dự bị", depth=2),
    _one("4", "moves.resigned"),
    _one("5", "moves.annulled"),
    _one("6", "moves.transferred_out"),
    _one("7", "moves.left_with_unit"),
    _one("D", "members.closing", depth=0),
]


@dataclass(frozen=True)
class Row:
    """A line with its numbers of the period and of the same period of the year before."""

    line: Line
    now: int
    before: int

    @property
    def share(self) -> Ratio:
        return Ratio(self.now, self.before)


@dataclass(frozen=True)
class Balance:
    """The filled form; `missing` is what the movements do not explain: 0 unless records are broken."""

    scope: Scope
    scope_before: Scope
    rows: list[Row]
    missing: int

    @property
    def holds(self) -> bool:
        return self.missing == 0

    @property
    def said(self) -> str:
        """What it is of, under the title."""
        scope = self.scope
        return f"{scope.unit}, từ {scope.start:%d/%m/%Y} đến hết {scope.end:%d/%m/%Y}"


def balance(scope: Scope) -> Balance:
    """Two queries, whatever the scope: one for each of the two periods."""
    before = year_before(scope)
    codes = {code for line in LINES for code in line.codes}
    values, earlier = compute(scope, codes), compute(before, codes)
    rows = [Row(line, _sum(values, line.codes), _sum(earlier, line.codes)) for line in LINES]
    explained = values["members.opening"] + _sum(values, IN) - _sum(values, OUT)
    return Balance(scope, before, rows, values["members.closing"] - explained)


def year_before(scope: Scope) -> Scope:
    """The same days a year earlier; the last of February stays the last of February."""
    start = add_months(scope.start, -MONTHS_A_YEAR)
    return Scope(scope.unit, start, latest_start(scope.end, MONTHS_A_YEAR))


def _sum(values: dict[str, int], codes: tuple[str, ...]) -> int:
    return sum(values[code] for code in codes)


TABLE = Table(
    [
        ("Mục", lambda row: row.line.mark),
        ("Nội dung", lambda row: row.line.label),
        ("Kỳ này", lambda row: row.now),
        ("Cùng kỳ năm trước", lambda row: row.before),
        ("So với cùng kỳ (%)", lambda row: row.share.percent),
    ],
    names_persons=False,
)
