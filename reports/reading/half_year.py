"""The half-year table by cell: every column a figure, the note what the records say is missing.

Inspection and supervision are told by the agendas of meetings until campaigns are records of their own.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from django.utils import timezone

from cells.models import Unit
from common.months import QUARTERS, months_of_quarter, months_touching, quarter_of, whole_quarters
from reports.figures import FIGURES, Scope
from reports.figures.attendance import absences
from reports.figures.by_unit import Counts, count_by_unit
from reports.reading.numbers import Column, FigureTable, Pick, of_units

OVERDUE, TOPICS = "tasks.overdue", "meetings.thematic"
DUE, MISSING = "meetings.regular_due", "meetings.regular_missing"
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


def half_year(scope: Scope, openable: set[str], pick: Pick = list) -> FigureTable:
    """Seven queries, whatever the number of units; the whole stands last."""
    whole, *parts = of_units(scope, COLUMNS, openable, pick)
    notes = _notes(scope, [line.unit for line in (whole, *parts)])
    lines = [
        replace(line, address="", note="; ".join(notes.get(line.unit, []))) for line in (*parts, whole)
    ]
    return FigureTable("Chi bộ", COLUMNS, lines, notes="Ghi chú")


def _notes(scope: Scope, units: list[Unit]) -> dict[Unit, list[str]]:
    """Of the days that are over: what is to come is neither missing nor overdue."""
    over = Scope(units, scope.start, min(scope.end, timezone.localdate()))
    if over.start > over.end:
        return {}
    counts = count_by_unit(units, *over.days, [OVERDUE], bucketed=[TOPICS, DUE, MISSING])
    absent = {(row["where"], row["member"]) for row in absences(over)}
    members = Counter(unit for unit, _ in absent)
    return {unit: list(_told(over, counts, unit, members[unit.pk])) for unit in units}


def _told(scope: Scope, counts: Counts, unit: Unit, absent: int) -> Iterator[str]:
    if unit.is_cell:
        yield from without_meeting(scope, counts, unit)
        yield from without_topic(scope, counts, unit)
        if absent:
            yield f"{absent} đảng viên vắng nhiều tháng không lý do"
    if overdue := counts.of(unit.pk, OVERDUE):
        yield f"{overdue} nhiệm vụ quá hạn"


def without_meeting(scope: Scope, counts: Counts, unit: Unit) -> Iterator[str]:
    """Months that owed a regular meeting and had none; counted by month."""
    months = [
        str(first.month)
        for first, _ in months_touching(*scope.days)
        if counts.of(unit.pk, MISSING, first)
    ]
    if months:
        yield f"thiếu sinh hoạt thường kỳ tháng {', '.join(months)}"


def without_topic(scope: Scope, counts: Counts, unit: Unit) -> Iterator[str]:
    """Quarters that the cell existed through, so that each month was due, without a topic."""
    lacking = []
    for first, last in whole_quarters(*scope.days):
        months = months_of_quarter(first)
        is_due = last < timezone.localdate() and all(counts.of(unit.pk, DUE, month) for month in months)
        if is_due and not any(counts.of(unit.pk, TOPICS, month) for month in months):
            lacking.append(QUARTERS[quarter_of(first)])
    if lacking:
        yield f"quý {', '.join(lacking)} chưa có chuyên đề"
