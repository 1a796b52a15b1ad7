"""The skeleton of a monthly resolution, filled from the minutes; a person edits it from there.

Only what the record holds is written: a heading under which nothing stands is left to the writer.
"""

import datetime
import html

from meetings.documents.rows import MeetingRows, printed_score
from meetings.models import Meeting, Subject, Task
from meetings.rules.rich_text import table

LAST_MONTH = [
    ("Công tác chính trị, tư tưởng", [Subject.IDEOLOGY, Subject.HO_CHI_MINH, Subject.PRESS]),
    ("Lãnh đạo thực hiện nhiệm vụ chính trị", [Subject.REVIEW]),
    ("Xây dựng Đảng, kiểm tra, giám sát", [Subject.ADMISSION, Subject.INSPECTION, Subject.MASS_WORK]),
    ("Ưu điểm, hạn chế, nguyên nhân; biểu dương, nhắc nhở", [Subject.CRITICISM, Subject.TASKS]),
]
COMING = [Subject.DIRECTION, Subject.DIRECTIVE, Subject.TOPIC, Subject.OTHER]
RESULTS = ["Nhiệm vụ của nghị quyết kỳ trước", "Tình trạng", "Kết quả"]
SCORED = ["Nhóm tiêu chí", "Điểm tối đa", "Điểm đạt"]
GIVEN = ["Nhiệm vụ", "Người, đơn vị chủ trì", "Thời hạn"]


def skeleton(meeting: Meeting) -> str:
    """As rich text: I. last month, II. direction, III. who does what, IV. how the meeting was."""
    return (
        "<h3>I- ĐÁNH GIÁ TÌNH HÌNH THÁNG TRƯỚC</h3>"
        + _last_month(meeting)
        + "<h3>II- PHƯƠNG HƯỚNG, NHIỆM VỤ THÁNG TỚI</h3>"
        + _said_to(meeting, COMING)
        + meeting.conclusion
        + "<h3>III- PHÂN CÔNG, TỔ CHỨC THỰC HIỆN</h3>"
        + _given(meeting)
        + _scored(meeting)
    )


def _last_month(meeting: Meeting) -> str:
    parts = [(title, _said_to(meeting, subjects)) for title, subjects in LAST_MONTH]
    parts.insert(2, ("Kết quả thực hiện nghị quyết kỳ trước", _results(meeting)))
    written = [(title, body) for title, body in parts if body]
    return "".join(
        f"<h4>{place}. {title}</h4>{body}" for place, (title, body) in enumerate(written, start=1)
    )


def _said_to(meeting: Meeting, subjects: list[str]) -> str:
    """What the meeting concluded on the items about these subjects."""
    return "".join(item.conclusion for item in meeting.items.all() if item.subject in subjects)


def last_tasks(meeting: Meeting) -> list[Task]:
    """The tasks that the meeting before this one gave, in the order of their days."""
    last = Meeting.objects.before(meeting).first()
    return list(last.tasks.by_due_day()) if last else []


def state_on(task: Task, day: datetime.date) -> str:
    """How far a task was on that day, in the words of minutes."""
    if task.done_on and task.done_on <= day:
        return "Hoàn thành"
    return "Quá hạn" if task.due_on and task.due_on < day else "Đang thực hiện"


def result_on(task: Task, day: datetime.date) -> str:
    """When it was done, or until when it is due."""
    if task.done_on and task.done_on <= day:
        return f"Xong ngày {task.done_on:%d/%m/%Y}"
    return f"Hạn {task.due_text}" if task.due_on else ""


def _results(meeting: Meeting) -> str:
    day = meeting.held_on
    rows = [[task.text, state_on(task, day), result_on(task, day)] for task in last_tasks(meeting)]
    return table(RESULTS, rows)


def _given(meeting: Meeting) -> str:
    sitting = MeetingRows(meeting)
    rows = [
        [task.text, sitting.calling(task.doer, task.assignee), task.due_text] for task in sitting.tasks
    ]
    return table(GIVEN, rows)


def _scored(meeting: Meeting) -> str:
    """Points per group, total and grade, once the score is proposed."""
    score = printed_score(meeting)
    if score is None:
        return ""
    rows = [[group["title"], group["most"], group["points"]] for group in score["groups"]]
    total = (
        f"<p>Tổng điểm{score['total_note']}: {score['total']}; "
        f"xếp loại: {html.escape(score['grade'])}.</p>"
    )
    return "<h3>IV- TỰ ĐÁNH GIÁ CHẤT LƯỢNG BUỔI SINH HOẠT</h3>" + table(SCORED, rows) + total
