"""Scanned papers of a member's file."""

from django import forms

from accounts.models import User
from common.acting import ActForm
from common.days import DayField
from common.files import HELP, check_pdf
from members.models import Member, Paper, PaperKind


class PaperForm(ActForm):
    """Đưa một giấy tờ lên."""

    kind = forms.ModelChoiceField(
        PaperKind.objects.all(), label="Loại giấy tờ", empty_label="Chọn loại"
    )
    title = forms.CharField(label="Tên, số văn bản", max_length=200)
    signed_on = DayField(label="Ngày ký")
    file = forms.FileField(label="Bản quét", validators=[check_pdf], help_text=HELP)

    def __init__(self, *args, member: Member, **kwargs):
        super().__init__(*args, **kwargs)
        self.member = member
        self.fields["file"].widget.attrs["accept"] = "application/pdf"

    def act(self, *, by: User) -> None:
        Paper.objects.add(self.member, **self.cleaned_data, by=by)


class PaperRemoveForm(ActForm):
    """Gỡ một giấy tờ: the file goes, the line and the reason stay."""

    reason = forms.CharField(label="Lý do gỡ", max_length=300)

    about = ("paper",)

    def act(self, *, by: User) -> None:
        self.paper.remove(reason=self.cleaned_data["reason"], by=by)
