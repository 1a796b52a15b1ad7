"""What the body above decided: on a managed cadre, or on the body of the round itself."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import audit
from accounts.models import User
from cells.models import Decision
from common.periods import refuse_before, refuse_future
from evaluations.models.assessment import MemberAssessment, UnitAssessment
from evaluations.models.grade import Grade
from evaluations.models.regrading import take_back
from evaluations.models.rules import Level

FIELDS = ["level", "exclusion", "decided_by", "own_level", "received"]


@transaction.atomic
def receive(
    row: MemberAssessment | UnitAssessment, *, level: str, decision: Decision, by: User | None
) -> None:
    """Enter what the body above decided; in a closed round too, whose summary stays as it was.
    Entered again it takes the place of what was entered before. What rested on the highest level is
    cancelled, where it is another one now."""
    row.round.lock()
    row.refresh_from_db(fields=FIELDS)
    row.refuse_own(by, "Không ai ghi kết quả của chính mình: đồng chí khác ghi.")
    _refuse(row, level)
    starts_on = row.round.starts_on
    refuse_before(decision.signed_on, starts_on, "đầu của kỳ xếp loại", "decision_signed_on")
    refuse_future(decision.signed_on, "decision_signed_on")
    decision.file()
    take_back(row, Grade(level), f"Cấp trên quyết định theo Quyết định {decision}", by)
    own = row.own_level if row.received_id else row.level or row.own_level
    audit.change(by, "assessment.receive", row, level=level, own_level=own, received=decision)


def _refuse(row: MemberAssessment | UnitAssessment, level: str) -> None:
    """Where no body above decides, nothing was proposed to it, or it was graded again since."""
    if not row.is_decided_above:
        raise ValidationError("Mức này do chính đợt xếp loại quyết định, không phải cấp trên.")
    if row.exclusion or (row.IS_UNIT and not row.level):
        raise ValidationError("Chưa đề nghị mức xếp loại nào lên cấp trên.")
    if row.regradings.not_withdrawn().exists():
        raise ValidationError("Đã xếp loại lại: kết quả mới cũng ghi ở trang Xếp loại lại.")
    if level not in Level.values:
        raise ValidationError({"level": "Chọn mức xếp loại."})
