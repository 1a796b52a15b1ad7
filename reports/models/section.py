"""What people write in a report, section by section, and the notes at it."""

from __future__ import annotations

from django.core.validators import MaxLengthValidator
from django.db import models

from accounts.models import User
from common.models.links import optional, required

SECTION_LIMIT = 20_000


class SectionQuerySet(models.QuerySet):
    def forget_elsewhere(self, section: Section) -> None:
        """What is said of a sentence or a figure stands with one section: where it was said last."""
        for other in self.exclude(pk=section.pk):
            for field in ("wordings", "estimates"):
                said = getattr(section, field)
                kept = {key: value for key, value in getattr(other, field).items() if key not in said}
                setattr(other, field, kept)
            other.save(update_fields=["wordings", "estimates"])


class Section(models.Model):
    """Phần tự viết của một mục: what no record can tell. `revision` rises with each save of it.

    `wordings`: key of a counted sentence of the section → what the office made of it: is_shown, section
    (where it was moved to), place, text (with placeholders; empty: as usual). `estimates`: code of a
    figure → what it is expected to be at the end of the period (ước thực hiện).
    """

    report = required("reports.Report", on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=40)
    text = models.TextField(blank=True, validators=[MaxLengthValidator(SECTION_LIMIT)])
    wordings = models.JSONField(default=dict)
    estimates = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1, editable=False)
    written_by = optional(User, "người viết", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(null=True)

    objects = SectionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="section_once", fields=["report", "key"])]

    def __str__(self):
        return self.key


class SectionNoteQuerySet(models.QuerySet):
    def open(self):
        return self.filter(settled_at__isnull=True)


class SectionNote(models.Model):
    """Góp ý về một mục, until it is settled; an empty key is about the whole report."""

    report = required("reports.Report", on_delete=models.CASCADE, related_name="notes")
    key = models.CharField(max_length=40, blank=True)
    text = models.CharField("góp ý", max_length=500)
    by = optional(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    settled_by = optional(User, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    objects = SectionNoteQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "góp ý"

    def __str__(self):
        return self.text
