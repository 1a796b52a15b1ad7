"""The minutes on one page: the meeting's own fields, a row for each person due, one for each task."""

from __future__ import annotations

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.formats import localize

from accounts.models import User
from cells.days import DayInput
from meetings.forms.rows import AttendanceForm, TaskFormSet, person_field
from meetings.forms.widgets import time_input
from meetings.models import Meeting, MeetingKind, kinds_of
from meetings.rollcall import RollCall

TASK_FIELDS = ["id", "text", "assignee", "due_on", "done_on"]
CONFLICT = (
    "Người khác vừa lưu cuộc họp này. Nội dung đồng chí nhập vẫn còn nguyên; khung bên dưới là những "
    "chỗ bản người kia khác đi. Bấm “Lưu biên bản” lần nữa thì bản của đồng chí thay bản đó."
)


class MeetingForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    renew_roll = forms.BooleanField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Meeting
        fields = [
            "kind",
            "topic",
            "held_on",
            "starts_at",
            "ends_at",
            "place",
            "chair",
            "secretary",
            "invited",
            "content",
            "conclusion",
            "resolution",
            "votes_for",
            "votes_against",
            "votes_abstained",
        ]
        widgets = {
            "held_on": DayInput,
            "starts_at": time_input(),
            "ends_at": time_input(),
            "content": forms.Textarea(attrs={"rows": 8}),
            "conclusion": forms.Textarea(attrs={"rows": 5}),
            "resolution": forms.Textarea(attrs={"rows": 4}),
        }
        labels = {"starts_at": "Giờ bắt đầu", "ends_at": "Giờ kết thúc"}
        help_texts = {
            "invited": "Người dự không thuộc danh sách, ví dụ đại diện cấp ủy cấp trên.",
            "conclusion": "Phải có trước khi thông qua.",
            "resolution": "Để trống nếu cuộc họp không ra nghị quyết.",
        }

    def __init__(self, data=None, *, instance: Meeting):
        super().__init__(data, instance=instance)
        self.read_version = instance.version  # as saved; `instance` changes while it is recorded
        self.roll = RollCall(list(instance.attendances.by_name()))
        self.rows = [AttendanceForm(data, row=row) for row in self.roll.due]
        people = [row.member for row in self.roll.rows]
        self.tasks = TaskFormSet(
            data,
            prefix="task",
            initial=None if data else list(instance.tasks.order_by("id").values(*TASK_FIELDS)),
            form_kwargs={"meeting": instance, "people": people},
            error_messages={"missing_management_form": "Trang gửi lên bị thiếu. Mời bấm Lưu lần nữa."},
        )
        self.fields["chair"] = person_field(people, "Chủ trì")
        self.fields["secretary"] = person_field(people, "Thư ký")
        possible = kinds_of(instance.unit.kind)
        self.fields["kind"].choices = [(kind, MeetingKind(kind).label) for kind in possible]

    @property
    def member_rows(self) -> list[AttendanceForm]:
        return [form for form in self.rows if not form.row.is_guest]

    @property
    def guest_rows(self) -> list[AttendanceForm]:
        return [form for form in self.rows if form.row.is_guest]

    def is_valid(self) -> bool:
        """Look at every part, so that all messages show at once."""
        rows = [row.is_valid() for row in self.rows if row.is_bound]
        return all([super().is_valid(), *rows, self.tasks.is_valid()])

    def has_wrong_parts(self) -> bool:
        """Whether a message stands further down, at a field, a person or a task."""
        fields = set(self.errors) - {NON_FIELD_ERRORS}
        return bool(fields) or any(row.errors for row in self.rows) or any(self.tasks.errors)

    def clean(self):
        super().clean()
        sent = {key.rpartition("-")[0] for key in self.data if key.startswith("attendance-")}
        if self.cleaned_data.get("version") != self.read_version:
            self.add_error(None, ValidationError(CONFLICT, code="conflict"))
        elif sent - {row.prefix for row in self.rows}:
            self.add_error(None, "Có người không có tên trong danh sách của cuộc họp.")
        return self.cleaned_data

    def save(self, *, by: User) -> bool:
        """Record the meeting; False, with messages at their fields, when the verb refuses."""
        try:
            self.instance.record(
                fields={name: self.cleaned_data[name] for name in self._meta.fields},
                attendance={row.row.pk: (row.row.status, row.row.reason) for row in self.rows},
                tasks=self._typed_tasks(),
                version=self.cleaned_data["version"],
                renew_roll=self.cleaned_data["renew_roll"],
                by=by,
            )
        except ValidationError as error:
            self.add_error(None, error)
            return False
        return True

    def _typed_tasks(self) -> list[dict]:
        """The rows of tasks that are used, as far as they make sense."""
        used = [task.cleaned_data for task in self.tasks if task.has_changed()]
        return [task for task in used if task.get("text") and not task["DELETE"]]

    def next_page(self) -> str:
        """Another roll has to be marked again; else the minutes are there to be read."""
        is_new_roll = self.cleaned_data["renew_roll"] or {"kind", "held_on"} & set(self.changed_data)
        return "meetings:meeting_edit" if is_new_roll else "meetings:meeting_detail"

    def saved_beside(self) -> list[tuple[str, str]]:
        """What somebody else saved where it differs from what was typed: (field, saved text)."""
        if not self.has_error(NON_FIELD_ERRORS, "conflict"):
            return []
        saved = Meeting.objects.select_related("chair", "secretary").get(pk=self.instance.pk)
        fields = [
            (self.fields[name].label, _shown(saved, name))
            for name in self._meta.fields
            if getattr(saved, name) != getattr(self.instance, name)
        ]
        marks = [(str(row.row.member), row.saved) for row in self.rows if row.has_changed()]
        return fields + marks + self._saved_tasks(saved)

    def _saved_tasks(self, saved: Meeting) -> list[tuple[str, str]]:
        typed = [_task_line(**task) for task in self._typed_tasks()]
        lines = [
            _task_line(task.text, task.assignee, task.due_on, task.done_on)
            for task in saved.tasks.select_related("assignee").order_by("id")
        ]
        return [("Nhiệm vụ", "\n".join(lines) or "Không có")] if lines != typed else []


def _task_line(text, assignee=None, due_on=None, done_on=None, **rest) -> str:
    """A task as people read it."""
    due = f"hạn {localize(due_on)}" if due_on else ""
    done = f"xong {localize(done_on)}" if done_on else ""
    return ", ".join(str(fact) for fact in (text, assignee, due, done) if fact)


def _shown(meeting: Meeting, name: str) -> str:
    """A field as people read it."""
    value = meeting.get_kind_display() if name == "kind" else getattr(meeting, name)
    return "Để trống" if value in (None, "") else str(localize(value))


class MeetingAdoptForm(forms.Form):
    """Which version of the minutes was read before it was adopted."""

    version = forms.IntegerField()

    def save(self, meeting: Meeting, *, by: User) -> bool:
        try:
            meeting.adopt(version=self.cleaned_data["version"], by=by)
        except ValidationError as error:
            self.add_error(None, error)
            return False
        return True

    def refusal(self) -> str:
        """Why it was not adopted, as one sentence."""
        if self.has_error(NON_FIELD_ERRORS, "conflict"):
            return "Người khác vừa lưu cuộc họp này. Mời đọc lại rồi thông qua."
        return " ".join(self.non_field_errors()) or "Mời mở lại trang này rồi thông qua."
