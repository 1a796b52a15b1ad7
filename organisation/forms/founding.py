"""The cells that stand when the records of a committee begin: a table to fill in."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from cells.models import Unit
from common.acting import ActForm
from common.days import DayField

LINES, MOST = 20, 200  # empty ones to begin with; with those of a workbook


class CellLine(forms.Form):
    number = forms.IntegerField(label="Số", min_value=1, max_value=999, required=False)
    name = forms.CharField(label="Tên", max_length=200, required=False)
    founded_on = DayField(label="Thành lập ngày", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"

    def clean(self):
        """Chi bộ 3 is called so where nothing else is written."""
        super().clean()
        number = self.cleaned_data.get("number")
        if number and not self.cleaned_data.get("name"):
            self.cleaned_data["name"] = f"Chi bộ {number}"


Lines = forms.formset_factory(CellLine, extra=LINES, max_num=MOST, absolute_max=MOST)


class CellsForm(ActForm):
    """Lập danh sách chi bộ. `found`: what stands in the lines to begin with."""

    about = ("unit",)

    on = DayField(
        label="Tính từ ngày",
        help_text="Ngày bắt đầu quản lý trên phần mềm. Chi bộ thành lập sau đó thì ghi ngày riêng.",
    )

    def __init__(self, data=None, *, unit: Unit, found: list[dict] | None = None):
        super().__init__(data, unit=unit, initial={"on": unit.founded_on})
        self.lines = Lines(data, prefix="cell", initial=found)

    def clean(self):
        super().clean()
        if not self.lines.is_valid():
            raise ValidationError("Xem lại các dòng chi bộ.")
        self.told = [line for line in self.lines if line.cleaned_data.get("name")]
        if not self.told:
            raise ValidationError("Ghi ít nhất một chi bộ.")
        self._refuse_twice()

    def _refuse_twice(self) -> None:
        known = names_below(self.unit)
        for line in self.told:
            if (name := line.cleaned_data["name"]) in known:
                line.add_error("name", f"Đã có {name}.")
                self.add_error(None, f"Đã có {name}.")
            known.add(name)

    def act(self, *, by: User) -> None:
        cells = [line.cleaned_data for line in self.told]
        Unit.objects.found_cells(self.unit, cells, on=self.cleaned_data["on"], by=by)


def names_below(unit: Unit) -> set[str]:
    """What is called how already."""
    below = Unit.objects.under(unit).existing().exclude(pk=unit.pk)
    return set(below.values_list("name", flat=True))
