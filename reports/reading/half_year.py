"""The half-year table by cell: every column a figure, the note what the records say is missing.

Inspection and supervision are told by the agendas of meetings until campaigns are records of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from cells.models import Unit
from common.months import MONTHS_IN_QUARTER, months_touching, whole_quarters
from common.tables import Table
from reports.figures import FIGURES, Scope
from reports.figures.by_unit import Counts, count_by_unit
from reports.figures.meetings import absences
from reports.reading.numbers import Addresses, Column, Line, query_of, workbook_table
from reports.reading.parts import parts_of

TITLE = "Biểu tổng hợp sinh hoạt chi bộ"
OVERDUE, TOPICS = "tasks.overdue", "meetings.thematic"
DUE, MISSING = "meetings.regular_due", "meetings.regular_missing"
ROMAN = ["I", "II", "III", "IV"]
SHORT = {
    "members.closing": "Số đảng viên",
    "meetings.attendance": "Dự sinh hoạt",
    "meetings.speaking": "Phát biểu",
    "meetings.mass_work": "Dân vận khéo",
    "meetings.ho_chi_minh": "Học tập Hồ Chí Minh",
    "meetings.press": "Đọc báo Đảng",
    "meetings.thematic_planned": "Chuyên đề kế hoạch",
    TOPICS: "Chuyên đề đã họp",
    "moves.admitted": "Kết nạp",
    "meetings.inspection": "Kiểm tra, giám sát",
}
COLUMNS = [Column(code, short, FIGURES[code].label) for code, short in SHORT.items()]


@dataclass(frozen=True)
class Row:
    line: Line
    note: str

    @property
    def numbers(self) -> list:
        return self.line.of(COLUMNS)


@dataclass(frozen=True)
class HalfYear:
    whole: Row
    parts: list[Row]

    columns = COLUMNS

    @property
    def rows(self) -> list[Row]:
        return [*self.parts, self.whole]

    @property
    def table(self) -> Table:
        inner = workbook_table("Chi bộ", COLUMNS)
        columns = [(label, lambda row, read=read: read(row.line)) for label, read in inner.columns]
        return Table([*columns, ("Ghi chú", lambda row: row.note)], names_persons=False)


def half_year(scope: Scope, openable: set[str]) -> HalfYear:
    """Six queries, whatever the number of units."""
    named = [(scope.unit.name, scope.unit), *((part.name, part.unit) for part in parts_of(scope))]
    units, addresses = [unit for _, unit in named], Addresses(openable)
    counts = count_by_unit(units, *scope.days, [*SHORT, OVERDUE])
    notes = _notes(scope, units)

    def line(name: str, unit) -> Line:
        place = Scope(unit, *scope.days)
        numbers = {
            column: addresses.number(column.code, counts.of(unit.pk, column.code), place)
            for column in COLUMNS
        }
        return Line(name, numbers, query_of(place))

    rows = []
    for name, unit in named:
        said = notes.get(unit.pk, []) if unit.is_cell else []
        if overdue := counts.of(unit.pk, OVERDUE):
            said = [*said, f"{overdue} nhiệm vụ quá hạn"]
        rows.append(Row(line(name, unit), "; ".join(said)))
    return HalfYear(rows[0], rows[1:])


def _notes(scope: Scope, units: list) -> dict[int, list[str]]:
    """By cell, of the days that are over: what is to come is not missing."""
    over = Scope(units, scope.start, min(scope.end, timezone.localdate()))
    if over.start > over.end:
        return {}
    counts = count_by_unit(units, *over.days, [], bucketed=[TOPICS, DUE, MISSING])
    absent = Counter((row["where"], row["member"]) for row in absences(over))
    members = Counter(unit for unit, _ in absent)
    return {
        unit.pk: [
            *_missing(over, counts, unit),
            *_without_topic(over, counts, unit),
            *(
                [f"{members[unit.pk]} đảng viên vắng nhiều tháng không lý do"]
                if members[unit.pk]
                else []
            ),
        ]
        for unit in units
    }


def _missing(scope: Scope, counts: Counts, unit: Unit) -> Iterator[str]:
    months = [
        str(first.month)
        for first, _ in months_touching(*scope.days)
        if counts.of(unit.pk, MISSING, first)
    ]
    if months:
        yield f"thiếu sinh hoạt thường kỳ tháng {', '.join(months)}"


def _without_topic(scope: Scope, counts: Counts, unit: Unit) -> Iterator[str]:
    """Quarters that the cell existed through, so that each month was due, without a topic."""
    lacking = []
    for quarter, _ in whole_quarters(*scope.days):
        months = [quarter.replace(month=quarter.month + i) for i in range(MONTHS_IN_QUARTER)]
        is_due = all(counts.of(unit.pk, DUE, first) for first in months)
        if is_due and not any(counts.of(unit.pk, TOPICS, first) for first in months):
            lacking.append(ROMAN[quarter.month // MONTHS_IN_QUARTER])
    if lacking:
        yield f"quý {', '.join(lacking)} chưa có chuyên đề"
