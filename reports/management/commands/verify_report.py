"""Whether a PDF is an issued report of this installation, unchanged, and whether the records of today
still give the same figures and lists. The exit code is 1 where anything differs."""

import hashlib
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from papers import pdf as rendering
from papers.layout import digest
from reports.documents import drafting, reading
from reports.models import Report, ReportPrint


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        try:
            made = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from error
        report, is_whole = _found(made)
        if report is None:
            raise CommandError("This is no report of this installation.")
        self.stdout.write(f"{report}, số {report.full_number} ngày {report.issued_on:%d/%m/%Y}")
        wrong = [] if is_whole else ["The file is not as it was made."]
        if not report.is_whole():
            wrong.append("The frozen data are not as they were kept.")
        wrong += [f"Today otherwise: {line}" for line in changed_since(report)]
        if wrong:
            raise CommandError("\n".join(wrong))
        self.stdout.write("The file is unchanged; the records of today give the same figures.")


def _found(made: bytes) -> tuple[Report | None, bool]:
    """The report that a file is of, and whether the file is as it was made."""
    sha256 = hashlib.sha256(made).hexdigest()
    if report := Report.objects.filter(sha256=sha256).first():
        return report, True
    if copy := ReportPrint.objects.filter(output_hash=sha256).select_related("report").first():
        return copy.report, True
    data = rendering.data_in(made)
    report = data and Report.objects.issued().filter(snapshot_hash=digest(data)).first()
    return report, False


def changed_since(report: Report) -> list[str]:
    """Figures and lists that the records of today would tell otherwise."""
    parts = reading.differences(reading.said(report.snapshot), reading.said(drafting.draft(report)))
    counted = [part for part in parts if part[0].startswith((reading.FIGURES_PART, reading.ANNEX))]
    made = []
    for title, gone, came in counted:
        made += [f"{title}: was {line}" for line in gone] + [f"{title}: is {line}" for line in came]
    return made
