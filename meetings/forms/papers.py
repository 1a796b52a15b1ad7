"""Adopting the minutes as they were read, writing the resolution, correcting what was adopted."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from common.acting import ActForm
from meetings import documents
from meetings.documents import facts, resolution_body


class MeetingAdoptForm(ActForm):
    """Which version of the minutes was read before it was adopted."""

    about = ("meeting",)

    version = forms.IntegerField()

    def act(self, *, by):
        made = documents.of_adoption(self.meeting)
        self.meeting.adopt(version=self.cleaned_data["version"], documents=made, by=by)

    def refusal(self) -> str:
        """Why it was not adopted, as one sentence."""
        if self.has_error(NON_FIELD_ERRORS, "conflict"):
            return "Người khác vừa lưu cuộc họp này. Đọc lại rồi thông qua."
        return " ".join(self.non_field_errors()) or "Mở lại trang này rồi thông qua."


class ResolutionForm(ActForm):
    """Whether a text that is there may be replaced."""

    about = ("meeting",)

    instead = forms.BooleanField(
        label="Thay nội dung nghị quyết đang có bằng dự thảo dưới đây", required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.text = resolution_body.skeleton(self.meeting)
        if not self.meeting.resolution:
            del self.fields["instead"]

    def act(self, *, by):
        subject, instead = facts.subject(self.meeting), self.cleaned_data.get("instead", False)
        self.meeting.write_resolution(subject, self.text, by=by, instead=instead)


class MeetingCorrectForm(ActForm):
    about = ("meeting",)

    reason = forms.CharField(
        label="Lý do đính chính",
        max_length=300,
        help_text="Được in trên bản mới. Ví dụ: ghi nhầm họ tên người được giao nhiệm vụ.",
    )

    def act(self, *, by):
        made = documents.of_adoption(self.meeting)
        self.meeting.correct(reason=self.cleaned_data["reason"], by=by, documents=made)
