"""How long a meeting of a cell should last: a rule with its years, and only a warning."""

from __future__ import annotations

import datetime

from django.db import models

from meetings.models.kinds import MeetingKind


class LengthRuleQuerySet(models.QuerySet):
    def for_day(self, day: datetime.date) -> LengthRule | None:
        """The rule in force on that day, None before the first one known."""
        return self.filter(valid_from__lte=day).order_by("-valid_from").first()


class LengthRule(models.Model):
    """Thời lượng sinh hoạt tối thiểu, in minutes, with the text it comes from."""

    valid_from = models.DateField("áp dụng từ ngày", unique=True)
    minutes = models.PositiveSmallIntegerField("số phút tối thiểu")
    combined_minutes = models.PositiveSmallIntegerField("số phút tối thiểu khi kết hợp chuyên đề")
    source = models.CharField("căn cứ", max_length=300)

    objects = LengthRuleQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from"]
        verbose_name = verbose_name_plural = "thời lượng sinh hoạt"

    def __str__(self):
        return self.source

    def least(self, kind: str) -> int:
        """The least number of minutes of a cell meeting of that kind."""
        return self.combined_minutes if kind == MeetingKind.COMBINED else self.minutes
