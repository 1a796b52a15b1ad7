"""Reports, and the jobs that render them."""

from reports.models.job import RenderJob
from reports.models.report import SECTION_LIMIT, Report, ReportKind, Section

__all__ = [
    "SECTION_LIMIT",
    "RenderJob",
    "Report",
    "ReportKind",
    "Section",
]
