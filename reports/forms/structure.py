"""Of which unit, and on which day, the structure of the membership is shown."""

from __future__ import annotations

from cells.forms.unit_choice import UnitField
from cells.models import Unit
from common.days import DayForm, looking
from reports.figures import Scope


class StructureForm(DayForm):
    """A unit the user sees and a day, kept in the address."""

    unit = UnitField(required=True)

    helper = looking(
        unit="col-12 col-lg-5", on="col-8 col-lg-3", button="col-4 col-lg-3 align-self-end mb-3"
    )

    @classmethod
    def bound_to(cls, request) -> StructureForm:
        form = super().bound_to(request)
        units = Unit.objects.visible_to(request.user).order_by("path")
        form.data.setdefault("unit", getattr(next(iter(units), None), "code", ""))
        form.fields["unit"].offer(units, form.data["unit"])
        return form

    @property
    def said(self) -> str:
        return f"{self.cleaned_data['unit']}, ngày {self.day:%d/%m/%Y}"

    @property
    def scope(self) -> Scope:
        """That day alone, after a valid form."""
        return Scope(self.cleaned_data["unit"], self.day, self.day)
