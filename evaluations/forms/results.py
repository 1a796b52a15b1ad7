"""What comes after the decision: graded again, received from above, held against it."""

from django import forms
from django.utils.functional import cached_property

from accounts.models import User
from cells.forms.decisions import DecidedForm
from common.acting import ShownFirst, VerbForm, lines
from common.days import DayField
from evaluations.models import (
    Award,
    Exclusion,
    Grade,
    Late,
    Level,
    Mark,
    Outcome,
    Proposal,
    Regrading,
    receive,
    rests_on,
)
from evaluations.models.regrading import refuse_regrading

EXCLUSIONS = [choice for choice in Exclusion.choices if choice[0] != Exclusion.OTHER]


class RegradeForm(ShownFirst, DecidedForm):
    """Quyết định xếp loại lại: shows first what it cancels."""

    about = ("row",)

    outcome = forms.ChoiceField(
        label="Kết quả mới", choices=[("", "Chọn"), *Level.choices, ("Không xếp loại", EXCLUSIONS)]
    )
    reason = lines("Lý do xếp loại lại", 300, "Ghi trong quyết định.", rows=2)

    field_order = ["outcome", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.row.is_late:
            self.fields["outcome"].label = "Kết quả"
            self.fields["reason"].label = "Căn cứ xếp loại"

    def clean(self):
        super().clean()
        if "outcome" in self.cleaned_data:
            signed_on = self.cleaned_data.get("decision_signed_on")
            refuse_regrading(self.row, self.grade, signed_on)

    @property
    def grade(self) -> Grade:
        outcome = self.cleaned_data["outcome"]
        return Grade(outcome) if outcome in Level else Grade(exclusion=outcome)

    @cached_property
    def consequence(self) -> str:
        row, new = self.row, self.grade.said(self.row.round.applied_rules, of_unit=self.row.IS_UNIT)
        cancelled = "; ".join(_named(one) for one in rests_on(row, self.grade))
        return f"{row.subject}: kết quả {row.round.period} là “{row.said}”, nay là “{new}”. " + (
            f"Đồng thời hủy: {cancelled}." if cancelled else "Không có gì phải hủy theo."
        )

    def act(self, *, by: User) -> None:
        facts = {"decision": self.decision, "reason": self.cleaned_data["reason"]}
        Regrading.objects.decide(self.row, grade=self.grade, by=by, **facts)


def _named(one: Award | Mark) -> str:
    """As the sentence before the act names what it takes back."""
    if isinstance(one, Mark):
        return f"công nhận {one.get_kind_display().lower()} năm {one.year}"
    decision = getattr(one, "decision", None)
    paper = f", Quyết định {decision}" if decision else ""
    proposed = "đề nghị " if isinstance(one, Proposal) else ""
    form = one.get_form_display().lower()
    return f"{proposed}{form} “{one.reason}”, năm xét {one.year}{paper}"


class ReceiveForm(ShownFirst, DecidedForm):
    """What the body above decided: shown first where it cancels something."""

    about = ("row",)

    level = forms.ChoiceField(label="Mức cấp trên quyết định", choices=[("", "Chọn"), *Level.choices])

    field_order = ["level"]

    @cached_property
    def consequence(self) -> str:
        cancelled = rests_on(self.row, Grade(self.cleaned_data["level"]))
        return f"Đồng thời hủy: {'; '.join(_named(one) for one in cancelled)}." if cancelled else ""

    @property
    def is_agreed(self) -> bool:
        return not self.consequence or super().is_agreed

    def act(self, *, by: User) -> None:
        receive(self.row, **self.facts, by=by)


class LateForm(VerbForm):
    """Why somebody is graded later than the others, and until when."""

    edits = True

    late_cause = forms.ChoiceField(
        label="Xếp loại sau vì",
        required=False,
        choices=[("", "Không xếp loại sau"), *Late.choices],
        help_text="Ốm đau, nghỉ thai sản, đi học dài ngày mà vẫn kiểm điểm được thì không xếp loại "
        "sau: xếp theo kết quả công việc thực tế.",
    )
    late_until = DayField(
        label="Dự kiến xếp loại đến hết ngày", required=False, help_text="Chưa biết thì để trống."
    )
    note = forms.CharField(label="Ghi chú", max_length=300, required=False)


class ReferUpForm(VerbForm):
    """Which body decides on a managed cadre."""

    decided_by = forms.CharField(
        label="Cấp quyết định mức xếp loại",
        max_length=200,
        required=False,
        help_text="Cấp ủy quản lý cán bộ, ví dụ Ban Thường vụ Tỉnh ủy. Để trống: xếp loại tại đợt này.",
    )


class ComplaintForm(VerbForm):
    """What came in about a result."""

    received_on = DayField(label="Ngày nhận")
    what = lines("Nội dung kiến nghị, khiếu nại", 2000, rows=5)


class ComplaintAnswerForm(VerbForm):
    """What was answered to it."""

    answered_on = DayField(label="Ngày trả lời")
    outcome = forms.ChoiceField(label="Kết quả giải quyết", choices=[("", "Chọn"), *Outcome.choices])
    text = lines("Nội dung trả lời", 2000, rows=5)
