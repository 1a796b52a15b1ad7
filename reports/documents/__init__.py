"""Documents as plain data: what the file is made from, what is frozen, what its hash is taken of."""

from __future__ import annotations

import datetime

from reports.documents import year_end
from reports.figures import Scope
from reports.models import Report

BUILDERS = {"year-end": year_end.document}


def draft(report: Report, *, day: datetime.date | None = None) -> dict:
    """The document of a report as the records stand now, with the names in force on `day`."""
    return BUILDERS[report.kind](
        scope(report),
        report.texts(),
        day=day or report.ends_on,
        replaces=report.replaces and replaced_note(report),
    )


def scope(report: Report) -> Scope:
    return Scope(report.unit, report.starts_on, report.ends_on)


def replaced_note(report: Report) -> str:
    """What a corrected report says of the one it replaces."""
    old = report.replaces
    return (
        f"Thay thế Báo cáo số {old.full_number} ngày {old.issued_on:%d/%m/%Y}. "
        f"Lý do: {report.replace_reason}"
    )
