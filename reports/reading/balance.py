"""Form 1-BTCTW: how the roll of the start became the roll of the end, beside the year before.

Every row is a figure, or a sum of figures, and nothing here is counted a second time.
"""

from dataclasses import dataclass

from reports.figures import FIGURES, Ratio, Scope
from reports.figures.moves import ARRIVALS, DEPARTURES
from reports.reading.compared import YearBefore, values_beside
from reports.reading.numbers import Addresses, FigureTable, Line, Number
from reports.reading.official_forms import BEFORE, FORMS_OF_2022, NOW, SHARE, Form, Row, in_force


def _one(mark: str, code: str, label: str = "", depth: int = 1) -> Row:
    return Row(mark, label or FIGURES[code].label, (code,), depth)


OPENING = _one("A", "members.opening", depth=0)
IN = Row("B", "Tăng trong kỳ", tuple(figure.code for figure in ARRIVALS), 0)
OUT = Row("C", "Giảm trong kỳ", tuple(figure.code for figure in DEPARTURES), 0)
CLOSING = _one("D", "members.closing", depth=0)

# In B and C of the form, without a row there, or parts of its rows.
OWN = [
    _one("", "moves.transferred_in", "Trong số chuyển đến: từng người", depth=0),
    _one("", "moves.received_with_unit", "Trong số chuyển đến: theo tổ chức", depth=0),
    _one("", "moves.transferred_out", "Trong số chuyển đi: từng người", depth=0),
    _one("", "moves.left_with_unit", "Trong số chuyển đi: theo tổ chức", depth=0),
    _one("", "moves.annulled", "Hủy quyết định kết nạp (tính vào mục C)", depth=0),
    _one("", "moves.expelled_annulled", "Trong số khai trừ: quyết định sau bị hủy", depth=0),
]
# The form seen is of 2022; of what stood before and may stand after it nothing is known. Its rows 2 and
# 5 are parted into another province and the own one there, which no record tells.
FORMS = [
    Form(
        FORMS_OF_2022,
        [
            OPENING,
            IN,
            _one("1", "moves.admitted"),
            Row("2", "Chuyển đến", ("moves.transferred_in", "moves.received_with_unit"), 1),
            _one("3", "moves.reinstated", "Phục hồi đảng tịch"),
            OUT,
            _one("1", "moves.died"),
            _one("2", "moves.expelled"),
            _one("3", "moves.deleted"),
            _one("", "moves.deleted_probationary", "Trong đó: đảng viên dự bị", depth=2),
            _one("4", "moves.resigned"),
            Row("5", "Chuyển đi", ("moves.transferred_out", "moves.left_with_unit"), 1),
            CLOSING,
        ],
        OWN,
    )
]


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
    form, addresses = in_force(FORMS, scope.end), Addresses(openable)
    codes = dict.fromkeys(code for row in (*form.rows, *form.own) for code in row.codes)
    values, before = values_beside(scope, codes)

    def line(row: Row) -> Line:
        now, then = row.of(values), row.of(before.values)
        numbers = {
            NOW: addresses.number(row.code, now, scope),
            BEFORE: addresses.number(row.code, then, before.scope),
            SHARE: Number(Ratio(now, then)),
        }
        is_whole = row.depth == 0 and bool(row.mark)
        return Line(row.label, numbers, is_whole=is_whole, mark=row.mark, depth=row.depth)

    explained = OPENING.of(values) + IN.of(values) - OUT.of(values)
    columns = [NOW, BEFORE, SHARE]
    return Balance(
        "Nội dung",
        columns,
        [line(row) for row in form.rows],
        marks="Mục",
        own=FigureTable("Nội dung", columns, [line(row) for row in form.own]),
        before=before.whose,
        missing=CLOSING.of(values) - explained,
    )
