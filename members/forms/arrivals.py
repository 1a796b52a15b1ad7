"""Coming to a cell with a letter of introduction."""

from django import forms

from cells.forms.decisions import DecisionForm
from common.days import DayField
from members.models import CameBy, Membership


class ArrivalForm(DecisionForm):
    """What is asked of who arrives: the letter, why it is late, how long a guest means to stay."""

    LETTER = {
        "decision_number": "Số quyết định hoặc giấy giới thiệu",
        "decision_signed_on": "Ngày ký",
        "decision_issuer": "Cơ quan cấp",
    }

    expected_until = DayField(label="Dự kiến sinh hoạt tạm thời đến hết ngày", required=False)
    late_note = forms.CharField(
        label="Lý do nộp giấy muộn",
        max_length=300,
        required=False,
        help_text="Chỉ ghi khi giấy giới thiệu nộp quá hạn.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in self.LETTER.items():
            self.fields[name].label = label

    def check_until(self) -> None:
        """A guest comes for a time."""
        on, until = self.cleaned_data.get("on"), self.cleaned_data.get("expected_until")
        if "expected_until" in self.errors:
            return
        if until is None:
            self.add_error("expected_until", "Ghi dự kiến sinh hoạt tạm thời đến bao giờ.")
        elif on and until < on:
            self.add_error("expected_until", "Không thể trước ngày đến.")

    def check_letter(self, came_by: str = CameBy.TRANSFER) -> None:
        """Whether the letter came in time, or the reason is told."""
        if not self.errors:
            Membership(
                starts_on=self.cleaned_data["on"],
                came_by=came_by,
                came_decision=self.decision,
                came_note=self.cleaned_data["late_note"],
            ).check_papers()
