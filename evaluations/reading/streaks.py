"""How many years running somebody was at the highest level, and what to look at before saying so.

No rule that was read says what a year without a result, another cell or a merger means for the row.
So such a year is not counted, what lies before it is, and all of this is named: a person decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Exists, OuterRef

from cells.models import EventKind, UnitEvent
from evaluations.models import Level, Mark, MemberAssessment, Round, UnitAssessment

RUN = 5  # years that are commended by the levels above


@dataclass(frozen=True)
class Streak:
    """The row of the last year, the years at the highest level, the last first, and the breaks."""

    row: MemberAssessment | UnitAssessment
    years: list[int]
    breaks: list[str]

    @property
    def is_due(self) -> bool:
        return len(self.years) >= RUN

    @property
    def said(self) -> str:
        first, count = self.years[-1], len(self.years)
        if self.years[0] - first + 1 == count > 1:
            return f"{count} năm liền ({first}–{self.years[0]})"
        return f"{count} năm ({_listed(reversed(self.years))})"

    @property
    def reason(self) -> str:
        """For what the commendation is given, in the words of a decision."""
        title = "" if isinstance(self.row, MemberAssessment) else " tiêu biểu"
        return f"Hoàn thành xuất sắc nhiệm vụ{title} {len(self.years)} năm liền"

    @property
    def recipient(self) -> str:
        """As the form of a proposal names whom it is for."""
        if isinstance(self.row, MemberAssessment):
            return f"member-{self.row.cell_id}-{self.row.member_id}"
        return f"unit-{self.row.unit_id}"


def of_member(rows: Iterable[MemberAssessment]) -> Streak | None:
    """Told by the rows of one member in closed rounds; None where the last is not the highest level."""
    by_year = _by_year(rows)
    years, breaks = _run(by_year)
    for later, earlier in pairwise(years):
        now, before = by_year[later].cell, by_year[earlier].cell
        if now != before:
            breaks.append(f"năm {later} ở {now}, năm {earlier} ở {before}")
    return Streak(by_year[years[0]], years, breaks) if years else None


def of_unit(rows: Iterable[UnitAssessment]) -> Streak | None:
    """The same of one unit; its rows know what _units_before asks. Never joined with what merged."""
    by_year = _by_year(rows)
    years, breaks = _run(by_year)
    if plain := [year for year in reversed(years) if not by_year[year].is_exemplary]:
        breaks.append(f"chưa ghi công nhận tiêu biểu năm {_listed(plain)}")
    if merged := [year for year in reversed(years) if by_year[year].took_in]:
        breaks.append(f"có chi bộ khác sáp nhập vào năm {_listed(merged)}")
    return Streak(by_year[years[0]], years, breaks) if years else None


def in_round(grading: Round) -> list[Streak]:
    """Of every cell and member at the highest level in that round; two queries."""
    until = {"round__year__lte": grading.year}
    highest = grading.member_assessments.at_level(Level.XS)
    members = MemberAssessment.objects.closed().filter(member__in=highest.values("member"), **until)
    cells = grading.lower_units().at_level(Level.XS)
    units = UnitAssessment.objects.closed().filter(unit__in=cells.values("unit"), **until)
    found = [of_unit(rows) for rows in _grouped(told(units), "unit_id")]
    found += [of_member(rows) for rows in _grouped(_placed(members), "member_id")]
    return [streak for streak in found if streak and streak.row.round_id == grading.pk]


def told(units):
    """Each with whether it was exemplary that year, and whether another was merged into it."""
    same = {"unit": OuterRef("unit"), "year": OuterRef("round__year")}
    merged = UnitEvent.objects.filter(
        kind=EventKind.MERGED, other=OuterRef("unit"), effective_on__year=OuterRef("round__year")
    )
    told = {"is_exemplary": Exists(Mark.objects.exemplary().filter(**same)), "took_in": Exists(merged)}
    return units.annotate(**told).select_related("round", "unit").from_below()


def _listed(years: Iterable[int]) -> str:
    return ", ".join(map(str, years))


def _placed(members):
    return members.by_cell_and_name().select_related("round", "cell", "member")


def _grouped(rows, key: str) -> list[list]:
    groups = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return list(groups.values())


def _by_year(rows) -> dict:
    """Year → the row of that year; graded in one place and excused in another: the level."""
    return {row.round.year: row for row in sorted(rows, key=lambda row: bool(row.level))}


def _run(by_year: dict) -> tuple[list[int], list[str]]:
    """The years at the highest level back from the last, and the years between without a level."""
    years, breaks, between = [], [], []
    for year in range(max(by_year, default=0), min(by_year, default=1) - 1, -1):
        row = by_year.get(year)
        if row and row.level == Level.XS:
            years.append(year)
            breaks += between
            between = []
        elif not years or (row and row.level):
            break
        else:
            between.append(f"năm {year}: {str(row.grade).lower() if row else 'không có kết quả'}")
    return years, breaks
