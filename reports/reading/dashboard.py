"""Bảng theo dõi: what is out of line in each cell of a committee, or in each body of an upper level.

Every number is a figure of the catalogue; what is out of line is marked beside it and told in words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cells.models import Threshold, ThresholdCode, Unit
from evaluations.models import Level
from reports.figures import FIGURES, Ratio, Scope
from reports.figures.by_unit import Counts, count_by_unit
from reports.reading.charts import chart
from reports.reading.half_year import DUE, MISSING, OVERDUE, TOPICS, without_meeting, without_topic
from reports.reading.meeting_statistics import GRADES, charts
from reports.reading.numbers import Column, FigureTable, Line, Number, Pick, lines_of, whole_and_parts

LATE, CAME, POOR = "meetings.minutes_late", "meetings.attendance", "meetings.poor"
CELLS = "grading.cells"
SHORT = {
    DUE: "Phải họp",
    "meetings.regular": "Đã họp",
    MISSING: "Còn thiếu",
    LATE: "Biên bản chậm",
    CAME: "Dự họp",
    TOPICS: "Chuyên đề",
    **{code: short for code, short in GRADES.items() if code != "meetings.unrated"},
    OVERDUE: "Việc quá hạn",
    "grading.members.t_or_better_rate": "Đảng viên tốt trở lên",
}
COLUMNS = [Column(code, short, FIGURES[code].label) for code, short in SHORT.items()]
# Of a cell its level, of what has cells the share of them.
GRADE = Column(f"{CELLS}.level", "Xếp loại chi bộ", "Xếp loại chi bộ (tốt trở lên/được xếp loại)")
LEVELS = {Level.XS: "Xuất sắc", Level.T: "Tốt", Level.HT: "Hoàn thành", Level.KHT: "Không hoàn thành"}
COUNTED = [*SHORT, f"{CELLS}.t_or_better_rate", *(f"{CELLS}.{level.value}" for level in Level)]


@dataclass(frozen=True, kw_only=True)
class Dashboard(FigureTable):
    target: Threshold  # of attendance
    judged: int  # parts, on this page and others
    noted: int  # those of them with something out of line

    @property
    def charts(self) -> list[dict]:
        late = [one for one in self.columns if one.code in (LATE, OVERDUE)]
        return [*charts(self, self.target), chart("Việc chậm", self.parts, late)]


def dashboard(scope: Scope, openable: set[str], pick: Pick = list) -> Dashboard:
    """Days that are over; six queries, whatever the number of units. The whole stands last.

    All parts are judged, those that are picked shown.
    """
    named = whole_and_parts(scope)
    units = [unit for _, unit in named]
    counts = count_by_unit(units, *scope.days, COUNTED, bucketed=[TOPICS, DUE, MISSING])
    target = Threshold.objects.in_force(ThresholdCode.ATTENDANCE_TARGET, scope.end)
    judge = Judge(scope, counts, target)
    own, *parts = named
    numbers = {"judged": len(parts), "noted": sum(judge.notes(unit) != [] for _, unit in parts)}
    lines = lines_of(scope, [*pick(parts), own], COLUMNS, counts, openable)
    lines, columns = [judge.judged(line) for line in lines], [*COLUMNS, GRADE]
    return Dashboard("Tổ chức", columns, lines, notes="Cần chú ý", target=target, **numbers)


@dataclass(frozen=True)
class Judge:
    """Marks what is out of line; the whole is only as good as its parts, so it has no mark."""

    scope: Scope
    counts: Counts
    target: Threshold

    def judged(self, line: Line) -> Line:
        numbers = line.numbers | {GRADE: Number(self._grade(line.unit))}
        if line.is_whole and not line.unit.is_cell:
            return replace(line, numbers=numbers)
        said = dict(self.notes(line.unit))
        marked = {
            column: replace(one, warning=said.get(column.code, "")) for column, one in numbers.items()
        }
        return replace(line, numbers=marked, note="; ".join(said.values()))

    def notes(self, unit: Unit) -> list[tuple[str, str]]:
        """What is out of line in the unit: the code of a column, and what is wrong there."""
        return list(self._out_of_line(unit))

    def _grade(self, unit: Unit) -> str | None:
        """Of several rounds each level, the best first."""
        if unit.is_cell:
            return ", ".join(LEVELS[level] for level in self._levels(unit)) or None
        ratio = self.counts.of(unit.pk, f"{CELLS}.t_or_better_rate")
        return f"{ratio.numerator}/{ratio.denominator}" if ratio.denominator else None

    def _levels(self, unit: Unit) -> list[Level]:
        return [level for level in Level if self.counts.of(unit.pk, f"{CELLS}.{level.value}")]

    def _out_of_line(self, unit: Unit) -> Iterator[tuple[str, str]]:
        if unit.is_cell:
            yield from self._of_cell(unit)
        elif missing := self.counts.of(unit.pk, MISSING):
            yield MISSING, f"thiếu {missing} kỳ sinh hoạt thường kỳ"
        if late := self.counts.of(unit.pk, LATE):
            yield LATE, f"{late} biên bản chậm"
        if self._came_too_few(self.counts.of(unit.pk, CAME)):
            yield CAME, f"dự họp dưới {self.target.amount}"
        if poor := self.counts.of(unit.pk, POOR):
            yield POOR, f"{poor} buổi chất lượng kém"
        if overdue := self.counts.of(unit.pk, OVERDUE):
            yield OVERDUE, f"{overdue} nhiệm vụ quá hạn"

    def _of_cell(self, unit: Unit) -> Iterator[tuple[str, str]]:
        asked = (self.scope, self.counts, unit)
        yield from ((MISSING, text) for text in without_meeting(*asked))
        yield from ((TOPICS, text) for text in without_topic(*asked))
        if Level.KHT in self._levels(unit):
            yield GRADE.code, "xếp loại không hoàn thành nhiệm vụ"

    def _came_too_few(self, came: Ratio) -> bool:
        is_some = bool(came.denominator)
        return is_some and not self.target.is_reached(came.numerator, came.denominator)
