"""Nghị quyết: what a meeting decided, the facts from its record, the body as it was written."""

from common.vietnamese import search_key
from meetings.documents import facts
from meetings.documents.minutes import head
from meetings.documents.rows import MeetingRows
from meetings.models import Meeting, MeetingKind, PaperKind, Vote
from members.models import Office, OfficeKind
from papers import blocks
from papers.layout import archive_of, authority_of, issuer_name

ASKS_FOR_IT = "nghi quyet"  # the vote on a resolution names it
SIGNING = [OfficeKind.SECRETARY, OfficeKind.DEPUTY_SECRETARY]


def of_meeting(meeting: Meeting) -> dict:
    """The resolution as it stands now."""
    sitting = MeetingRows(meeting)
    return head(meeting, PaperKind.RESOLUTION) | {
        "title": "Nghị quyết",
        "subject": meeting.resolution_subject or facts.subject(meeting),
        "parts": [
            {"title": "Căn cứ", "number": "", "blocks": [blocks.text(_grounds(sitting))]},
            {"title": "Nội dung nghị quyết", "number": "", "blocks": blocks.rich(meeting.resolution)},
        ],
        "closing": [f"{_voted(sitting)}."],
        "signature": _signature(sitting),
        "recipients": _recipients(meeting),
    }


def _grounds(sitting: MeetingRows) -> str:
    """The opening paragraph: which meeting, where, led by whom. Who came and how long it took stand in
    the minutes alone, so that correcting those leaves the resolution as it was issued."""
    meeting = sitting.meeting
    where = f", tại {meeting.place}" if meeting.place else ""
    return (
        f"{meeting.title} {facts.in_words(meeting.held_on)}{where}; "
        f"chủ trì: {sitting.person(meeting.chair)}. "
        f"Sau khi nghe báo cáo và thảo luận, {_who_resolves(meeting)} quyết nghị:"
    )


def _who_resolves(meeting: Meeting) -> str:
    """The body that met, as its resolution names it."""
    if meeting.is_congress:
        return "Đại hội"
    if meeting.kind == MeetingKind.CONFERENCE:
        return "Hội nghị"
    if meeting.kind == MeetingKind.COMMITTEE and meeting.unit.is_cell:
        return "Chi ủy"
    return "Chi bộ" if meeting.unit.is_cell else "Đảng ủy"


def vote_on(sitting: MeetingRows) -> Vote | None:
    """The last vote whose question speaks of the resolution."""
    asked = [
        vote
        for votes in sitting.votes.values()
        for vote in votes
        if ASKS_FOR_IT in search_key(vote.question)
    ]
    return max(asked, key=lambda vote: vote.pk, default=None)


def _voted(sitting: MeetingRows) -> str:
    """The line of the vote; without one the resolution only says that it was adopted there."""
    meeting, vote = sitting.meeting, vote_on(sitting)
    said = f"Nghị quyết này được {meeting.title.lower()} {facts.in_words(meeting.held_on)} thông qua"
    if vote is None:
        return said
    return f"{said}, tỷ lệ tán thành {facts.share(sitting, vote)} số đảng viên chính thức phải dự"


def _signature(sitting: MeetingRows) -> dict:
    """The chair, when secretary or deputy; else whoever is secretary that day. Nobody signs K/T."""
    meeting, held = sitting.meeting, sitting.offices
    chair = meeting.chair if meeting.chair and held.get(meeting.chair_id) in SIGNING else None
    signer = chair or Office.objects.secretary_of(meeting.unit, meeting.held_on)
    office = held.get(signer.pk) if signer else OfficeKind.SECRETARY
    return {
        "authority": "T/M Đại hội" if meeting.is_congress else authority_of(meeting.unit),
        "title": OfficeKind(office).label,
        "name": str(signer or ""),
    }


def _recipients(meeting: Meeting) -> list[str]:
    """The body above, those who carry it out, the archive; the last is always the archive."""
    unit = meeting.unit
    above = unit.version_on(meeting.held_on).parent
    listed = [f"{issuer_name(above, above.name)} (để báo cáo)"] if above else []
    listed.append("Đảng viên trong chi bộ" if unit.is_cell else "Các chi bộ trực thuộc")
    return [*listed, archive_of(unit)]
