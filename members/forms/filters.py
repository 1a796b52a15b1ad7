"""What the list of members is narrowed by, kept in the address."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms

from cells.days import SHOW_BUTTON, DayForm
from cells.models import Unit
from members.models import Membership


class MemberFilter(DayForm):
    """The roll of a day, in one unit or all, by name and by status."""

    STATUSES = [("", "Tất cả"), ("official", "Chính thức"), ("probationary", "Dự bị")]

    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label="Tổ chức",
        required=False,
        to_field_name="code",
        empty_label="Tất cả",
    )
    status = forms.ChoiceField(choices=STATUSES, label="Đảng viên", required=False)
    q = forms.CharField(
        label="Tìm theo tên",
        required=False,
        max_length=120,
        widget=forms.TextInput({"type": "search", "placeholder": "không cần dấu"}),
    )

    helper = FormHelper()
    helper.form_method = "get"
    helper.form_class = "no-print"
    helper.layout = Layout(
        Row(
            Column("q", css_class="col-12 col-md-6 col-lg-3"),
            Column("unit", css_class="col-12 col-md-6 col-lg-3"),
            Column("status", css_class="col-6 col-md-4 col-lg-2"),
            Column("on", css_class="col-6 col-md-4 col-lg-2"),
            Column(
                SHOW_BUTTON,
                css_class="col-12 col-md-4 col-lg-2 align-self-end mb-3",
            ),
        )
    )

    @classmethod
    def bound_to(cls, request) -> MemberFilter:
        form = super().bound_to(request)
        form.fields["unit"].queryset = Unit.objects.allowing(request.user, "member.read").order_by(
            "path"
        )
        form.user = request.user
        return form

    def rows(self):
        """The spells to list, each with `unit_name`; none of them while a filter makes no sense."""
        if not self.is_valid():
            return Membership.objects.none()
        rows = Membership.objects.permanent().on(self.day).listed_for(self.user)
        if unit := self.cleaned_data["unit"]:
            rows = rows.within(unit, self.day)
        if status := self.cleaned_data["status"]:
            rows = rows.official(self.day) if status == "official" else rows.probationary(self.day)
        return rows.named(self.cleaned_data["q"]).with_unit_name(self.day)
