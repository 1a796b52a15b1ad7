"""Writing the resolution from the minutes, correcting what was adopted, giving that up."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from meetings import documents
from meetings.documents import facts, resolution_body
from meetings.models import Meeting


class ResolutionForm(forms.Form):
    """Whether a text that is there may be replaced."""

    instead = forms.BooleanField(
        label="Thay nội dung nghị quyết đang có bằng bản soạn dưới đây", required=False
    )

    def __init__(self, meeting: Meeting, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.text = resolution_body.skeleton(meeting)
        if not meeting.resolution:
            del self.fields["instead"]

    def save(self, *, by: User) -> bool:
        subject = facts.subject(self.meeting)
        instead = self.cleaned_data.get("instead", False)
        try:
            self.meeting.write_resolution(subject, self.text, by=by, instead=instead)
        except ValidationError as error:
            self.add_error(None if "instead" not in self.fields else "instead", error.messages)
            return False
        return True


class MeetingCorrectForm(forms.Form):
    """Why adopted minutes are opened again."""

    reason = forms.CharField(
        label="Lý do đính chính",
        max_length=300,
        help_text="Được in trên bản mới. Ví dụ: ghi nhầm họ tên người được giao nhiệm vụ.",
    )

    def save(self, meeting: Meeting, *, by: User) -> bool:
        made = documents.of_adoption(meeting)
        try:
            meeting.correct(reason=self.cleaned_data["reason"], by=by, documents=made)
        except ValidationError as error:
            self.add_error(None, error.messages)
            return False
        return True


class GiveUpCorrectionForm(forms.Form):
    """Locking the minutes again, as they were adopted: nothing to fill in."""

    def save(self, meeting: Meeting, *, by: User) -> bool:
        try:
            meeting.give_up_correction(by=by, documents=documents.of_adoption(meeting))
        except ValidationError as error:
            self.add_error(None, error.messages)
            return False
        return True
