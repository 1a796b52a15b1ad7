"""What becomes of a task."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from common.acting import ActForm
from common.days import DayInput
from meetings.models import REPORTABLE, Meeting, Task
from meetings.models.task_report import TEXT_LIMIT


class TaskDoneForm(forms.Form):
    """When a task was done."""

    done_on = forms.DateField(label="Ngày hoàn thành", widget=DayInput)

    def save(self, task: Task, *, by: User) -> bool:
        try:
            task.complete(on=self.cleaned_data["done_on"], by=by)
        except ValidationError as error:
            self.add_error(None, error)
            return False
        return True


class OfTaskForm(ActForm):
    """An act on one task."""

    def __init__(self, *args, task: Task, **kwargs):
        super().__init__(*args, **kwargs)
        self.task = task


class TaskReportForm(OfTaskForm):
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
    on = forms.DateField(label="Ngày báo cáo", widget=DayInput)
    done_on = forms.DateField(
        label="Ngày xong", required=False, widget=DayInput, help_text="Để trống nếu là ngày báo cáo."
    )

    def __init__(self, *args, meeting: Meeting | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.fields["on"].initial = meeting.held_on if meeting else timezone.localdate()

    def add_error(self, field, error):
        """The verb speaks of the row that is written."""
        told = getattr(error, "error_dict", None)
        if told and "reported_on" in told:
            told["on"] = told.pop("reported_on")
        super().add_error(field, error)

    def act(self, *, by: User) -> None:
        self.task.report(**self.cleaned_data, meeting=self.meeting, by=by)


class TaskMoveForm(OfTaskForm):
    """Dời hạn."""

    to = forms.DateField(label="Hạn mới", widget=DayInput)
    reason = forms.CharField(label="Lý do dời hạn", max_length=300)

    def act(self, *, by: User) -> None:
        self.task.move_due(**self.cleaned_data, by=by)


class TaskWithdrawForm(OfTaskForm):
    """Rút nhiệm vụ."""

    reason = forms.CharField(label="Lý do rút nhiệm vụ", max_length=300)

    def act(self, *, by: User) -> None:
        self.task.withdraw(**self.cleaned_data, by=by)


class ReportedAtForm(forms.Form):
    """The meeting at which a task is reported, named by the address, if any."""

    meeting = forms.ModelChoiceField(Meeting.objects.none(), required=False)

    def __init__(self, user: User, data):
        super().__init__(data)
        self.fields["meeting"].queryset = Meeting.objects.visible_to(user).opened().for_minutes()

    def chosen(self) -> Meeting | None:
        return self.cleaned_data["meeting"] if self.is_valid() else None
