"""Asking for a PDF."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from cells.models import Unit
from meetings.models import Meeting, MeetingPrint, PrintKind
from meetings.models.printing import OF_MEETING, OF_MINUTES


class PrintForm(forms.Form):
    """What to print: a paper of a meeting, or of a unit's month. Hidden fields of a button."""

    kinds, of_meeting, task = PrintKind, OF_MEETING, "meetings.tasks.print_paper"

    kind = forms.ChoiceField()
    meeting = forms.ModelChoiceField(Meeting.objects.none(), required=False)
    unit = forms.ModelChoiceField(Unit.objects.none(), required=False)
    month = forms.DateField(required=False, input_formats=["%Y-%m-01"])

    def __init__(self, user: User, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = self.kinds.choices
        self.fields["meeting"].queryset = Meeting.objects.visible_to(user).select_related("unit")
        self.fields["unit"].queryset = Unit.objects.visible_to(user)

    def clean(self):
        given = super().clean()
        if self.errors:
            return given
        if bool(given["meeting"]) != (given["kind"] in self.of_meeting):
            raise ValidationError("Giấy tờ này cần được in từ trang của nó.")
        if given["kind"] in OF_MINUTES and not given["meeting"].has_minutes:
            raise ValidationError("Cuộc họp này không có biên bản trong phần mềm.")
        if not (given["meeting"] or given["unit"]):
            raise ValidationError("Chưa rõ in giấy tờ của tổ chức nào.")
        return given | {"unit": given["meeting"].unit if given["meeting"] else given["unit"]}

    def request(self, *, by: User) -> MeetingPrint:
        title = self.kinds(self.cleaned_data["kind"]).label
        return MeetingPrint.objects.request(by=by, task=self.task, title=title, **self.cleaned_data)
