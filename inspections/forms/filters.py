"""What the lists look at; kept in the address."""

from django import forms
from django.utils import timezone

from cells.forms.unit_choice import UnitField
from cells.models import Unit
from common.days import MORE_FILTERS, looking
from inspections.forms.campaigns import capital
from inspections.models import (
    Campaign,
    CampaignKind,
    CampaignState,
    LetterKind,
    Performer,
    ReceivedLetter,
    Remedy,
)
from meetings.forms.filters import YearForm

ALL = ("", "Tất cả")
UNIT_AND_STATE = {"unit": "col-12 col-md-4", "state": "col-8 col-md-4"}


def _optional(label: str, choices) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[ALL, *capital(choices)], required=False)


class CampaignFilterForm(YearForm):
    """The campaigns of a year: of a unit with what is below it, of a kind, of a performer."""

    unit = UnitField()
    kind = _optional("Loại", CampaignKind.choices)
    performer = _optional("Chủ thể", Performer.choices)
    state = _optional("Trạng thái", CampaignState.choices)

    folded = ("year", "kind", "performer")
    helper = looking(MORE_FILTERS, **UNIT_AND_STATE)

    def units(self):
        return Unit.objects.allowing(self.user, "inspection.read")

    @property
    def body(self) -> Unit | None:
        """Whose programme is offered: of the unit asked for, else of the highest."""
        return self.cleaned_data.get("unit") or self.units().existing().order_by("path").first()

    def rows(self):
        """What makes no sense in the address is left aside."""
        rows = Campaign.objects.visible_to(self.user).of_year(self.period()[0].year)
        chosen = self.cleaned_data
        if chosen.get("unit"):
            rows = rows.under(chosen["unit"])
        if chosen.get("state"):
            rows = rows.in_state(chosen["state"])
        for name in ("kind", "performer"):
            if chosen.get(name):
                rows = rows.filter(**{name: chosen[name]})
        return rows.for_list()


class OverviewForm(YearForm):
    unit = UnitField()

    helper = looking(
        year="col-4 col-md-2", unit="col-8 col-md-5", button="col-12 col-md-2 align-self-end mb-3"
    )

    def units(self):
        return Unit.objects.allowing(self.user, "inspection.count")

    @property
    def body(self) -> Unit | None:
        """The one asked for, else the highest that the user may count."""
        self.is_valid()
        return self.cleaned_data.get("unit") or self.units().existing().order_by("path").first()


REMEDY_STATES = [("", "Chưa khắc phục xong"), ("overdue", "Quá hạn"), ("done", "Đã xong trong năm")]


class RemedyFilterForm(YearForm):
    unit = UnitField()
    state = forms.ChoiceField(label="Tình hình", choices=REMEDY_STATES, required=False)

    folded = ("year",)
    helper = looking(MORE_FILTERS, **UNIT_AND_STATE)

    def units(self):
        return Unit.objects.allowing(self.user, "inspection.read")

    def rows(self):
        """The most urgent first; the year narrows only what is done."""
        rows, days = Remedy.objects.visible_to(self.user), self.period()
        chosen = self.cleaned_data
        if chosen.get("unit"):
            rows = rows.under(chosen["unit"])
        if chosen.get("state") == "done":
            rows = rows.filter(done_on__range=days)
        elif chosen.get("state") == "overdue":
            rows = rows.overdue(timezone.localdate())
        else:
            rows = rows.undone()
        return rows.by_due_day()


LETTER_STATES = [
    ALL,
    ("open", "Chưa giải quyết xong"),
    ("settled", "Đã giải quyết"),
    ("forwarded", "Chuyển nơi khác"),
    ("filed", "Lưu"),
]


class LetterFilterForm(YearForm):
    unit = UnitField()
    kind = _optional("Loại đơn", LetterKind.choices)
    state = forms.ChoiceField(label="Tình hình", choices=LETTER_STATES, required=False)

    folded = ("year", "kind")
    helper = looking(MORE_FILTERS, **UNIT_AND_STATE)

    def units(self):
        return Unit.objects.allowing(self.user, "letter.read")

    def rows(self):
        rows = ReceivedLetter.objects.visible_to(self.user).of_year(self.period()[0].year)
        chosen = self.cleaned_data
        if chosen.get("unit"):
            rows = rows.under(chosen["unit"])
        if chosen.get("kind"):
            rows = rows.filter(kind=chosen["kind"])
        if chosen.get("state"):
            rows = rows.in_state(chosen["state"])
        return rows.select_related("unit")
