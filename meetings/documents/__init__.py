"""Papers about meetings as plain data: what a page prints, what is frozen, what its hash is taken of.

Each function reads the records and answers plain data, with "template": the page in
templates/meetings/pdf/ that prints it.
"""

from collections.abc import Callable

from meetings.documents import invitation, minutes, month, resolution, review
from meetings.models import Meeting, MeetingPrint, PaperKind, PrintKind

DOCUMENTS: dict[PrintKind, Callable[[MeetingPrint], dict]] = {
    PrintKind.MINUTES: lambda job: minutes.of_meeting(job.meeting),
    PrintKind.RESOLUTION: lambda job: resolution.of_meeting(job.meeting),
    PrintKind.INVITATION: invitation.document,
    PrintKind.REVIEW: review.document,
    PrintKind.NOTICE: month.notice,
    PrintKind.MONTH_REGISTER: month.register,
    PrintKind.PROGRAMME: month.programme,
}


def of_adoption(meeting: Meeting) -> dict[str, dict]:
    """What adopting a meeting freezes: its minutes, and its resolution where there is one.

    Nothing where they stay on paper.
    """
    if meeting.is_taken_over:
        return {}
    made = {PaperKind.MINUTES: minutes.of_meeting(meeting)}
    if meeting.resolution:
        made[PaperKind.RESOLUTION] = resolution.of_meeting(meeting)
    return made
