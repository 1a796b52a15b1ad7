"""Figures beside the same period a year earlier and their targets; one by unit, and month by month."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from common.months import months_touching
from common.tables import Table
from common.vietnamese import as_written
from reports.figures import FIGURES, TOPICS, Figure, Rate, Ratio, Scope, Value
from reports.figures.by_unit import values_each
from reports.reading.compared import EarlierValues, values_beside
from reports.reading.numbers import Addresses, Column, FigureTable, Line, Number
from reports.reading.parts import parts_of
from reports.reading.targets import TargetStanding, by_code


@dataclass(frozen=True)
class Entry:
    """One figure: now, a year earlier, and what was meant to be."""

    figure: Figure
    now: Number
    before: Number
    target: TargetStanding | None

    @property
    def parts(self) -> str:
        """Of a rate its two figures, by their labels; empty of a count."""
        return parts_of_rate(self.figure)

    @property
    def difference(self) -> str:
        """Since a year earlier; of shares in points of percent."""
        return difference(self.now.value, self.before.value)


@dataclass(frozen=True)
class SideBySide:
    """Entries by topic; `before` says of whom the year earlier is."""

    topics: list[tuple[str, list[Entry]]]
    before: EarlierValues

    @property
    def rows(self) -> list[Entry]:
        return [entry for _, entries in self.topics for entry in entries]


def side_by_side(scope: Scope, openable: set[str], topic: str = "") -> SideBySide:
    """The figures of a topic, or of all."""
    topics = [(name, group) for name, group in TOPICS if topic in ("", name)]
    codes = [figure.code for _, group in topics for figure in group]
    entries, before = entries_of(scope, codes, openable)
    return SideBySide([(name, [entries[one.code] for one in group]) for name, group in topics], before)


def entries_of(
    scope: Scope, codes: Iterable[str], openable: set[str]
) -> tuple[dict[str, Entry], EarlierValues]:
    """These figures by their codes, and of whom the year before is."""
    values, before = values_beside(scope, codes)
    targets, addresses = by_code(scope, values), Addresses(openable)

    def entry(code: str) -> Entry:
        now = addresses.number(code, values[code], scope)
        earlier = addresses.number(code, before.values[code], before.scope)
        return Entry(FIGURES[code], now, earlier, targets.get(code))

    return {code: entry(code) for code in values}, before


def difference(now: Value, before: Value) -> str:
    """With its sign; "" where one of them is absent."""
    is_share = isinstance(now, Ratio) and isinstance(before, Ratio)
    if is_share:
        now, before = now.percent, before.percent
    if now is None or before is None:
        return ""
    change = Decimal(now) - Decimal(before)
    sign = "−" if change < 0 else "+" if change else ""
    text = f"{sign}{as_written(abs(change))}"
    return f"{text} điểm %" if is_share else text


def parts_of_rate(figure: Figure) -> str:
    if not isinstance(figure, Rate):
        return ""
    above, below = (FIGURES[code].label for code in (figure.numerator, figure.denominator))
    return f"{above} / {below}"


def _part(number: Number, name: str) -> int | None:
    """Of a rate what is above or below the line."""
    return getattr(number.value, name) if isinstance(number.value, Ratio) else None


WORKBOOK = Table(
    [
        ("Số liệu", lambda row: row.figure.label),
        ("Kỳ này", lambda row: row.now.plain),
        ("Kỳ này: số đạt", lambda row: _part(row.now, "numerator")),
        ("Kỳ này: tổng số", lambda row: _part(row.now, "denominator")),
        ("Cùng kỳ năm trước", lambda row: row.before.plain),
        ("Cùng kỳ: số đạt", lambda row: _part(row.before, "numerator")),
        ("Cùng kỳ: tổng số", lambda row: _part(row.before, "denominator")),
        ("Tăng, giảm", lambda row: row.difference),
        ("Chỉ tiêu", lambda row: row.target and row.target.planned),
        ("Thực hiện chỉ tiêu (%)", lambda row: row.target and row.target.percent),
        ("Đánh giá", lambda row: row.target and row.target.verdict.label),
        ("Tỷ lệ: số đạt / tổng số", lambda row: row.parts),
    ],
    names_persons=False,
)


def by_units(scope: Scope, code: str, openable: set[str]) -> FigureTable:
    """One figure of the unit, and of each of its parts."""
    named = [(scope.unit.name, scope.unit), *parts_of(scope)]
    scopes = [Scope(unit, *scope.days) for _, unit in named]
    names = [
        (name, one.query if one.unit != scope.unit else "")
        for (name, _), one in zip(named, scopes, strict=True)
    ]
    return _table("Tổ chức", code, names, scopes, openable)


def by_months(scope: Scope, code: str, openable: set[str]) -> FigureTable:
    """One figure of the whole period, and of each month of it."""
    months = [
        Scope(scope.unit, max(first, scope.start), min(last, scope.end))
        for first, last in months_touching(*scope.days)
    ]
    names = [("Cả kỳ", ""), *((f"Tháng {one.start:%m/%Y}", "") for one in months)]
    return _table("Tháng", code, names, [scope, *months], openable)


def _table(
    heading: str, code: str, names: Iterable[tuple[str, str]], scopes: list[Scope], openable: set[str]
) -> FigureTable:
    """The first line is the whole."""
    column = Column(code, FIGURES[code].label, FIGURES[code].label)
    addresses, values = Addresses(openable), values_each(code, scopes)
    lines = [
        Line(
            name,
            {column: addresses.number(code, value, one)},
            one.unit,
            address,
            is_whole=one is scopes[0],
        )
        for (name, address), one, value in zip(names, scopes, values, strict=True)
    ]
    return FigureTable(heading, [column], lines)
