"""The record of a member."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms

from accounts.models import User
from cells.days import DayInput
from cells.models import Unit
from members.forms.acting import ActForm, DecisionForm
from members.models import CameBy, Member

RECORD = [
    "full_name",
    "sex",
    "born_on",
    "ethnicity",
    "schooling",
    "theory",
    "work_place",
    "card_number",
    "admission_decided_on",
    "admitted_on",
    "official_on",
]
DAYS = {name: DayInput for name in RECORD if name.endswith("_on")}
HELP = {
    "admission_decided_on": "Tuổi đảng tính từ ngày này.",
    "admitted_on": "Ngày làm lễ; 12 tháng dự bị tính từ ngày này.",
    "card_number": "Để trống khi chưa được cấp thẻ.",
}


PERSON = Fieldset(
    "Hồ sơ",
    "full_name",
    Row(Column("sex", css_class="col-sm-6"), Column("born_on", css_class="col-sm-6")),
    Row(Column("ethnicity", css_class="col-sm-6"), Column("schooling", css_class="col-sm-6")),
    Row(Column("theory", css_class="col-sm-6"), Column("card_number", css_class="col-sm-6")),
    "work_place",
    Row(
        Column("admission_decided_on", css_class="col-sm-6"),
        Column("admitted_on", css_class="col-sm-6"),
    ),
)


class MemberAddForm(DecisionForm, forms.ModelForm):
    """Thêm đảng viên: the record together with the first cell."""

    REASONS = [choice for choice in CameBy.choices if choice[0] != CameBy.WITH_UNIT]

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Chi bộ", empty_label="Chọn chi bộ")
    came_by = forms.ChoiceField(choices=[("", "Chọn lý do"), *REASONS], label="Lý do đến")
    came_from = forms.CharField(
        label="Chuyển từ nơi nào đến",
        max_length=200,
        required=False,
        help_text="Chỉ ghi khi chuyển sinh hoạt đến.",
    )
    on = forms.DateField(
        label="Sinh hoạt tại chi bộ từ ngày",
        widget=DayInput,
        help_text="Từ ngày này đồng chí có tên trong danh sách của chi bộ.",
    )

    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout(
        PERSON,
        "official_on",
        Fieldset("Chi bộ", "unit", "came_by", "came_from", "on"),
        Fieldset(
            "Quyết định, nếu có",
            "decision_number",
            Row(
                Column("decision_signed_on", css_class="col-sm-4"),
                Column("decision_issuer", css_class="col-sm-8"),
            ),
        ),
    )

    class Meta:
        model = Member
        fields = RECORD
        widgets = DAYS
        help_texts = HELP | {"official_on": "Để trống nếu còn dự bị."}

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        cells = Unit.objects.allowing(user, "member.add").cells().order_by("path")
        self.fields["unit"].queryset = cells

    def clean(self):
        super().clean()
        data = self.cleaned_data
        if data.get("came_by") == CameBy.TRANSFER and not data.get("came_from"):
            self.add_error("came_from", "Mời ghi đồng chí chuyển từ nơi nào đến.")

    @property
    def consequence(self) -> str:
        data = self.cleaned_data
        return f"Từ {data['on']:%d/%m/%Y}, đồng chí {self.instance} thuộc {data['unit']}."

    def act(self, *, by: User) -> None:
        data = self.cleaned_data
        self.instance.enrol(
            data["unit"],
            on=data["on"],
            came_by=data["came_by"],
            came_from=data["came_from"],
            decision=self.decision,
            by=by,
        )


class MemberEditForm(ActForm, forms.ModelForm):
    """Sửa hồ sơ: what was typed wrongly or has changed. Becoming official is an act of its own."""

    class Meta:
        model = Member
        fields = RECORD
        widgets = DAYS
        help_texts = HELP

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(PERSON, "official_on")
        self.fields["official_on"].required = True
        if not self.instance.official_on:
            self.helper.layout = Layout(PERSON)
            del self.fields["official_on"]

    def act(self, *, by: User) -> None:
        self.instance.edit(fields=self.changed_data, by=by)
