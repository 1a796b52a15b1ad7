"""What stands between a record and its adoption: what is missing, what contradicts itself."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from meetings.rules.rich_text import MAX_LAYOUT, layout_of

MAX_MINUTES = 3 * MAX_LAYOUT  # some 70 pages


@dataclass(frozen=True)
class Problem:
    """A sentence for the secretary, and the part of the page where it is put right."""

    message: str
    anchor: str
    may_stay: bool = False  # listed only: minutes may be adopted so


class Problems(list[Problem]):
    @property
    def lacking(self) -> list[Problem]:
        return [problem for problem in self if not problem.may_stay]

    @property
    def doubtful(self) -> list[Problem]:
        return [problem for problem in self if problem.may_stay]


def problems_of(meeting) -> Problems:
    """Everything to put right, or to look at, before minutes are adopted, in the order of the page."""
    return Problems(_found(meeting))


def _found(meeting) -> list[Problem]:
    if not meeting.is_held:
        return [Problem("Cuộc họp chưa bắt đầu nên chưa có gì để thông qua.", "head")]
    # What a page has read already is not read again.
    prefetch_related_objects(
        [meeting],
        "attendances__member",
        "items",
        "opinions",
        "votes",
        "tasks__assignee",
        "chair",
        "secretary",
    )
    rows = list(meeting.attendances.all())
    return [
        *_end(meeting),
        *_people(meeting, rows),
        *_reasons(rows),
        *_votes(meeting, rows),
        *_tasks(meeting, rows),
        *_conclusion(meeting),
        *_resolution(meeting),
        *_length(meeting),
    ]


def _end(meeting) -> list[Problem]:
    if meeting.ends_at is None:
        return [Problem("Chưa ghi giờ kết thúc.", "head", may_stay=True)]
    if meeting.ends_next_day:
        told = f"Kết thúc lúc {meeting.ends_at:%H:%M} hôm sau, họp {meeting.minutes} phút."
        return [Problem(told, "head", may_stay=True)]
    return []


def _people(meeting, rows) -> list[Problem]:
    """Chair and secretary are named, because they sign, and were there."""
    present = {row.member_id for row in rows if row.is_present}
    return [
        Problem(
            f"{label} ({person}) không được ghi là có mặt." if person else f"Chưa ghi {label.lower()}.",
            anchor,
        )
        for label, person, anchor in (
            ("Chủ trì", meeting.chair, "meeting-chair"),
            ("Thư ký", meeting.secretary, "meeting-secretary"),
        )
        if person is None or person.pk not in present
    ]


def _reasons(rows) -> list[Problem]:
    return [
        Problem(f"Chưa ghi lý do vắng của đồng chí {row.member}.", f"attendance-{row.member_id}")
        for row in rows
        if row.lacks_reason
    ]


def _votes(meeting, rows) -> list[Problem]:
    """As many votes as official members who were there: more cannot be, fewer may have been given."""
    voters = sum(row.is_present and row.is_official for row in rows)
    found = []
    for vote in meeting.votes.all():
        if not vote.is_counted:
            found.append(Problem(f"“{vote}”: chưa ghi kết quả biểu quyết.", f"vote-{vote.key}"))
        elif vote.cast != voters:
            than = f"{'nhiều' if vote.cast > voters else 'ít'} hơn {voters} đảng viên chính thức dự họp"
            message = f"“{vote}”: tổng số phiếu là {vote.cast}, {than}."
            found.append(Problem(message, f"vote-{vote.key}", may_stay=vote.cast < voters))
    return found


def _tasks(meeting, rows) -> list[Problem]:
    """Somebody has to do it by a day; whoever leads it is on the roll."""
    on_roll = {row.member_id for row in rows}
    found = []
    for task in meeting.tasks.all():
        place = f"task-{task.key}"
        if task.assignee_id and task.assignee_id not in on_roll:
            message = f"Đồng chí {task.assignee} được giao nhiệm vụ nhưng không có trong danh sách."
            found.append(Problem(message, place))
        if not (task.assignee_id or task.unit_id):
            found.append(Problem(f"Nhiệm vụ “{task}”: chưa giao ai.", place, may_stay=True))
        if task.due_on is None:
            found.append(Problem(f"Nhiệm vụ “{task}”: chưa có hạn.", place, may_stay=True))
    return found


def _conclusion(meeting) -> list[Problem]:
    """A meeting without a conclusion has not been concluded: its own, or one of an item."""
    if meeting.conclusion or any(item.conclusion for item in meeting.items.all()):
        return []
    return [Problem("Chưa có kết luận nên chưa thể thông qua.", "meeting-conclusion")]


def _resolution(meeting) -> list[Problem]:
    if not meeting.resolution or meeting.votes.all():
        return []
    message = "Có nghị quyết nhưng chưa ghi biểu quyết nào."
    return [Problem(message, "meeting-conclusion", may_stay=True)]


def _length(meeting) -> list[Problem]:
    """Each text is bounded when it is saved; all together they have to become pages too."""
    texts = [meeting.content, meeting.conclusion]
    texts += [text for item in meeting.items.all() for text in (item.notes, item.conclusion)]
    texts += [opinion.text for opinion in meeting.opinions.all()]
    if sum(map(layout_of, texts)) <= MAX_MINUTES:
        return []
    message = "Biên bản dài quá mức in được. Rút gọn, hoặc chuyển phần dài thành tài liệu đính kèm."
    return [Problem(message, "meeting-conclusion")]
