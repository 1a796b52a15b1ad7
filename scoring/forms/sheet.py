"""The head of a score sheet, its rows, and copying it."""

from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from cells.models import Unit
from common.acting import ActModelForm, VerbForm
from common.days import DayField
from scoring.models import HEAD_FIELDS, ScoreSheet, points_text
from scoring.rules.grades import FactCode, Grade

MOST_POINTS = 100
MOST_OPTIONS = 12
NO_FACT = [("", "không, người chấm tự xác định"), *FactCode.choices]
CAP_GRADES = [("", "—"), (Grade.FAIR, "Khá"), (Grade.AVERAGE, "Trung bình"), (Grade.POOR, "Kém")]
PARTS = 3  # of a line: points, level, lowest value


class SheetHeadForm(ActModelForm):
    """Phần đầu của biểu."""

    class Meta:
        model = ScoreSheet
        fields = HEAD_FIELDS
        field_classes = {"valid_from": DayField}
        widgets = {"source": forms.Textarea({"rows": 4})}
        help_texts = {
            "source": "Số, ngày văn bản; những chỗ văn bản không nói rõ đã được hiểu thế nào.",
            "year_fair_percent": "Để trống nếu không xếp loại cả năm, chỉ đếm số kỳ từng loại.",
        }


class SheetNewForm(SheetHeadForm):
    """Nhập biểu mới."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Biểu của", empty_label=None)
    field_order = ["unit", *HEAD_FIELDS]

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units

    def act(self, *, by: User) -> None:
        self.made = ScoreSheet.objects.draft(**self.cleaned_data, by=by)


class SheetCopyForm(VerbForm):
    """Sao chép biểu, cho một ngày áp dụng khác hoặc cho tổ chức của mình."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Biểu của", empty_label=None)
    name = forms.CharField(label="Tên biểu", max_length=200)
    valid_from = DayField(label="Áp dụng từ ngày")

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class RowForm(forms.Form):
    """A line of the sheet that is left out when its text is emptied."""

    text_field = "text"

    @property
    def is_blank(self) -> bool:
        return not self.is_bound or not self.data.get(f"{self.prefix}-{self.text_field}", "").strip()


class PlacedRow(RowForm):
    position = forms.IntegerField(label="Thứ tự", min_value=1, max_value=99, required=False)
    most = forms.DecimalField(
        label="Điểm tối đa",
        max_digits=4,
        decimal_places=1,
        min_value=0,
        max_value=MOST_POINTS,
        localize=True,
        widget=forms.TextInput({"inputmode": "decimal"}),
    )


class GroupRow(PlacedRow):
    text_field = "title"

    title = forms.CharField(label="Nhóm nội dung", max_length=300)


class ItemRow(PlacedRow):
    group = forms.CharField(widget=forms.HiddenInput, max_length=20)
    text = forms.CharField(label="Tiêu chí", max_length=500, widget=forms.Textarea({"rows": 2}))
    fact = forms.ChoiceField(label="Lấy theo số liệu", choices=NO_FACT, required=False)
    may_be_left_out = forms.BooleanField(label="Có thể không áp dụng", required=False)
    only_thematic = forms.BooleanField(label="Chỉ khi có chuyên đề", required=False)
    levels = forms.CharField(
        label="Các mức", required=False, max_length=4000, widget=forms.Textarea({"rows": 5})
    )

    def clean_levels(self) -> list[dict]:
        lines = [line for line in self.cleaned_data["levels"].splitlines() if line.strip()]
        if len(lines) > MOST_OPTIONS:
            raise ValidationError(f"Nhiều nhất {MOST_OPTIONS} mức.")
        return [read_level(number, line) for number, line in enumerate(lines, start=1)]

    def facts(self) -> dict:
        """As the verb takes it."""
        names = ("text", "most", "fact", "may_be_left_out", "only_thematic")
        options = self.cleaned_data["levels"]
        return {name: self.cleaned_data[name] for name in names} | {"options": options}


class CapRow(RowForm):
    text_field = "grade"

    grade = forms.ChoiceField(label="Xếp cao nhất", choices=CAP_GRADES)
    numbers = forms.CharField(label="trừ khi các tiêu chí đạt tối đa", max_length=100, required=False)
    fact = forms.ChoiceField(
        label="và đạt số liệu", choices=[("", "—"), *FactCode.choices], required=False
    )

    def clean_numbers(self) -> list[str]:
        return [part for part in self.cleaned_data["numbers"].replace(",", " ").split() if part]


def read_level(number: int, line: str) -> dict:
    """ "5 | Đủ thời lượng | 0": points, level, and of a fact the lowest value that it covers."""
    parts = [part.strip() for part in line.split("|")]
    if len(parts) not in (PARTS - 1, PARTS) or not parts[1]:
        raise ValidationError(f"Dòng {number}: ghi “điểm | tên mức”, thêm “| số liệu từ” nếu cần.")
    points, lowest = _number(parts[0]), _number(parts[2]) if parts[2:] and parts[2] else None
    if points is None or not 0 <= points <= MOST_POINTS or (parts[2:] and parts[2] and lowest is None):
        raise ValidationError(f"Dòng {number}: điểm và số liệu phải là số, ví dụ 2,5.")
    return {"label": parts[1][:300], "points": points, "lowest": lowest}


def write_level(option: dict) -> str:
    parts = [points_text(option["points"]), option["label"]]
    return " | ".join(parts if option["lowest"] is None else [*parts, points_text(option["lowest"])])


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    in_range = value.is_finite() and abs(value) < MOST_POINTS**2
    return value if in_range and value == round(value, 2) else None
