"""A rule set as the administrator enters it, copied from the one before; who gives which award."""

from django import forms

from accounts.models import User
from common.acting import ActModelForm
from common.editing import remember
from evaluations.models import AwardRule, Level, RuleSet

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
NAMED = {"member_names": "đảng viên", "unit_names": "tổ chức đảng"}


class RuleSetForm(ActModelForm):
    class Meta:
        model = RuleSet
        fields = FIELDS
        help_texts = HELP
        widgets = {"source": forms.Textarea({"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field, whose in NAMED.items():
            known = self.initial.get(field) or getattr(self.instance, field)
            for level in Level:
                self.fields[f"{field}-{level}"] = forms.CharField(
                    label=f"“{level.label}” của {whose} gọi là",
                    help_text="Để trống nếu gọi như vậy.",
                    max_length=60,
                    required=False,
                )
                self.initial[f"{field}-{level}"] = known.get(level, "")
        if self.edits:
            remember(self)

    def act(self, *, by: User) -> None:
        values = {name: self.cleaned_data[name] for name in FIELDS}
        values |= {field: self._names(field) for field in NAMED}
        if self.instance.pk is None:
            RuleSet.objects.enter(by=by, **values)
            return
        for field in NAMED:
            setattr(self.instance, field, values[field])
        changed = dict.fromkeys(name.partition("-")[0] for name in self.changed_data)
        self.instance.correct(by=by, fields=list(changed))

    def _names(self, field: str) -> dict[str, str]:
        told = {level.value: self.cleaned_data[f"{field}-{level}"] for level in Level}
        return {level: name for level, name in told.items() if name}


class AwardRuleForm(ActModelForm):
    """Who gives one form of award for what, with how much money, from which year on."""

    class Meta:
        model = AwardRule
        fields = ["kind", "recipient", "form", "giver", "multiple", "first_year", "source"]
        localized_fields = ["multiple"]
        widgets = {"multiple": forms.TextInput({"inputmode": "decimal"})}
        help_texts = {
            "multiple": "Ví dụ 1,5. Để trống nếu văn bản không nêu.",
            "source": "Số, ngày của văn bản và điều khoản.",
        }

    def act(self, *, by: User) -> None:
        if self.instance.pk:
            self.instance.correct(by=by, fields=self.changed_data)
        else:
            AwardRule.objects.enter(by=by, **self.cleaned_data)
