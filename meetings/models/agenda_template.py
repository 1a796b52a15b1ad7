"""Agendas as data: for each kind of meeting, of all units or of one committee, from a day on."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from accounts import audit
from accounts.models import User
from cells.models import Unit
from common.models.links import optional
from common.periods import refuse_far
from common.vietnamese import nfc
from meetings.models.agenda import Subject
from meetings.models.kinds import MeetingKind
from meetings.models.shared import SharedDownQuerySet

MAX_LINES = 40
TWICE = "Đã có một chương trình mẫu áp dụng từ đúng ngày này."


class Speaker(models.TextChoices):
    NONE = "", "Chưa định"
    CHAIR = "chair", "Chủ trì"
    SECRETARY = "secretary", "Thư ký"


class Carries(models.TextChoices):
    """What earlier meetings left, to be written under the item from the beginning."""

    NONE = "", "Không"
    TASKS = "tasks", "Nhiệm vụ chưa xong"
    CONCLUSION = "conclusion", "Kết luận kỳ trước"


class AgendaTemplateQuerySet(SharedDownQuerySet):
    def visible_to(self, user):
        """Those for all, and those of units at, above and below where the user stands."""
        return self.filter(unit=None) | super().visible_to(user)

    def in_force(self, unit: Unit, kind: str, day: datetime.date) -> AgendaTemplate | None:
        """That of the nearest organisation at or above the unit, its latest by that day; the first
        one known also covers the time before it."""
        rows = self.filter(Q(unit=None) | Q(unit__in=unit.path_ids), kind=kind)
        known = list(rows.order_by(F("unit__path").desc(nulls_last=True), "valid_from"))
        dated = [row for row in known if row.valid_from <= day]
        nearest = [row for row in dated if row.unit_id == dated[0].unit_id]
        return next(iter(nearest[-1:] or known), None)

    def by_kind(self):
        """In the order of the kinds, the latest first."""
        order = models.Case(
            *(models.When(kind=kind, then=place) for place, kind in enumerate(MeetingKind.values))
        )
        rows = self.select_related("unit").annotate(count=models.Count("lines"))
        return rows.order_by(order, F("unit__name").asc(nulls_first=True), "-valid_from")

    @transaction.atomic
    def write(self, *, lines: Iterable[dict], by: User | None, **facts) -> AgendaTemplate:
        """A new template, with its lines in their order."""
        template = self.model(**facts)
        template.full_clean()
        template.save()
        template._set_lines(lines)
        audit.record(by, "agenda_template.write", template)
        return template


class AgendaTemplate(models.Model):
    """Chương trình mẫu. A rule of another day is another row; the earlier one stays for its days."""

    name = models.CharField("tên", max_length=200)
    kind = models.CharField("loại họp", max_length=12, choices=MeetingKind.choices)
    unit = optional(
        Unit, "của", help_text="Dùng cho tổ chức này và các tổ chức trực thuộc; để trống là dùng chung."
    )
    valid_from = models.DateField("áp dụng từ ngày")
    source = models.CharField("căn cứ", max_length=300, blank=True)

    objects = AgendaTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-valid_from"]
        verbose_name = verbose_name_plural = "chương trình mẫu"
        constraints = [
            models.UniqueConstraint(
                name="agendatemplate_once_a_day",
                fields=["kind", "unit", "valid_from"],
                violation_error_message=TWICE,
            ),
            models.UniqueConstraint(
                name="agendatemplate_for_all_once_a_day",
                fields=["kind", "valid_from"],
                condition=Q(unit__isnull=True),
                violation_error_message=TWICE,
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        self.name, self.source = nfc(self.name), nfc(self.source)
        if not self.name:
            raise ValidationError({"name": "Ghi tên chương trình mẫu."})
        refuse_far(self.valid_from, "valid_from")

    @transaction.atomic
    def rewrite(self, *, lines: Iterable[dict], by: User | None, **facts) -> None:
        """Put a template right; meetings that took it keep what they took."""
        for name, value in facts.items():
            setattr(self, name, value)
        self.full_clean()
        self.save()
        self._set_lines(lines)
        audit.record(by, "agenda_template.rewrite", self, sorted(facts))

    def _set_lines(self, lines: Iterable[dict]) -> None:
        made = [
            AgendaTemplateLine(template=self, position=position, **facts)
            for position, facts in enumerate(lines, start=1)
        ]
        if not made:
            raise ValidationError("Chương trình cần có ít nhất một nội dung.")
        if len(made) > MAX_LINES:
            raise ValidationError(f"Chương trình có tối đa {MAX_LINES} nội dung.")
        for line in made:
            line.full_clean(exclude=["template"])
        self.lines.all().delete()
        AgendaTemplateLine.objects.bulk_create(made)

    @transaction.atomic
    def drop(self, *, by: User | None) -> None:
        """Take away a template written by mistake; the agendas taken from it stay."""
        audit.record(by, "agenda_template.drop", self)
        self.delete()

    @property
    def minutes(self) -> int:
        """How long its lines take together."""
        return sum(line.planned_minutes or 0 for line in self.lines.all())


class AgendaTemplateLine(models.Model):
    template = models.ForeignKey(AgendaTemplate, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField("thứ tự")
    title = models.CharField("nội dung", max_length=300)
    subject = models.CharField(
        "thuộc phần", max_length=12, choices=Subject.choices, default=Subject.OTHER
    )
    planned_minutes = models.PositiveSmallIntegerField("dự kiến (phút)", null=True, blank=True)
    speaker = models.CharField(
        "người trình bày", max_length=9, choices=Speaker.choices, blank=True, default=Speaker.NONE
    )
    carries = models.CharField(
        "mang sang", max_length=10, choices=Carries.choices, blank=True, default=Carries.NONE
    )

    class Meta:
        ordering = ["position", "id"]
        verbose_name = verbose_name_plural = "nội dung mẫu"

    def __str__(self):
        return self.title

    def clean(self):
        self.title = nfc(self.title)
        if not self.title:
            raise ValidationError({"title": "Ghi nội dung."})
