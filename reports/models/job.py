"""Jobs that make a PDF."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import timezone

from cells.models import Job, JobQuerySet, JobState
from reports.models.report import Report


class RenderJobQuerySet(JobQuerySet):
    def visible_to(self, user):
        return self.filter(report__in=Report.objects.visible_to(user))


class RenderJob(Job):
    """Việc lập tệp PDF."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="jobs")
    is_final = models.BooleanField(default=False)  # of the issued report, from its snapshot
    input_hash = models.CharField(max_length=64, blank=True)
    output_hash = models.CharField(max_length=64, blank=True)
    file = models.FileField(upload_to="drafts/%Y", blank=True)

    objects = RenderJobQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "việc lập báo cáo"
        constraints = [
            models.CheckConstraint(
                name="renderjob_done_has_file",
                condition=~models.Q(state="done") | ~models.Q(output_hash="") & ~models.Q(file=""),
            )
        ]

    def __str__(self):
        return f"{self.report}: {self.get_state_display()}"

    def note_input(self, digest: str) -> None:
        """Keep the hash of the data that the file is made from. Raises LeaseLostError."""
        self.keep(input_hash=digest)

    def finish(self, pdf: bytes) -> None:
        """Keep the file and its hash; the file of an issued report is the report's own, for good."""
        digest = hashlib.sha256(pdf).hexdigest()
        self.file.save(f"{self.report_id}-{self.pk}-{self.attempt}.pdf", ContentFile(pdf), save=False)
        with transaction.atomic():
            self.keep(
                state=JobState.DONE,
                progress=100,
                finished_at=timezone.now(),
                output_hash=digest,
                file=self.file.name,
            )
            if self.is_final:
                Report.objects.filter(pk=self.report_id, sha256="").update(
                    sha256=digest, file=self.file.name
                )
