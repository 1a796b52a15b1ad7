"""Admission and confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from cases.procedures.base import CaseKind
from cells.models import Threshold, ThresholdCode
from members.models.training import Course, Training
from members.rules.party_age import add_months, whole_months

if TYPE_CHECKING:
    from accounts.models import User
    from cases.models.case import Case, CaseStep

YEAR = 12  # months; ages are counted in them


def check_admission_vote(case: Case, row: CaseStep) -> None:
    """At the vote the person is of age, and the certificate of the class is still valid."""
    candidate, day = case.candidate, row.done_on
    if candidate.missing:
        raise ValidationError(f"Mời bổ sung trước: {', '.join(candidate.missing)}.")
    limits = Threshold.objects.on(day)
    lowest, highest = (limits[code].value for code in (ThresholdCode.MIN_AGE, ThresholdCode.MAX_AGE))
    months_old = whole_months(candidate.born_on, day)
    if months_old < YEAR * lowest:
        raise ValidationError({"on": f"Ngày này chưa đủ {lowest} tuổi."})
    if months_old > YEAR * highest and not row.note:
        raise ValidationError(
            {"note": f"Trên {highest} tuổi là trường hợp đặc biệt; mời ghi rõ ở ghi chú."}
        )
    learnt_on = case.done("class").done_on
    months = limits[ThresholdCode.AWARENESS_MONTHS].value
    if whole_months(learnt_on, day) >= months:
        raise ValidationError(
            {"on": f"Chứng nhận lớp nhận thức ngày {learnt_on:%d/%m/%Y} chỉ có giá trị {months} tháng."}
        )


def check_confirmation_vote(case: Case, row: CaseStep) -> None:
    """The cell reviews once the probation is over, not before."""
    due = case.member.probation_ends_on
    if due and row.done_on < due:
        raise ValidationError({"on": f"Chỉ xét từ ngày đủ 12 tháng dự bị ({due:%d/%m/%Y})."})


def check_confirmation(case: Case, row: CaseStep) -> None:
    """Somebody may have confirmed the member meanwhile."""
    case.member.check_confirmation(case.member.probation_ends_on)


def finish_awareness_class(case: Case, row: CaseStep, by: User | None) -> None:
    _learn(row, by, course=Course.AWARENESS, candidate=case.candidate)


def finish_new_member_class(case: Case, row: CaseStep, by: User | None) -> None:
    _learn(row, by, course=Course.NEW_MEMBER, member=case.member)


def _learn(row: CaseStep, by: User | None, **who) -> None:
    """The class as a fact of its own: one under way is completed, one on record stays as it is."""
    known = Training.objects.attended().filter(**who)
    if known.filter(completed_on=row.done_on).exists():
        return
    if under_way := known.under_way().first():
        under_way.complete(on=row.done_on, by=by)
    else:
        Training.objects.create(**who, unit=row.case.unit, sent_on=row.since, completed_on=row.done_on)


def forget_awareness_class(case: Case, row: CaseStep) -> None:
    _forget(row, course=Course.AWARENESS, candidate=case.candidate)


def forget_new_member_class(case: Case, row: CaseStep) -> None:
    _forget(row, course=Course.NEW_MEMBER, member=case.member)


def _forget(row: CaseStep, **who) -> None:
    """The step was recorded by mistake, and so was the class; what was certified stays.

    A class that began on another day was not brought forth by the step: it is under way again.
    """
    classes = Training.objects.filter(**who, completed_on=row.done_on, certificate_number="")
    classes.filter(sent_on=row.since).delete()
    classes.update(completed_on=None)


def admit(case: Case, row: CaseStep, by: User | None) -> None:
    case.candidate.admit(on=row.done_on, decision=case.done("decision").decision, by=by)


def confirm(case: Case, row: CaseStep, by: User | None) -> None:
    """However late the decision, official since the day the twelve months ended."""
    case.member.confirm(on=case.member.probation_ends_on, by=by)


def tell_admission(case: Case, row: CaseStep) -> str:
    return (
        f"Từ {row.done_on:%d/%m/%Y}, {case.candidate} là đảng viên dự bị, có tên trong danh sách "
        f"{case.unit}; đủ 12 tháng dự bị ngày {add_months(row.done_on, YEAR):%d/%m/%Y}."
    )


def tell_confirmation(case: Case, row: CaseStep) -> str:
    due = case.member.probation_ends_on
    return f"Từ {due:%d/%m/%Y}, đồng chí {case.member} là đảng viên chính thức."


CHECKS = {
    (CaseKind.ADMISSION, "cell_vote"): check_admission_vote,
    (CaseKind.CONFIRMATION, "cell_vote"): check_confirmation_vote,
    (CaseKind.CONFIRMATION, "decision"): check_confirmation,
}
EFFECTS = {
    (CaseKind.ADMISSION, "class"): finish_awareness_class,
    (CaseKind.ADMISSION, "ceremony"): admit,
    (CaseKind.CONFIRMATION, "class"): finish_new_member_class,
    (CaseKind.CONFIRMATION, "decision"): confirm,
}
CONSEQUENCES = {
    (CaseKind.ADMISSION, "ceremony"): tell_admission,
    (CaseKind.CONFIRMATION, "decision"): tell_confirmation,
}
UNDOINGS = {
    (CaseKind.ADMISSION, "class"): forget_awareness_class,
    (CaseKind.CONFIRMATION, "class"): forget_new_member_class,
}
