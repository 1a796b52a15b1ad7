"""Registers of the roll: who is on it, who is on probation, who went out of the Party, who died."""

from django.db.models import F, OuterRef

from cells.models import Threshold, ThresholdCode
from common.periods import DAY
from members.models import LeftBy
from members.models.outside import OUT
from members.rules.party_age import add_months
from reports.figures import Scope, members, moves
from reports.figures.tables import ADMITTED, BORN, CELL, ETHNICITY, OFFICIAL, SEX, of_members
from reports.registers.register import CARD, Register


def left(scope: Scope):
    """Out of the Party in the period: not who moved on, not who died."""
    return moves.departures(scope).filter(last_on=F("ends_on"), left_by__in=OUT)


ROLL = of_members(
    BORN,
    SEX,
    ETHNICITY,
    ("Trình độ", lambda row: row.member.get_schooling_display()),
    ("Lý luận chính trị", lambda row: row.member.get_theory_display()),
    ADMITTED,
    OFFICIAL,
    CARD,
    CELL,
)
PROBATION = of_members(
    BORN,
    CELL,
    ("Ngày quyết định kết nạp", lambda row: row.member.admission_decided),
    ADMITTED,
    ("Hết thời gian dự bị", lambda row: add_months(row.member.admitted_on, row.months)),
    OFFICIAL,
)
LEFT = of_members(
    BORN,
    CELL,
    ADMITTED,
    ("Lý do", lambda row: row.get_left_by_display()),
    ("Từ ngày", lambda row: row.last_on + DAY),
    ("Quyết định", lambda row: row.left_decision),
)
DIED = of_members(BORN, CELL, ADMITTED, OFFICIAL, CARD, ("Từ trần ngày", lambda row: row.last_on + DAY))


def probationary(scope: Scope):
    """With the `months` of probation that the rule of the day of each ceremony gives."""
    admitted_on = OuterRef("member__admitted_on")
    months = Threshold.objects.value_on(ThresholdCode.PROBATION_MONTHS, admitted_on)
    return members.probationary(scope).annotate(months=months)


REGISTERS = [
    Register("members", "Sổ danh sách đảng viên", ROLL, members.closing, at_end=True),
    Register("probationary", "Sổ danh sách đảng viên dự bị", PROBATION, probationary, at_end=True),
    Register("left", "Sổ đảng viên ra khỏi Đảng", LEFT, left),
    Register("died", "Sổ đảng viên từ trần", DIED, lambda scope: moves.left(scope, LeftBy.DEATH)),
]
