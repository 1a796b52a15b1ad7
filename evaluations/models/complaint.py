"""Kiến nghị, khiếu nại: what somebody holds against a result, and what was answered until when."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, F, Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Threshold, ThresholdCode
from common.models.links import who_did
from common.periods import refuse_before, refuse_future
from evaluations.models.result import AboutResult, AboutResultQuerySet, Result, about
from evaluations.models.withdrawing import Withdrawable, WithdrawableQuerySet


class Outcome(models.TextChoices):
    KEPT = "kept", "Giữ nguyên kết quả"
    REGRADED = "regraded", "Xếp loại lại"


class ComplaintQuerySet(WithdrawableQuerySet, AboutResultQuerySet):
    def standing(self):
        """Not withdrawn as a mistake; what waits for an answer first, then by the day it is due."""
        rows = self.not_withdrawn().with_subject()
        return rows.order_by(F("answered_on").asc(nulls_first=True), "due_on", "id")

    def numbers(self) -> dict[str, int]:
        """How many stand, how many of them wait for an answer, and for how many its day is over."""
        waits = Q(answered_on__isnull=True)
        return self.not_withdrawn().aggregate(
            all=Count("pk"),
            waiting=Count("pk", waits),
            overdue=Count("pk", waits & Q(due_on__lt=timezone.localdate())),
        )

    def withdrawn(self):
        return super().withdrawn().with_subject()

    @transaction.atomic
    def receive(
        self, row: Result, *, received_on: datetime.date, what: str, by: User | None
    ) -> Complaint:
        """Write down what came in about a result; until when to answer is told by the number of rules
        of that day."""
        row.round.lock()  # a double click waits
        if not row.round.is_closed:
            raise ValidationError("Đợt xếp loại chưa chốt nên chưa có kết quả để kiến nghị.")
        refuse_future(received_on, "received_on")
        refuse_before(received_on, row.round.starts_on, "đầu của kỳ xếp loại", "received_on")
        if self.standing().filter(received_on=received_on, what=what.strip(), **about(row)).exists():
            raise ValidationError({"what": "Kiến nghị này đã được ghi."})
        days = Threshold.objects.in_force(ThresholdCode.COMPLAINT_DAYS, received_on).value
        due_on = received_on + datetime.timedelta(days=days)
        facts = {"received_on": received_on, "what": what.strip(), "due_on": due_on}
        complaint = self.model(received_by=by, **about(row), **facts)
        audit.add(by, "complaint.receive", complaint)
        return complaint


class Complaint(AboutResult, Withdrawable):
    """Kiến nghị, khiếu nại về một kết quả xếp loại. A mistaken entry is withdrawn, never removed."""

    received_on = models.DateField("ngày nhận")
    what = models.TextField("nội dung", max_length=2000)
    due_on = models.DateField("hạn trả lời")
    received_by = who_did()
    answered_on = models.DateField("ngày trả lời", null=True, editable=False)
    answer_text = models.TextField("nội dung trả lời", max_length=2000, blank=True, editable=False)
    outcome = models.CharField(
        "kết quả giải quyết", max_length=8, choices=Outcome.choices, blank=True, editable=False
    )
    answered_by = who_did()

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        ordering = ["received_on", "id"]
        verbose_name = verbose_name_plural = "kiến nghị, khiếu nại về xếp loại"
        constraints = [
            AboutResult.of_one("complaint"),
            models.CheckConstraint(
                name="complaint_answered_in_full",
                condition=Q(answered_on__isnull=True, answer_text="", outcome="")
                | Q(answered_on__gte=F("received_on")) & ~Q(answer_text="") & ~Q(outcome=""),
                violation_error_message="Ghi đủ ngày, nội dung trả lời và kết quả giải quyết.",
            ),
            Withdrawable.for_a_reason("complaint"),
        ]

    def __str__(self):
        return f"{self.subject}, nhận ngày {self.received_on:%d/%m/%Y}"

    @property
    def is_overdue(self) -> bool:
        """Whether its last day is over without an answer."""
        return self.answered_on is None and self.due_on < timezone.localdate()

    @property
    def is_late(self) -> bool:
        """Whether it was answered after its last day."""
        return self.answered_on is not None and self.due_on < self.answered_on

    @transaction.atomic
    def answer(self, *, answered_on: datetime.date, text: str, outcome: str, by: User | None) -> None:
        """What was answered; that the result is another one now only where a decision says so."""
        self._lock_standing()
        if self.answered_on:
            raise ValidationError("Kiến nghị này đã được trả lời.")
        self.row.refuse_own(by, "Không ai trả lời kiến nghị của chính mình: đồng chí khác ghi.")
        refuse_before(answered_on, self.received_on, "nhận", "answered_on")
        refuse_future(answered_on, "answered_on")
        since = self.row.regradings.not_withdrawn().filter(decision__signed_on__gte=self.received_on)
        if outcome == Outcome.REGRADED and not since.exists():
            raise ValidationError(
                {"outcome": "Chưa ghi quyết định xếp loại lại nào từ ngày nhận: ghi quyết định trước."}
            )
        facts = {"answered_on": answered_on, "answer_text": text.strip(), "outcome": outcome}
        audit.change(by, "complaint.answer", self, answered_by=by, **facts)

    @transaction.atomic
    def withdraw(self, *, reason: str, by: User | None) -> None:
        """Take back what was recorded by mistake, or what the sender took back."""
        self._lock_standing()
        self.keep_withdrawn("complaint.withdraw", reason=reason, by=by)

    def _lock_standing(self) -> None:
        self.refuse_withdrawn()
        self.refresh_from_db()
