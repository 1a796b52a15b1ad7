"""Xếp loại sau: who could not be graded with the others, why, and until when it is to be done."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from accounts import audit
from accounts.models import User
from common.periods import refuse_before, refuse_far
from common.vietnamese import in_sentence
from evaluations.models.grade import OTHER_IS_EXPLAINED
from evaluations.models.own_case import OwnCase

# A level or a reason to have none takes precedence: the cause stays, and tells why it came later.
IS_LATE = Q(level="", exclusion="", decided_by="") & ~Q(late_cause="")
AS_WRITTEN = ("late_cause", "late_until", "note")


class Late(models.TextChoices):
    """Why somebody is graded later. Illness and work far away alone are no cause: who could be
    reviewed is graded on the work really done (366-QĐ/TW, Art. 7.5)."""

    ABSENT = "absent", "Vắng mặt khi họp kiểm điểm"
    SICK = "sick", "Ốm đau, đang điều trị"
    AWAY = "away", "Công tác, học tập ở xa"
    DECISION = "decision", "Chờ kết luận, quyết định kỷ luật"
    OTHER = "other", "Lý do khác"


class GradedLater(OwnCase):
    """Of a row of a round: the cause, and the day until which it is to be graded where known."""

    late_cause = models.CharField("xếp loại sau vì", max_length=12, choices=Late.choices, blank=True)
    late_until = models.DateField("dự kiến xếp loại đến hết ngày", null=True, blank=True)

    class Meta:
        abstract = True

    @staticmethod
    def until_for_a_cause(name: str) -> models.CheckConstraint:
        """The constraint every subclass names in its Meta."""
        return models.CheckConstraint(
            name=f"{name}_late_until_for_a_cause",
            condition=Q(late_until__isnull=True) | ~Q(late_cause=""),
        )

    @property
    def is_late(self) -> bool:
        return bool(self.late_cause) and not (self.level or self.exclusion or self.decided_by)

    @property
    def said_late(self) -> str:
        return f"Xếp loại sau: {in_sentence(self.late_reason)}"

    @property
    def late_reason(self) -> str:
        """Where the place says already that it is later."""
        until = f", dự kiến đến hết ngày {self.late_until:%d/%m/%Y}" if self.late_until else ""
        return f"{self.get_late_cause_display()}{until}"

    @transaction.atomic
    def postpone(
        self,
        *,
        late_cause: str,
        late_until: datetime.date | None = None,
        note: str = "",
        by: User | None,
    ) -> None:
        """Leave the grade for later, for a cause; without one it is due with the others after all.
        What somebody else wrote since this row was read is not overwritten."""
        self.round.lock_open()
        read = self.late_cause, self.late_until, self.note
        self.refresh_from_db(fields=[*AS_WRITTEN, "level", "exclusion", "decided_by"])
        if read != (self.late_cause, self.late_until, self.note):
            raise ValidationError("Người khác vừa ghi mục này. Mở lại trang để xem.")
        self._refuse_postponing(by)
        if late_cause == Late.OTHER and not note.strip():
            raise ValidationError({"note": OTHER_IS_EXPLAINED})
        if late_until and late_cause:
            refuse_before(late_until, self.round.reference_on, "lấy danh sách", "late_until")
            refuse_far(late_until, "late_until")
        until = late_until if late_cause else None
        facts = {"late_cause": late_cause, "late_until": until, "note": note.strip()}
        audit.change(by, "assessment.postpone", self, **facts)
        self.round.refuse_out_of_order()

    def _refuse_postponing(self, user: User | None) -> None:
        """Of what is decided, or is decided by others; and about oneself."""
        self.refuse_own(user, "Không ai ghi xếp loại sau cho chính mình: đồng chí khác ghi.")
        if self.is_decided_above:
            raise ValidationError("Mức này do cấp trên quyết định, nên không ghi xếp loại sau.")
        if self.level or self.exclusion:
            raise ValidationError(f"Đã ghi “{self.grade}”: chọn lại “Chưa xếp loại” trước.")
