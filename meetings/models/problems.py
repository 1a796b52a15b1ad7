"""What stands between a record and its adoption: what is missing, what contradicts itself."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects


@dataclass(frozen=True)
class Problem:
    """A sentence for the secretary, and the part of the page where it is put right."""

    message: str
    anchor: str


def problems_of(meeting) -> list[Problem]:
    """Everything to put right before minutes can be adopted, in the order of the page."""
    if not meeting.is_held:
        return [Problem("Cuộc họp chưa bắt đầu nên chưa có gì để thông qua.", "head")]
    # What a page has read already is not read again.
    prefetch_related_objects(
        [meeting], "attendances__member", "items", "votes", "tasks__assignee", "chair", "secretary"
    )
    rows = list(meeting.attendances.all())
    return [
        *_people(meeting, rows),
        *_reasons(rows),
        *_votes(meeting, rows),
        *_tasks(meeting, rows),
        *_conclusion(meeting),
    ]


def _people(meeting, rows) -> list[Problem]:
    """Chair and secretary were there."""
    present = {row.member_id for row in rows if row.is_present}
    return [
        Problem(f"{label} ({person}) không được ghi là có mặt.", anchor)
        for label, person, anchor in (
            ("Chủ trì", meeting.chair, "meeting-chair"),
            ("Thư ký", meeting.secretary, "meeting-secretary"),
        )
        if person and person.pk not in present
    ]


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


def _tasks(meeting, rows) -> list[Problem]:
    """Whoever leads a task is on the roll."""
    on_roll = {row.member_id for row in rows}
    return [
        Problem(
            f"Đồng chí {task.assignee} được giao nhiệm vụ nhưng không có trong danh sách.",
            f"task-{task.key}",
        )
        for task in meeting.tasks.all()
        if task.assignee_id and task.assignee_id not in on_roll
    ]


def _conclusion(meeting) -> list[Problem]:
    """A meeting without a conclusion has not been concluded: its own, or one of an item."""
    if meeting.conclusion or any(item.conclusion for item in meeting.items.all()):
        return []
    return [Problem("Chưa có kết luận nên chưa thể thông qua.", "meeting-conclusion")]
