"""Reports and what the office writes in them."""

from reports.models.report import SECTION_LIMIT, Report, ReportKind, Section
