"""The reports of the units below as one book: the PDF of each as it was issued."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial

from accounts.models import User
from cells.models import Unit
from papers.models import Book, PrintJob
from reports.models.report import Report
from reports.models.template import TITLES
from reports.rules.period import named

NOT_ISSUED = "Chưa ban hành báo cáo của kỳ này."


def reports_of(
    units: list[Unit], kind: str, starts_on: datetime.date, ends_on: datetime.date
) -> list[tuple[Unit, Report | None]]:
    """Each unit with its issued report of exactly this period, if there is one."""
    issued = Report.objects.in_force().filter(unit__in=units, kind=kind)
    issued = issued.filter(starts_on=starts_on, ends_on=ends_on).select_related("unit")
    found = {report.unit_id: report for report in issued}
    return [(unit, found.get(unit.pk)) for unit in units]


def bind_reports(
    unit: Unit, units: list[Unit], kind: str, days: tuple[datetime.date, datetime.date], *, by: User
) -> Book:
    """Bind the reports of these units; who has issued none is named in the book."""
    of_period = f"{TITLES[kind]}, {named(*days)}"
    what = {"title": "Tập báo cáo của các đơn vị trực thuộc", "about": f"{unit}: {of_period}"[:200]}
    parts = partial(_parts, units, kind, days, by)
    what |= {"asks": "report.download", "as_on": days[1]}
    return Book.objects.bind(parts, by=by, unit=unit, **what)


def _parts(units: list[Unit], kind: str, days, by: User) -> Iterator[tuple[str, PrintJob | None, str]]:
    for unit, report in reports_of(units, kind, *days):
        yield str(unit), report and _job(report, by), "" if report else NOT_ISSUED


def _job(report: Report, by: User) -> PrintJob:
    """The one that made its file for good, or a new one where it could not be made."""
    made = report.prints.done().filter(is_final=True).first() if report.sha256 else None
    return made or report.request_pdf(by=by, is_sent=False)
