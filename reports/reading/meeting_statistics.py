"""Meetings of a unit and a period: by body, by cell, or of one cell by month.

Every number is a figure of the catalogue, counted for all units in one query.
"""

import datetime
from dataclasses import dataclass, replace

from cells.models import Threshold, ThresholdCode
from common.months import QUARTERS, months_touching, quarter_of, quarter_start, whole_quarters
from reports.figures import FIGURES, Scope
from reports.figures.by_unit import count_by_unit
from reports.reading.charts import chart
from reports.reading.numbers import Addresses, Column, FigureTable, Line, Pick, of_units, with_targets

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
COLUMNS = [Column(code, short, FIGURES[code].label) for code, short in SHORT.items()]
# Told at the end of a period, or of all its quarters: nothing of a month.
NOT_BY_MONTH = {"tasks.overdue", "petitions.answered", "meetings.thematic_every_quarter"}
BY_MONTH = [code for code in CODES if code not in NOT_BY_MONTH]
MOST_QUARTERS = 4  # beside each other in a table


@dataclass(frozen=True, kw_only=True)
class Statistics(FigureTable):
    target: Threshold  # of attendance

    @property
    def sections(self) -> list[tuple[str, FigureTable]]:
        """Two tables of the same lines, as they stand on the page."""
        meetings = [column for column in self.columns if column.code in MEETINGS]
        work = [column for column in self.columns if column.code not in MEETINGS]
        return [
            ("Sinh hoạt", replace(self, columns=meetings)),
            ("Chất lượng, nhiệm vụ, kiến nghị", replace(self, columns=work)),
        ]

    @property
    def charts(self) -> list[dict]:
        return charts(self, self.target)


def charts(table: FigureTable, target: Threshold) -> list[dict]:
    """Of the units or months: who came, what was held, how it was graded."""

    def named(*codes: str) -> list[Column]:
        return [one for one in table.columns if one.code in codes]

    wanted = f"Phấn đấu từ {target.amount} trở lên ({target.source})."
    held = named("meetings.regular", "meetings.regular_missing")
    return [
        chart(
            "Tỷ lệ dự sinh hoạt (%)", table.parts, named("meetings.attendance"), most=100, note=wanted
        ),
        chart("Sinh hoạt thường kỳ", table.parts, held),
        chart("Chất lượng sinh hoạt", table.parts, named(*GRADES)),
    ]


def statistics(scope: Scope, openable: set[str], pick: Pick = list) -> Statistics:
    """Six queries, whatever the number of units."""
    target = Threshold.objects.in_force(ThresholdCode.ATTENDANCE_TARGET, scope.end)
    if scope.unit.is_cell:
        lines = _by_month(scope, openable)
        return Statistics("Tháng", COLUMNS, lines, target=target)
    columns = _with_quarters(scope)
    lines = of_units(scope, columns, openable, pick, by=quarter_start)
    return Statistics("Tổ chức", columns, lines, target=target)


def _with_quarters(scope: Scope) -> list[Column]:
    """After all thematic meetings those of each quarter, where the period has no more than a year's."""
    quarters = whole_quarters(*scope.days)
    columns, after = list(COLUMNS), 1 + CODES.index("meetings.thematic")
    if len(quarters) <= MOST_QUARTERS:
        columns[after:after] = [_quarter(*days) for days in quarters]
    return columns


def _quarter(first: datetime.date, last: datetime.date) -> Column:
    name = QUARTERS[quarter_of(first)]
    label = f"Chuyên đề quý {name} năm {first.year}"
    return Column("meetings.thematic", f"Quý {name}", label, (first, last))


def _by_month(scope: Scope, openable: set[str]) -> list[Line]:
    counts = count_by_unit([scope.unit], *scope.days, CODES, bucketed=BY_MONTH)
    addresses = Addresses(openable)

    def line(name: str, period: Scope, first: datetime.date | None = None) -> Line:
        def value(column: Column):
            is_told = first is None or column.code in BY_MONTH
            return counts.of(scope.unit.pk, column.code, first) if is_told else None

        numbers, is_whole = addresses.numbers(COLUMNS, period, value), first is None
        return Line(name, numbers, scope.unit if is_whole else None, is_whole=is_whole)

    lines = [line("Cả kỳ", scope)]
    for first, last in months_touching(*scope.days):
        month = Scope(scope.unit, max(first, scope.start), min(last, scope.end))
        lines.append(line(f"Tháng {first:%m/%Y}", month, first))
    return with_targets(scope, lines)
