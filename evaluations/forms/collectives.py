"""A collective put down by hand."""

from django import forms

from cells.models import Unit
from common.acting import VerbForm
from evaluations.models import Round
from evaluations.models.collective import FEWEST


class CollectiveForm(VerbForm):
    name = forms.CharField(
        label="Tên tập thể", max_length=200, help_text="Như: Ban Giám đốc; Chi ủy; Đảng ủy."
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Của tổ chức đảng")
    people = forms.IntegerField(
        label="Số người",
        min_value=FEWEST,
        help_text=f"Dưới {FEWEST} người thì kiểm điểm cùng cấp ủy, không ghi ở đây.",
    )

    def __init__(self, *args, grading: Round, **kwargs):
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(pk__in=grading.unit_assessments.values("unit"))
        self.fields["unit"].queryset = units.order_by("path")
        self.fields["unit"].initial = grading.unit_id
