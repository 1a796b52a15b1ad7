"""Findings about a record that somebody looked into and found right."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models, transaction

from accounts import audit
from accounts.models import User
from common.vietnamese import nfc
from members.models.member import Member, OfMemberQuerySet


class CheckedFindingQuerySet(OfMemberQuerySet):
    @transaction.atomic
    def accept(self, member: Member, code: str, *, reason: str, by: User | None) -> CheckedFinding:
        """Đã kiểm tra, đúng: that check passes this record over from now on."""
        member.lock()
        if self.filter(member=member, code=code).exists():
            raise ValidationError("Điều này đã được đánh dấu là đúng.")
        row = self.create(member=member, code=code, reason=nfc(reason), by=by)
        audit.record(by, "finding.accept", member, [code], note=row.reason)
        return row


class CheckedFinding(models.Model):
    """One check that one record need not pass, and why. `code` is one of upkeep/reading/quality.py."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="checked_findings")
    code = models.CharField("điều kiểm tra", max_length=32)
    reason = models.CharField("lý do", max_length=300)
    at = models.DateTimeField("lúc", auto_now_add=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = CheckedFindingQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "điều đã kiểm tra"
        constraints = [models.UniqueConstraint(name="checkedfinding_once", fields=["member", "code"])]

    def __str__(self):
        return f"{self.member}: {self.code}"

    @transaction.atomic
    def withdraw(self, *, by: User | None) -> None:
        """It was no answer after all: the check looks at the record again."""
        self.member.lock()
        audit.record(by, "finding.withdraw", self.member, [self.code])
        self.delete()
