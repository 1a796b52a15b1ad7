"""Meetings of a unit and a period: by body, by cell, or of one cell by month.

Every number is a figure of the catalogue, counted for all units in one query.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from cells.models import Threshold, ThresholdCode
from common.months import months_touching, whole_quarters
from reports.figures import FIGURES, Scope
from reports.figures.by_unit import count_by_unit, quarter
from reports.reading.charts import Chart, chart
from reports.reading.numbers import Addresses, Column, Line, Number, query_of, workbook_table
from reports.reading.parts import parts_of

TITLE = "Thống kê sinh hoạt"
ROMAN = ["I", "II", "III", "IV"]
MEETINGS = {
    "meetings.regular_due": "Phải họp",
    "meetings.regular": "Đã họp",
    "meetings.regular_missing": "Còn thiếu",
    "meetings.thematic": "Chuyên đề",
    "meetings.thematic_every_quarter": "Chi bộ đủ mỗi quý",
    "meetings.model": "Mẫu",
    "meetings.attendance": "Dự họp",
    "meetings.minutes_average": "Số phút",
}
GRADES = {
    "meetings.good": "Tốt",
    "meetings.fair": "Khá",
    "meetings.average": "Trung bình",
    "meetings.poor": "Kém",
    "meetings.unrated": "Chưa chấm",
}
WORK = {
    "tasks.assigned": "Việc giao",
    "tasks.done": "Hoàn thành",
    "tasks.overdue": "Quá hạn",
    "petitions.raised": "Kiến nghị",
    "petitions.answered": "Đã trả lời",
}
SHORT = MEETINGS | GRADES | WORK
CODES = list(SHORT)
# Told at the end of a period, or of all its quarters: nothing of a month.
NOT_BY_MONTH = {"tasks.overdue", "petitions.answered", "meetings.thematic_every_quarter"}
BY_MONTH = [code for code in CODES if code not in NOT_BY_MONTH]
MOST_QUARTERS = 4  # beside each other in a table


@dataclass(frozen=True)
class Section:
    """One table of the page."""

    title: str
    columns: list[Column]


@dataclass(frozen=True)
class Statistics:
    scope: Scope
    heading: str  # of the first column
    sections: list[Section]
    whole: Line
    parts: list[Line]
    target: Threshold

    @property
    def opens_units(self) -> bool:
        """Whether each line has this page of its own: a month of a cell has none."""
        return not self.scope.unit.is_cell

    @property
    def lines(self) -> list[Line]:
        return [self.whole, *self.parts]

    @property
    def tables(self) -> list[tuple[Section, list[tuple[Line, list]]]]:
        return [(one, [(line, line.of(one.columns)) for line in self.lines]) for one in self.sections]

    @property
    def table(self):
        return workbook_table(self.heading, _columns(self.sections))

    @property
    def charts(self) -> list[Chart]:
        """Of the units or months: who came, what was held, how it was graded."""
        target = f"Phấn đấu từ {self.target.amount} trở lên ({self.target.source})."
        held = self._named("meetings.regular", "meetings.regular_missing")
        came = self._named("meetings.attendance")
        return [
            chart("Tỷ lệ dự sinh hoạt (%)", self.parts, came, most=100, note=target),
            chart("Sinh hoạt thường kỳ", self.parts, held),
            chart("Chất lượng sinh hoạt", self.parts, self._named(*GRADES)),
        ]

    def _named(self, *codes: str) -> list[Column]:
        return [one for one in _columns(self.sections) if one.code in codes and not one.days]


def statistics(scope: Scope, openable: set[str]) -> Statistics:
    """Five queries, whatever the number of units."""
    target = Threshold.objects.in_force(ThresholdCode.ATTENDANCE_TARGET, scope.end)
    addresses = Addresses(openable)
    if scope.unit.is_cell:
        return Statistics(scope, "Tháng", *_by_month(scope, addresses), target)
    return Statistics(scope, "Tổ chức", *_by_unit(scope, addresses), target)


def _by_unit(scope: Scope, addresses: Addresses) -> tuple[list[Section], Line, list[Line]]:
    named = [(scope.unit.name, scope.unit), *((part.name, part.unit) for part in parts_of(scope))]
    units = [unit for _, unit in named]
    topics = ["meetings.thematic"]
    counts = count_by_unit(units, *scope.days, CODES, by=quarter, bucketed=topics)
    quarters = whole_quarters(*scope.days)
    sections = _sections(quarters if len(quarters) <= MOST_QUARTERS else [])

    def number(column: Column, unit) -> Number:
        first = column.days and column.days[0]
        place = Scope(unit, *(column.days or scope.days))
        return addresses.number(column.code, counts.of(unit.pk, column.code, first), place)

    lines = [
        Line(
            name,
            {column: number(column, unit) for column in _columns(sections)},
            query_of(Scope(unit, *scope.days)),
        )
        for name, unit in named
    ]
    return sections, lines[0], lines[1:]


def _by_month(scope: Scope, addresses: Addresses) -> tuple[list[Section], Line, list[Line]]:
    unit, sections = scope.unit, _sections([])
    counts = count_by_unit([unit], *scope.days, CODES, bucketed=BY_MONTH)

    def number(column: Column, month: Scope, first: datetime.date) -> Number:
        if column.code in NOT_BY_MONTH:
            return Number(None)
        return addresses.number(column.code, counts.of(unit.pk, column.code, first), month)

    def line(first: datetime.date, last: datetime.date) -> Line:
        month = Scope(unit, max(first, scope.start), min(last, scope.end))
        numbers = {column: number(column, month, first) for column in _columns(sections)}
        return Line(f"Tháng {first:%m/%Y}", numbers, query_of(month))

    whole = {
        column: addresses.number(column.code, counts.of(unit.pk, column.code), scope)
        for column in _columns(sections)
    }
    months = [line(*month) for month in months_touching(*scope.days)]
    return sections, Line("Cả kỳ", whole, query_of(scope)), months


def _sections(quarters: list[tuple]) -> list[Section]:
    meetings, work = _of(MEETINGS), _of(GRADES | WORK)
    after = 1 + list(MEETINGS).index("meetings.thematic")
    meetings[after:after] = [_quarter(*quarter) for quarter in quarters]
    return [Section("Sinh hoạt", meetings), Section("Chất lượng, nhiệm vụ, kiến nghị", work)]


def _of(short: dict[str, str]) -> list[Column]:
    return [Column(code, name, FIGURES[code].label) for code, name in short.items()]


def _quarter(first: datetime.date, last: datetime.date) -> Column:
    name = ROMAN[(first.month - 1) // 3]
    label = f"Chuyên đề quý {name} năm {first.year}"
    return Column("meetings.thematic", f"Quý {name}", label, (first, last))


def _columns(sections: list[Section]) -> list[Column]:
    return [column for section in sections for column in section.columns]
