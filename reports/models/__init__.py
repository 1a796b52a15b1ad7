"""Reports, their templates, what is written in them, copies of what was issued; requests; targets."""

from reports.models.binding import bind_reports, reports_of
from reports.models.preparing import Preparation, Prepared, PreparedKind
from reports.models.printing import RegisterPrint, ReportPrint
from reports.models.report import Report, ReportQuerySet, Stage
from reports.models.request import ReportRequest
from reports.models.section import SECTION_LIMIT, Section, SectionNote
from reports.models.target import Direction, Target, TargetResult
from reports.models.template import (
    TITLES,
    Depth,
    Level,
    ReportKind,
    ReportTemplate,
    TemplateSection,
    titled,
)
