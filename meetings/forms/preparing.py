"""Preparing a meeting: its agenda, the meeting that prepared it, its papers."""

from __future__ import annotations

import uuid

from django import forms
from django.db.models import prefetch_related_objects

from accounts.models import User
from common.acting import ActForm
from meetings.forms.sheet import NAMED_ROW, MeetingSheet
from meetings.forms.sheet_rows import ItemRow, SheetRow
from meetings.forms.widgets import PdfField
from meetings.models import Attachment, Carries, Meeting, Saved, preparations, preparing

BLANK_ROWS = 2
STEPS = {"up": -1, "down": 1}


class PlannedItemRow(ItemRow):
    """An item before the meeting: nothing is said or concluded yet."""

    notes = None
    conclusion = None

    @property
    def is_empty(self) -> bool:
        return self.is_new and not self["title"].value()


class AgendaSheet(MeetingSheet):
    """The agenda alone, saved as the minutes are: field by field, with blank rows at the end."""

    def __init__(self, meeting: Meeting, data=None):
        self.meeting, self.data, self.is_bound = meeting, data, data is not None
        self.outcome, self.errors = Saved(), []
        prefetch_related_objects([meeting], "items")
        self.people = meeting.people()
        self._make_rows(data)

    def _make_rows(self, data) -> None:
        self.head, self.attendance = None, []
        saved = {str(item.key): item for item in self.meeting.items.all()}
        sent = [match.groups() for name in data or () if (match := NAMED_ROW.match(name))]
        new = dict.fromkeys(key for part, key in sent if part == "item" and key not in saved)
        self.rows = {
            "item": [
                *(PlannedItemRow(data, sheet=self, row=item) for item in saved.values()),
                *(PlannedItemRow(data, sheet=self, key=key) for key in new),
            ]
        }

    @property
    def all_rows(self) -> list[SheetRow]:
        return self.rows["item"]

    def blank_rows(self) -> list[SheetRow]:
        """To be filled in, behind those there are."""
        count = BLANK_ROWS - sum(row.is_empty for row in self.all_rows)
        made = [PlannedItemRow(None, sheet=self, key=str(uuid.uuid4())) for _ in range(count)]
        for place, row in enumerate(made):
            row.initial["position"] = self.next_position + place
        return made

    @property
    def minutes(self) -> int:
        """How long the items that are saved take together."""
        return sum(item.planned_minutes or 0 for item in self.meeting.items.all())

    def move(self, asked: str, *, by: User) -> None:
        """After saving: "KEY up" or "KEY down". Raises ValidationError."""
        key, _, way = asked.partition(" ")
        if way in STEPS:
            preparing.move_item(self.meeting, key, STEPS[way], by=by)


class CarryForm(ActForm):
    about = ("meeting",)

    what = forms.ChoiceField(choices=[choice for choice in Carries.choices if choice[0]])

    def act(self, *, by: User) -> None:
        self.item = preparing.carry_over(self.meeting, self.cleaned_data["what"], by=by)


class PreparationForm(ActForm):
    """Which meeting of the committee prepared this one; the latest is suggested."""

    about = ("meeting",)

    prepared_in = forms.ModelChoiceField(
        Meeting.objects.none(), label="Họp chi ủy chuẩn bị", required=False, empty_label="Không có"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["prepared_in"]
        field.queryset = preparations(self.meeting)
        self.offered = [] if self.is_bound else list(field.queryset[:6])
        field.choices = [("", "Không có"), *((one.pk, _said(one)) for one in self.offered)]
        field.label = "Họp chi ủy chuẩn bị" if self.meeting.unit.is_cell else "Họp đảng ủy chuẩn bị"

    @property
    def suggested(self) -> Meeting | None:
        """The latest one, as long as none was named."""
        return None if self.meeting.prepared_in_id else next(iter(self.offered), None)

    def act(self, *, by: User) -> None:
        preparing.name_preparation(self.meeting, self.cleaned_data["prepared_in"], by=by)


def _said(meeting: Meeting) -> str:
    return f"{meeting.title} ngày {meeting.held_on:%d/%m/%Y}"


class AttachmentForm(ActForm):
    """Đăng một tài liệu. The last box is for the office alone, once a stamp was found."""

    about = ("meeting", "may_clear")

    title = forms.CharField(label="Tên tài liệu", max_length=200)
    file = PdfField(label="Tệp", required=True)
    is_draft_resolution = forms.BooleanField(label="Là dự thảo nghị quyết", required=False)
    not_secret = forms.BooleanField(
        label="Tôi đã xem: đây không phải tài liệu mật",
        required=False,
        help_text="Chọn lại tệp rồi đăng. Việc xác nhận được ghi vào nhật ký cùng tên đồng chí.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not (self.may_clear and self.is_bound):
            del self.fields["not_secret"]

    @property
    def has_stamp(self) -> bool:
        return self.has_error("file", "stamp")

    def act(self, *, by: User) -> None:
        Attachment.objects.post(self.meeting, **self.cleaned_data, by=by)
