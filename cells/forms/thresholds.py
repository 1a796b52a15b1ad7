"""A number of a rule changes from a day on."""

from django import forms
from django.core.exceptions import ValidationError

from cells.models import Threshold
from cells.models.threshold import NOUGHT
from common.acting import VerbForm
from common.days import DayField

MOST = 1000


class ThresholdAddForm(VerbForm):
    value = forms.IntegerField(label="Thông số mới", min_value=0, max_value=MOST)
    out_of = forms.IntegerField(label="Trên tổng số phần", min_value=1, max_value=MOST)
    valid_from = DayField(label="Áp dụng từ ngày", help_text="Trước ngày này mức cũ vẫn được dùng.")
    source = forms.CharField(
        label="Căn cứ",
        max_length=300,
        help_text="Số, ngày của văn bản và điều khoản, để người đọc cảnh báo tra lại được.",
    )

    def __init__(self, *args, newest: Threshold, **kwargs):
        super().__init__(*args, initial={"out_of": newest.out_of}, **kwargs)
        self.newest = newest
        if not newest.out_of:
            del self.fields["out_of"]

    def clean_value(self) -> int:
        value = self.cleaned_data["value"]
        if value == 0 and self.newest.code not in NOUGHT:
            raise ValidationError("Thông số này phải lớn hơn 0.")
        return value

    def clean(self):
        data = super().clean()
        if data.get("out_of") and data.get("value", 0) > data["out_of"]:
            self.add_error("value", "Số phần không thể lớn hơn tổng số phần.")
