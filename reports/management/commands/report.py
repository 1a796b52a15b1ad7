"""Make the PDF of a report at once: of the one that was begun for the period, else of the records."""

import datetime
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cells.models import Unit
from papers import pdf as rendering
from papers.layout import html
from reports.documents import year_end
from reports.figures import Scope
from reports.models import Report, ReportKind
from reports.rules.period import wrong_period


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--unit", required=True, help="code of the unit")
        parser.add_argument("--kind", choices=ReportKind.values, default=ReportKind.YEAR_END.value)
        parser.add_argument("--from", required=True, dest="start", type=datetime.date.fromisoformat)
        parser.add_argument("--to", required=True, dest="end", type=datetime.date.fromisoformat)
        parser.add_argument("--output", required=True, type=Path)

    def handle(self, *, unit, kind, start, end, output, **options):
        found = Unit.objects.filter(code=unit).first()
        if found is None:
            raise CommandError(f"no unit with the code {unit}")
        if wrong_period(start, end):
            raise CommandError("--from and --to: backwards, over 40 years, or not in 1930-2100")
        began = time.monotonic()
        document = self.document(found, kind, start, end)
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

    def document(self, unit, kind, start, end) -> dict:
        """What the page would render: the frozen data, the draft with its texts, or figures alone."""
        report = Report.objects.of_period(unit, kind, start, end).first()
        if report is None:
            return year_end.document(Scope(unit, start, end), {}, day=end)
        return report.snapshot if report.is_issued else year_end.draft(report)
