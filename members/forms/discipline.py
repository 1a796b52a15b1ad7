"""What is recorded of a discipline: the decision, its form and its days; nothing of the case."""

from __future__ import annotations

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.models import User
from accounts.years import FIRST_YEAR, LAST_YEAR
from cells.forms.decisions import DecidedForm
from cells.forms.unit_choice import UnitField
from cells.models import Unit
from common.acting import ShownFirst, VerbForm
from common.days import MORE_FILTERS, DayField, Folding, looking
from members.models import Complaint, DecidedBy, Discipline, DisciplineForm, Member, Office
from members.models.discipline import FORMS_OF_MEMBERS, FORMS_OF_UNITS

LEVELS = [("", "Chọn cấp"), *((level, level.label.capitalize()) for level in DecidedBy)]


class OpenDecisionForm(ShownFirst, DecidedForm):
    """Only what is in force and not secret is kept here."""

    on = DayField(label="Có hiệu lực từ ngày")
    level = forms.ChoiceField(
        label="Cấp quyết định",
        choices=LEVELS,
        help_text="Chi bộ chỉ quyết định khiển trách, cảnh cáo đảng viên.",
    )
    is_open = forms.BooleanField(
        label="Quyết định đã có hiệu lực và không mang dấu mật",
        help_text="Chỉ ghi hình thức, số và ngày quyết định; không ghi nội dung vụ việc.",
        error_messages={"required": "Chỉ ghi quyết định đã có hiệu lực và không mang dấu mật."},
    )


class MemberDisciplineForm(OpenDecisionForm):
    """Ghi kỷ luật đảng viên."""

    form = forms.ChoiceField(
        label="Hình thức",
        choices=[
            ("", "Chọn hình thức"),
            *((form, form.label.capitalize()) for form in FORMS_OF_MEMBERS),
        ],
        help_text="Đảng viên dự bị: khiển trách hoặc cảnh cáo.",
    )
    offices = forms.ModelMultipleChoiceField(
        Office.objects.none(),
        label="Cách các chức vụ",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Chỉ chọn khi cách chức.",
    )

    field_order = ["form", "level", "on", "offices", *DecidedForm.DECISION, "is_open"]

    def __init__(self, *args, member: Member, **kwargs):
        super().__init__(*args, **kwargs)
        self.member = member
        self.fields["offices"].queryset = member.offices.open().select_related("unit")
        if not self.fields["offices"].queryset:
            del self.fields["offices"]

    def clean(self):
        super().clean()
        data = self.cleaned_data
        if "form" in data and "on" in data:
            told = {"form": data["form"], "level": data.get("level", "")}
            Discipline(member=self.member, starts_on=data["on"], **told).check_member()
        chosen, is_dismissal = data.get("offices"), data.get("form") == DisciplineForm.DISMISSAL
        if is_dismissal and not chosen:
            field = "offices" if "offices" in self.fields else "form"
            self.add_error(field, "Cách chức thì chọn chức vụ đang giữ.")
        if chosen and not is_dismissal:
            self.add_error("offices", "Chỉ chọn chức vụ khi cách chức.")

    @cached_property
    def consequence(self) -> str:
        data = self.cleaned_data
        label = DisciplineForm(data["form"]).label
        sentence = f"Từ {data['on']:%d/%m/%Y}, đồng chí {self.member} bị kỷ luật {label}."
        if data.get("offices"):
            sentence += f" Thôi giữ: {', '.join(str(office) for office in data['offices'])}."
        if data["form"] == DisciplineForm.EXPULSION:
            sentence += " Từ ngày này đồng chí ra khỏi danh sách chi bộ và thôi mọi chức vụ."
        return sentence

    def act(self, *, by: User) -> None:
        data = self.cleaned_data
        Discipline.objects.record_member(
            self.member,
            form=data["form"],
            level=data["level"],
            on=data["on"],
            offices=[office.pk for office in data.get("offices", ())],
            decision=self.decision,
            by=by,
        )


class UnitDisciplineForm(OpenDecisionForm):
    """Ghi kỷ luật tổ chức đảng."""

    unit = UnitField(label="Tổ chức đảng", required=True)
    form = forms.ChoiceField(
        label="Hình thức",
        choices=[("", "Chọn hình thức"), *((form, form.label.capitalize()) for form in FORMS_OF_UNITS)],
        help_text="Giải tán: việc kết thúc tổ chức và chuyển đảng viên được làm riêng ở trang Tổ chức.",
    )

    field_order = ["unit", "form", "level", "on", *DecidedForm.DECISION, "is_open"]

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        levels = [(level, label) for level, label in LEVELS if level != DecidedBy.CELL]
        self.fields["level"].choices, self.fields["level"].help_text = levels, ""
        self.fields["unit"].offer(
            Unit.objects.allowing(user, "discipline.record"), self.data.get("unit")
        )

    @cached_property
    def consequence(self) -> str:
        data = self.cleaned_data
        label = DisciplineForm(data["form"]).label
        return f"Từ {data['on']:%d/%m/%Y}, {data['unit']} bị kỷ luật {label}."

    def act(self, *, by: User) -> None:
        data = self.cleaned_data
        told = {"form": data["form"], "level": data["level"], "on": data["on"]}
        Discipline.objects.record_unit(data["unit"], **told, decision=self.decision, by=by)


class DisciplineLevelForm(VerbForm):
    """Cấp quyết định, of a decision recorded without it or wrongly."""

    edits = True
    level = forms.ChoiceField(label="Cấp quyết định", choices=LEVELS)


class DisciplineCloseForm(ShownFirst, DecidedForm):
    """Chấm dứt hiệu lực, or the outcome of a complaint; either by a decision."""

    END = "end"
    OUTCOMES = [
        ("", "Chọn việc"),
        (END, "Chấm dứt hiệu lực kỷ luật"),
        (Complaint.UPHELD, "Giải quyết khiếu nại: giữ nguyên quyết định"),
        (Complaint.ANNULLED, "Giải quyết khiếu nại: hủy quyết định"),
    ]

    outcome = forms.ChoiceField(label="Việc", choices=OUTCOMES)
    on = DayField(
        label="Hết hiệu lực từ ngày", required=False, help_text="Chỉ ghi khi chấm dứt hiệu lực."
    )

    field_order = ["outcome", "on"]

    about = ("discipline",)

    def clean(self):
        super().clean()
        is_end = self.cleaned_data.get("outcome") == self.END
        if is_end and "on" not in self.errors and not self.cleaned_data.get("on"):
            self.add_error("on", "Chấm dứt hiệu lực thì ghi ngày.")

    @cached_property
    def consequence(self) -> str:
        data = self.cleaned_data
        if data["outcome"] == self.END:
            return f"Quyết định kỷ luật hết hiệu lực từ {data['on']:%d/%m/%Y}."
        if data["outcome"] == Complaint.UPHELD:
            return "Giữ nguyên quyết định kỷ luật sau khi giải quyết khiếu nại."
        return (
            "Hủy quyết định kỷ luật: không còn được tính vào số liệu. Người đã bị khai trừ hoặc cách "
            "chức được khôi phục bằng việc riêng."
        )

    def act(self, *, by: User) -> None:
        data = self.cleaned_data
        if data["outcome"] == self.END:
            self.discipline.end(on=data["on"], decision=self.decision, by=by)
        else:
            self.discipline.settle(data["outcome"], decision=self.decision, by=by)


class DisciplineFilter(Folding, forms.Form):
    KINDS = [("", "Tất cả"), ("members", "Đảng viên"), ("units", "Tổ chức đảng")]

    unit = UnitField()
    year = forms.IntegerField(
        label="Năm có hiệu lực", min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False
    )
    of = forms.ChoiceField(label="Đối tượng", choices=KINDS, required=False)
    in_force = forms.BooleanField(label="Chỉ xem quyết định còn hiệu lực", required=False)

    folded = ("of", "in_force")
    helper = looking(MORE_FILTERS, unit="col-12 col-md-6 col-lg-4", year="col-8 col-md-3")

    @classmethod
    def bound_to(cls, request) -> DisciplineFilter:
        form = cls(request.GET)
        units = Unit.objects.allowing(request.user, "discipline.read")
        form.fields["unit"].offer(units, form.data.get("unit"))
        form.user = request.user
        return form

    def rows(self):
        """None of them while what was typed makes no sense."""
        if not self.is_valid():
            return Discipline.objects.none()
        data = self.cleaned_data
        asked = Q()
        if data["unit"]:
            asked &= Q(unit__path__startswith=data["unit"].path)
        if data["year"]:
            asked &= Q(starts_on__year=data["year"])
        if data["of"]:
            asked &= Q(member__isnull=data["of"] == "units")
        rows = Discipline.objects.visible_to(self.user).with_papers().filter(asked)
        return rows.valid().on(timezone.localdate()) if data["in_force"] else rows
