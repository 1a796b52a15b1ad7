"""Acts on a member that change the roll or the standing."""

from django import forms
from django.utils.functional import cached_property

from cells.forms.decisions import DecisionForm
from cells.models import Unit
from common.acting import ShownFirst
from common.days import DayField
from common.periods import DAY
from members.models import LeftBy


class TransferForm(ShownFirst, DecisionForm):
    """Chuyển sinh hoạt đảng sang một chi bộ khác của mình."""

    to = forms.ModelChoiceField(
        Unit.objects.none(), label="Chuyển đến chi bộ", empty_label="Chọn chi bộ"
    )
    on = DayField(label="Ngày đầu tiên ở chi bộ mới")

    field_order = ["to", "on"]

    about = ("membership", "user", "verb")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        cells = Unit.objects.allowing(self.user, "member.move").cells().order_by("path")
        self.fields["to"].queryset = cells.exclude(pk=self.membership.unit_id)

    def clean(self):
        super().clean()
        if "on" in self.cleaned_data:
            self.membership.check_end(self.cleaned_data["on"])

    @cached_property
    def consequence(self) -> str:
        on, to = self.cleaned_data["on"], self.cleaned_data["to"]
        return (
            f"Từ {on:%d/%m/%Y} thuộc {to}, ngày cuối ở {self.membership.unit} là {on - DAY:%d/%m/%Y}."
            f"{_offices_end(self.membership.member.offices.filter(unit=self.membership.unit))}"
        )


class LeaveForm(ShownFirst, DecisionForm):
    """Đưa ra khỏi danh sách: transferred out, died, deleted, and so on."""

    # A unit takes its members along by an act on the unit; an expulsion is recorded as a discipline.
    REASONS = [
        (reason.value, reason.label)
        for reason in LeftBy
        if reason not in (LeftBy.WITH_UNIT, LeftBy.EXPULSION)
    ]
    NEED_DECISION = {LeftBy.DELETION, LeftBy.RESIGNATION, LeftBy.ANNULMENT}

    left_by = forms.ChoiceField(choices=[("", "Chọn lý do"), *REASONS], label="Lý do")
    left_to = forms.CharField(
        label="Nơi chuyển đến",
        max_length=200,
        required=False,
        help_text="Chỉ ghi khi chuyển sinh hoạt đảng đi.",
    )
    on = DayField(
        label="Ngày có hiệu lực", help_text="Từ ngày này đồng chí không còn trong danh sách của chi bộ."
    )

    field_order = ["left_by", "left_to", "on"]

    about = ("membership", "verb")

    def clean(self):
        super().clean()
        reason = self.cleaned_data.get("left_by")
        if reason == LeftBy.TRANSFER and not self.cleaned_data.get("left_to"):
            self.add_error("left_to", "Ghi nơi chuyển đến.")
        if reason in self.NEED_DECISION and not self.cleaned_data.get("decision_number"):
            self.add_error("decision_number", "Việc này cần có quyết định.")
        if "on" in self.cleaned_data:
            self.membership.check_end(self.cleaned_data["on"])

    @cached_property
    def consequence(self) -> str:
        on, reason = self.cleaned_data["on"], LeftBy(self.cleaned_data["left_by"]).label
        return (
            f"Ngày cuối trong danh sách {self.membership.unit} là {on - DAY:%d/%m/%Y}; "
            f"từ {on:%d/%m/%Y} không còn trong danh sách ({reason})."
            f"{_offices_end(self.membership.member.offices)}"
        )


def _offices_end(offices) -> str:
    held = ", ".join(str(office) for office in offices.open().select_related("unit"))
    return f" Chức vụ cũng kết thúc: {held}." if held else ""
