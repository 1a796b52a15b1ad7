"""The rows that minutes are made of: head, roll call, items, opinions, votes, tasks."""

from __future__ import annotations

from typing import Any

from django import forms

from common.days import DayField, TimeInput
from meetings.forms.sheet_facts import vote_in_words
from meetings.forms.sheet_row import AmongField, PersonField, SheetRow
from meetings.forms.widgets import RichTextarea
from meetings.models import (
    OPINION_LIMIT,
    AgendaItem,
    Attendance,
    AttendanceStatus,
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
from meetings.models.recording import BROKEN

# The letter that marks it by the keyboard stands with each status (static/js/minutes/roll.js).
MARKS = {
    AttendanceStatus.PRESENT: "Có mặt",
    AttendanceStatus.LATE: "Muộn",
    AttendanceStatus.ONLINE: "Trực tuyến",
    AttendanceStatus.EXCUSED: "Vắng có lý do",
    AttendanceStatus.UNEXCUSED: "Vắng không lý do",
}


class HeadRow(SheetRow):
    part, heading, anchor = "meeting", "Thông tin chung, kết luận", "head"
    model = Meeting

    kind = forms.ChoiceField(label="Loại")
    topic = forms.CharField(label="Chuyên đề", max_length=300)
    held_on = DayField(label="Ngày họp")
    ends_on = DayField(label="Ngày cuối (đại hội nhiều ngày)")
    starts_at = forms.TimeField(label="Giờ bắt đầu", widget=TimeInput)
    ends_at = forms.TimeField(label="Giờ kết thúc", widget=TimeInput)
    mode = forms.ChoiceField(label="Hình thức", choices=MeetingMode.choices)
    place = forms.CharField(label="Địa điểm", max_length=200)
    chair = PersonField(label="Chủ trì")
    secretary = PersonField(label="Thư ký")
    invited = forms.CharField(label="Đại biểu, khách mời", max_length=300)
    content = forms.CharField(label="Diễn biến chung", widget=RichTextarea)
    conclusion = forms.CharField(label="Kết luận", widget=RichTextarea)
    resolution_subject = forms.CharField(label="Trích yếu nghị quyết", max_length=300)
    resolution = forms.CharField(label="Nghị quyết", widget=RichTextarea)

    def offer(self) -> None:
        meeting = self.sheet.meeting
        kinds = kinds_of(meeting.unit.kind)
        self.fields["kind"].choices = [(kind, MeetingKind(kind).label) for kind in kinds]
        for name in ("chair", "secretary"):
            saved = getattr(meeting, name)
            self.fields[name].offer([*self.sheet.people, *([saved] if saved else [])])


class AttendanceRow(SheetRow):
    part, heading = "attendance", "Điểm danh"
    model = Attendance

    status = forms.ChoiceField(label="Điểm danh", choices=list(MARKS.items()), widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Lý do", max_length=200, widget=forms.TextInput({"placeholder": "lý do"})
    )

    @property
    def name(self) -> str:
        return self.sheet.names[self.row.member_id]

    @property
    def status_in_words(self) -> str:
        return self.row.get_status_display().lower()

    def hidden_status(self) -> str:
        """What the status was when it was read; the template prints the buttons one by one."""
        return self["status"].as_hidden(only_initial=True)


class ItemRow(SheetRow):
    part, heading = "item", "Nội dung"
    model = AgendaItem

    position = forms.IntegerField(label="Thứ tự", min_value=0, max_value=1000, widget=forms.HiddenInput)
    title = forms.CharField(label="Nội dung", max_length=300)
    subject = forms.ChoiceField(label="Thuộc phần", choices=Subject.choices)
    speaker = PersonField(label="Người trình bày")
    planned_minutes = forms.IntegerField(label="Dự kiến (phút)", min_value=0, max_value=600)
    notes = forms.CharField(label="Diễn biến", widget=RichTextarea)
    conclusion = forms.CharField(label="Kết luận nội dung này", widget=RichTextarea)
    delete = forms.BooleanField(label="Bỏ nội dung này")

    def offer(self) -> None:
        self.fields["speaker"].offer(self.sheet.people)


class OfItem(SheetRow):
    """A row that belongs to an item, named by the item's UUID: the item may be as new as the row."""

    item = forms.UUIDField(widget=forms.HiddenInput, error_messages={"invalid": BROKEN})

    def saved(self, row) -> dict[str, Any]:
        return super().saved(row) | {"item": row.item.key if row.item_id else None}

    @property
    def item_key(self) -> str:
        return str(self["item"].value() or "")

    def offer_items(self, titles: list[tuple[str, str]]) -> None:
        choices = [("", "Không thuộc nội dung nào"), *titles]
        self.fields["item"].widget = forms.Select({"class": "form-select"}, choices)


class OpinionRow(OfItem):
    part, heading = "opinion", "Ý kiến"
    model = Opinion

    member = PersonField(label="Người phát biểu")
    guest = forms.CharField(label="Hoặc khách mời", max_length=120)
    text = forms.CharField(label="Ý kiến", max_length=OPINION_LIMIT, widget=forms.Textarea({"rows": 2}))
    delete = forms.BooleanField(label="Bỏ ý kiến này")

    def offer(self) -> None:
        self.fields["member"].offer(self.sheet.people)


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

    @property
    def words(self) -> dict[str, str]:
        """The base, the threshold and the result, of what is saved."""
        vote = self.row or Vote()
        return vote_in_words(vote, self.sheet.roll, self.sheet.shares[vote.matter])


class TaskRow(OfItem):
    part, heading = "task", "Nhiệm vụ"
    model = Task

    text = forms.CharField(label="Nhiệm vụ", max_length=500)
    assignee = PersonField(label="Người thực hiện")
    unit = AmongField(label="Hoặc đơn vị")
    due_on = DayField(label="Hạn")
    delete = forms.BooleanField(label="Bỏ nhiệm vụ này")

    def offer(self) -> None:
        self.fields["assignee"].offer(self.sheet.people)
        self.fields["unit"].offer(self.sheet.units)
