"""Going from the roll, and coming back onto it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from cases.procedures.base import CaseKind
from cells.models import Threshold, ThresholdCode
from common.periods import DAY
from members.models.membership import CameBy, LeftBy
from members.rules.party_age import whole_months

if TYPE_CHECKING:
    from accounts.models import User
    from cases.models.case import Case, CaseStep


def check_readmission(case: Case, row: CaseStep) -> None:
    """Only after so many months out of the Party."""
    left_on = case.member.memberships.permanent().order_by("-starts_on").first().ends_on + DAY
    months = Threshold.objects.in_force(ThresholdCode.READMISSION_MONTHS, row.done_on).value
    if whole_months(left_on, row.done_on) < months:
        raise ValidationError(
            {"on": f"Chưa đủ {months} tháng kể từ ngày ra khỏi Đảng ({left_on:%d/%m/%Y})."}
        )


def leave(left_by: LeftBy, case: Case, row: CaseStep, by: User | None) -> None:
    spell = case.member.current_membership()
    if spell is None:
        raise ValidationError("Đồng chí không còn trong danh sách của chi bộ nào.")
    spell.leave(on=row.done_on, left_by=left_by, left_to=case.place, decision=row.decision, by=by)


def return_to_roll(case: Case, row: CaseStep, by: User | None) -> None:
    decision = case.done("decision").decision
    case.member.join(case.to, on=row.done_on, came_by=CameBy.REINSTATEMENT, decision=decision, by=by)


def tell_leaving(left_by: LeftBy, case: Case, row: CaseStep) -> str:
    offices = ", ".join(str(office) for office in case.member.offices.open().select_related("unit"))
    return (
        f"Từ {row.done_on:%d/%m/%Y}, đồng chí {case.member} không còn trong danh sách {case.unit} "
        f"({left_by.label}{' đến ' + case.place if case.place else ''})."
        f"{' Chức vụ cũng kết thúc: ' + offices + '.' if offices else ''}"
    )


def tell_return(case: Case, row: CaseStep) -> str:
    return f"Từ {row.done_on:%d/%m/%Y}, đồng chí {case.member} lại có tên trong danh sách {case.to}."


def keep_letter(case: Case, row: CaseStep) -> None:
    """A letter that was made out is in the book for good, and so is its step."""
    if letter := case.letters.last():
        raise ValidationError(f"{letter} đã lập; bước này không bỏ được nữa.")


LEAVING = {
    (CaseKind.TRANSFER_OUT, "left"): LeftBy.TRANSFER,
    (CaseKind.DELETION, "decision"): LeftBy.DELETION,
    (CaseKind.RESIGNATION, "decision"): LeftBy.RESIGNATION,
    (CaseKind.ANNULMENT, "decision"): LeftBy.ANNULMENT,
}
RETURNING = [(CaseKind.RESTORATION, "decision"), (CaseKind.READMISSION, "ceremony")]

CHECKS = {(CaseKind.READMISSION, "cell_vote"): check_readmission}
EFFECTS = {step: partial(leave, left_by) for step, left_by in LEAVING.items()}
EFFECTS |= dict.fromkeys(RETURNING, return_to_roll)
CONSEQUENCES = {step: partial(tell_leaving, left_by) for step, left_by in LEAVING.items()}
CONSEQUENCES |= dict.fromkeys(RETURNING, tell_return)
UNDOINGS = {
    (CaseKind.TRANSFER_OUT, "letter"): keep_letter,
    (CaseKind.TEMPORARY_OUT, "letter"): keep_letter,
}
