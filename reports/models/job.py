"""Jobs that make the PDF of a report."""

from __future__ import annotations

from django.db import models

from common.models import FileJob, JobQuerySet, done_has_file
from reports.models.report import Report


class RenderJobQuerySet(JobQuerySet):
    def visible_to(self, user):
        return self.filter(report__in=Report.objects.visible_to(user))


class RenderJob(FileJob):
    """Việc lập tệp PDF."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="jobs")
    is_final = models.BooleanField(default=False)  # of the issued report, from its snapshot

    objects = RenderJobQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "việc lập báo cáo"
        constraints = [done_has_file("renderjob_done_has_file")]

    def __str__(self):
        return f"{self.report}: {self.get_state_display()}"

    def hand_over(self) -> None:
        """The file of an issued report is the report's own, for good."""
        if self.is_final:
            kept = {"sha256": self.output_hash, "file": self.file.name}
            Report.objects.filter(pk=self.report_id, sha256="").update(**kept)
