"""Handing a member all that is kept of him or her."""

from django import forms

from common.acting import VerbForm


class HandOutForm(VerbForm):
    reason = forms.CharField(
        label="Lý do xuất",
        max_length=300,
        help_text="Ví dụ: đồng chí đề nghị được cung cấp dữ liệu của mình, đơn ngày 12/3/2026.",
    )
