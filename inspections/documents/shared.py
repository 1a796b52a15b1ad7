"""What the papers of a year have in common: head, signature."""

import datetime

from django.utils import timezone

from inspections.models import InspectionPrint
from meetings.documents.facts import secretary_signs
from meetings.documents.minutes import TEMPLATE
from papers.layout import archive_of, frame, head_of


def paper(job: InspectionPrint, symbol: str, title: str, parts: list[dict], **words) -> dict:
    """Its number is written by hand; the names are those of the last day of the year, or of today."""
    day = min(datetime.date(job.year, 12, 31), timezone.localdate())
    head = head_of(job.unit.version_on(day) or job.unit.versions.latest("starts_on"), symbol, day)
    below = [] if job.unit.is_cell else ["Các chi bộ trực thuộc"]
    usual = {
        "title": title,
        "subject": f"kiểm tra, giám sát năm {job.year}",
        "parts": parts,
        "signature": secretary_signs(job.unit),
        "recipients": ["Cấp ủy cấp trên (để báo cáo)", *below, archive_of(job.unit)],
    }
    return frame(TEMPLATE, head, is_form=True, **usual | words)
