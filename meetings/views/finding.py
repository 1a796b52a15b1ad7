"""The meeting an address names."""

from cells.views.finding import row_for
from meetings.models import Meeting


def meeting_for(request, pk: int, action: str = "meeting.read") -> Meeting:
    """404 out of scope, 403 without the right at its unit; with everybody whom its pages name."""
    meetings = Meeting.objects.for_minutes().select_related("prepared_in", "review__written_by")
    return row_for(request, meetings, pk, action)
