"""Registers of the roll: who is on it, who is on probation, who went out of the Party, who died."""

from django.db.models import F, OuterRef

from cells.models import Threshold, ThresholdCode
from common.periods import DAY
from common.tables import Table
from members.models import LeftBy
from members.models.outside import OUT
from members.rules.party_age import add_months
from reports.figures import Scope, members, moves
from reports.registers.register import BORN, CARD, CELL, NAME, Register, member_link


def left(scope: Scope):
    """Out of the Party in the period: not who moved on, not who died."""
    return moves.departures(scope).filter(last_on=F("ends_on"), left_by__in=OUT)


def died(scope: Scope):
    return moves.left(scope, LeftBy.DEATH)


ROLL = Table(
    [
        NAME,
        BORN,
        ("Giới tính", lambda row: row.member.get_sex_display()),
        ("Dân tộc", lambda row: row.member.ethnicity),
        ("Trình độ", lambda row: row.member.get_schooling_display()),
        ("Lý luận chính trị", lambda row: row.member.get_theory_display()),
        ("Ngày kết nạp", lambda row: row.member.admitted_on),
        ("Ngày chính thức", lambda row: row.member.official_on),
        CARD,
        CELL,
    ],
    link=member_link,
)
PROBATION = Table(
    [
        NAME,
        BORN,
        CELL,
        ("Ngày quyết định kết nạp", lambda row: row.member.admission_decided_on),
        ("Ngày kết nạp", lambda row: row.member.admitted_on),
        ("Hết thời gian dự bị", lambda row: add_months(row.member.admitted_on, row.months)),
        ("Ngày chính thức", lambda row: row.member.official_on),
    ],
    link=member_link,
)
LEFT = Table(
    [
        NAME,
        BORN,
        CELL,
        ("Ngày kết nạp", lambda row: row.member.admitted_on),
        ("Lý do", lambda row: row.get_left_by_display()),
        ("Từ ngày", lambda row: row.last_on + DAY),
        ("Quyết định", lambda row: row.left_decision),
    ],
    link=member_link,
)
DIED = Table(
    [
        NAME,
        BORN,
        CELL,
        ("Ngày kết nạp", lambda row: row.member.admitted_on),
        ("Ngày chính thức", lambda row: row.member.official_on),
        CARD,
        ("Từ trần ngày", lambda row: row.last_on + DAY),
    ],
    link=member_link,
)


def probationary(scope: Scope):
    """With the `months` of probation that the rule of the day of each ceremony gives."""
    admitted_on = OuterRef("member__admitted_on")
    months = Threshold.objects.value_on(ThresholdCode.PROBATION_MONTHS, admitted_on)
    return members.probationary(scope).annotate(months=months)


REGISTERS = [
    Register("members", "Sổ danh sách đảng viên", ROLL, members.closing, at_end=True),
    Register("probationary", "Sổ danh sách đảng viên dự bị", PROBATION, probationary, at_end=True),
    Register("left", "Sổ đảng viên ra khỏi Đảng", LEFT, left),
    Register("died", "Sổ đảng viên từ trần", DIED, died),
]
