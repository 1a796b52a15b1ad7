"""Preparing a meeting: its agenda from a template, what earlier meetings left, who prepared it.

The agenda is written by `Meeting.record`, as everything else about a meeting: an item that somebody
writes up at the same time is not lost.
"""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import audit
from accounts.models import User
from meetings.models.agenda import AgendaItem, Subject
from meetings.models.agenda_template import AgendaTemplate, AgendaTemplateLine, Carries, Speaker
from meetings.models.kinds import MeetingKind
from meetings.models.meeting import Meeting
from meetings.models.recording import Change, changes
from meetings.models.seats import seats_of
from meetings.models.task import Task
from meetings.rules import rich_text
from members.models import Member

# Where what is carried over stands when no template says so, and the item made when there is none.
HOMES = {
    Carries.TASKS: (Subject.TASKS, "Kiểm điểm việc thực hiện nhiệm vụ đã giao"),
    Carries.CONCLUSION: (Subject.REVIEW, "Đánh giá việc thực hiện kết luận, nghị quyết kỳ trước"),
}
MAX_TASKS = 100


@transaction.atomic
def take_agenda(
    meeting: Meeting, template: AgendaTemplate | None, *, by: User | None, instead: bool = False
) -> None:
    """The items of a template; `instead` of those there are, as long as nothing was written in them."""
    current = meeting.lock_open()
    if template is None:
        raise ValidationError("Chưa có chương trình mẫu cho loại họp này.")
    there = list(current.items.prefetch_related("opinions", "votes", "tasks"))
    if there and not instead:
        raise ValidationError(
            "Cuộc họp đã có chương trình. Muốn thay thì chọn “Thay chương trình đang có”."
        )
    if any(map(_is_written_up, there)):
        raise ValidationError("Đã ghi diễn biến vào chương trình nên không thay được nữa.")
    made = [change for item in there for change in changes("item", str(item.key), delete=True)]
    people = _speakers(current)
    for position, line in enumerate(template.lines.all(), start=1):
        made += _item_of(line, position, current, people)
    meeting.record(made, by=by)
    audit.record(by, "meeting.take_agenda", meeting, note=template.name)


def _is_written_up(item: AgendaItem) -> bool:
    rows = [*item.opinions.all(), *item.votes.all(), *item.tasks.all()]
    return bool(item.conclusion or rows) or bool(item.notes and item.meeting.is_held)


def _speakers(meeting: Meeting) -> dict[str, Member | None]:
    """Who leads and who writes, as far as it is known and they are of this meeting."""
    among = {person.pk for person in meeting.people()}
    seats = seats_of(meeting.unit, meeting.held_on, among, meeting.secretary_id)
    if meeting.chair_id in among:
        seats["chair"] = meeting.chair
    return {Speaker.CHAIR: seats["chair"], Speaker.SECRETARY: seats["secretary"]}


def _item_of(line: AgendaTemplateLine, position: int, meeting: Meeting, people) -> list[Change]:
    return changes(
        "item",
        position=position,
        title=line.title,
        subject=line.subject,
        planned_minutes=line.planned_minutes,
        speaker=people.get(line.speaker),
        notes=carried(meeting, line.carries),
    )


@transaction.atomic
def carry_over(meeting: Meeting, what: str, *, by: User | None) -> AgendaItem:
    """Put what earlier meetings left under the item that is about it, once; that item is made when
    there is none."""
    current = meeting.lock_open()
    text = carried(current, what)
    if not text:
        raise ValidationError("Kỳ trước không để lại gì để mang sang.")
    subject, title = HOMES[Carries(what)]
    item = current.items.filter(subject=subject).first()
    if item and text in item.notes:
        raise ValidationError(f"Đã mang sang nội dung “{item.title}” rồi.")
    key, notes = (str(item.key), item.notes) if item else (str(uuid.uuid4()), "")
    new = {} if item else {"title": title, "subject": subject}
    meeting.record(changes("item", key, notes=notes + text, **new), by=by).require("item", key)
    return meeting.items.get(key=key)


@transaction.atomic
def move_item(meeting: Meeting, key: str, step: int, *, by: User | None) -> None:
    """One place up (-1) or down (1); at the end it stays. All places are numbered anew."""
    items = list(meeting.lock_open().items.all())
    at = next((place for place, item in enumerate(items) if str(item.key) == key), None)
    if at is None:
        raise ValidationError("Nội dung này không còn trong chương trình.")
    items.insert(min(max(at + step, 0), len(items) - 1), items.pop(at))
    made = [
        change
        for place, item in enumerate(items, start=1)
        for change in changes("item", str(item.key), position=place)
    ]
    meeting.record(made, by=by)


@transaction.atomic
def name_preparation(meeting: Meeting, prepared_in: Meeting | None, *, by: User | None) -> None:
    """Which meeting of the committee prepared this one."""
    current = meeting.lock_open()
    if prepared_in and not preparations(current).filter(pk=prepared_in.pk).exists():
        raise ValidationError({"prepared_in": "Không phải cuộc họp cấp ủy trước ngày này."})
    audit.change(by, "meeting.name_preparation", meeting, prepared_in=prepared_in)
    meeting.outdate()


def preparations(meeting: Meeting):
    """Meetings of the unit's own committee that could have prepared this one, the latest first."""
    earlier = Meeting.objects.of_unit(meeting.unit).of_kind(MeetingKind.COMMITTEE)
    return earlier.filter(held_on__lte=meeting.held_on).exclude(pk=meeting.pk).newest_first()


def open_tasks(meeting: Meeting):
    """What earlier meetings gave the unit, and the committee, and was not done before this one."""
    return Task.objects.to_report_at(meeting).prefetch_related(None)


def meeting_before(meeting: Meeting) -> Meeting | None:
    """The latest earlier meeting of the same body that came to a conclusion."""
    return Meeting.objects.before(meeting).exclude(conclusion="").first()


def carried(meeting: Meeting, what: str) -> str:
    """What is carried over, as a text of an item; "" when there is nothing."""
    if what == Carries.TASKS:
        return _as_table(open_tasks(meeting)[:MAX_TASKS])
    before = meeting_before(meeting) if what == Carries.CONCLUSION else None
    if before is None:
        return ""
    heading = f"<p><em>Kết luận kỳ họp ngày {before.held_on:%d/%m/%Y}:</em></p>"
    return rich_text.clean(heading + before.conclusion)


def _as_table(tasks) -> str:
    """With an empty column for what became of each."""
    heads = ("Nhiệm vụ", "Người thực hiện", "Hạn", "Kết quả")
    rows = [(task.text, task.doer, task.due_text, "") for task in tasks]
    return rich_text.clean(rich_text.table(heads, rows))
