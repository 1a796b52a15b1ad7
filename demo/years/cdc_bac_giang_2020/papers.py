"""The papers of one cell: minutes and resolutions frozen under their numbers, one of them corrected."""

import datetime

from common.periods import DAY
from demo.years.cdc_bac_giang_2020.roll import Loaded
from meetings.documents import of_adoption
from meetings.models import Meeting, MeetingPaper, PaperKind, changes

CELL, CORRECTED_MONTH = 1, 11
REASON = "Ghi thiếu ý kiến của Công đoàn bộ phận trong phần kết luận."
ADDED = "<p>Chi bộ tiếp thu ý kiến của Công đoàn bộ phận về lịch trực cuối năm.</p>"


def load_papers(case: Loaded) -> None:
    """In the order of their days, so that the numbers run as they would have run."""
    cell = case.cells[CELL - 1]
    meetings = Meeting.objects.of_cells().adopted().filter(unit=cell).order_by("held_on")
    for meeting in meetings:
        for kind, document in of_adoption(meeting).items():
            _issue(meeting, kind, document, on=meeting.held_on)
        if meeting.held_on.month == CORRECTED_MONTH:
            _correct(meeting)


def _issue(meeting: Meeting, kind: str, document: dict, *, on: datetime.date, reason="") -> None:
    about = {"kind": kind, "meeting": meeting, "by": None}
    MeetingPaper.objects.issue(document, issued_on=on, reason=reason, **about)


def _correct(meeting: Meeting) -> None:
    """Opened again four days later, and locked as the second version of that day."""
    meeting.correct(reason=REASON, documents=of_adoption(meeting), by=None)
    meeting.record(changes("meeting", conclusion=meeting.conclusion + ADDED), by=None)
    document = of_adoption(meeting)[PaperKind.MINUTES]
    _issue(meeting, PaperKind.MINUTES, document, on=meeting.held_on + 4 * DAY, reason=REASON)
    Meeting.objects.filter(pk=meeting.pk).update(correction_reason="")
