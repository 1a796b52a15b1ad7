"""Preparing a meeting: what is carried over, the meeting that prepared it, its papers."""

from django import forms

from accounts.models import User
from common.acting import ActForm, VerbForm
from meetings.forms.widgets import PdfField
from meetings.models import Carries, Meeting, preparations, preparing


class CarryForm(VerbForm):
    what = forms.ChoiceField(choices=[choice for choice in Carries.choices if choice[0]])


class PreparationForm(ActForm):
    """Which meeting of the committee prepared this one; the latest is suggested."""

    about = ("meeting",)

    prepared_in = forms.ModelChoiceField(
        Meeting.objects.none(), label="Họp chi ủy chuẩn bị", required=False, empty_label="Không có"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["prepared_in"]
        field.queryset = preparations(self.meeting)
        self.offered = [] if self.is_bound else list(field.queryset[:6])
        field.choices = [("", "Không có"), *((one.pk, _said(one)) for one in self.offered)]
        field.label = "Họp chi ủy chuẩn bị" if self.meeting.unit.is_cell else "Họp đảng ủy chuẩn bị"

    @property
    def suggested(self) -> Meeting | None:
        """The latest one, as long as none was named."""
        return None if self.meeting.prepared_in_id else next(iter(self.offered), None)

    def act(self, *, by: User) -> None:
        preparing.name_preparation(self.meeting, self.cleaned_data["prepared_in"], by=by)


def _said(meeting: Meeting) -> str:
    return f"{meeting.title} ngày {meeting.held_on:%d/%m/%Y}"


class AttachmentForm(VerbForm):
    """Đăng một tài liệu. The last box is for the office alone, once a stamp was found."""

    about = ("verb", "may_clear")

    title = forms.CharField(label="Tên tài liệu", max_length=200)
    file = PdfField(label="Tệp", required=True)
    is_draft_resolution = forms.BooleanField(label="Là dự thảo nghị quyết", required=False)
    not_secret = forms.BooleanField(
        label="Tôi đã xem: đây không phải tài liệu mật",
        required=False,
        help_text="Chọn lại tệp rồi đăng. Việc xác nhận được ghi vào nhật ký cùng tên đồng chí.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not (self.may_clear and self.is_bound):
            del self.fields["not_secret"]

    @property
    def has_stamp(self) -> bool:
        return self.has_error("file", "stamp")
