"""What is typed about a member's cards and dossier."""

from django import forms

from cells.forms.decisions import DecisionForm
from common.acting import VerbForm
from common.days import DayField
from members.models import CardReason, DossierMoveKind


class CardForm(DecisionForm):
    """Ghi thẻ: a card that was issued."""

    reason = forms.ChoiceField(choices=CardReason.choices, label="Lý do cấp")
    number = forms.CharField(
        label="Số thẻ",
        max_length=20,
        help_text="Ghi đúng như trên thẻ. Số của thẻ cấp sau cùng là số thẻ trong hồ sơ.",
    )
    issued_on = DayField(label="Ngày cấp")
    handed_over_on = DayField(
        label="Ngày giao thẻ cho đảng viên",
        required=False,
        help_text="Để trống nếu chưa giao; khi giao thì ghi sau.",
    )

    field_order = ["reason", "number", "issued_on", "handed_over_on"]

    about = ("verb",)


class DossierMoveForm(VerbForm):
    """Ghi giao, nhận, cho mượn hồ sơ."""

    kind = forms.ChoiceField(choices=DossierMoveKind.choices, label="Việc")
    on = DayField(label="Ngày")
    whom = forms.CharField(
        label="Giao cho ai, nhận từ đâu, ai mượn",
        max_length=200,
        help_text="Ghi tên người nhận hoặc cơ quan, tổ chức đảng.",
    )
    papers = forms.IntegerField(label="Số tài liệu trong hồ sơ", min_value=1, max_value=1000)
    due_back_on = DayField(label="Hẹn trả ngày", required=False, help_text="Chỉ ghi khi cho mượn.")

    def clean(self):
        super().clean()
        kind, due = self.cleaned_data.get("kind"), self.cleaned_data.get("due_back_on")
        if "due_back_on" in self.errors or not kind:
            return
        if kind == DossierMoveKind.LENT and not due:
            self.add_error("due_back_on", "Cho mượn thì ghi ngày hẹn trả.")
        if kind != DossierMoveKind.LENT and due:
            self.add_error("due_back_on", "Chỉ ghi khi cho mượn.")


class CardHandOverForm(VerbForm):
    """Giao thẻ cho đảng viên."""

    on = DayField(label="Ngày giao thẻ")


class DossierReturnForm(VerbForm):
    """Nhận lại hồ sơ cho mượn."""

    on = DayField(label="Ngày trả")
