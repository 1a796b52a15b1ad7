"""Days on pages: how they are typed, and which one a page looks at, kept in the address (?on=)."""

from __future__ import annotations

import datetime

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import DateTimeBaseInput
from django.utils import timezone

from common import sense
from common.partial import PartialDay, read_partial
from common.typed import read_day, read_month, read_time


class TypedInput(DateTimeBaseInput):
    """What was read is set as people write it; what makes no sense comes back as it was typed."""

    def format_value(self, value):
        return super().format_value((isinstance(value, str) and self.read(value)) or value)

    def value_from_datadict(self, data, files, name):
        sent = super().value_from_datadict(data, files, name)
        return self.format_value(sent) if sent else sent


class DayInput(TypedInput, forms.DateInput):
    """A day to type, dd/mm/yyyy whatever the browser speaks; static/js/days.js adds the weekday and a
    calendar."""

    read = staticmethod(read_day)

    def __init__(self):
        attrs = {"data-day": "", "inputmode": "numeric", "placeholder": "ngày/tháng/năm"}
        super().__init__(attrs, format="%d/%m/%Y")


class MonthInput(TypedInput, forms.DateInput):
    """A month to type, mm/yyyy: a browser's own month field speaks its language, or there is none."""

    read = staticmethod(read_month)

    def __init__(self):
        super().__init__({"inputmode": "numeric", "placeholder": "tháng/năm"}, format="%m/%Y")


class TimeInput(TypedInput, forms.TimeInput):
    """A time of day to type, of 24 hours whatever the browser speaks."""

    read = staticmethod(read_time)

    def __init__(self):
        attrs = {"data-time": "", "inputmode": "numeric", "placeholder": "giờ:phút"}
        super().__init__(attrs, format="%H:%M")


class DayField(forms.DateField):
    widget = DayInput
    default_validators = [sense.any_day]


class MonthField(forms.DateField):
    """Gives the first day of the month."""

    widget = MonthInput
    input_formats = ["%m/%Y"]
    default_error_messages = {"invalid": "Ghi tháng và năm, ví dụ 05/2026."}


AS_FAR_AS_KNOWN = "Chỉ biết năm, hoặc tháng và năm, thì ghi 1942 hoặc 5/1942."


class PartialDayInput(DayInput):
    """A day, or as much as is known of it."""

    read = staticmethod(read_partial)

    def format_value(self, value):
        shown = super().format_value(value)
        return str(shown) if isinstance(shown, PartialDay) else shown


class PartialDayField(forms.DateField):
    """A day of which only the month or the year may be known; its value is a `PartialDay`."""

    widget = PartialDayInput
    default_error_messages = {
        "invalid": "Ghi như 20/05/1942; chỉ biết tháng, năm thì 5/1942; chỉ biết năm thì 1942."
    }

    def to_python(self, value):
        if isinstance(value, PartialDay) or value in self.empty_values:
            return value or None
        if day := read_partial(str(value)):
            return day
        raise ValidationError(self.error_messages["invalid"], code="invalid")


class ShowButton(HTML):
    """Looking is not the act of a page: outlined, beside the one full button; none where nothing is
    there to choose."""

    def render(self, form, context, *args, **kwargs):
        return super().render(form, context, *args, **kwargs) if form.visible_fields() else ""


SHOW_BUTTON = ShowButton(
    '<button class="btn btn-outline-primary btn-block-phone" type="submit">Xem</button>'
)


def narrowing(*layout) -> FormHelper:
    """How a form is laid out that narrows a page: kept in the address, not printed."""
    helper = FormHelper()
    helper.form_method = "get"
    helper.form_class = "no-print"
    helper.layout = Layout(*layout)
    return helper


def looking(*more, button: str = "col-4 align-self-end mb-3", **widths: str) -> FormHelper:
    """One that narrows by its fields with their widths, then the button, in one row; then `more`."""
    columns = [Column(name, css_class=width) for name, width in widths.items()]
    return narrowing(Row(*columns, Column(SHOW_BUTTON, css_class=button), *more))


# The last in the row of a form that folds something.
MORE_FILTERS = HTML('{% include "includes/_more_filters.html" %}')


class Folding:
    """A form that narrows a list: one search and two filters stand there, those in `folded` come when
    they are asked for, and stand open as long as one of them is in use, or wrong."""

    folded: tuple[str, ...] = ()
    more_note = ""

    def usual_of(self, name: str):
        """The value that a field has when nobody changed it: while it does, it may stay folded."""
        return None

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.folded]

    @property
    def asks_more(self) -> bool:
        self.is_valid()
        chosen = {name: self.cleaned_data.get(name) for name in self.folded}
        in_use = [name for name, value in chosen.items() if value not in (None, "", False)]
        changed = [name for name in in_use if chosen[name] != self.usual_of(name)]
        return "more" in self.data or bool(changed) or any(name in self.errors for name in self.folded)


def usual_day(user) -> datetime.date:
    """The last day of the working year, or today while it lasts."""
    return min(datetime.date(user.year, 12, 31), timezone.localdate())


class DayForm(Folding, forms.Form):
    """A day to look at things as they were: without one, the last of the working year, or today."""

    on = DayField(label="Xem như vào ngày", required=False)

    helper = looking(on="col-8 col-md-4 col-lg-3")

    @classmethod
    def bound_to(cls, request) -> DayForm:
        usual = usual_day(request.user)
        address = request.GET.dict()
        form = cls(address | {"on": address.get("on") or usual.isoformat()})
        form.usual = usual
        return form

    def usual_of(self, name: str):
        return self.usual if name == "on" else super().usual_of(name)

    @property
    def day(self) -> datetime.date:
        """The day asked for; the usual one while what was typed is not a day."""
        self.is_valid()
        return self.cleaned_data.get("on") or self.usual
