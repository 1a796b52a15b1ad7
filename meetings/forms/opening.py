"""Opening a meeting: which body met, when, where."""

import datetime

from accounts.models import User
from cells.models import Unit
from common.acting import ActModelForm, laid_out, side_by_side
from common.days import DayInput
from meetings.forms.widgets import time_input
from meetings.models import Meeting, MeetingKind


class MeetingOpenForm(ActModelForm):
    helper = laid_out(
        "unit",
        "kind",
        "topic",
        side_by_side(
            held_on="col-12 col-sm-6 col-lg-4",
            starts_at="col-6 col-sm-3 col-lg-4",
            ends_at="col-6 col-sm-3 col-lg-4",
        ),
        "place",
    )

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
        if not self.is_bound:
            self._suggest(units, unit)

    def _suggest(self, units, code: str | None) -> None:
        """The unit the address names, or the only one; and where it met last."""
        first = [one for one in units if one.code == code] if code else units[:2]
        if len(first) == 1:
            self.initial["unit"] = first[0].pk
            self.initial["place"] = Meeting.objects.last_place(first[0])

    def act(self, *, by: User) -> None:
        self.instance = Meeting.objects.open(**self.cleaned_data, by=by)

    def twin(self) -> Meeting | None:
        """The meeting that stands in the way: what two clicks on one button end at."""
        if self.non_field_errors() and {"unit", "held_on"} <= self.cleaned_data.keys():
            return self.instance.twin()
        return None
