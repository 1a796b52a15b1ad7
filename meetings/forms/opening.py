"""Opening a meeting: which body met, when, where."""

from __future__ import annotations

import datetime

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from cells.models import Unit
from common.days import DayInput
from meetings.forms.widgets import time_input
from meetings.models import Meeting, MeetingKind


class MeetingOpenForm(forms.ModelForm):
    class Meta:
        model = Meeting
        fields = ["unit", "kind", "topic", "held_on", "starts_at", "ends_at", "place"]
        widgets = {"held_on": DayInput, "starts_at": time_input(), "ends_at": time_input()}
        labels = {"starts_at": "Giờ bắt đầu", "ends_at": "Giờ kết thúc"}
        help_texts = {
            "topic": "Bắt buộc khi sinh hoạt chuyên đề; sinh hoạt thường kỳ thì để trống.",
            "ends_at": "Có thể ghi sau.",
        }

    def __init__(self, user: User, data=None, *, unit: str | None = None):
        units = Unit.objects.allowing(user, "meeting.open").standing_in(
            datetime.date(user.year, 1, 1), datetime.date(user.year, 12, 31)
        )
        super().__init__(data)
        self.fields["unit"].queryset = units
        self.fields["unit"].empty_label = "Chọn tổ chức đảng"
        self.fields["kind"].choices = [("", "Chọn loại"), *MeetingKind.choices]
        self.helper = _helper()
        if not self.is_bound:
            self._suggest(units, unit)

    def _suggest(self, units, code: str | None) -> None:
        """The unit the address names, or the only one; and where it met last."""
        first = [one for one in units if one.code == code] if code else units[:2]
        if len(first) == 1:
            self.initial["unit"] = first[0].pk
            self.initial["place"] = Meeting.objects.last_place(first[0])

    def save(self, *, by: User) -> bool:
        """Open the meeting as `instance`; False, with messages, when the verb refuses."""
        try:
            self.instance = Meeting.objects.open(**self.cleaned_data, by=by)
        except ValidationError as error:
            self.add_error(None, error)
            return False
        return True

    def twin(self) -> Meeting | None:
        """The meeting that stands in the way: what two clicks on one button end at."""
        if self.non_field_errors() and {"unit", "held_on"} <= self.cleaned_data.keys():
            return self.instance.twin()
        return None


def _helper() -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout(
        "unit",
        "kind",
        "topic",
        Row(
            Column("held_on", css_class="col-12 col-sm-6 col-lg-4"),
            Column("starts_at", css_class="col-6 col-sm-3 col-lg-4"),
            Column("ends_at", css_class="col-6 col-sm-3 col-lg-4"),
            css_class="gx-3",
        ),
        "place",
    )
    return helper
