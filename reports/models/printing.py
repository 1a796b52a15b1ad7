"""Requests of a copy of a report for whoever may not see persons."""

from __future__ import annotations

from django.db import models

from accounts.models import User
from cells.rights import COUNTING_ROLES
from common.models.links import required
from papers.models import PrintJob, PrintJobQuerySet
from reports.models.report import Report


class ReportPrintQuerySet(PrintJobQuerySet):
    seen_by = COUNTING_ROLES

    def of_report(self, report: Report, *, by: User | None) -> ReportPrint:
        """The copy of an issued report: made once, handed out to everybody who may have it."""
        if made := self.done().filter(report=report).first():
            return made
        what = {"unit": report.unit, "kind": "nameless", "title": "Bản không kèm danh sách"}
        return self.request(task="reports.tasks.print_copy", report=report, by=by, **what)


class ReportPrint(PrintJob):
    """Việc in bản không kèm danh sách cá nhân của một báo cáo đã ban hành."""

    room, right, crumb = "reports", "report.copy", "reports/_print_crumb.html"

    report = required(Report, on_delete=models.CASCADE, related_name="copies")

    objects = ReportPrintQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "việc in báo cáo"

    @property
    def about(self) -> str:
        return str(self.report)

    @property
    def file_name(self) -> str:
        return f"{self.report.file_stem} - không danh sách.pdf"
