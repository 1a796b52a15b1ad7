"""On the roll, but for a time otherwise than others."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from cases.procedures.base import CaseKind
from members.models.standing import Absence, Exemption, Standing, Suspension

if TYPE_CHECKING:
    from accounts.models import User
    from cases.models.case import Case, CaseStep


def begin(model: type[Standing], case: Case, row: CaseStep, by: User | None) -> None:
    model.objects.begin(case.member, on=row.done_on, decision=row.decision, by=by)


def end(model: type[Standing], case: Case, row: CaseStep, by: User | None) -> None:
    current = model.objects.open().filter(member=case.member).first()
    if current is None:
        raise ValidationError(f"Đồng chí không còn {model.NAME}.")
    current.end(on=row.done_on, by=by)


def go_away(case: Case, row: CaseStep, by: User | None) -> None:
    Absence.objects.begin(
        case.member, on=row.done_on, place=case.place, expected_until=case.until, by=by
    )


def tell(sentence: str, case: Case, row: CaseStep) -> str:
    return f"Từ {row.done_on:%d/%m/%Y}, đồng chí {case.member} {sentence}."


def tell_away(case: Case, row: CaseStep) -> str:
    sentence = f"sinh hoạt tạm thời tại {case.place}, vẫn trong danh sách {case.unit}"
    return tell(sentence, case, row)


EFFECTS = {
    (CaseKind.TEMPORARY_OUT, "left"): go_away,
    (CaseKind.TEMPORARY_OUT, "returned"): partial(end, Absence),
    (CaseKind.EXEMPTION, "decision"): partial(begin, Exemption),
    (CaseKind.EXEMPTION_BY_CELL, "resolution"): partial(begin, Exemption),
    (CaseKind.EXEMPTION_END, "resolution"): partial(end, Exemption),
    (CaseKind.SUSPENSION, "decision"): partial(begin, Suspension),
    (CaseKind.SUSPENSION_END, "decision"): partial(end, Suspension),
}
EXEMPT = partial(tell, "được miễn công tác và sinh hoạt, vẫn trong danh sách chi bộ")
CONSEQUENCES = {
    (CaseKind.TEMPORARY_OUT, "left"): tell_away,
    (CaseKind.TEMPORARY_OUT, "returned"): partial(tell, "trở về sinh hoạt tại chi bộ"),
    (CaseKind.EXEMPTION, "decision"): EXEMPT,
    (CaseKind.EXEMPTION_BY_CELL, "resolution"): EXEMPT,
    (CaseKind.EXEMPTION_END, "resolution"): partial(tell, "trở lại công tác và sinh hoạt"),
    (CaseKind.SUSPENSION, "decision"): partial(tell, "bị đình chỉ sinh hoạt đảng"),
    (CaseKind.SUSPENSION_END, "decision"): partial(tell, "được trở lại sinh hoạt đảng"),
}
