"""One row of the minutes while they are written: the head, a person, an item, an opinion, a vote, a
task. Nothing is required here: half a row is kept too, and the model says what is missing.
"""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict

from cells.days import DayInput
from cells.models import Unit
from meetings.forms.widgets import RichTextarea, time_input
from meetings.models import (
    DUE_STATUSES,
    OPINION_LIMIT,
    AttendanceStatus,
    Change,
    Matter,
    Meeting,
    MeetingKind,
    MeetingMode,
    Method,
    Subject,
    kinds_of,
)
from members.models import Member

DUE_CHOICES = [(status, AttendanceStatus(status).label) for status in DUE_STATUSES]
UNREADABLE = object()  # equals nothing, so that a broken page overwrites nothing


class SheetRow(forms.Form):
    """Fields that remember what they were when the page was read (Django's hidden initial)."""

    part = ""

    def __init__(self, data, *, sheet, row=None, key: str = ""):
        self.row, self.key = row, key or self.key_of(row)
        initial = {} if row is None else self.saved(row)
        super().__init__(data, prefix=f"{self.part}-{self.key}".rstrip("-"), initial=initial)
        self.arrange(sheet)
        for field in self.fields.values():
            field.required, field.show_hidden_initial = False, True

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

    def changes(self) -> list[Change]:
        """What this user changed, of what could be read."""
        return [
            Change(self.part, self.key, name, self.cleaned_data[name], self._read(name))
            for name in self.changed_data
            if name in self.cleaned_data
        ]

    def _read(self, name: str):
        """The value that the page was read with."""
        field = self.fields[name]
        sent = self._widget_data_value(field.hidden_widget(), self.add_initial_prefix(name))
        try:
            return field.clean(sent)
        except ValidationError:
            return UNREADABLE

    def refuse(self, wrong: dict[str, list[str]]) -> None:
        for name, messages in wrong.items():
            self.add_error(name if name in self.fields else None, messages)

    def as_typed(self, fields: dict[str, Any]) -> dict[str, str]:
        """Saved values as their fields would show them."""
        return {
            name: str(self[name].field.widget.format_value(_plain(value)) or "")
            if not isinstance(value, list)
            else ""
            for name, value in fields.items()
        }


def _plain(value):
    """A row by the value that its choice bears."""
    return str(getattr(value, "key", None) or getattr(value, "pk", None) or value or "")


class HeadRow(SheetRow):
    part = "meeting"

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
    content = forms.CharField(label="Diễn biến chung", widget=RichTextarea)
    conclusion = forms.CharField(label="Kết luận", widget=RichTextarea)
    resolution_subject = forms.CharField(label="Trích yếu nghị quyết", max_length=300)
    resolution = forms.CharField(label="Nghị quyết", widget=RichTextarea)

    @staticmethod
    def key_of(row) -> str:
        return ""

    def arrange(self, sheet) -> None:
        kinds = kinds_of(sheet.meeting.unit.kind)
        self.fields["kind"].choices = [(kind, MeetingKind(kind).label) for kind in kinds]
        offer(self.fields["chair"], sheet.people)
        offer(self.fields["secretary"], sheet.people)


class AttendanceRow(SheetRow):
    part = "attendance"

    status = forms.ChoiceField(label="Điểm danh", choices=DUE_CHOICES, widget=forms.RadioSelect)
    reason = forms.CharField(label="Lý do", max_length=200)

    @staticmethod
    def key_of(row) -> str:
        return str(row.member_id)


class ItemRow(SheetRow):
    part = "item"

    position = forms.IntegerField(label="Thứ tự", min_value=0, max_value=1000, widget=forms.HiddenInput)
    title = forms.CharField(label="Nội dung", max_length=300)
    subject = forms.ChoiceField(label="Thuộc phần", choices=Subject.choices)
    speaker = forms.TypedChoiceField(label="Người trình bày")
    planned_minutes = forms.IntegerField(label="Dự kiến (phút)", min_value=0, max_value=600)
    notes = forms.CharField(label="Diễn biến", widget=RichTextarea)
    conclusion = forms.CharField(label="Kết luận nội dung này", widget=RichTextarea)
    delete = forms.BooleanField(label="Bỏ nội dung này")

    @classmethod
    def saved_of(cls, meeting: Meeting):
        return meeting.items.all()

    def arrange(self, sheet) -> None:
        offer(self.fields["speaker"], sheet.people)


class OfItem(SheetRow):
    """A row that belongs to an item, named by the item's UUID: the item may be as new as the row."""

    item = forms.CharField(widget=forms.HiddenInput)

    def saved(self, row) -> dict[str, Any]:
        return super().saved(row) | {"item": str(row.item.key) if row.item else ""}

    def clean_item(self) -> str:
        named = self.cleaned_data["item"]
        if not named:
            return ""
        try:
            return str(uuid.UUID(named))
        except ValueError as error:
            raise ValidationError("Trang gửi lên bị hỏng. Mời mở lại trang.") from error


class OpinionRow(OfItem):
    part = "opinion"

    member = forms.TypedChoiceField(label="Người phát biểu")
    guest = forms.CharField(label="Hoặc khách mời", max_length=120)
    text = forms.CharField(
        label="Ý kiến", max_length=OPINION_LIMIT, widget=forms.Textarea(attrs={"rows": 2})
    )
    delete = forms.BooleanField(label="Bỏ ý kiến này")

    @classmethod
    def saved_of(cls, meeting: Meeting):
        return meeting.opinions.select_related("item", "member")

    def arrange(self, sheet) -> None:
        offer(self.fields["member"], sheet.people)


class VoteRow(OfItem):
    part = "vote"

    question = forms.CharField(label="Nội dung biểu quyết", max_length=300)
    matter = forms.ChoiceField(label="Loại việc", choices=Matter.choices)
    method = forms.ChoiceField(label="Hình thức", choices=Method.choices)
    in_favour = forms.IntegerField(label="Tán thành", min_value=0, max_value=10_000)
    against = forms.IntegerField(label="Không tán thành", min_value=0, max_value=10_000)
    abstained = forms.IntegerField(label="Không có ý kiến", min_value=0, max_value=10_000)
    delete = forms.BooleanField(label="Bỏ biểu quyết này")

    @classmethod
    def saved_of(cls, meeting: Meeting):
        return meeting.votes.select_related("item")


class TaskRow(OfItem):
    part = "task"

    text = forms.CharField(label="Nhiệm vụ", max_length=500)
    assignee = forms.TypedChoiceField(label="Người thực hiện")
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị thực hiện")
    due_on = forms.DateField(label="Hạn", widget=DayInput)
    done_on = forms.DateField(label="Ngày hoàn thành", widget=DayInput)
    delete = forms.BooleanField(label="Bỏ nhiệm vụ này")

    @classmethod
    def saved_of(cls, meeting: Meeting):
        return meeting.tasks.select_related("item", "assignee", "unit").order_by("id")

    def arrange(self, sheet) -> None:
        offer(self.fields["assignee"], sheet.people)


def offer(field: forms.TypedChoiceField, people: list[Member]) -> None:
    """A choice among people already read: no query, however many rows offer it."""
    by_pk = {person.pk: person for person in people}
    field.choices = [("", "Chưa chọn"), *((pk, str(person)) for pk, person in by_pk.items())]
    field.coerce = lambda pk: by_pk.get(int(pk))
    field.empty_value = None
