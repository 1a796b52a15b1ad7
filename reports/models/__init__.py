"""Reports and what the office writes in them; targets."""

from reports.models.report import SECTION_LIMIT, Report, ReportKind, Section
from reports.models.target import Direction, Target, TargetResult
