"""What becomes of a task."""

from django import forms
from django.utils import timezone

from cells.models import Unit
from common.acting import VerbForm
from common.days import DayField
from meetings.models import REPORTABLE
from meetings.models.task_report import TEXT_LIMIT
from members.forms.people import MemberField
from members.models import Member


class TaskDoneForm(VerbForm):
    done_on = DayField(label="Ngày hoàn thành")


class TaskReportForm(VerbForm):
    """Báo cáo nhiệm vụ, at a meeting or between two."""

    state = forms.ChoiceField(
        label="Tình hình",
        choices=[(state, state.label.capitalize()) for state in REPORTABLE],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="Kết quả, lý do",
        max_length=TEXT_LIMIT,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    on = DayField(label="Ngày báo cáo", initial=timezone.localdate)
    done_on = DayField(label="Ngày xong", required=False, help_text="Để trống nếu là ngày báo cáo.")

    def add_error(self, field, error):
        """The verb speaks of the row that is written."""
        told = getattr(error, "error_dict", None)
        if told and "reported_on" in told:
            told["on"] = told.pop("reported_on")
        super().add_error(field, error)


class TaskMoveForm(VerbForm):
    to = DayField(label="Hạn mới")
    reason = forms.CharField(label="Lý do gia hạn", max_length=300)


class TaskGiveForm(VerbForm):
    """Whoever was on the roll of the meeting, or a unit beneath it."""

    about = ("verb", "meeting")

    assignee = MemberField(
        Member.objects.none(), label="Người thực hiện", required=False, empty_label="Chưa chọn"
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label="Hoặc đơn vị", required=False, empty_label="Chưa chọn"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        roll = self.meeting.attendances.values("member")
        self.fields["assignee"].queryset = Member.objects.filter(pk__in=roll).order_by("sort_key", "pk")
        self.fields["unit"].queryset = self.meeting.units()


class TaskWithdrawForm(VerbForm):
    reason = forms.CharField(label="Lý do thôi giao nhiệm vụ", max_length=300)
