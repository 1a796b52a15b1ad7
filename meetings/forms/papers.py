"""Writing the resolution from the minutes, correcting what was adopted."""

from __future__ import annotations

from django import forms

from common.acting import ActForm
from meetings import documents
from meetings.documents import facts, resolution_body
from meetings.models import Meeting


class ResolutionForm(ActForm):
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

    def act(self, *, by):
        subject, instead = facts.subject(self.meeting), self.cleaned_data.get("instead", False)
        self.meeting.write_resolution(subject, self.text, by=by, instead=instead)


class MeetingCorrectForm(ActForm):
    """Why adopted minutes are opened again."""

    reason = forms.CharField(
        label="Lý do đính chính",
        max_length=300,
        help_text="Được in trên bản mới. Ví dụ: ghi nhầm họ tên người được giao nhiệm vụ.",
    )

    def __init__(self, meeting: Meeting, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    def act(self, *, by):
        made = documents.of_adoption(self.meeting)
        self.meeting.correct(reason=self.cleaned_data["reason"], by=by, documents=made)
