"""What happened to units, each with the paper that decided it."""

from django.db import models

from cells.models.decision import Decision
from common.models.links import optional, required


class EventKind(models.TextChoices):
    FOUNDED = "founded", "thành lập"
    RENAMED = "renamed", "đổi tên"
    MOVED = "moved", "chuyển về trực thuộc tổ chức khác"
    KIND_CHANGED = "kind_changed", "chuyển loại hình"
    SPLIT = "split", "chia tách"
    MERGED = "merged", "sáp nhập"
    DISSOLVED = "dissolved", "giải thể"


class UnitEvent(models.Model):
    """Việc về tổ chức: what happened to a unit on a day, with the decision behind it."""

    unit = required("cells.Unit", related_name="events")
    kind = models.CharField("việc", max_length=20, choices=EventKind.choices)
    effective_on = models.DateField("có hiệu lực từ")
    # Merged into, split into, moved under.
    other = optional("cells.Unit", "tổ chức liên quan", related_name="events_of_others")
    decision = models.ForeignKey(
        Decision, verbose_name="quyết định", null=True, blank=True, on_delete=models.PROTECT
    )

    class Meta:
        ordering = ["effective_on", "id"]
        verbose_name = verbose_name_plural = "việc về tổ chức"

    def __str__(self):
        return f"{self.get_kind_display()}: {self.unit}"
