"""Đơn, thư: how many came, of which kind, and what became of them. Never whose, nor what they say."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from accounts import audit
from accounts.models import User
from cells.models import Unit
from cells.rights import RIGHTS
from cells.scoping import ScopedQuerySet, placed_under
from common.models.links import required
from common.periods import refuse_future
from common.vietnamese import nfc
from inspections.models.kinds import Handling, LetterKind

SETTLED = Q(settled_on__isnull=False)
LETTER_STATES = {
    "open": Q(handling=Handling.WITHIN) & ~SETTLED,
    "settled": SETTLED,
    "forwarded": Q(handling=Handling.FORWARDED),
    "filed": Q(handling=Handling.FILED),
}


class LetterQuerySet(ScopedQuerySet):
    seen_by = RIGHTS["letter.read"]

    def of_year(self, year: int):
        """Received in that year, or before it and not settled when it began."""
        first = datetime.date(year, 1, 1)
        waited = Q(received_on__lt=first, handling=Handling.WITHIN) & (
            ~SETTLED | Q(settled_on__gte=first)
        )
        return self.filter(Q(received_on__year=year) | waited)

    def in_state(self, state: str):
        return self.filter(LETTER_STATES[state])

    def received_under(self, unit: Unit | list[Unit], start: datetime.date, end: datetime.date):
        """By units that stood under `unit` on the day."""
        return self.filter(placed_under(unit, F("received_on")), received_on__range=(start, end))

    def settled_under(self, unit: Unit | list[Unit], start: datetime.date, end: datetime.date):
        return self.filter(placed_under(unit, F("settled_on")), settled_on__range=(start, end))

    def open_under(self, unit: Unit | list[Unit], day: datetime.date):
        """Within competence, received until that day, and not settled on it."""
        waiting = Q(settled_on__isnull=True) | Q(settled_on__gt=day)
        rows = self.filter(placed_under(unit, day), waiting, received_on__lte=day)
        return rows.filter(handling=Handling.WITHIN)

    @transaction.atomic
    def receive(self, *, unit: Unit, by: User | None, **facts) -> ReceivedLetter:
        """Put one letter on the register of the unit that received it."""
        row = self.model(unit=unit, **facts)
        audit.add(by, "letter.receive", row)
        return row


class ReceivedLetter(models.Model):
    """One letter; two that came on one day differ by their number in the book of incoming papers."""

    unit = required(Unit, "tổ chức đảng", related_name="received_letters")
    received_on = models.DateField("ngày nhận")
    number = models.CharField("số đến", max_length=20)
    kind = models.CharField("loại đơn", max_length=12, choices=LetterKind.choices)
    handling = models.CharField(
        "xử lý", max_length=9, choices=Handling.choices, default=Handling.WITHIN
    )
    forwarded_to = models.CharField("chuyển đến", max_length=200, blank=True)
    settled_on = models.DateField("ngày giải quyết xong", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=200, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-id"]
        verbose_name = verbose_name_plural = "đơn, thư"
        constraints = [
            models.UniqueConstraint(
                name="received_letter_once",
                fields=["unit", "received_on", "number"],
                violation_error_message="Số đến này của ngày này đã được ghi.",
            ),
            models.CheckConstraint(
                name="received_letter_forwarded_somewhere",
                condition=Q(handling=Handling.FORWARDED) & ~Q(forwarded_to="")
                | ~Q(handling=Handling.FORWARDED) & Q(forwarded_to=""),
                violation_error_message="Chuyển nơi khác thì ghi chuyển đến đâu, và chỉ khi đó.",
            ),
            models.CheckConstraint(
                name="received_letter_settled_within",
                condition=Q(settled_on__isnull=True)
                | Q(handling=Handling.WITHIN, settled_on__gte=F("received_on")),
                violation_error_message="Đơn thuộc thẩm quyền mới có ngày giải quyết xong.",
            ),
        ]
        indexes = [models.Index(fields=["unit", "received_on"], name="letter_by_unit")]

    def __str__(self):
        return f"Đơn {self.get_kind_display()}, số đến {self.number} ngày {self.received_on:%d/%m/%Y}"

    @property
    def outcome(self) -> str:
        """What became of it, in words."""
        if self.settled_on:
            return f"đã giải quyết ngày {self.settled_on:%d/%m/%Y}"
        if self.handling == Handling.FORWARDED:
            return f"chuyển {self.forwarded_to}"
        is_open = self.handling == Handling.WITHIN
        return "chưa giải quyết xong" if is_open else self.get_handling_display()

    def clean(self):
        errors = {}
        if self.settled_on and self.handling != Handling.WITHIN:
            errors["settled_on"] = "Chỉ đơn thuộc thẩm quyền mới có ngày giải quyết xong."
        elif self.settled_on and self.received_on and self.settled_on < self.received_on:
            errors["settled_on"] = "Không thể trước ngày nhận."
        if self.handling == Handling.FORWARDED and not self.forwarded_to:
            errors["forwarded_to"] = "Ghi chuyển đến đâu."
        if self.handling != Handling.FORWARDED and self.forwarded_to:
            errors["forwarded_to"] = "Chỉ ghi khi chuyển nơi khác giải quyết."
        if errors:
            raise ValidationError(errors)
        refuse_future(self.received_on, "received_on")
        refuse_future(self.settled_on, "settled_on")

    @transaction.atomic
    def change(self, *, by: User | None, **facts) -> None:
        """Say what became of it, or put right what was written."""
        self.refresh_from_db(from_queryset=ReceivedLetter.objects.select_for_update())
        audit.rewrite(by, "letter.change", self, facts)

    @transaction.atomic
    def discard(self, *, reason: str, by: User | None) -> None:
        """It was entered by mistake."""
        if not nfc(reason):
            raise ValidationError({"reason": "Ghi lý do xóa."})
        audit.record(by, "letter.discard", self, ["received_on"], note=nfc(reason))
        self.delete()
