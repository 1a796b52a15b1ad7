"""Adopting the minutes, as they were read."""

from __future__ import annotations

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from common.acting import ActForm
from meetings import documents
from meetings.models import Meeting


class MeetingAdoptForm(ActForm):
    """Which version of the minutes was read before it was adopted."""

    version = forms.IntegerField()

    def __init__(self, meeting: Meeting, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    def act(self, *, by):
        made = documents.of_adoption(self.meeting)
        self.meeting.adopt(version=self.cleaned_data["version"], documents=made, by=by)

    def refusal(self) -> str:
        """Why it was not adopted, as one sentence."""
        if self.has_error(NON_FIELD_ERRORS, "conflict"):
            return "Người khác vừa lưu cuộc họp này. Mời đọc lại rồi thông qua."
        return " ".join(self.non_field_errors()) or "Mời mở lại trang này rồi thông qua."
