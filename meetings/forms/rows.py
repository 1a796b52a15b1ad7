"""One row of the minutes: a person who was due, a task that was given."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from cells.days import DayInput
from meetings.models import DUE_STATUSES, Attendance, AttendanceStatus, Meeting, Task
from members.models import Member

DUE_CHOICES = [(status, AttendanceStatus(status).label) for status in DUE_STATUSES]


class AttendanceForm(forms.Form):
    """Who was due on that day: came, or missing, and why.

    Named by member, so that what was typed finds its person though the roll was renewed meanwhile.
    A row that was not sent is not bound, and stays as it is.
    """

    status = forms.ChoiceField(
        label="Điểm danh",
        choices=DUE_CHOICES,
        widget=forms.RadioSelect(attrs={"class": "btn-check", "data-status": ""}),
    )
    reason = forms.CharField(
        label="Lý do vắng",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control", "placeholder": "Lý do vắng"}),
    )

    def __init__(self, data=None, *, row: Attendance):
        initial = {"status": row.status, "reason": row.reason}
        prefix = f"attendance-{row.member_id}"
        is_sent = data is not None and f"{prefix}-status" in data
        super().__init__(data if is_sent else None, prefix=prefix, initial=initial)
        self.row, self.saved = row, f"{row.get_status_display()} {row.reason}".strip()

    def clean(self):
        if {"status", "reason"} <= self.cleaned_data.keys():
            self.row.mark(self.cleaned_data["status"], self.cleaned_data["reason"])


class TaskForm(forms.Form):
    """Nhiệm vụ: what, who leads it, until when."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label="Nhiệm vụ", max_length=500, required=False)
    due_on = forms.DateField(label="Hạn", required=False, widget=DayInput)
    done_on = forms.DateField(label="Ngày hoàn thành", required=False, widget=DayInput)

    def __init__(self, *args, meeting: Meeting, people: list[Member], **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.fields["assignee"] = person_field(people, "Người thực hiện")

    def clean_text(self) -> str:
        """Asked for only in a row that is used: an empty row bears no asterisk."""
        if not self.cleaned_data["text"]:
            raise ValidationError("Ghi nội dung nhiệm vụ.")
        return self.cleaned_data["text"]

    def clean(self):
        days = {name: self.cleaned_data.get(name) for name in ("due_on", "done_on")}
        Task(meeting=self.meeting, **days).clean()


TaskFormSet = forms.formset_factory(
    TaskForm, extra=3, max_num=100, absolute_max=100, validate_max=True, can_delete=True
)


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


def person_field(people: list[Member], label: str) -> forms.TypedChoiceField:
    """A choice among people already read: no query, however many rows offer it."""
    by_pk = {person.pk: person for person in people}
    return forms.TypedChoiceField(
        label=label,
        required=False,
        choices=[("", "Chưa chọn"), *((pk, str(person)) for pk, person in by_pk.items())],
        coerce=lambda pk: by_pk.get(int(pk)),
        empty_value=None,
    )
