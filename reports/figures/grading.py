"""Figures of grading and commendation, over the rounds whose grading period ends in the period."""

import datetime

from django.db.models import F

from cells.models import GRASSROOTS_KINDS, UnitKind
from cells.scoping import placed_under
from evaluations.models import (
    AwardKind,
    Commendation,
    Level,
    MemberAssessment,
    Proposal,
    Round,
    UnitAssessment,
)
from reports.figures.figure import Count, Rate, Scope


def member_assessments(scope: Scope):
    """Everybody on the rolls of the rounds, in the cell of the day of the roll."""
    return (
        MemberAssessment.objects.filter(
            placed_under(scope.unit, F("round__ends_on"), via="cell"),
            round__in=Round.objects.ending_within(*scope.days).order_by().values("pk"),
        )
        .select_related("member", "cell")
        .order_by("cell__number", "member__sort_key", "member_id")
    )


def unit_assessments(scope: Scope, kinds: list[str]):
    return (
        UnitAssessment.objects.filter(
            placed_under(scope.unit, F("round__ends_on")),
            kind__in=kinds,
            round__in=Round.objects.ending_within(*scope.days).order_by().values("pk"),
        )
        .select_related("unit")
        .order_by("unit__number", "unit__name")
    )


def cells(scope: Scope):
    return unit_assessments(scope, [UnitKind.CELL])


def units(scope: Scope):
    return unit_assessments(scope, GRASSROOTS_KINDS)


def members_graded(scope: Scope):
    return member_assessments(scope).graded()


def members_not_graded(scope: Scope):
    """On the round's roll without a level; the list tells the reason."""
    return member_assessments(scope).filter(level="")


def members_t_or_better(scope: Scope):
    return member_assessments(scope).filter(level__in=[Level.XS, Level.T])


def _levels(prefix: str, assessments, table: str) -> list[Count]:
    """The number at each of the four levels."""
    return [
        Count(
            f"{prefix}.{level.value}",
            level.label,
            lambda scope, level=level: assessments(scope).filter(level=level),
            table,
        )
        for level in Level
    ]


FIGURES = [
    Count("grading.members.graded", "Đảng viên được xếp loại", members_graded, "assessment"),
    Count(
        "grading.members.not_graded", "Đảng viên chưa, không xếp loại", members_not_graded, "assessment"
    ),
    *_levels("grading.members", member_assessments, "assessment"),
    Count(
        "grading.members.t_or_better",
        "Hoàn thành tốt nhiệm vụ trở lên",
        members_t_or_better,
        "assessment",
    ),
    Rate(
        "grading.members.xs_rate",
        "Tỷ lệ hoàn thành xuất sắc trên số được xếp loại",
        "grading.members.xs",
        "grading.members.graded",
    ),
    Rate(
        "grading.members.t_or_better_rate",
        "Tỷ lệ hoàn thành tốt trở lên trên số được xếp loại",
        "grading.members.t_or_better",
        "grading.members.graded",
    ),
    Rate(
        "grading.members.xs_of_t",
        "Tỷ lệ hoàn thành xuất sắc trên số hoàn thành tốt",
        "grading.members.xs",
        "grading.members.t",
    ),
]
CELL_FIGURES = [
    Count(
        "grading.cells.graded",
        "Chi bộ được xếp loại",
        lambda scope: cells(scope).graded(),
        "unit_assessment",
    ),
    *_levels("grading.cells", cells, "unit_assessment"),
    Rate(
        "grading.cells.xs_of_t",
        "Tỷ lệ chi bộ hoàn thành xuất sắc trên số hoàn thành tốt",
        "grading.cells.xs",
        "grading.cells.t",
    ),
]
UNIT_FIGURES = [
    Count(
        "grading.units.graded",
        "Tổ chức cơ sở đảng được xếp loại",
        lambda scope: units(scope).graded(),
        "unit_assessment",
    ),
    *_levels("grading.units", units, "unit_assessment"),
]


def given(scope: Scope, kind: str):
    """Commendations of one kind: the annual ones by grading year, the others by the day given."""
    rows = Commendation.objects.valid().filter(placed_under(scope.unit, F("given_on")), kind=kind)
    if kind == AwardKind.ANNUAL:
        rows = rows.filter(year__in=years_ending_within(*scope.days))
    else:
        rows = rows.filter(given_on__range=scope.days)
    return rows.select_related("member", "unit", "decision")


def proposed(scope: Scope):
    rows = Proposal.objects.valid().filter(
        placed_under(scope.unit, F("proposed_on")), proposed_on__range=scope.days
    )
    return rows.select_related("member", "unit")


def years_ending_within(start: datetime.date, end: datetime.date) -> list[int]:
    """Years whose 31 December lies in the period."""
    return [
        year for year in range(start.year, end.year + 1) if start <= datetime.date(year, 12, 31) <= end
    ]


def _given(kind: AwardKind, code: str, label: str) -> list[Count]:
    return [
        Count(
            f"awards.{code}.members",
            f"{label}: đảng viên",
            lambda scope: given(scope, kind).to_members(),
            "commendation",
        ),
        Count(
            f"awards.{code}.cells",
            f"{label}: chi bộ",
            lambda scope: given(scope, kind).to_cells(),
            "commendation",
        ),
    ]


AWARD_FIGURES = [
    *_given(AwardKind.ANNUAL, "annual", "Khen thưởng hoàn thành xuất sắc năm"),
    *_given(AwardKind.THEMATIC, "thematic", "Khen thưởng chuyên đề"),
    *_given(AwardKind.HCM, "hcm", "Khen thưởng học tập và làm theo Hồ Chí Minh"),
    Count(
        "awards.proposed.members",
        "Đề nghị cấp trên khen: đảng viên",
        lambda scope: proposed(scope).to_members(),
        "proposal",
    ),
    Count(
        "awards.proposed.cells",
        "Đề nghị cấp trên khen: chi bộ",
        lambda scope: proposed(scope).to_cells(),
        "proposal",
    ),
    Count(
        "awards.proposed.committees",
        "Đề nghị cấp trên khen: đảng bộ",
        lambda scope: proposed(scope).to_committees(),
        "proposal",
    ),
]
