"""Which unit and which period a page of figures looks at."""

from __future__ import annotations

import datetime

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms

from cells.days import SHOW_BUTTON, DayInput
from cells.models import Unit
from cells.unit_choice import UnitField
from reports.figures import Scope
from reports.period import wrong_period


class ScopeForm(forms.Form):
    """A unit the user sees and two dates, kept in the address."""

    unit = UnitField(required=True)
    start = forms.DateField(label="Từ ngày", widget=DayInput)
    end = forms.DateField(label="Đến hết ngày", widget=DayInput)

    helper = FormHelper()
    helper.form_method = "get"
    helper.form_class = "no-print"
    helper.layout = Layout(
        Row(
            Column("unit", css_class="col-12 col-lg-5"),
            Column("start", css_class="col-6 col-lg-2"),
            Column("end", css_class="col-6 col-lg-2"),
            Column(
                SHOW_BUTTON,
                css_class="col-12 col-lg-3 align-self-end mb-3",
            ),
        )
    )

    @classmethod
    def bound_to(cls, request) -> ScopeForm:
        """From the address; what it leaves out is the user's first unit and working year."""
        units = Unit.objects.visible_to(request.user).order_by("path")
        year = request.user.year
        data = {
            "unit": getattr(units.first(), "code", "") if "unit" not in request.GET else "",
            "start": datetime.date(year, 1, 1).isoformat(),
            "end": datetime.date(year, 12, 31).isoformat(),
        } | {name: request.GET[name] for name in ("unit", "start", "end") if name in request.GET}
        form = cls(data)
        form.fields["unit"].offer(units, data["unit"])
        return form

    def clean(self):
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start and end and (wrong := wrong_period(start, end)):
            self.add_error("end", wrong)

    @property
    def scope(self) -> Scope:
        """After a valid form."""
        return Scope(*(self.cleaned_data[name] for name in ("unit", "start", "end")))

    @property
    def query(self) -> dict[str, str]:
        """The same choice for the address of another page."""
        scope = self.scope
        return {
            "unit": scope.unit.code,
            "start": scope.start.isoformat(),
            "end": scope.end.isoformat(),
        }
