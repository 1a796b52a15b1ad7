"""A rule set as the administrator enters it, copied from the one before."""

from django import forms

from accounts.models import User
from common.acting import ActModelForm
from evaluations.models import RuleSet

FIELDS = [
    "code",
    "title",
    "source",
    "first_year",
    "cap_percent",
    "raised_cap_percent",
    "cap_base",
    "cap_rounding",
    "cap_scope",
    "head_apart",
    "caps_units",
    "months_before_grading",
    "unit_months_before_grading",
    "scores",
    "least_xs",
    "least_t",
    "least_ht",
]
HELP = {
    "source": "Số, ngày của văn bản và điều khoản; điều gì chưa chắc thì ghi rõ.",
    "raised_cap_percent": "Tỷ lệ cao nhất mà cấp có thẩm quyền được cho; 0 nếu quy định không nêu.",
    "scores": "Tự xếp loại phải có điểm; mức khác với điểm thì phải ghi lý do.",
    "unit_months_before_grading": "0: tổ chức mới thành lập cũng được xếp loại.",
}


class RuleSetForm(ActModelForm):
    class Meta:
        model = RuleSet
        fields = FIELDS
        help_texts = HELP
        widgets = {"source": forms.Textarea({"rows": 4})}

    def act(self, *, by: User) -> None:
        if self.instance.pk:
            self.instance.correct(by=by, fields=self.changed_data)
        else:
            RuleSet.objects.enter(by=by, **self.cleaned_data)
