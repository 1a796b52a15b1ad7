"""One row of the minutes while they are written: the head, a person, an item, an opinion, a vote, a
task. Nothing is required here: half a row is kept too, and the model says what is missing.
"""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict

from cells.models import Unit
from common.days import DayInput
from meetings.forms.sheet_facts import vote_in_words
from meetings.forms.widgets import RichField, RichTextarea, time_input
from meetings.models import (
    OPINION_LIMIT,
    AgendaItem,
    Attendance,
    AttendanceStatus,
    Change,
    Matter,
    Meeting,
    MeetingKind,
    MeetingMode,
    Method,
    Opinion,
    Subject,
    Task,
    Vote,
    kinds_of,
)
from members.models import Member

# The letter that marks it by the keyboard stands with each status (static/js/meeting_roll.js).
MARKS = {
    AttendanceStatus.PRESENT: "Có mặt",
    AttendanceStatus.LATE: "Muộn",
    AttendanceStatus.ONLINE: "Trực tuyến",
    AttendanceStatus.EXCUSED: "Vắng có lý do",
    AttendanceStatus.UNEXCUSED: "Vắng không lý do",
}
UNREADABLE = object()  # equals nothing, so that a broken page overwrites nothing


class SheetRow(forms.Form):
    """Fields that remember what they were when the page was read (Django's hidden initial)."""

    part = ""
    heading = ""
    model: type | None = None  # of rows that a page adds: an empty one starts from its defaults

    def __init__(self, data, *, sheet, row=None, key: str = ""):
        self.row, self.key, self.is_new = row, key or self.key_of(row), row is None
        self.beside: dict[str, str] = {}  # what somebody else saved in a field, as it is typed
        self.read: dict[str, Any] = {}
        super().__init__(data, prefix=f"{self.part}-{self.key}".rstrip("-"))
        self.initial = self.saved(row or self.model())
        self.arrange(sheet)
        for field in self.fields.values():
            field.required, field.show_hidden_initial = False, True
            field.widget.attrs.setdefault("class", _look(field.widget))

    @staticmethod
    def key_of(row) -> str:
        return str(row.key)

    def arrange(self, sheet) -> None:
        """Offer what this meeting has: its people, its items."""

    @classmethod
    def saved_of(cls, meeting: Meeting):
        raise NotImplementedError

    def saved(self, row) -> dict[str, Any]:
        return model_to_dict(row, fields=self.base_fields)

    def full_clean(self):
        super().full_clean()
        self.read = dict(getattr(self, "cleaned_data", {}))

    def changes(self) -> list[Change]:
        """What this user changed, of what could be read."""
        changed = [name for name in self.changed_data if name in self.read]
        if self.is_new and not set(changed) - {"item", "position"}:
            return []  # an empty row that only stands in its place
        return [Change(self.part, self.key, name, self.read[name], self._was(name)) for name in changed]

    def _was(self, name: str):
        """The value that the page was read with."""
        field = self.fields[name]
        sent = self._widget_data_value(field.hidden_widget(), self.add_initial_prefix(name))
        try:
            return field.clean(sent)
        except ValidationError:
            return UNREADABLE

    @property
    def name(self) -> str:
        """How a list of what is wrong calls it."""
        return self.heading

    @property
    def anchor(self) -> str:
        return self.prefix

    @property
    def is_dropped(self) -> bool:
        return bool(self.is_bound and self.read.get("delete"))

    def refuse(self, wrong: dict[str, list[str]]) -> None:
        for name, messages in wrong.items():
            self.add_error(name if name in self.fields else None, messages)

    def show_beside(self, saved: dict[str, Any]) -> None:
        """Keep what somebody else saved in these fields, to be shown beside what was typed."""
        for name, value in saved.items():
            field = self[name]
            typed = field.field.widget.format_value(_plain(field.field, value))
            self.beside[name] = _text(typed)
            field.beside = _shown(field.field, value)
            field.is_rich = isinstance(field.field.widget, RichTextarea)

    def start_from(self, saved: SheetRow) -> None:
        """From now on every field starts from what is saved."""
        self.data = self.data.copy()
        for name, field in self.fields.items():
            value = field.hidden_widget().format_value(saved[name].value())
            self.data[self.add_initial_prefix(name)] = _text(value)


def _look(widget: forms.Widget) -> str:
    if isinstance(widget, forms.RadioSelect):
        return "btn-check"
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


def _plain(field: forms.Field, value):
    """A row by the value that its choice bears."""
    return getattr(value, "key", None) or getattr(value, "pk", None) or value


def _text(value) -> str:
    value = value[0] if isinstance(value, list) else value
    return "" if value is None else str(value)


def _shown(field: forms.Field, value) -> str:
    """A saved value as people read it."""
    chosen = _text(_plain(field, value))
    labels = {str(code): label for code, label in getattr(field, "choices", ())}
    return labels.get(chosen, "") if labels else _text(field.widget.format_value(value))


class HeadRow(SheetRow):
    part, heading = "meeting", "Thông tin chung, kết luận"
    model = Meeting

    kind = forms.ChoiceField(label="Loại")
    topic = forms.CharField(label="Chuyên đề", max_length=300)
    held_on = forms.DateField(label="Ngày họp", widget=DayInput)
    starts_at = forms.TimeField(label="Giờ bắt đầu", widget=time_input())
    ends_at = forms.TimeField(label="Giờ kết thúc", widget=time_input())
    mode = forms.ChoiceField(label="Hình thức", choices=MeetingMode.choices)
    place = forms.CharField(label="Địa điểm", max_length=200)
    chair = forms.TypedChoiceField(label="Chủ trì")
    secretary = forms.TypedChoiceField(label="Thư ký")
    invited = forms.CharField(label="Khách mời", max_length=300)
    content = RichField(label="Diễn biến chung")
    conclusion = RichField(label="Kết luận")
    resolution_subject = forms.CharField(label="Trích yếu nghị quyết", max_length=300)
    resolution = RichField(label="Nghị quyết")

    @staticmethod
    def key_of(row) -> str:
        return ""

    @property
    def anchor(self) -> str:
        return "head"

    def arrange(self, sheet) -> None:
        kinds = kinds_of(sheet.meeting.unit.kind)
        self.fields["kind"].choices = [(kind, MeetingKind(kind).label) for kind in kinds]
        for name in ("chair", "secretary"):
            saved = getattr(sheet.meeting, name)
            offer(self.fields[name], [*sheet.people, *([saved] if saved else [])])


class AttendanceRow(SheetRow):
    part, heading = "attendance", "Điểm danh"
    model = Attendance

    status = forms.ChoiceField(label="Điểm danh", choices=list(MARKS.items()), widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Lý do", max_length=200, widget=forms.TextInput({"placeholder": "lý do"})
    )

    @staticmethod
    def key_of(row) -> str:
        return str(row.member_id)

    @property
    def name(self) -> str:
        return str(self.row.member)

    def hidden_status(self) -> str:
        """What the status was when it was read; the template prints the buttons one by one."""
        return self["status"].as_hidden(only_initial=True)


class ItemRow(SheetRow):
    part, heading = "item", "Nội dung"
    model = AgendaItem

    position = forms.IntegerField(label="Thứ tự", min_value=0, max_value=1000, widget=forms.HiddenInput)
    title = forms.CharField(label="Nội dung", max_length=300)
    subject = forms.ChoiceField(label="Thuộc phần", choices=Subject.choices)
    speaker = forms.TypedChoiceField(label="Người trình bày")
    planned_minutes = forms.IntegerField(label="Dự kiến (phút)", min_value=0, max_value=600)
    notes = RichField(label="Diễn biến")
    conclusion = RichField(label="Kết luận nội dung này")
    delete = forms.BooleanField(label="Bỏ nội dung này")

    @classmethod
    def saved_of(cls, meeting: Meeting):
        return meeting.items.all()

    def changes(self) -> list[Change]:
        """A new item stands where the page put it, which is no change by itself."""
        made, position = super().changes(), self.read.get("position")
        if made and self.is_new and position is not None:
            made.append(Change(self.part, self.key, "position", position))
        return made

    def arrange(self, sheet) -> None:
        offer(self.fields["speaker"], sheet.people)


class OfItem(SheetRow):
    """A row that belongs to an item, named by the item's UUID: the item may be as new as the row."""

    item = forms.CharField(widget=forms.HiddenInput)

    def saved(self, row) -> dict[str, Any]:
        return super().saved(row) | {"item": str(row.item.key) if row.item_id else ""}

    def stands_in(self, key: str, known: set[str]) -> bool:
        """Whether it belongs to that item; to none, when nobody knows its item."""
        item = self["item"].value() or ""
        return (item if item in known else "") == key

    def offer_items(self, titles: list[tuple[str, str]]) -> None:
        choices = [("", "Không thuộc nội dung nào"), *titles]
        self.fields["item"].widget = forms.Select({"class": "form-select"}, choices)

    def clean_item(self) -> str:
        named = self.cleaned_data["item"]
        if not named:
            return ""
        try:
            return str(uuid.UUID(named))
        except ValueError as error:
            raise ValidationError("Trang gửi lên bị hỏng. Mời mở lại trang.") from error


class OpinionRow(OfItem):
    part, heading = "opinion", "Ý kiến"
    model = Opinion

    member = forms.TypedChoiceField(label="Người phát biểu")
    guest = forms.CharField(label="Hoặc khách mời", max_length=120)
    text = forms.CharField(
        label="Ý kiến", max_length=OPINION_LIMIT, widget=forms.Textarea(attrs={"rows": 2})
    )
    delete = forms.BooleanField(label="Bỏ ý kiến này")

    @classmethod
    def saved_of(cls, meeting: Meeting):
        return meeting.opinions.all()

    def arrange(self, sheet) -> None:
        offer(self.fields["member"], sheet.people)


class VoteRow(OfItem):
    part, heading = "vote", "Biểu quyết"
    model = Vote

    question = forms.CharField(label="Nội dung biểu quyết", max_length=300)
    matter = forms.ChoiceField(label="Loại việc", choices=Matter.choices)
    method = forms.ChoiceField(label="Hình thức", choices=Method.choices)
    in_favour = forms.IntegerField(label="Tán thành", min_value=0, max_value=10_000)
    against = forms.IntegerField(label="Không tán thành", min_value=0, max_value=10_000)
    abstained = forms.IntegerField(label="Không có ý kiến", min_value=0, max_value=10_000)
    delete = forms.BooleanField(label="Bỏ biểu quyết này")

    @classmethod
    def saved_of(cls, meeting: Meeting):
        return meeting.votes.all()

    def arrange(self, sheet) -> None:
        self.sheet = sheet

    @property
    def words(self) -> dict[str, str]:
        """The base, the threshold and the result, of what is saved."""
        vote = self.row or Vote()
        return vote_in_words(vote, self.sheet.roll, self.sheet.shares[vote.matter])


class TaskRow(OfItem):
    part, heading = "task", "Nhiệm vụ"
    model = Task

    text = forms.CharField(label="Nhiệm vụ", max_length=500)
    assignee = forms.TypedChoiceField(label="Người thực hiện")
    unit = forms.TypedChoiceField(label="Hoặc đơn vị")
    due_on = forms.DateField(label="Hạn", widget=DayInput)
    delete = forms.BooleanField(label="Bỏ nhiệm vụ này")

    @classmethod
    def saved_of(cls, meeting: Meeting):
        return meeting.tasks.all()

    def arrange(self, sheet) -> None:
        offer(self.fields["assignee"], sheet.people)
        offer(self.fields["unit"], sheet.units)


def offer(field: forms.TypedChoiceField, rows: list[Member] | list[Unit]) -> None:
    """A choice among rows already read: no query, however many rows offer it."""
    by_pk = {row.pk: row for row in rows}
    field.choices = [("", "Chưa chọn"), *((pk, str(row)) for pk, row in by_pk.items())]
    field.coerce = lambda pk: by_pk.get(int(pk))
    field.empty_value = None
    if rows and isinstance(rows[0], Member):
        field.widget.attrs["data-people"] = ""  # chosen by typing (static/js/meeting_people.js)
