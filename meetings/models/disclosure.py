"""Mức công khai: what members read of the adopted papers of their own cell and committee."""

from __future__ import annotations

from django.db import models, transaction

from accounts import audit
from accounts.models import User
from cells.models import Unit
from cells.scoping import ScopedQuerySet
from meetings.models.paper import PaperKind


class Shown(models.TextChoices):
    NOTHING = "nothing", "Không công khai văn bản"
    RESOLUTIONS = "resolutions", "Nghị quyết"
    MINUTES = "minutes", "Nghị quyết và biên bản"


KINDS = {
    Shown.NOTHING: [],
    Shown.RESOLUTIONS: [PaperKind.RESOLUTION],
    Shown.MINUTES: [PaperKind.RESOLUTION, PaperKind.MINUTES],
}


class DisclosureQuerySet(ScopedQuerySet):
    @transaction.atomic
    def choose(self, *, unit: Unit, shown: str, by: User | None) -> Disclosure:
        """For the unit and everything below it that has no own choice."""
        row, _ = self.update_or_create(unit=unit, defaults={"shown": shown})
        audit.record(by, "disclosure.choose", row, ["shown"])
        return row


class Disclosure(models.Model):
    unit = models.OneToOneField(
        Unit, verbose_name="tổ chức đảng", on_delete=models.PROTECT, related_name="+"
    )
    shown = models.CharField("đảng viên được đọc", max_length=12, choices=Shown)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "mức công khai với đảng viên"

    def __str__(self):
        return f"{self.unit}: {self.get_shown_display()}"
