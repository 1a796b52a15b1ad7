"""Đề nghị sửa hồ sơ: what a member finds wrong in the own record, and what became of it.

The right to have own data corrected, and the term for it: Nghị định 356/2025/NĐ-CP.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Threshold, ThresholdCode
from common.models.links import required, who_did
from common.periods import DAY
from common.vietnamese import nfc
from members.models.member import Member, OfMemberQuerySet
from members.models.membership import Membership

MOST_WAITING = 5  # of one member at a time
TOO_MANY = f"Đã có {MOST_WAITING} đề nghị chờ trả lời. Khi đảng ủy trả lời, đồng chí gửi tiếp."
LONGEST = 1000


class CorrectionRequestQuerySet(OfMemberQuerySet):
    def waiting(self):
        return self.filter(answered_at__isnull=True)

    def answered(self):
        return self.filter(answered_at__isnull=False)

    def under(self, unit):
        """Of whoever belongs to the unit, with everything below it, today."""
        here = Membership.objects.on_roll(unit, timezone.localdate())
        return self.filter(member__in=here.values("member"))

    def for_page(self):
        return self.select_related("member", "answered_by")

    @transaction.atomic
    def ask(self, member: Member, *, text: str, by: User | None) -> CorrectionRequest:
        """Say what is wrong in the own record, and what would be right; the rule of today tells by when
        it is answered."""
        member.lock()
        if self.filter(member=member).waiting().count() >= MOST_WAITING:
            raise ValidationError(TOO_MANY)
        today = timezone.localdate()
        days = Threshold.objects.in_force(ThresholdCode.CORRECTION_DAYS, today).value
        asked = self.model(member=member, text=nfc(text), due_on=today + days * DAY)
        audit.add(by, "correction.ask", asked)
        return asked


class CorrectionRequest(models.Model):
    """Stays with its answer; the record itself is put right by whoever may write it."""

    member = required(Member, on_delete=models.CASCADE, related_name="correction_requests")
    text = models.TextField("nội dung đề nghị", max_length=LONGEST)
    asked_at = models.DateTimeField("gửi lúc", auto_now_add=True)
    due_on = models.DateField("hạn trả lời", editable=False)
    answer = models.TextField("trả lời", max_length=LONGEST, blank=True)
    answered_at = models.DateTimeField("trả lời lúc", null=True, editable=False)
    answered_by = who_did()

    objects = CorrectionRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        verbose_name = verbose_name_plural = "đề nghị sửa hồ sơ"

    def __str__(self):
        return f"{self.member}: {self.text[:80]}"

    @property
    def is_late(self) -> bool:
        return not self.answered_at and self.due_on < timezone.localdate()

    @transaction.atomic
    def reply(self, *, text: str, by: User | None) -> None:
        """Say what was put right, or why not; said again, the last answer holds."""
        told = {"answer": nfc(text), "answered_at": timezone.now(), "answered_by": by}
        audit.change(by, "correction.reply", self, **told)
