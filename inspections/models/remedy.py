"""Yêu cầu khắc phục: what a conclusion demands, by when, and with what it was done."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F

from accounts import audit
from accounts.models import User
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from common.models.links import required
from common.periods import refuse_before, refuse_future
from common.vietnamese import nfc
from inspections.models.campaign import Campaign


class RemedyQuerySet(ScopedQuerySet):
    unit_path = "campaign__unit__path"
    seen_by = PERSON_ROLES

    def undone(self):
        return self.filter(done_on__isnull=True)

    def overdue(self, day: datetime.date):
        """Not done, and the last day for it was before `day`."""
        return self.undone().filter(due_on__lt=day)

    def by_due_day(self):
        return self.select_related("campaign__unit").order_by(
            F("done_on").asc(nulls_first=True), "due_on", "id"
        )

    @transaction.atomic
    def demand(
        self, campaign: Campaign, *, text: str, due_on: datetime.date, by: User | None
    ) -> Remedy:
        """One more thing to put right."""
        Campaign.objects.select_for_update().get(pk=campaign.pk)
        row = self.model(campaign=campaign, text=text, due_on=due_on)
        audit.add(by, "inspection.demand", row)
        return row


class Remedy(models.Model):
    campaign = required(Campaign, related_name="remedies")
    text = models.CharField("yêu cầu", max_length=500)
    due_on = models.DateField("hạn khắc phục")
    done_on = models.DateField("ngày khắc phục xong", null=True, blank=True, editable=False)
    result = models.CharField("kết quả", max_length=500, blank=True, editable=False)

    objects = RemedyQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name = verbose_name_plural = "yêu cầu khắc phục"
        constraints = [
            models.UniqueConstraint(
                name="remedy_once",
                fields=["campaign", "text"],
                violation_error_message="Yêu cầu này đã được ghi.",
            )
        ]

    def __str__(self):
        return self.text

    def is_overdue_on(self, day: datetime.date) -> bool:
        return self.done_on is None and self.due_on < day

    def clean(self):
        self.text = nfc(self.text)
        if self.due_on and self.campaign.begun_on:
            refuse_before(self.due_on, self.campaign.begun_on, "bắt đầu", "due_on")

    @transaction.atomic
    def change(self, *, text: str, due_on: datetime.date, by: User | None) -> None:
        """Say it otherwise, as long as it is not done."""
        self._lock_undone()
        audit.rewrite(by, "inspection.change_demand", self, {"text": text, "due_on": due_on})

    @transaction.atomic
    def complete(self, *, on: datetime.date, result: str, by: User | None) -> None:
        """Say when it was put right, and with what."""
        self._lock_undone()
        if begun := self.campaign.begun_on:
            refuse_before(on, begun, "bắt đầu")
        refuse_future(on)
        if not nfc(result):
            raise ValidationError({"result": "Ghi kết quả, dù chỉ một câu."})
        audit.change(by, "inspection.put_right", self, done_on=on, result=nfc(result))

    @transaction.atomic
    def reopen(self, *, by: User | None) -> None:
        """Take back a completion; the result written stays in the audit only."""
        if Remedy.objects.select_for_update().get(pk=self.pk).done_on is None:
            raise ValidationError("Yêu cầu này đang ghi là chưa khắc phục xong.")
        audit.change(by, "inspection.reopen_demand", self, done_on=None, result="")

    @transaction.atomic
    def discard(self, *, by: User | None) -> None:
        """It was written by mistake."""
        self._lock_undone()
        audit.record(by, "inspection.discard_demand", self, note=self.text[:300])
        self.delete()

    def _lock_undone(self) -> None:
        current = Remedy.objects.select_for_update().filter(pk=self.pk).first()
        if current is None:
            raise ValidationError("Người khác vừa xóa yêu cầu này.")
        if current.done_on:
            raise ValidationError("Yêu cầu này đã ghi khắc phục xong. Muốn sửa thì mở lại trước.")
