"""Registers of the roll: who is on it, who is on probation, who went out of the Party, who died."""

from django.db.models import F, OuterRef, Prefetch

from cells.models import Threshold, ThresholdCode
from common.periods import DAY
from evaluations.documents.shared import post
from members.models import LeftBy, Office
from members.models.outside import OUT
from members.rules.party_age import add_months
from reports.figures import Scope, members, moves
from reports.figures.tables import ADMITTED, BORN, CELL, ETHNICITY, OFFICIAL, SEX, of_members
from reports.registers.register import CARD, CITIZEN, HOME, RECORD, SCHOOLING, THEORY, WORK, Register


def outlines(scope: Scope):
    """The roll with what each one does, and the offices held on the last day, the highest first."""
    offices = Office.objects.on(scope.end).by_rank().select_related("unit")
    rows = members.closing(scope).select_related("member__history")
    return rows.prefetch_related(Prefetch("member__offices", offices, to_attr="offices_then"))


def _work(row) -> str:
    history = getattr(row.member, "history", None)
    return ", ".join(filter(None, [history and history.occupation, row.member.work_place]))


def _offices(row) -> str:
    return ", ".join(map(post, row.member.offices_then)).capitalize()


def left(scope: Scope):
    """Out of the Party in the period: not who moved on, not who died."""
    return moves.departures(scope).filter(last_on=F("ends_on"), left_by__in=OUT)


ROLL = of_members(
    BORN, SEX, ETHNICITY, CITIZEN, HOME, WORK, SCHOOLING, THEORY, ADMITTED, OFFICIAL, CARD, RECORD, CELL
)
PROBATION = of_members(
    BORN,
    HOME,
    CELL,
    ("Ngày quyết định kết nạp", lambda row: row.member.admission_decided),
    ADMITTED,
    ("Hết thời gian dự bị", lambda row: add_months(row.member.admitted_on, row.months)),
    OFFICIAL,
)
OUTLINES = of_members(
    BORN,
    SEX,
    ETHNICITY,
    HOME,
    SCHOOLING,
    THEORY,
    ("Nghề nghiệp, nơi công tác", _work),
    ("Chức vụ trong Đảng", _offices),
    ADMITTED,
    OFFICIAL,
    CELL,
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
    Register("outlines", "Danh sách trích ngang đảng viên", OUTLINES, outlines, at_end=True),
    Register("probationary", "Sổ danh sách đảng viên dự bị", PROBATION, probationary, at_end=True),
    Register("left", "Sổ đảng viên đã ra khỏi Đảng", LEFT, left),
    Register("died", "Sổ đảng viên đã từ trần", DIED, lambda scope: moves.left(scope, LeftBy.DEATH)),
]
