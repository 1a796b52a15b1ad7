"""Forms of candidates: noting one, correcting what is known, following no longer."""

from crispy_forms.layout import Column, Row
from django import forms

from accounts.models import User
from cases.models import Case
from cells.forms.unit_choice import OneUnitField
from cells.models import Unit
from common.acting import ActModelForm, VerbForm, laid_out
from common.days import AS_FAR_AS_KNOWN, DayField, PartialDayField
from members.models import Candidate

KNOWN = ["full_name", "sex", "born_on", "ethnicity", "schooling", "work_place"]
PERSON = [
    "full_name",
    Row(Column("sex", css_class="col-sm-6"), Column("born_on", css_class="col-sm-6")),
    Row(Column("ethnicity", css_class="col-sm-6"), Column("schooling", css_class="col-sm-6")),
    "work_place",
]


class CandidateNoteForm(ActModelForm):
    """Đưa vào danh sách quần chúng ưu tú: only the name has to be known already."""

    unit = OneUnitField(label="Chi bộ theo dõi", empty_label="Chọn chi bộ")
    on = DayField(
        label="Chi bộ ghi nhận ngày", help_text="Ngày chi bộ đưa vào danh sách quần chúng ưu tú."
    )

    helper = laid_out("unit", "on", *PERSON)

    class Meta:
        model = Candidate
        fields = KNOWN
        field_classes = {"born_on": PartialDayField}
        help_texts = {
            "born_on": f"{AS_FAR_AS_KNOWN} Chưa biết thì để trống, bổ sung trước khi chi bộ biểu quyết."
        }

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        cells = Unit.objects.allowing(user, "case.open").cells().order_by("path")
        self.fields["unit"].offer(cells)

    def act(self, *, by: User) -> None:
        facts = dict(self.cleaned_data)
        facts["born"] = facts.pop("born_on")
        self.made = Case.objects.note(by=by, **facts)


class CandidateEditForm(ActModelForm):
    helper = laid_out(*PERSON)

    class Meta:
        model = Candidate
        fields = KNOWN
        field_classes = {"born_on": PartialDayField}
        help_texts = {"born_on": AS_FAR_AS_KNOWN}

    def act(self, *, by: User) -> None:
        self.instance.edit(fields=self.changed_data, by=by)


class CandidateDropForm(VerbForm):
    on = DayField(label="Đưa ra khỏi nguồn từ ngày")
    reason = forms.CharField(label="Lý do", max_length=300, widget=forms.Textarea({"rows": 2}))


class CandidateCaseForm(VerbForm):
    """Mở hồ sơ kết nạp: for a candidate without one, or again after one that was stopped."""

    on = DayField(label="Chi bộ ghi nhận ngày")
