"""The letter about what is new."""

from django import forms

from common.acting import VerbForm


class MailForm(VerbForm):
    mails_news = forms.BooleanField(
        label="Nhận thư khi có tin mới",
        required=False,
        help_text="Mỗi ngày tối đa một thư. Thư chỉ ghi số tin và đường dẫn, không ghi tên người.",
    )
    email = forms.EmailField(label="Địa chỉ thư điện tử", required=False, max_length=254)
