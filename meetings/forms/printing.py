"""Asking for a PDF."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from cells.models import Unit
from meetings.models import Meeting, PrintJob, PrintKind


class PrintForm(forms.Form):
    """What to print: a paper of a meeting, or of a unit's month. Hidden fields of a button."""

    kind = forms.ChoiceField(choices=PrintKind.choices)
    meeting = forms.ModelChoiceField(Meeting.objects.none(), required=False)
    unit = forms.ModelChoiceField(Unit.objects.none(), required=False)
    month = forms.DateField(required=False, input_formats=["%Y-%m-%d"])

    def __init__(self, user: User, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = Meeting.objects.visible_to(user).select_related("unit")
        self.fields["unit"].queryset = Unit.objects.visible_to(user)

    def clean(self):
        given = super().clean()
        if not self.errors and not (given["meeting"] or given["unit"]):
            raise ValidationError("Chưa rõ in giấy tờ của tổ chức nào.")
        return given

    def unit_asked(self) -> Unit:
        meeting = self.cleaned_data["meeting"]
        return meeting.unit if meeting else self.cleaned_data["unit"]

    def save(self, *, by: User) -> PrintJob | None:
        try:
            return PrintJob.objects.request(by=by, **self.cleaned_data)
        except ValidationError as error:
            self.add_error(None, error.messages)
            return None
