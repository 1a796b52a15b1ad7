"""Restructurings: the plan with its decision, who goes where, and carrying it out."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from accounts.models import User
from cells.forms.decisions import DecidedForm
from cells.models import Decision, Unit
from cells.rights import RIGHTS
from cells.scoping import assignments_of
from common import sense
from common.acting import ActForm, ShownFirst
from common.days import DayField
from common.files import HELP, check_pdf
from members.forms.corrections import WithdrawForm
from members.models import Membership
from organisation.forms.places import PlaceField
from organisation.models import Act, Restructuring, RestructuringStep

SEVERAL = 2  # with one office there is nothing to choose


class PlanForm(DecidedForm):
    """Kế hoạch sắp xếp: the decision, and the day from which all of its acts count."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label="Tổ chức lập kế hoạch", empty_label="Chọn tổ chức"
    )
    field_order = ["unit", *DecidedForm.DECISION]
    edits = True

    effective_on = DayField(
        label="Có hiệu lực từ ngày",
        validators=[sense.of_order],
        help_text="Chưa đến ngày này thì kế hoạch chờ; đến ngày, phần mềm tự thực hiện.",
    )
    scan = forms.FileField(
        label="Bản quét quyết định", required=False, validators=[check_pdf], help_text=HELP
    )
    note = forms.CharField(label="Ghi chú", max_length=500, required=False)

    def __init__(self, *args, user: User, plan: Restructuring | None = None, **kwargs):
        super().__init__(*args, initial=_facts_of(plan) if plan else None, **kwargs)
        self.plan = plan
        self.units = [] if plan else _offices_of(user)
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in self.units])
        if len(self.units) < SEVERAL:
            del self.fields["unit"]

    def clean_effective_on(self) -> datetime.date:
        on = self.cleaned_data["effective_on"]
        if on <= sense.PARTY_FOUNDED_ON:
            raise ValidationError("Ngày này quá xa, đề nghị xem lại năm.")
        return on

    def act(self, *, by: User) -> None:
        data = self.cleaned_data
        facts = {"effective_on": data["effective_on"], "note": data["note"], "by": by}
        if self.plan:
            self.plan.correct(decision=self._decision_facts(), **facts)
        else:
            unit = data.get("unit") or self.units[0]
            paper = Decision(**self._decision_facts())
            self.plan = Restructuring.objects.draft(unit=unit, decision=paper, **facts)

    def _decision_facts(self) -> dict:
        data = self.cleaned_data
        facts = {name.removeprefix("decision_"): data[name] for name in self.DECISION}
        return facts | ({"scan": data["scan"]} if data["scan"] else {})


class DistributionForm(ActForm):
    """Who goes where: of a cell that is split, who is ticked; else a place for each, or all to one."""

    def __init__(self, *args, step: RestructuringStep, **kwargs):
        super().__init__(*args, **kwargs)
        self.step, self.is_split = step, step.act == Act.SPLIT
        self.spells = list(Membership.objects.open().filter(unit=step.unit_id).by_name())
        self.places = PlaceField.of_step(step, "Tất cả đến", "Chưa chọn")
        if step.act in {Act.DISSOLVE, Act.CHANGE_KIND}:
            self.fields["rest"] = self.places
            self.initial["rest"] = PlaceField.key_of(step)
        chosen = {row.member_id: row for row in step.moves.all()}
        for spell in self.spells:
            name, row = f"member-{spell.member_id}", chosen.get(spell.member_id)
            self.fields[name] = self._field(str(spell.member))
            self.initial[name] = bool(row) if self.is_split else PlaceField.key_of(row)

    def _field(self, label: str) -> forms.Field:
        if self.is_split:
            tick = forms.CheckboxInput({"class": "form-check-input"})
            return forms.BooleanField(label=label, required=False, widget=tick)
        is_merger = self.step.act == Act.MERGE
        return self.places.again(label, self.step.place_name if is_merger else "Như trên")

    @property
    def rows(self):
        """Each member with the field in which his or her new place is chosen, by name."""
        return [(spell, self[f"member-{spell.member_id}"]) for spell in self.spells]

    def act(self, *, by: User) -> None:
        data = self.cleaned_data
        chosen = {spell.member: data[f"member-{spell.member_id}"] for spell in self.spells}
        places = {member: self.step if self.is_split else to for member, to in chosen.items() if to}
        self.step.distribute(places, rest=data.get("rest"), by=by)


class ApproveForm(ShownFirst):
    """Thực hiện: only what was seen. `comparison` is what would be so, None when it cannot be done."""

    about = ("plan",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.comparison, self.reasons = None, []
        try:
            self.comparison = self.plan.preview()
        except ValidationError as error:
            self.reasons = error.messages

    @cached_property
    def consequence(self) -> str:
        """Stands for all of the comparison: the page shows it as tables."""
        return self.comparison.digest if self.comparison else ""

    def clean(self):
        super().clean()
        if self.reasons:
            raise ValidationError(self.reasons)

    def act(self, *, by: User) -> None:
        self.plan.approve(by=by)


def _offices_of(user: User) -> list[Unit]:
    """The bodies whose office the user is today."""
    action = RIGHTS["unit.restructure"]
    return [held.unit for held in assignments_of(user) if held.role in action]


def _facts_of(plan: Restructuring) -> dict:
    return {
        "decision_number": plan.decision.number,
        "decision_signed_on": plan.decision.signed_on,
        "decision_issuer": plan.decision.issuer,
        "effective_on": plan.effective_on,
        "note": plan.note,
    }


class PlanWithdrawForm(WithdrawForm):
    """Rút lại: a restructuring that was carried out by mistake."""

    about = ("verb", "plan")

    @cached_property
    def consequence(self) -> str:
        return (
            f"Rút lại việc sắp xếp theo {self.plan}: tổ chức đảng, danh sách và chức vụ trở lại như "
            "trước khi thực hiện; kế hoạch trở lại bản đang soạn."
        )
