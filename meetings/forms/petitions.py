"""Petitions: looked for, raised by a cell, answered by the committee, given back, withdrawn."""

from django import forms
from django.utils import timezone

from accounts.models import User
from cells.forms.unit_choice import OneUnitField, UnitField
from cells.models import Unit
from common.acting import ActForm, VerbForm
from common.days import DayField
from meetings.forms.filters import YearForm
from meetings.forms.widgets import PdfField, RichField
from meetings.models import AgendaItem, Meeting, Petition, PetitionState
from meetings.models.petition import TEXT_LIMIT

OPEN = "open"  # raised or taken up: not how far a petition is, but whether it is still owed an answer


class PetitionFilterForm(YearForm):
    folded = ("year",)

    unit = UnitField(label="Chi bộ")
    state = forms.ChoiceField(
        label="Tình trạng",
        choices=[("", "Tất cả"), (OPEN, "chưa trả lời"), *PetitionState.choices],
        required=False,
    )

    def units(self):
        return Unit.objects.allowing(self.user, "petition.read")

    def petitions(self):
        """A field that makes no sense is left aside."""
        self.is_valid()
        rows = self._in_state(self.cleaned_data.get("state"))
        if unit := self.cleaned_data.get("unit"):
            rows = rows.under(unit)
        return rows.for_list()

    def _in_state(self, state: str | None):
        """Those of the year and those it inherited; unanswered ones as the first page counts them: on
        the last day of the year, or today while it lasts."""
        rows, (start, end) = Petition.objects.visible_to(self.user), self.period()
        if state == OPEN:
            return rows.open_on(min(end, timezone.localdate()))
        rows = rows.in_hand(start, end)
        return rows.in_state(state) if state else rows


class PetitionForm(ActForm):
    """Nêu kiến nghị: at a meeting, which says cell and day, or between two."""

    unit = OneUnitField(label="Chi bộ", empty_label="Chọn chi bộ")
    raised_on = DayField(label="Ngày nêu", initial=timezone.localdate)
    item = forms.ModelChoiceField(
        AgendaItem.objects.none(),
        label="Khi bàn nội dung",
        required=False,
        empty_label="Không gắn với nội dung nào",
    )
    text = forms.CharField(
        label="Kiến nghị",
        max_length=TEXT_LIMIT,
        widget=forms.Textarea({"rows": 5}),
        help_text="Đề nghị đảng ủy việc gì, vì sao. Mỗi việc một kiến nghị để được trả lời riêng.",
    )

    def __init__(self, *args, user: User, meeting: Meeting | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        if meeting:
            del self.fields["unit"], self.fields["raised_on"]
            self.fields["item"].queryset = meeting.items.all()
        else:
            del self.fields["item"]
            self.fields["unit"].offer(Unit.objects.allowing(user, "petition.raise").cells())

    def act(self, *, by: User) -> None:
        of_meeting = {}
        if meeting := self.meeting:
            of_meeting = {"meeting": meeting, "unit": meeting.unit, "raised_on": meeting.held_on}
        self.petition = Petition.objects.raise_up(**self.cleaned_data | of_meeting, by=by)


class PetitionAnswerForm(ActForm):
    about = ("petition",)

    answered_on = DayField(label="Ngày trả lời", initial=timezone.localdate)
    number = forms.CharField(
        label="Số, ký hiệu văn bản trả lời", max_length=40, required=False, help_text="Nếu có."
    )
    text = RichField(label="Nội dung trả lời")
    file = PdfField(label="Bản quét văn bản trả lời")

    def act(self, *, by: User) -> None:
        facts = dict(self.cleaned_data)
        self.petition.reply(on=facts.pop("answered_on"), **facts, by=by)


class PetitionReopenForm(VerbForm):
    """Chi bộ chưa đồng tình với câu trả lời."""

    on = DayField(label="Ngày đề nghị", initial=timezone.localdate)
    reason = forms.CharField(
        label="Chưa đồng tình ở điểm nào", max_length=500, widget=forms.Textarea({"rows": 4})
    )


class PetitionWithdrawForm(VerbForm):
    """Chi bộ rút kiến nghị, hoặc ghi nhầm."""

    on = DayField(label="Ngày rút", initial=timezone.localdate)
    reason = forms.CharField(label="Lý do rút", max_length=300)
