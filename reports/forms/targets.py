"""Setting a target, handing it down, writing down what was done of it."""

from decimal import Decimal

from django import forms
from django.utils import timezone

from accounts.models import User
from accounts.years import FIRST_YEAR, LAST_YEAR
from common.acting import ActForm, VerbForm, laid_out, lines, side_by_side
from common.days import DayField, looking
from reports.figures import FIGURES, TOPICS
from reports.figures.tables import measure_of
from reports.forms.figures import UnitForm
from reports.models import Direction, Target
from reports.rules.period import wrong_period

FREE = ("", "Không có trong danh sách: nhập kết quả")
NUMBERS = ("minimum", "plan", "maximum")


def number_field(label: str, *, required: bool = False, help_text: str = "") -> forms.DecimalField:
    """A number as it is typed here, with a comma."""
    return forms.DecimalField(
        label=label,
        max_digits=12,
        decimal_places=2,
        min_value=Decimal(0),
        required=required,
        localize=True,
        help_text=help_text,
        widget=forms.TextInput({"inputmode": "decimal"}),
    )


def _short(number: Decimal | None) -> Decimal | None:
    """Without the noughts that a database adds."""
    return None if number is None else number.normalize()


class YearOfUnitForm(UnitForm):
    """A unit and a year: by default the working year."""

    year = forms.IntegerField(label="Năm", min_value=FIRST_YEAR, max_value=LAST_YEAR)

    helper = looking(
        unit="col-12 col-lg-5", year="col-5 col-lg-2", button="col-7 col-lg-2 align-self-end mb-3"
    )

    @classmethod
    def usual(cls, user) -> dict[str, str]:
        return {"year": str(user.year)}

    @classmethod
    def asked_for(cls, request) -> int:
        """The year in the address; the working year where it names none."""
        try:
            return cls.base_fields["year"].clean(request.GET.get("year"))
        except forms.ValidationError:
            return request.user.year


class TargetForm(ActForm):
    """`target`: what is changed; None to set another one of `unit`."""

    about = ("unit", "year", "target")

    code = forms.ChoiceField(
        label="Số liệu",
        required=False,
        choices=[FREE, *((name, [(one.code, one.label) for one in group]) for name, group in TOPICS)],
        help_text="Chọn số liệu thì phần mềm tự tính kết quả thực hiện.",
    )
    name = forms.CharField(
        label="Tên chỉ tiêu",
        max_length=300,
        required=False,
        help_text="Theo lời nghị quyết. Để trống thì lấy tên số liệu đã chọn.",
    )
    measure = forms.CharField(
        label="Đơn vị tính",
        max_length=40,
        required=False,
        help_text="Ví dụ: đảng viên, buổi, %. Để trống thì lấy theo số liệu đã chọn.",
    )
    starts_on = DayField(label="Từ ngày")
    ends_on = DayField(label="Đến hết ngày", help_text="Của năm hoặc của nhiệm kỳ.")
    plan = number_field("Kế hoạch", required=True)
    minimum = number_field("Mức tối thiểu", help_text="Từ mức này là đạt.")
    maximum = number_field("Mức tối đa", help_text="Quá mức này là vượt.")
    direction = forms.ChoiceField(label="Cách đánh giá", choices=Direction.choices)
    source = forms.CharField(
        label="Theo văn bản",
        max_length=200,
        required=False,
        help_text="Ví dụ: Nghị quyết số 15-NQ/ĐU ngày 05/01/2026.",
    )

    helper = laid_out(
        "code",
        side_by_side(name="col-12 col-sm-8", measure="col-12 col-sm-4"),
        side_by_side(starts_on="col-6", ends_on="col-6"),
        side_by_side(plan="col-12 col-sm-4", minimum="col-6 col-sm-4", maximum="col-6 col-sm-4"),
        "direction",
        "source",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.target:
            self.initial = {name: getattr(self.target, name) for name in self.fields}
            self.initial |= {name: _short(self.initial[name]) for name in NUMBERS}
        else:
            self.initial = {"starts_on": f"{self.year}-01-01", "ends_on": f"{self.year}-12-31"}

    @property
    def edits(self) -> bool:
        return self.target is not None

    def clean(self):
        facts = self.cleaned_data
        self._take_over_from_figure(facts)
        start, end = facts.get("starts_on"), facts.get("ends_on")
        if start and end and (wrong := wrong_period(start, end)):
            self.add_error("ends_on", wrong)

    def _take_over_from_figure(self, facts: dict) -> None:
        """What was left empty is called as the figure is."""
        if "code" not in facts:
            return
        figure = FIGURES.get(facts.get("code"))
        usual = {"name": figure.label, "measure": measure_of(figure)} if figure else {}
        asked = {"name": "Ghi tên chỉ tiêu.", "measure": "Ghi đơn vị tính."}
        for field, text in asked.items():
            if field in facts:
                facts[field] = facts[field] or usual.get(field, "")
                if not facts[field]:
                    self.add_error(field, text)

    def act(self, *, by: User) -> None:
        if self.target:
            self.target.change(**self.cleaned_data, by=by)
        else:
            self.target = Target.objects.set(unit=self.unit, **self.cleaned_data, by=by)


class HandDownForm(ActForm):
    """A number for each of the units below; `units`: their names then, with them."""

    about = ("target", "units")
    edits = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        given = {one.unit_id: one.plan for one in self.target.handed_down.all()}
        for name, unit in self.units:
            self.fields[unit.code] = number_field(name)
            self.initial[unit.code] = _short(given.get(unit.pk))
        widths = {unit.code: "col-6 col-md-4" for _, unit in self.units}
        self.helper = laid_out(side_by_side(**widths))

    def act(self, *, by: User) -> None:
        numbers = {unit: self.cleaned_data[unit.code] for _, unit in self.units}
        self.target.hand_down(numbers, by=by)

    @property
    def given(self) -> Decimal:
        """The sum of what the units below were given; known after the act."""
        return sum((number for number in self.cleaned_data.values() if number), Decimal(0))


class ResultForm(VerbForm):
    """What was done of a target up to a day, typed in because no record counts it."""

    on = DayField(label="Tính đến ngày")
    value = number_field("Thực hiện", required=True)
    note = forms.CharField(
        label="Nguồn số liệu",
        max_length=200,
        required=False,
        help_text="Ví dụ: báo cáo của Đoàn Thanh niên; số ước thì ghi rõ là ước.",
    )

    @staticmethod
    def usual_day(target: Target):
        """Today, or the last day of a target whose period is over."""
        return max(target.starts_on, min(target.ends_on, timezone.localdate()))


class RemoveForm(VerbForm):
    reason = lines("Lý do", 300, "Ghi nhầm, cấp trên điều chỉnh…", rows=2)
