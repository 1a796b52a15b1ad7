"""Reports, the numbers they are issued under, and the jobs that render them."""

from reports.models.job import RenderJob
from reports.models.report import SECTION_LIMIT, DamagedFileError, Report, ReportKind, Section
from reports.models.series import Series

__all__ = [
    "SECTION_LIMIT",
    "DamagedFileError",
    "RenderJob",
    "Report",
    "ReportKind",
    "Section",
    "Series",
]
