"""Biên bản: the minutes of a meeting as plain data."""

from __future__ import annotations

from cells.documents import head_of
from meetings.models import Meeting, PrintJob

TEMPLATE = "meetings/pdf/minutes.html"


def document(job: PrintJob) -> dict:
    return of_meeting(job.meeting)


def of_meeting(meeting: Meeting) -> dict:
    """The minutes as they stand now."""
    version = meeting.unit.version_on(meeting.held_on)
    return {
        "template": TEMPLATE,
        "number": None,
        "issued_on": None,
        "head": head_of(version, "BB", meeting.held_on),
        "title": "Biên bản",
        "subject": meeting.title,
        "content": meeting.content,
        "conclusion": meeting.conclusion,
    }
