"""Adopting the minutes, as they were read."""

from __future__ import annotations

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from accounts.models import User
from meetings import documents
from meetings.models import Meeting


class MeetingAdoptForm(forms.Form):
    """Which version of the minutes was read before it was adopted."""

    version = forms.IntegerField()

    def save(self, meeting: Meeting, *, by: User) -> bool:
        try:
            made = documents.of_adoption(meeting)
            meeting.adopt(version=self.cleaned_data["version"], documents=made, by=by)
        except ValidationError as error:
            self.add_error(None, error)
            return False
        return True

    def refusal(self) -> str:
        """Why it was not adopted, as one sentence."""
        if self.has_error(NON_FIELD_ERRORS, "conflict"):
            return "Người khác vừa lưu cuộc họp này. Mời đọc lại rồi thông qua."
        return " ".join(self.non_field_errors()) or "Mời mở lại trang này rồi thông qua."
