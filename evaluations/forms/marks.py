"""Tiêu biểu and bốn tốt: entered for several units at once, taken back one by one."""

from django import forms

from accounts.models import User
from common.acting import ActForm, VerbForm
from common.days import DayField
from evaluations.models import Mark, MarkKind


class MarkForm(ActForm):
    """Tiêu biểu, bốn tốt: what several units of a round registered for, or are recognised as."""

    deed = forms.ChoiceField(label="Việc", widget=forms.RadioSelect)
    units = forms.MultipleChoiceField(label="Chi bộ, đảng bộ", widget=forms.CheckboxSelectMultiple)
    on = DayField(label="Ngày đăng ký hoặc công nhận")
    paper = forms.CharField(
        label="Số quyết định công nhận", max_length=40, required=False, help_text="Nếu có."
    )

    about = ("grading",)

    VERBS = {"register": "Đăng ký", "recognise": "Công nhận"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deed"].choices = [
            (f"{verb} {kind}", f"{done} {MarkKind(kind).label.lower()}")
            for kind in MarkKind
            for verb, done in self.VERBS.items()
        ]
        rows = self.grading.unit_assessments.from_below().select_related("unit")
        self.units = {str(row.unit_id): row.unit for row in rows}
        self.fields["units"].choices = [(str(row.unit_id), row.name) for row in rows]

    def clean(self):
        data = self.cleaned_data
        if data.get("paper") and data.get("deed", "").startswith("register"):
            self.add_error("paper", "Chỉ ghi khi công nhận.")

    def act(self, *, by: User) -> None:
        data = self.cleaned_data
        verb, kind = data["deed"].split()
        facts = {"year": self.grading.year, "kind": kind, "on": data["on"], "by": by}
        if verb == "recognise":
            facts["paper"] = data["paper"]
        getattr(Mark.objects, verb)([self.units[pk] for pk in data["units"]], **facts)


class WithdrawForm(VerbForm):
    reason = forms.CharField(label="Lý do rút", max_length=300)
