"""The year of each cell in points: month by month, grades counted by quarter and year."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from cells.models import Unit
from common.months import MONTHS_IN_QUARTER
from common.tables import Table
from meetings.models import REGULAR_KINDS, Meeting
from meetings.reading.calendar import MONTHS, QUARTERS, seen_units, versions_of
from scoring.models import MeetingScore, ScoreSheet, ScoreState, points_text
from scoring.rules.grades import GRADES, Grade


@dataclass(frozen=True)
class Held:
    """A meeting of a cell with its score, if it has one."""

    meeting: Meeting
    score: MeetingScore | None

    @property
    def is_final(self) -> bool:
        return self.score is not None and self.score.is_accepted

    @property
    def is_draft(self) -> bool:
        """Still being filled in: its points mean nothing yet."""
        return self.score is not None and self.score.state == ScoreState.DRAFT

    @property
    def text(self) -> str:
        """92,5 Tốt; what is not accepted yet is marked."""
        if self.score is None:
            return "chưa chấm"
        if self.is_draft:
            return "đang chấm"
        told = f"{points_text(self.score.total)} {self.score.get_grade_display()}"
        return told if self.is_final else f"{told} (chưa công nhận)"


@dataclass(frozen=True)
class Count:
    """How many accepted scores of each grade."""

    number: int
    by_grade: Counter

    @property
    def rows(self) -> list[tuple[Grade, int]]:
        return [(grade, self.by_grade[grade]) for grade in GRADES if self.by_grade[grade]]

    @property
    def text(self) -> str:
        return ", ".join(f"{number} {grade.label}" for grade, number in self.rows)


@dataclass(frozen=True)
class CellScores:
    """One row: a cell under the name it bore last in that year."""

    unit: Unit
    name: str
    months: list[tuple[int, list[Held]]]
    quarters: list[Count]
    year: Count
    verdict: str

    @property
    def waiting(self) -> int:
        """Meetings without a final grade."""
        return sum(not held.is_final for _, rows in self.months for held in rows)


def scores_of(user: User, year: int, unit: Unit | None = None) -> list[CellScores]:
    """The cells whose meetings the user sees, with what their meetings of that year scored."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    by_unit: dict[int, list[Held]] = defaultdict(list)
    for held in _held(user, first, last):
        by_unit[held.meeting.unit_id].append(held)
    versions = versions_of(seen_units(user, unit), first, last)
    return [_row(version, by_unit[version.unit_id]) for version in versions]


def _held(user: User, first: datetime.date, last: datetime.date) -> Iterable[Held]:
    meetings = Meeting.objects.visible_to(user).of_cells().held(first, last)
    meetings = meetings.select_related("score__sheet").order_by("held_on", "id")
    for meeting in meetings.defer("content", "conclusion", "resolution"):
        yield Held(meeting, getattr(meeting, "score", None))


def _row(version, rows: list[Held]) -> CellScores:
    def count(number: int, months) -> Count:
        final = [h for h in rows if h.is_final and h.meeting.held_on.month in months]
        return Count(number, Counter(Grade(held.score.grade) for held in final))

    months = [(n, [held for held in rows if held.meeting.held_on.month == n]) for n in MONTHS]
    quarters = [count(n, _months_of(n)) for n in QUARTERS]
    year = count(0, MONTHS)
    return CellScores(version.unit, version.name, months, quarters, year, _verdict(rows))


def _months_of(quarter: int) -> range:
    return range(MONTHS_IN_QUARTER * (quarter - 1) + 1, MONTHS_IN_QUARTER * quarter + 1)


def _verdict(rows: list[Held]) -> str:
    """The year by the rule of the sheet that scored last; none without a rule, or while any regular
    meeting has no final grade."""
    regular = [held for held in rows if held.meeting.kind in REGULAR_KINDS]
    if not regular or not all(held.is_final for held in regular):
        return ""
    sheet: ScoreSheet = regular[-1].score.sheet
    good = sheet.year_grade_is_good(Counter(held.score.grade for held in regular))
    return {True: "Tốt", False: "chưa đạt Tốt", None: ""}[good]


def table_of(year: int) -> Table:
    """For the workbook: a column for each month, then the counts."""
    columns = [
        ("Chi bộ", lambda row: row.name),
        *((f"Tháng {n}", lambda row, n=n: _told(row.months[n - 1][1])) for n in MONTHS),
        *((f"Quý {n}", lambda row, n=n: row.quarters[n - 1].text) for n in QUARTERS),
        *((grade.label, lambda row, grade=grade: row.year.by_grade[grade]) for grade in GRADES),
        ("Chưa có kết quả", lambda row: row.waiting),
        (f"Xếp loại năm {year}", lambda row: row.verdict),
    ]
    return Table(columns, names_persons=False)


def _told(rows: list[Held]) -> str:
    return "; ".join(held.text for held in rows)
