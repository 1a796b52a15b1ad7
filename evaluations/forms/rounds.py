"""Opening, setting, closing and reopening a round, the reason above the cap, its members."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.years import FIRST_YEAR, LAST_YEAR
from cells.forms.decisions import DecidedForm
from cells.forms.unit_choice import OneUnitField
from cells.models import Term, Unit
from common.acting import ActForm, ActModelForm, VerbForm, lines
from common.days import DayField
from evaluations.models import Level, People, Quarter, Round, RuleSet
from evaluations.models.days import DAYS
from evaluations.reading.warnings import concerns
from evaluations.rules.cap import Base, CapScope, Rounding

REFERENCE = (
    "Danh sách đảng viên, chi bộ lấy theo hồ sơ của ngày này, và tính đến ngày này đã đủ 6 tháng hay "
    "chưa. Thường là ngày họp xếp loại; để trống thì lấy ngày cuối của năm, của quý."
)

OF_QUARTER = "Xếp loại quý chỉ gồm người giữ chức vụ trong Đảng ngày lấy danh sách, không gồm tổ chức."


class RoundForm(VerbForm):
    unit = OneUnitField(label="Tổ chức đảng", empty_label="Chọn tổ chức")
    year = forms.IntegerField(label="Năm xếp loại", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    quarter = forms.TypedChoiceField(
        label="Thời gian",
        choices=[("", "Cả năm"), *Quarter.choices],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=OF_QUARTER,
    )
    reference_on = DayField(label="Ngày lấy danh sách", required=False, help_text=REFERENCE)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(Unit.objects.allowing(user, "round.open").that_grade())
        self.fields["year"].initial = user.year

    @property
    def rules(self) -> RuleSet | None:
        """The rule set that governs the year in the form, None while that is not a year."""
        try:
            year = self.fields["year"].clean(self["year"].value())
        except ValidationError:
            return None
        return RuleSet.objects.for_year(year)


class TermField(forms.ModelChoiceField):
    def label_from_instance(self, term: Term) -> str:
        return f"{term.unit}, nhiệm kỳ {term}"


class TermRoundForm(VerbForm):
    term = TermField(Term.objects.none(), label="Nhiệm kỳ", empty_label="Chọn nhiệm kỳ")
    people = forms.ChoiceField(
        label="Đảng viên trong đợt",
        choices=People.choices,
        initial=People.LEADERS,
        help_text="Tổ chức đảng và tập thể luôn có trong đợt. Quy định không nói rõ những ai: theo "
        "hướng dẫn của cấp ủy.",
    )
    reference_on = DayField(
        label="Ngày lấy danh sách",
        required=False,
        help_text="Để trống thì lấy ngày đại hội kết thúc nhiệm kỳ; nhiệm kỳ đang chạy thì phải ghi.",
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        units = Unit.objects.allowing(user, "round.open").that_grade()
        terms = Term.objects.filter(unit__in=units).select_related("unit")
        self.fields["term"].queryset = terms = terms.order_by("unit__path", "-congress_on")
        first = list(terms[:2])
        self.fields["term"].initial = first[0].pk if len(first) == 1 else None


class ReferenceForm(VerbForm):
    reference_on = DayField(label="Ngày lấy danh sách", help_text=REFERENCE)


class OwnCapForm(VerbForm):
    """How the cap is counted in this round, where it is not as the rules say."""

    edits = True
    cap_percent = forms.IntegerField(label="Tỷ lệ xuất sắc tối đa (%)", min_value=0, max_value=100)
    cap_base = forms.ChoiceField(label="Tính trên", choices=Base.choices)
    cap_rounding = forms.ChoiceField(label="Làm tròn", choices=Rounding.choices)
    cap_scope = forms.ChoiceField(
        label="Tính trong",
        choices=CapScope.choices,
        help_text="Mức khống chế thuộc cấp quyết định; quy định hiện hành tính theo nhóm vị trí.",
    )
    head_apart = forms.BooleanField(label="Người đứng đầu tính riêng", required=False)
    reason = lines("Căn cứ", 300, "Ai quyết định, số và ngày văn bản.", required=False, rows=2)


class DaysForm(ActModelForm):
    """Until which day each step is due."""

    class Meta:
        model = Round
        fields = DAYS
        field_classes = dict.fromkeys(DAYS, DayField)
        help_texts = {"decision_due_on": "Chậm nhất 31 ngày sau ngày cuối của đợt."}

    def act(self, *, by: User) -> None:
        self.instance.set_days(fields=self.changed_data, by=by)


class ReopenForm(DecidedForm):
    """The decision that opens a closed round once more."""

    about = ("verb",)

    reason = lines("Lý do mở lại", 300, rows=2)


class CapForm(VerbForm):
    """Why the number at the highest level is above the cap."""

    reason = lines(
        "Lý do vượt tỷ lệ",
        2000,
        "Ghi ai quyết định, tính trên cơ sở nào và vì sao. Được lưu cùng đợt xếp loại.",
        rows=4,
    )


class IssueForm(VerbForm):
    """On which day a decision is signed; why, where it takes the place of an earlier one."""

    issued_on = DayField(label="Ngày ký", help_text="Số lấy tiếp theo trong dãy số của nhiệm kỳ.")
    reason = lines("Lý do thay quyết định trước", 300, rows=2, required=False)

    def __init__(self, *args, is_first: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["reason"]


class CloseForm(ActForm):
    about = ("grading",)

    confirmed = forms.BooleanField(
        label="Tôi đã kiểm tra và hiểu rằng chốt rồi thì chỉ mở lại được khi có quyết định."
    )

    def act(self, *, by: User) -> None:
        self.grading.close(by=by)


class RosterFilter(forms.Form):
    """Which members of a round to list."""

    cell = forms.ChoiceField(label="Chi bộ", required=False)
    state = forms.ChoiceField(
        label="Kết quả",
        required=False,
        choices=[
            ("", "Tất cả"),
            ("graded", "Đã xếp loại"),
            *Level.choices,
            ("excluded", "Không xếp loại"),
            ("late", "Xếp loại sau"),
            ("left", "Chưa xếp loại"),
            ("waiting", "Chờ kết quả của cấp trên"),
        ],
    )

    def __init__(self, data, *, grading):
        super().__init__(data)
        self.grading = grading
        cells = grading.unit_assessments.cells().select_related("unit")
        self.cells = {row.unit.code: row for row in cells}
        names = [(code, row.name) for code, row in self.cells.items()]
        self.fields["cell"].choices = [("", "Tất cả chi bộ"), *names]
        found = concerns(grading, grading.member_assessments.all())
        self.warned = [member for _, member in found]
        self.fields["state"].choices += [("warned", f"Có điểm cần xem ({len(self.warned)})")]

    def rows(self):
        """The members asked for; all of them where the address makes no sense."""
        rows = self.grading.member_assessments.by_cell_and_name()
        asked = self.cleaned_data if self.is_valid() else {}
        if asked.get("cell"):
            rows = rows.in_cell(self.cells[asked["cell"]].unit)
        if asked.get("state") == "warned":
            return rows.filter(member__in=self.warned)
        return rows.in_state(asked["state"]) if asked.get("state") else rows
