"""What a secretary copies and sends to the group of the cell by telephone."""

from django.shortcuts import render

from meetings.documents.rows import MeetingRows
from meetings.documents.telling import invitation_text, outcome_text
from meetings.views.shared import meeting_for


def meeting_tell(request, pk):
    """The invitation until the meeting begins; then its conclusions and tasks."""
    meeting = meeting_for(request, pk, "meeting.print")
    text = outcome_text(MeetingRows(meeting)) if meeting.is_held else invitation_text(meeting)
    return render(request, "meetings/meeting_tell.html", {"meeting": meeting, "text": text})
