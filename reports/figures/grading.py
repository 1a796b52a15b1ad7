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
            placed_under(scope.unit, F("round__reference_on"), via="cell"),
            round__in=Round.objects.ending_within(*scope.days).order_by().values("pk"),
        )
        .select_related("member", "cell")
        .order_by("cell__number", "member__sort_key", "member_id")
    )


def unit_assessments(scope: Scope, kinds: list[str]):
    return (
        UnitAssessment.objects.filter(
            placed_under(scope.unit, F("round__reference_on")),
            kind__in=kinds,
            round__in=Round.objects.ending_within(*scope.days).order_by().values("pk"),
        )
        .select_related("unit")
        .order_by("unit__number", "unit__name")
    )


def cells(scope: Scope):
    return unit_assessments(scope, [UnitKind.CELL])


def units(scope: Scope):
    return unit_assessments(scope, GRASSROOTS_KINDS).one_for_each_unit()


def _graded(code: str, label: str, assessments, table: str) -> list[Count]:
    """Those with a level, and the number at each of the four."""
    graded = Count(f"{code}.graded", label, lambda scope: assessments(scope).graded(), table)
    levels = [
        Count(
            f"{code}.{level.value}",
            level.label,
            lambda scope, level=level: assessments(scope).at_level(level),
            table,
        )
        for level in Level
    ]
    return [graded, *levels]


def _good(code: str, label: str, assessments) -> list[Count | Rate]:
    """Those at the upper two levels, and their share of those with a level."""
    good = Count(
        f"{code}.t_or_better", label, lambda scope: assessments(scope).t_or_better(), "unit_assessment"
    )
    return [good, Rate(f"{code}.t_or_better_rate", f"Tỷ lệ: {label}", good.code, f"{code}.graded")]


MEMBERS = "grading.members"
GRADED, *LEVELS = _graded(MEMBERS, "Đảng viên được xếp loại", member_assessments, "assessment")
FIGURES = [
    GRADED,
    Count(
        f"{MEMBERS}.not_graded",
        "Đảng viên không xếp loại, chưa xếp loại",
        lambda scope: member_assessments(scope).without_level(),
        "assessment",
    ),
    Count(
        f"{MEMBERS}.excluded",
        "Đảng viên không xếp loại",
        lambda scope: member_assessments(scope).without_level().excluded(),
        "assessment",
    ),
    Count(
        f"{MEMBERS}.late",
        "Đảng viên xếp loại sau",
        lambda scope: member_assessments(scope).late(),
        "assessment",
    ),
    Count(
        f"{MEMBERS}.left",
        "Đảng viên chưa xếp loại",
        lambda scope: member_assessments(scope).still_to_grade(),
        "assessment",
    ),
    *LEVELS,
    Count(
        f"{MEMBERS}.t_or_better",
        "Hoàn thành tốt nhiệm vụ trở lên",
        lambda scope: member_assessments(scope).t_or_better(),
        "assessment",
    ),
    Rate(
        f"{MEMBERS}.xs_rate",
        "Tỷ lệ hoàn thành xuất sắc trên số được xếp loại",
        f"{MEMBERS}.xs",
        f"{MEMBERS}.graded",
    ),
    Rate(
        f"{MEMBERS}.t_or_better_rate",
        "Tỷ lệ hoàn thành tốt trở lên trên số được xếp loại",
        f"{MEMBERS}.t_or_better",
        f"{MEMBERS}.graded",
    ),
    Rate(
        f"{MEMBERS}.xs_of_t",
        "Tỷ lệ hoàn thành xuất sắc trên số hoàn thành tốt",
        f"{MEMBERS}.xs",
        f"{MEMBERS}.t",
    ),
]
CELL_FIGURES = [
    *_graded("grading.cells", "Chi bộ được xếp loại", cells, "unit_assessment"),
    *_good("grading.cells", "Chi bộ hoàn thành tốt nhiệm vụ trở lên", cells),
    Rate(
        "grading.cells.xs_of_t",
        "Tỷ lệ chi bộ hoàn thành xuất sắc trên số hoàn thành tốt",
        "grading.cells.xs",
        "grading.cells.t",
    ),
]
UNIT_FIGURES = [
    *_graded("grading.units", "Tổ chức cơ sở đảng được xếp loại", units, "unit_assessment"),
    *_good("grading.units", "Tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên", units),
]


def given(scope: Scope, kind: str):
    """Commendations of one kind by the Party: the annual ones by grading year, the others by the day
    given. What was given for one special deed counts with the thematic ones."""
    kinds = [AwardKind.THEMATIC, AwardKind.AD_HOC] if kind == AwardKind.THEMATIC else [kind]
    rows = Commendation.objects.valid().of_party()
    rows = rows.filter(placed_under(scope.unit, F("given_on")), kind__in=kinds)
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


RECIPIENTS = {
    "members": ("đảng viên", lambda rows: rows.to_members()),
    "cells": ("chi bộ", lambda rows: rows.to_cells()),
    "committees": ("đảng bộ", lambda rows: rows.to_committees()),
}


def _by_recipient(code: str, label: str, rows, table: str, *whom: str) -> list[Count]:
    return [
        Count(
            f"awards.{code}.{one}",
            f"{label}: {name}",
            lambda scope, narrowed=narrowed: narrowed(rows(scope)),
            table,
        )
        for one, (name, narrowed) in RECIPIENTS.items()
        if one in whom
    ]


def _given(kind: AwardKind, code: str, label: str) -> list[Count]:
    def rows(scope: Scope):
        return given(scope, kind)

    return _by_recipient(code, label, rows, "commendation", "members", "cells")


AWARD_FIGURES = [
    *_given(AwardKind.ANNUAL, "annual", "Khen thưởng hoàn thành xuất sắc năm"),
    *_given(AwardKind.FIVE_YEARS, "five_years", "Khen thưởng xuất sắc 5 năm liền"),
    *_given(AwardKind.THEMATIC, "thematic", "Khen thưởng chuyên đề"),
    *_given(AwardKind.HCM, "hcm", "Khen thưởng học tập và làm theo Hồ Chí Minh"),
    *_by_recipient("proposed", "Đề nghị cấp trên khen", proposed, "proposal", *RECIPIENTS),
]
