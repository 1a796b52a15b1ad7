"""Commendations and proposals: one by one, all annual ones at once, and taking back a mistake."""

import datetime
from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.years import FIRST_YEAR, LAST_YEAR
from cells.forms.decisions import DecidedForm
from cells.forms.unit_choice import UnitField
from cells.models import Decision, Unit
from common import sense
from common.acting import ActForm, VerbForm, lines
from common.days import DayField
from evaluations.models import (
    AwardForm,
    AwardKind,
    Commendation,
    GivenBy,
    Level,
    Mark,
    Proposal,
    title_in,
)
from evaluations.models.award import SAY_WHO
from evaluations.reading.outsiders import outsiders_of
from members.models import Membership


class AwardFilter(forms.Form):
    """Which year and which committee to list."""

    year = forms.IntegerField(
        label="Năm xét", min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False
    )
    unit = UnitField(label="Tổ chức cơ sở đảng")

    def __init__(self, data, *, user):
        super().__init__({"year": user.year} | data.dict())
        committees = list(Unit.objects.committees().visible_to(user)[:2])
        if len(committees) > 1:
            self.fields["unit"].offer(Unit.objects.committees().visible_to(user), data.get("unit"))
        else:
            del self.fields["unit"]
        asked = self.cleaned_data if self.is_valid() else {}
        self.chosen_year = asked.get("year") or user.year
        self.chosen_unit = committees[0] if len(committees) == 1 else asked.get("unit")

    def narrow(self, awards):
        """The awards of the year asked for, and of the committee where one is named."""
        awards = awards.in_year(self.chosen_year).by_recipient().with_terms()
        return awards.under(self.chosen_unit) if self.chosen_unit else awards


OUTSIDER = "outsider"  # the choice of whoever is neither a member nor a unit
OUTSIDE = (
    "Chỉ ghi khi chọn “Ngoài danh sách” ở trên: quần chúng, công đoàn, khoa phòng, người ở nơi khác."
)
PLAIN, OWN = " (chưa công nhận tiêu biểu)", " (chính đồng chí: đồng chí khác ghi)"
DECISION = ("number", "signed_on", "issuer")


def decision_in(data: dict) -> Decision | None:
    """The paper named on the page, None where its number is left empty."""
    return Decision(**{name: data[name] for name in DECISION}) if data.get("number") else None


class EntryForm(ActForm):
    """What commendations and proposals have in common. With `award` it corrects that entry."""

    recipient = forms.ChoiceField(label="Đảng viên hoặc tổ chức đảng")
    outsider = forms.CharField(
        label="Tên người, tập thể ngoài danh sách", max_length=200, required=False, help_text=OUTSIDE
    )
    outsider_is = forms.CharField(
        label="Người, tập thể ấy là ai, ở đâu", max_length=200, required=False
    )
    kind = forms.ChoiceField(label="Loại", choices=AwardKind.choices)
    form = forms.ChoiceField(label="Hình thức", choices=AwardForm.choices, initial=AwardForm.MERIT)
    reason = forms.CharField(label="Thành tích hoặc chuyên đề", max_length=300)
    model = None
    SAID = [
        "outsider",
        "outsider_is",
        "kind",
        "form",
        "reason",
    ]  # in fields of the same names as those of the award

    def __init__(self, *args, unit, year, user, award=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.year, self.user, self.award = year, user, award
        self.known = outsiders_of(user, unit)
        for name in ("outsider", "outsider_is"):
            self.fields[name].widget.attrs["list"] = f"known-{name}"
        self.recipients = {}
        units = Unit.objects.allowing(user, "commendation.add").under(unit)
        existing = list(units.existing())
        self.fields["recipient"].choices = [
            ("", "Chọn"),
            ("Tổ chức đảng", [self._unit(one) for one in existing]),
            *self._members(units),
        ]
        if unit in existing:
            self.recipients[OUTSIDER] = {"unit": unit, "member": None}
            self.fields["recipient"].choices += [("Khác", [(OUTSIDER, "Ngoài danh sách")])]
        if award:
            self.fields["cancel_reason"] = forms.CharField(label="Lý do sửa", max_length=300)
            self.initial |= self.initial_of(award)

    def initial_of(self, award) -> dict:
        """What the entry to correct says now."""
        same = {"unit": award.unit, "member": award.member}
        known = [key for key, value in self.recipients.items() if value == same and key != OUTSIDER]
        recipient = OUTSIDER if award.outsider else next(iter(known), "")
        return {"recipient": recipient} | {name: getattr(award, name) for name in self.SAID}

    def clean(self):
        """An outsider is named where one is chosen, and nowhere else."""
        data = super().clean()
        is_chosen = data.get("recipient") == OUTSIDER
        for name in ("outsider", "outsider_is"):
            if is_chosen and not data.get(name):
                self.add_error(name, SAY_WHO)
            elif data.get(name) and data.get("recipient") and not is_chosen:
                self.add_error(name, "Chọn “Ngoài danh sách” ở trên, hoặc để trống ô này.")
        return data

    def facts(self) -> dict:
        """The fields of the award, as its verb takes them."""
        said = {name: self.cleaned_data[name] for name in self.SAID}
        return self.recipients[self.cleaned_data["recipient"]] | said | {"year": self.year}

    def add_error(self, field, error):
        """Unit and member of an award are chosen in one field."""
        if hasattr(error, "error_dict"):
            same = {"unit": "recipient", "member": "recipient"}
            error = ValidationError({same.get(name, name): e for name, e in error.error_dict.items()})
        super().add_error(field, error)

    def act(self, *, by: User) -> None:
        if self.award:
            reason = self.cleaned_data["cancel_reason"]
            self.award.replace(cancel_reason=reason, by=by, **self.facts())
        else:
            self.model.objects.give(by=by, **self.facts())

    def _unit(self, unit: Unit) -> tuple[str, str]:
        self.recipients[f"unit-{unit.pk}"] = {"unit": unit, "member": None}
        return f"unit-{unit.pk}", unit.name

    def _members(self, units) -> list[tuple[str, list]]:
        """Who belonged to a cell in the year, cell by cell."""
        year = datetime.date(self.year, 1, 1), datetime.date(self.year, 12, 31)
        spells = Membership.objects.permanent().overlapping(*year).filter(unit__in=units).by_name()
        spells = spells.exclude(member__user=self.user)  # nobody gives to himself
        spells = spells.order_by("unit__number", "unit__name", "member__sort_key", "member_id")
        return [
            (cell.name, [self._member(spell) for spell in group])
            for cell, group in groupby(spells, key=lambda spell: spell.unit)
        ]

    def _member(self, spell: Membership) -> tuple[str, str]:
        key = f"member-{spell.unit_id}-{spell.member_id}"
        self.recipients[key] = {"unit": spell.unit, "member": spell.member}
        return key, f"{spell.member} ({spell.member.born_on:%Y})"


class CommendationForm(EntryForm):
    """Ghi một khen thưởng đã trao."""

    given_on = DayField(label="Ngày trao")
    given_by = forms.ChoiceField(
        label="Bên khen", choices=GivenBy.choices, initial=GivenBy.PARTY, required=False
    )
    giver_body = forms.CharField(
        label="Cơ quan khen",
        max_length=200,
        required=False,
        help_text="Để trống thì lấy cơ quan ban hành quyết định.",
    )
    number = forms.CharField(label="Số quyết định", max_length=40, required=False)
    signed_on = DayField(label="Ngày ký quyết định", required=False, validators=[sense.of_party])
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=200, required=False)
    model = Commendation
    title = "Ghi khen thưởng"
    SAID = [*EntryForm.SAID, "given_on", "given_by", "giver_body"]

    def initial_of(self, award) -> dict:
        paper = award.decision or Decision()
        return super().initial_of(award) | {name: getattr(paper, name) for name in DECISION}

    def clean(self):
        """A decision is named in full or not at all."""
        data = super().clean()
        data["given_by"] = data.get("given_by") or GivenBy.PARTY
        if any(data.get(name) for name in DECISION):
            for name in DECISION:
                if name not in self.errors and not data.get(name):
                    self.add_error(name, "Ghi đủ số, ngày ký và cơ quan ban hành quyết định.")
        return data

    def facts(self) -> dict:
        return super().facts() | {"decision": decision_in(self.cleaned_data)}


class ProposalForm(EntryForm):
    """Ghi một đề nghị cấp trên khen thưởng."""

    proposed_on = DayField(label="Ngày đề nghị")
    paper = forms.CharField(label="Số tờ trình", max_length=40, required=False)
    model = Proposal
    title = "Ghi đề nghị cấp trên khen thưởng"
    SAID = [*EntryForm.SAID, "proposed_on", "paper"]


class AnnualForm(ActForm):
    """Khen thưởng hằng năm: members at the highest level and exemplary cells, by one decision."""

    members = forms.MultipleChoiceField(
        label="Đảng viên", required=False, widget=forms.CheckboxSelectMultiple
    )
    units = forms.MultipleChoiceField(
        label="Chi bộ, đảng bộ", required=False, widget=forms.CheckboxSelectMultiple
    )
    form = forms.ChoiceField(label="Hình thức", choices=AwardForm.choices, initial=AwardForm.MERIT)
    reason = forms.CharField(label="Thành tích của đảng viên", max_length=300)
    unit_reason = forms.CharField(label="Thành tích của chi bộ, đảng bộ", max_length=300)
    given_on = DayField(label="Ngày trao")
    number = forms.CharField(label="Số quyết định", max_length=40)
    signed_on = DayField(label="Ngày ký quyết định", validators=[sense.of_party])
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=200)

    about = ("grading", "user")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        grading = self.grading
        given = set(Commendation.objects.annual_in(grading))
        members = grading.member_assessments.at_level(Level.XS).by_cell_and_name()
        units = grading.lower_units().at_level(Level.XS)
        members = [row for row in members if (row.cell_id, row.member_id) not in given]
        units = [row for row in units if (row.unit_id, None) not in given]
        exemplary = Mark.objects.exemplary_in(grading)
        plain = [row.pk for row in units if row.unit_id not in exemplary]
        own = [row.pk for row in members if row.is_of(self.user)]
        year = grading.year
        text = f"Hoàn thành xuất sắc nhiệm vụ năm {year}"
        self._offer("members", members, dict.fromkeys(own, OWN), "reason", text)
        title = f"Đạt tiêu chuẩn {title_in(year)} năm {year}"
        self._offer("units", units, dict.fromkeys(plain, PLAIN), "unit_reason", title)
        self.fields["issuer"].initial = grading.unit.name

    def _offer(self, name: str, rows: list, against: dict[int, str], reason: str, text: str) -> None:
        """All that are not commended yet, those with nothing `against` it chosen to begin with; for
        that `reason`."""
        field = self.fields[name]
        field.choices = [(str(row.pk), row.subject_and_cell + against.get(row.pk, "")) for row in rows]
        field.initial = [row.pk for row in rows if row.pk not in against]
        self.fields[reason].initial = text
        if not rows:
            del self.fields[name], self.fields[reason]

    def act(self, *, by: User) -> None:
        data = self.cleaned_data
        Commendation.objects.give_annual(
            self.grading,
            members=[int(pk) for pk in data.get("members", [])],
            units=[int(pk) for pk in data.get("units", [])],
            decision=decision_in(data),
            by=by,
            reason=data.get("reason", ""),
            unit_reason=data.get("unit_reason", ""),
            form=data["form"],
            given_on=data["given_on"],
        )


class CancelForm(ActForm):
    about = ("award",)

    cancel_reason = forms.CharField(label="Lý do hủy", max_length=300)

    def act(self, *, by: User) -> None:
        self.award.cancel(reason=self.cleaned_data["cancel_reason"], by=by)


class AcceptForm(DecidedForm):
    """The level above gave what was proposed, by its decision."""

    about = ("verb",)

    form = forms.ChoiceField(label="Hình thức được khen", choices=AwardForm.choices)
    given_on = DayField(label="Ngày trao")


class RefuseForm(VerbForm):
    """The level above does not give it."""

    refused_on = DayField(label="Ngày trả lời")
    refuse_reason = lines("Lý do không khen", 300, rows=2)
