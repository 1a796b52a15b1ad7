"""What a secretary sends to the group of the cell, as plain text: the invitation, then the outcome.

No more of persons than the papers say that everybody gets: who chairs, who presents, who has a task.
"""

from collections.abc import Iterator

from common.vietnamese import nfc
from meetings.documents import facts
from meetings.documents.invitation import everybody, when, where
from meetings.documents.rows import MeetingRows
from meetings.models import Meeting
from meetings.rules.rich_text import lines_of
from members.rules.namesakes import called


def invitation_text(meeting: Meeting) -> str:
    """As the paper says it: who, when, where, chaired by whom, the agenda and the papers."""
    names = called(meeting.people())
    lines = ["GIẤY MỜI", f"Kính mời: {everybody(meeting)}", f"Tới dự: {facts.subject(meeting)}."]
    lines += [f"Thời gian: {when(meeting)}", f"Địa điểm: {where(meeting)}"]
    if meeting.chair:
        lines.append(f"Chủ trì: đồng chí {names.get(meeting.chair_id, meeting.chair)}.")
    lines += _listed("Nội dung:", (item.title for item in meeting.items.all()))
    lines += _listed("Tài liệu:", (str(one) for one in meeting.attachments.all()))
    return _text([*lines, "Kính mong các đồng chí dự đầy đủ, đúng giờ."])


def outcome_text(sitting: MeetingRows) -> str:
    """What was concluded and decided, and who does what by when; "" when nothing is written yet."""
    meeting = sitting.meeting
    lines = [*_concluded(sitting), *_listed("NHIỆM VỤ:", _tasks(sitting))]
    if not lines:
        return ""
    heading = f"{facts.subject(meeting)}, ngày {meeting.held_on:%d/%m/%Y} ({meeting.unit_name})"
    note = [] if meeting.is_adopted else ["(Biên bản chưa thông qua.)"]
    return _text([heading, *note, *lines])


def _concluded(sitting: MeetingRows) -> Iterator[str]:
    meeting = sitting.meeting
    said = [item for item in sitting.items if item.conclusion]
    if meeting.conclusion or said:
        yield "KẾT LUẬN:"
    for item in said:
        yield f"- {item.title}: {' '.join(lines_of(item.conclusion).split())}"
    yield from filter(None, (line.strip() for line in lines_of(meeting.conclusion).splitlines()))
    if meeting.resolution:
        yield f"NGHỊ QUYẾT: {meeting.resolution_subject or facts.subject(meeting)}."


def _tasks(sitting: MeetingRows) -> Iterator[str]:
    for task in sitting.tasks:
        doer = sitting.calling(task.doer, task.assignee)
        by = f"hạn {task.due_text}" if task.due_on else ""
        told = "; ".join(filter(None, [doer, by]))
        yield f"{task.text} ({told})" if told else task.text


def _listed(heading: str, texts) -> list[str]:
    lines = [f"{place}. {text}" for place, text in enumerate(texts, start=1)]
    return [heading, *lines] if lines else []


def _text(lines: list[str]) -> str:
    return "\n".join(nfc(line) for line in lines)
