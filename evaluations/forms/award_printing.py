"""Asking for a PDF about commendation."""

from django import forms

from accounts.models import User
from common.acting import ActForm
from evaluations.models import AwardPrint, AwardPrintKind

MOST_MM = 60


class AwardPrintForm(ActForm):
    """Which paper `of` a decision or proposal; how far the words on a bought sheet are moved."""

    about = ("unit", "of", "kinds")

    kind = forms.ChoiceField(label="Giấy tờ")
    left_mm = forms.IntegerField(
        label="Dịch chữ sang phải (mm)", min_value=-MOST_MM, max_value=MOST_MM, required=False
    )
    top_mm = forms.IntegerField(
        label="Dịch chữ xuống dưới (mm)",
        min_value=-MOST_MM,
        max_value=MOST_MM,
        required=False,
        help_text="Số âm là sang trái, lên trên. Chỉ dùng khi in giấy khen trên phôi mua sẵn.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in self.kinds]
        sheets = AwardPrint.objects.filter(unit=self.unit, kind=AwardPrintKind.CERTIFICATES)
        last = sheets.first() or AwardPrint()
        self.initial |= {"left_mm": last.left_mm, "top_mm": last.top_mm}
        if AwardPrintKind.CERTIFICATES not in self.kinds:
            del self.fields["left_mm"], self.fields["top_mm"]

    def act(self, *, by: User) -> None:
        kind = AwardPrintKind(self.cleaned_data["kind"])
        moved = {name: self.cleaned_data.get(name) or 0 for name in ("left_mm", "top_mm")}
        self.made = AwardPrint.objects.request(
            by=by,
            task="evaluations.tasks.print_award",
            unit=self.unit,
            kind=kind,
            title=kind.label,
            **self.of,
            **(moved if kind == AwardPrintKind.CERTIFICATES else {}),
        )
