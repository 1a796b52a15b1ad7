"""Make the PDF of a report at once: of the one that was begun for the period, else of the records."""

import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from papers import pdf as rendering
from papers.layout import html
from reports.documents import drafting
from reports.management import add_scope, scope_of
from reports.models import Report, ReportKind, ReportTemplate


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        add_scope(parser)
        parser.add_argument("--kind", choices=ReportKind.values, default=ReportKind.YEAR_END.value)
        parser.add_argument("--output", required=True, type=Path)

    def handle(self, *, unit, kind, start, end, output, **options):
        scope = scope_of(unit, start, end)
        began = time.monotonic()
        document = self.document(scope, kind)
        counted = time.monotonic()
        try:
            made = rendering.pdf(html(document))
        except rendering.RenderError as error:
            raise CommandError(str(error)) from error
        output.write_bytes(made)
        self.stderr.write(
            f"{time.monotonic() - began:.2f} s (figures {counted - began:.2f} s), "
            f"{rendering.page_count(made)} pages"
        )

    def document(self, scope, kind) -> dict:
        """What the page would render: the frozen data, the draft with its texts, or figures alone."""
        report = Report.objects.of_period(scope.unit, kind, *scope.days).first()
        if report is None:
            template = ReportTemplate.objects.chosen(scope.unit, kind)
            days = {"starts_on": scope.start, "ends_on": scope.end}
            annexes = template.annexes
            report = Report(unit=scope.unit, kind=kind, template=template, annexes=annexes, **days)
        return report.snapshot if report.is_issued else drafting.draft(report)
