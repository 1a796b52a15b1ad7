"""What was entered by mistake: withdrawn for a reason and kept, never removed."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from common.models.links import who_did


class WithdrawableQuerySet(models.QuerySet):
    def not_withdrawn(self):
        return self.filter(withdrawn_at__isnull=True)

    def withdrawn(self):
        return self.filter(withdrawn_at__isnull=False).select_related("withdrawn_by")


class Withdrawable(models.Model):
    """By whom, when and why it was withdrawn, if it was."""

    withdrawn_at = models.DateTimeField("rút lúc", null=True, editable=False)
    withdrawn_by = who_did()
    withdraw_reason = models.CharField("lý do rút", max_length=300, blank=True, editable=False)

    CALLED = "Mục này"  # in what is said of one that was withdrawn

    class Meta:
        abstract = True

    @staticmethod
    def for_a_reason(name: str) -> models.CheckConstraint:
        """The constraint every subclass names in its Meta."""
        return models.CheckConstraint(
            name=f"{name}_withdrawn_for_a_reason",
            condition=Q(withdrawn_at__isnull=True, withdraw_reason="")
            | Q(withdrawn_at__isnull=False) & ~Q(withdraw_reason=""),
        )

    def refuse_withdrawn(self) -> None:
        """Take the lock of its row, and refuse once it was withdrawn, also since it was read."""
        kept = type(self).objects.select_for_update().filter(pk=self.pk)
        if kept.values_list("withdrawn_at", flat=True).first():
            raise ValidationError(f"{self.CALLED} đã được rút trước đó.")

    def keep_withdrawn(self, action: str, *, reason: str, by: User | None) -> None:
        """For the verb of a subclass, which has locked it and knows that it stands."""
        if not reason.strip():
            raise ValidationError({"reason": "Ghi rõ lý do."})
        facts = {"withdrawn_at": timezone.now(), "withdrawn_by": by, "withdraw_reason": reason.strip()}
        audit.change(by, action, self, **facts)
