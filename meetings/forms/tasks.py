"""What becomes of a task."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from accounts.models import User
from common.acting import ActForm
from common.days import DayInput
from meetings.models import REPORTABLE
from meetings.models.task_report import TEXT_LIMIT


class TaskDoneForm(ActForm):
    """When a task was done."""

    about = ("task",)

    done_on = forms.DateField(label="Ngày hoàn thành", widget=DayInput)

    def act(self, *, by: User) -> None:
        self.task.complete(on=self.cleaned_data["done_on"], by=by)


class TaskReportForm(ActForm):
    """Báo cáo nhiệm vụ, at a meeting or between two."""

    about = ("task", "meeting")

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
    on = forms.DateField(label="Ngày báo cáo", widget=DayInput)
    done_on = forms.DateField(
        label="Ngày xong", required=False, widget=DayInput, help_text="Để trống nếu là ngày báo cáo."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = self.meeting.held_on if self.meeting else timezone.localdate()

    def add_error(self, field, error):
        """The verb speaks of the row that is written."""
        told = getattr(error, "error_dict", None)
        if told and "reported_on" in told:
            told["on"] = told.pop("reported_on")
        super().add_error(field, error)

    def act(self, *, by: User) -> None:
        self.task.report(**self.cleaned_data, meeting=self.meeting, by=by)


class TaskMoveForm(ActForm):
    """Dời hạn."""

    about = ("task",)

    to = forms.DateField(label="Hạn mới", widget=DayInput)
    reason = forms.CharField(label="Lý do dời hạn", max_length=300)

    def act(self, *, by: User) -> None:
        self.task.move_due(**self.cleaned_data, by=by)


class TaskWithdrawForm(ActForm):
    """Rút nhiệm vụ."""

    about = ("task",)

    reason = forms.CharField(label="Lý do rút nhiệm vụ", max_length=300)

    def act(self, *, by: User) -> None:
        self.task.withdraw(**self.cleaned_data, by=by)
