"""Giấy mời: who, when, where, the agenda and the papers; one sheet for all, one more for each guest."""

import re

from django.utils import timezone

from common.vietnamese import in_sentence
from meetings.documents import facts
from meetings.models import AgendaItem, Meeting, MeetingKind, MeetingMode, MeetingPrint
from members.models import Office
from members.rules.namesakes import called
from papers import blocks
from papers.layout import archive_of, authority_of, head_of, in_words

TEMPLATE = "meetings/pdf/invitation.html"
SYMBOL = "GM"  # its number is written by hand: no series counts invitations
AGENDA_COLUMNS = [
    ("TT", 11, True),
    ("Nội dung", 93, False),
    ("Người trình bày", 41, False),
    ("Phút", 20, True),
]
WEEKDAYS = ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]


def document(job: MeetingPrint) -> dict:
    meeting = job.meeting
    subject = facts.subject(meeting)
    secretary = Office.objects.secretary_of(meeting.unit, meeting.held_on)
    return {
        "template": TEMPLATE,
        "number": None,
        "issued_on": timezone.localdate(job.created_at).isoformat(),
        "head": head_of(meeting.unit.version_on(meeting.held_on), SYMBOL, meeting.held_on),
        "title": "Giấy mời",
        "subject": subject,
        "to": in_sentence(subject),
        "issuer": authority_of(meeting.unit).removeprefix("T/M "),
        "guests": [everybody(meeting), *_guests(meeting)],
        "blocks": _blocks(meeting),
        "signature": facts.secretary_signs(meeting.unit, str(secretary or "")),
        "recipients": ["Như trên", archive_of(meeting.unit)],
    }


def everybody(meeting: Meeting) -> str:
    if meeting.kind == MeetingKind.COMMITTEE:
        return "Các đồng chí chi ủy viên" if meeting.unit.is_cell else "Các đồng chí đảng ủy viên"
    if meeting.kind == MeetingKind.CONGRESS:
        return "Các đồng chí đại biểu dự đại hội"
    name = meeting.unit.version_on(meeting.held_on).name
    return f"Toàn thể đảng viên {name}"


def _guests(meeting: Meeting) -> list[str]:
    """As they were typed, one after a semicolon or, where there is none, a comma."""
    named = meeting.invited.split(";" if ";" in meeting.invited else ",")
    return [name.strip() for name in named if name.strip()]


def _blocks(meeting: Meeting) -> list[dict]:
    made = [blocks.lead("Thời gian:", when(meeting)), blocks.lead("Địa điểm:", where(meeting))]
    names = called(meeting.people())
    if meeting.chair:
        chair = names.get(meeting.chair_id, meeting.chair)
        made.append(blocks.lead("Chủ trì:", f"đồng chí {chair}."))
    items = list(meeting.items.select_related("speaker"))
    if items:
        made += [blocks.lead("Nội dung:"), *blocks.table(AGENDA_COLUMNS, _agenda(items, names))]
    papers = [str(one) for one in meeting.attachments.all()]
    if papers:
        made.append(blocks.lead("Tài liệu:", "; ".join(papers) + "."))
    return made


def when(meeting: Meeting) -> str:
    day = meeting.held_on
    hour = f"{facts.clock(meeting.starts_at)}, " if meeting.starts_at else ""
    until = f", đến hết {in_words(meeting.ends_on)}" if meeting.ends_on else ""
    return f"{hour}{WEEKDAYS[day.weekday()]}, {in_words(day)}{until}."


def where(meeting: Meeting) -> str:
    place = re.sub(r"\.+$", "", meeting.place) or "…………………………"
    return f"{place} (họp trực tuyến)." if meeting.mode == MeetingMode.ONLINE else f"{place}."


def _agenda(items: list[AgendaItem], names: dict[int, str]) -> list[list[str]]:
    speakers = [names.get(item.speaker_id, str(item.speaker or "")) for item in items]
    return [
        [str(place), item.title, speaker, str(item.planned_minutes or "")]
        for place, (item, speaker) in enumerate(zip(items, speakers, strict=True), start=1)
    ]
