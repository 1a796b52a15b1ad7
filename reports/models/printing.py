"""Requests of a copy of a report for whoever may not see persons, and of registers."""

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


class RegisterPrint(PrintJob):
    """Việc in: a register of a unit and a period, or some of its rows as a part of a book.

    Where a reason is kept, numbers stand in it whole; it is handed out only to who may see them.
    """

    room, crumb = "reports", "reports/_register_crumb.html"
    TASK, KIND = "reports.tasks.print_register", "register"

    register = models.CharField("sổ", max_length=24, editable=False)  # its code
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    reason = models.CharField("lý do ghi số đầy đủ", max_length=300, blank=True)
    in_book = models.BooleanField(default=False)
    first = models.PositiveIntegerField(default=0)  # row it begins with, counted from 0
    until = models.PositiveIntegerField(null=True)  # row before which it ends

    objects = PrintJobQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "việc in sổ"

    @staticmethod
    def right_to(reason: str) -> str:
        """What one must hold for a register with masked numbers, or with whole ones."""
        return "member.unmask" if reason else "member.export"

    @property
    def right(self) -> str:
        return self.right_to(self.reason)

    @property
    def detail_page(self) -> str:
        return "reports:register_job"

    @property
    def download_page(self) -> str:
        return "reports:register_download"

    @property
    def about(self) -> str:
        return f"{self.unit}, từ {self.starts_on:%d/%m/%Y} đến hết {self.ends_on:%d/%m/%Y}"

    @property
    def file_name(self) -> str:
        parts = [self.title, self.unit.name, f"{self.ends_on:%d-%m-%Y}"]
        return f"{' - '.join(parts)}.pdf".replace("/", "-")
