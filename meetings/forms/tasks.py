"""What becomes of a task."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from cells.days import DayInput
from meetings.models import Task


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
