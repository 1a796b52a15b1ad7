"""Scanned papers of a member's file."""

from django import forms

from common.acting import VerbForm
from common.days import DayField
from common.files import HELP, check_pdf
from members.models import PaperKind


class PaperForm(VerbForm):
    """Đưa một giấy tờ lên."""

    kind = forms.ModelChoiceField(
        PaperKind.objects.all(), label="Loại giấy tờ", empty_label="Chọn loại"
    )
    title = forms.CharField(label="Tên, số văn bản", max_length=200)
    signed_on = DayField(label="Ngày ký")
    file = forms.FileField(label="Bản quét", validators=[check_pdf], help_text=HELP)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = "application/pdf"


class PaperRemoveForm(VerbForm):
    """Gỡ một giấy tờ: the file goes, the line and the reason stay."""

    reason = forms.CharField(label="Lý do gỡ", max_length=300)
