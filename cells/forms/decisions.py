"""The decision behind an act, asked for with it."""

from django import forms

from cells.models import Decision
from common import sense
from common.acting import VerbForm
from common.days import DayField


class DecisionForm(VerbForm):
    """The decision behind an act: all of it, or nothing."""

    about = ()  # ("verb",) where one verb takes the facts as they are

    decision_number = forms.CharField(label="Số quyết định", max_length=40, required=False)
    decision_signed_on = DayField(
        label="Ngày ký quyết định", required=False, validators=[sense.of_party]
    )
    decision_issuer = forms.CharField(label="Cơ quan ra quyết định", max_length=200, required=False)

    DECISION = ("decision_number", "decision_signed_on", "decision_issuer")

    def clean(self):
        super().clean()
        missing = [name for name in self.DECISION if not self.cleaned_data.get(name)]
        if len(missing) < len(self.DECISION):
            for name in missing:
                if name not in self.errors:
                    self.add_error(name, "Ghi đủ số, ngày ký và cơ quan ra quyết định.")

    @property
    def decision(self) -> Decision | None:
        """The paper, not yet filed: the verb files it together with the act."""
        number, signed_on, issuer = (self.cleaned_data[name] for name in self.DECISION)
        return Decision(number=number, signed_on=signed_on, issuer=issuer) if number else None

    @property
    def facts(self) -> dict:
        """What was typed, with the paper in the place of its three fields."""
        rest = {name: told for name, told in self.cleaned_data.items() if name not in self.DECISION}
        return rest | {"decision": self.decision}


class DecidedForm(DecisionForm):
    """The decision is asked for in full."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.DECISION:
            self.fields[name].required = True
