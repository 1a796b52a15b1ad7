"""Requests of a PDF about inspection; what each kind holds is told by inspections/documents/."""

from django.db import models

from papers.models import PrintJob, PrintJobQuerySet


class InspectionPrintKind(models.TextChoices):
    PROGRAMME = "programme", "Chương trình kiểm tra, giám sát"
    RESULTS = "results", "Kết quả kiểm tra, giám sát"


class InspectionPrint(PrintJob):
    """Việc in: of the year of a unit."""

    room, right, crumb = "inspections", "inspection.read", "inspections/_print_crumb.html"
    TASK = "inspections.tasks.print_paper"

    year = models.PositiveSmallIntegerField("năm")

    objects = PrintJobQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "việc in giấy tờ kiểm tra, giám sát"

    @property
    def about(self) -> str:
        """What it is of, as its page says it."""
        return f"{self.unit}, năm {self.year}"

    @property
    def file_stem(self) -> str:
        return f"{self.title} - {self.unit.name} - {self.year}".replace("/", "-")

    @property
    def file_name(self) -> str:
        return f"{self.file_stem}.pdf"
