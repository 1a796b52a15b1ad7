"""What is written on a letter of introduction besides what the record knows."""

from django import forms

from common.acting import VerbForm
from common.days import DayField

MOST_PAPERS = 1000


class LetterForm(VerbForm):
    """Lập giấy giới thiệu between two cells of the committee."""

    issued_on = DayField(label="Ngày cấp giấy")
    fee_until = forms.DateField(
        label="Đảng phí đã đóng đến hết tháng",
        input_formats=["%m/%Y"],
        widget=forms.DateInput({"inputmode": "numeric"}, format="%m/%Y"),
        help_text="Ghi tháng và năm, ví dụ 06/2020.",
        error_messages={"invalid": "Ghi tháng và năm, ví dụ 06/2020."},
    )
    papers = forms.IntegerField(
        label="Số tài liệu trong hồ sơ gửi kèm",
        min_value=1,
        max_value=MOST_PAPERS,
        required=False,
        help_text="Để trống nếu hồ sơ không gửi kèm.",
    )


class CaseLetterForm(LetterForm):
    """For going out of the committee."""

    is_outside = forms.BooleanField(
        label="Nơi đến thuộc một đảng bộ cấp trên khác",
        required=False,
        help_text="Khi đó giấy có 10 ô giới thiệu thay vì 7 ô.",
    )
