"""What stands between a record and its adoption: what is missing, what contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass

from meetings.models.attendance import PRESENT_STATUSES


@dataclass(frozen=True)
class Problem:
    """A sentence for the secretary, and the part of the page where it is put right."""

    message: str
    anchor: str


def problems_of(meeting) -> list[Problem]:
    """Everything to put right before minutes can be adopted, in the order of the page."""
    if meeting.is_planned:
        return [Problem("Cuộc họp chưa bắt đầu nên chưa có gì để thông qua.", "head")]
    rows = list(meeting.attendances.select_related("member"))
    return [
        *_people(meeting, rows),
        *_reasons(rows),
        *_votes(meeting, rows),
        *_conclusion(meeting),
    ]


def _people(meeting, rows) -> list[Problem]:
    """Chair and secretary were there; whoever leads a task is on the roll."""
    status = {row.member_id: row.status for row in rows}
    found = [
        Problem(f"{label} ({person}) không được ghi là có mặt.", "head")
        for label, person in (("Chủ trì", meeting.chair), ("Thư ký", meeting.secretary))
        if person and status.get(person.pk) not in PRESENT_STATUSES
    ]
    for task in meeting.tasks.select_related("assignee"):
        if task.assignee_id and task.assignee_id not in status:
            message = f"Đồng chí {task.assignee} được giao nhiệm vụ nhưng không có trong danh sách."
            found.append(Problem(message, f"task-{task.key}"))
    return found


def _reasons(rows) -> list[Problem]:
    return [
        Problem(f"Chưa ghi lý do vắng của đồng chí {row.member}.", f"attendance-{row.member_id}")
        for row in rows
        if row.lacks_reason
    ]


def _votes(meeting, rows) -> list[Problem]:
    voters = sum(row.is_present and row.is_official for row in rows)
    found = []
    for vote in meeting.votes.all():
        if vote.cast > voters:
            most = f"nhiều hơn {voters} đảng viên chính thức dự họp"
            message = f"“{vote}”: tổng số phiếu là {vote.cast}, {most}."
            found.append(Problem(message, f"vote-{vote.key}"))
        elif not vote.is_counted:
            found.append(Problem(f"“{vote}”: chưa ghi kết quả biểu quyết.", f"vote-{vote.key}"))
    return found


def _conclusion(meeting) -> list[Problem]:
    """A meeting without a conclusion has not been concluded: its own, or one of an item."""
    if meeting.conclusion or meeting.items.exclude(conclusion="").exists():
        return []
    return [Problem("Chưa có kết luận nên chưa thể thông qua.", "conclusion")]
