"""A closed round opened once more: by whose decision, why, and what it said until then."""

from django.db import models

from accounts.models import User
from cells.models import Decision
from common.models.links import required


class Reopening(models.Model):
    """Lần mở lại một đợt xếp loại đã chốt."""

    round = required("evaluations.Round", related_name="reopenings")
    decision = required(Decision, "quyết định")
    reason = models.CharField("lý do", max_length=300)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField("chốt lúc")
    summary = models.JSONField("tổng hợp khi chốt")

    class Meta:
        ordering = ["at"]
        verbose_name = verbose_name_plural = "lần mở lại đợt xếp loại"

    def __str__(self):
        return f"{self.round}: {self.decision}"
