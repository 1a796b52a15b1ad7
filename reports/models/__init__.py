"""Reports and what the office writes in them."""

from reports.models.report import SECTION_LIMIT, Report, ReportKind, Section

__all__ = [
    "SECTION_LIMIT",
    "Report",
    "ReportKind",
    "Section",
]
