"""The round of badges that is looked at, who is put on its list, and what was decided."""

from __future__ import annotations

import datetime
from functools import cached_property

from django import forms
from django.utils import timezone

from accounts.models import User
from cells.forms.decisions import DecidedForm, DecisionForm
from cells.forms.unit_choice import UnitField
from cells.models import Unit
from common.acting import ActForm
from common.days import DayField, looking
from members.forms.numbered import NumberedForm
from members.models import Badge, BadgePlan
from members.rules.badges import MARKS, ROUNDS, round_from

FIRST_YEAR, LAST_YEAR = 1950, 2100


class BadgeRoundForm(forms.Form):
    """Which round of which year, for which unit; kept in the address."""

    unit = UnitField(required=True)
    year = forms.IntegerField(label="Năm", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    round = forms.ChoiceField(
        label="Đợt", choices=[(code, entry.label) for code, entry in ROUNDS.items()]
    )

    helper = looking(
        unit="col-12 col-md-6 col-lg-4",
        year="col-6 col-md-3 col-lg-2",
        round="col-6 col-md-3 col-lg-2",
        button="col-12 col-md-4 col-lg-2 align-self-end mb-3",
    )

    @classmethod
    def bound_to(cls, request) -> BadgeRoundForm:
        """Without an address: the next round from the working year on, of the widest unit."""
        units = Unit.objects.allowing(request.user, "badge.plan").order_by("path")
        day = min(datetime.date(request.user.year, 12, 31), timezone.localdate())
        address, (coming, year) = request.GET.dict(), round_from(day)
        usual = {"unit": next(iter(units)).code, "year": year, "round": coming.code}
        form = cls(usual | {name: text for name, text in address.items() if text})
        form.fields["unit"].offer(units, form.data["unit"])
        return form

    @property
    def plan(self) -> BadgePlan:
        """Of what was asked for; only once the form is valid."""
        data = self.cleaned_data
        return BadgePlan(data["unit"], ROUNDS[data["round"]], data["year"])

    @property
    def query(self) -> dict[str, str]:
        """The same question in another page's address."""
        data = self.cleaned_data
        return {"unit": data["unit"].code, "year": data["year"], "round": data["round"]}


class BadgeProposeForm(ActForm):
    """Who is put on the list of the round, and why early."""

    chosen = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": "Chọn ít nhất một đồng chí."}
    )

    def __init__(self, *args, plan: BadgePlan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        free = [row for row in plan.rows if row.may_be_chosen]
        self.fields["chosen"].choices = [(row.member.pk, row.member.name) for row in free]
        for row in free:
            if row.is_early:
                self.fields[f"early-{row.member.pk}"] = forms.CharField(
                    label=f"Văn bản đề nghị tặng sớm, đồng chí {row.member.name}",
                    max_length=200,
                    required=False,
                    widget=forms.TextInput({"placeholder": "số, ngày văn bản đề nghị"}),
                )

    @cached_property
    def due(self) -> list:
        """(row, whether it is ticked) of those who are due in this very round."""
        return [(row, self._is_ticked(row)) for row in self.plan.due if not row.is_missed]

    @cached_property
    def missed(self) -> list:
        """(row, whether it is ticked) of those whom an earlier round passed over."""
        return [(row, self._is_ticked(row)) for row in self.plan.due if row.is_missed]

    def early(self, rows) -> list:
        """(row, whether it is ticked, the field for the paper) of those who may have it early."""
        return [(row, self._is_ticked(row), self[f"early-{row.member.pk}"]) for row in rows]

    def _is_ticked(self, row) -> bool:
        """As typed; at first everybody who is due in this very round."""
        if self.is_bound:
            return str(row.member.pk) in self.data.getlist("chosen")
        return not row.is_early and not row.is_missed

    def act(self, *, by: User) -> None:
        prefix = "early-"
        early = {
            int(name.removeprefix(prefix)): text
            for name, text in self.cleaned_data.items()
            if name.startswith(prefix)
        }
        self.plan.propose(self.cleaned_data["chosen"], early=early, by=by)


class BadgeAwardForm(NumberedForm, DecidedForm):
    """The decision for those on the list; at first all of them are ticked."""

    NUMBER = "Số huy hiệu, đồng chí {row.member}"
    LONGEST = 20
    ALL_AT_FIRST = True

    on = DayField(label="Ngày trao")
    chosen = forms.ModelMultipleChoiceField(
        None, error_messages={"required": "Chọn ít nhất một đồng chí."}
    )

    @property
    def above(self) -> list:
        return [self[name] for name in (*self.DECISION, "on")]

    def act(self, *, by: User) -> None:
        data = self.cleaned_data
        Badge.objects.award(
            list(data["chosen"]), on=data["on"], decision=self.decision, numbers=self.numbers, by=by
        )


class BadgeAddForm(DecisionForm):
    """Ghi huy hiệu đã nhận, before the program or elsewhere."""

    years = forms.TypedChoiceField(
        choices=[("", "Chọn mức"), *((years, f"{years} năm") for years in MARKS)],
        coerce=int,
        label="Huy hiệu",
    )
    on = DayField(label="Ngày trao")
    number = forms.CharField(label="Số huy hiệu", max_length=20, required=False)

    field_order = ["years", "on", "number"]

    about = ("verb",)
