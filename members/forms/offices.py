"""Offices of an organisation: taken up, ended, corrected, and elected by a congress."""

import datetime
import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import transaction
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.models import User
from cells.forms.decisions import DecisionForm
from cells.models import Term, Unit, UnitKind
from common.acting import ActForm, ShownFirst
from common.days import DayField
from common.periods import DAY
from common.vietnamese import nfc, sort_key
from members.models import Member, Office, OfficeHow, OfficeKind, offices_at

# "Nguyễn Văn An (20/05/1980)": the birth tells namesakes apart.
NAMED = re.compile(r"(?P<name>[^(]+?)\s*(?:\((?P<born>[\d/]+)\))?")


class PersonInput(forms.TextInput):
    """A name, with the page's <datalist id="roll"> to choose from."""

    def __init__(self):
        super().__init__(
            {"list": "roll", "autocomplete": "off", "class": "form-control", "placeholder": "Họ và tên"}
        )


def suggested_names(unit: Unit, user: User, day: datetime.date) -> list[str]:
    """The official members on the roll of that day whom the user sees, as `find_on_roll` reads them."""
    roll = Member.objects.visible_to(user).on_roll(unit, day).filter(official_on__lte=day)
    return [f"{one} ({one.born})" for one in roll.only("full_name", "born_on", "born_precision")]


def find_on_roll(text: str, unit: Unit, user: User, day: datetime.date) -> Member:
    """The one member on the roll of that day whom the text names."""
    match = NAMED.fullmatch(nfc(text).strip())
    roll = Member.objects.visible_to(user).on_roll(unit, day)
    found = roll.filter(sort_key=sort_key(match["name"])) if match else roll.none()
    if match and match["born"]:
        found = [one for one in found if str(one.born) == match["born"]]
    if not found:
        raise ValidationError(
            f"Ngày {day:%d/%m/%Y} không có đồng chí tên như vậy trong danh sách. "
            "Gõ lại và chọn trong các tên gợi ý."
        )
    if len(found) > 1:
        raise ValidationError("Có nhiều đồng chí cùng tên. Chọn tên có kèm ngày sinh.")
    return found[0]


class OfficeAddForm(ShownFirst, DecisionForm):
    """Ghi chức vụ: who holds which office from a day on."""

    kind = forms.ChoiceField(label="Chức vụ")
    member = forms.CharField(
        label="Đồng chí",
        max_length=150,
        widget=PersonInput,
        help_text="Gõ họ tên rồi chọn trong các tên gợi ý.",
    )
    how = forms.ChoiceField(choices=[("", "Chọn"), *OfficeHow.choices], label="Giữ chức vụ do")
    on = DayField(label="Giữ chức vụ từ ngày")
    term = forms.ModelChoiceField(
        Term.objects.none(), label="Nhiệm kỳ", required=False, empty_label="Không ghi"
    )

    field_order = ["kind", "member", "how", "on", "term"]

    def __init__(self, *args, unit: Unit, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit, self.user = unit, user
        kinds = [(kind, kind.label.capitalize()) for kind in offices_at(unit.kind)]
        self.fields["kind"].choices = [("", "Chọn chức vụ"), *kinds]
        self.fields["term"].queryset = unit.terms.all()
        self.fields["term"].initial = unit.terms.first()

    def clean(self):
        super().clean()
        data = self.cleaned_data
        if "member" in data and "on" in data:
            try:
                data["member"] = find_on_roll(data["member"], self.unit, self.user, data["on"])
            except ValidationError as error:
                self.add_error("member", error)
        if not self.errors:
            self.office.check_seat()

    @property
    def office(self) -> Office:
        facts = self.facts
        return Office(unit=self.unit, starts_on=facts.pop("on"), **facts)

    @cached_property
    def consequence(self) -> str:
        data = self.cleaned_data
        kind, how = OfficeKind(data["kind"]).label, OfficeHow(data["how"]).label
        sentence = f"Từ {data['on']:%d/%m/%Y}, đồng chí {data['member']} là {kind} {self.unit} ({how})."
        for acting in self.office.acting_before().select_related("member"):
            last = data["on"] - DAY
            sentence += f" Đồng chí {acting.member} thôi phụ trách, ngày cuối {last:%d/%m/%Y}."
        return sentence

    def act(self, *, by: User) -> None:
        Office.objects.take_up(unit=self.unit, **self.facts, by=by)


class OfficeEndForm(ShownFirst, DecisionForm):
    """Thôi giữ chức vụ."""

    on = DayField(label="Thôi giữ chức vụ từ ngày")

    field_order = ["on"]

    about = ("office", "verb")

    def clean(self):
        super().clean()
        if "on" in self.cleaned_data:
            self.office.check_end(self.cleaned_data["on"])

    @cached_property
    def consequence(self) -> str:
        on, office = self.cleaned_data["on"], self.office
        last = on - DAY
        return f"Đồng chí {office.member} thôi giữ chức vụ {office}, ngày cuối {last:%d/%m/%Y}."


class OfficeCorrectForm(ActForm):
    """Sửa chỗ ghi sai của một chức vụ."""

    edits = True

    on = DayField(label="Giữ chức vụ từ ngày")
    how = forms.ChoiceField(
        choices=[("", "Chưa rõ"), *OfficeHow.choices], label="Giữ chức vụ do", required=False
    )
    term = forms.ModelChoiceField(
        Term.objects.none(), label="Nhiệm kỳ", required=False, empty_label="Không ghi"
    )

    def __init__(self, *args, office: Office, **kwargs):
        held = {"on": office.starts_on, "how": office.how, "term": office.term}
        super().__init__(*args, initial=held, **kwargs)
        self.office = office
        self.fields["term"].queryset = office.unit.terms.all()

    def act(self, *, by: User) -> None:
        try:
            self.office.correct(**self.cleaned_data, by=by)
        except ValidationError as error:
            # The holder and the office are no fields here: what is wrong with them is so on that day.
            raise ValidationError({"on": error.messages}) from error


class ElectedForm(forms.Form):
    """One line of the list of those elected; a line without a name is left out."""

    kind = forms.ChoiceField(label="Chức vụ", widget=forms.Select({"class": "form-select"}))
    member = forms.CharField(label="Đồng chí", max_length=150, required=False, widget=PersonInput)

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, kind.label.capitalize()) for kind in kinds]


class CongressForm(ShownFirst, DecisionForm):
    """Đại hội: a new term with everybody it elected; the offices of the term before end."""

    # Lines to fill in, by kind of organisation: as many as rules or custom give it seats.
    LINES = {UnitKind.UPPER_COMMITTEE: 40, UnitKind.GRASSROOTS_COMMITTEE: 15, UnitKind.SUBCOMMITTEE: 11}
    LINES_OF_CELL = 7

    name = forms.CharField(
        label="Nhiệm kỳ",
        max_length=20,
        validators=[RegexValidator(r"^\d{4}-\d{4}$", "Ghi như 2025-2030.")],
        help_text="Năm đầu và năm cuối, như 2025-2030.",
    )
    congress_on = DayField(label="Ngày đại hội")

    field_order = ["name", "congress_on"]

    def __init__(self, data=None, *, unit: Unit, user: User):
        super().__init__(data)
        self.unit, self.user = unit, user
        self.fields["decision_number"].label = "Số quyết định chuẩn y"
        self.elected = self._lines(data)

    def _lines(self, data):
        kinds = offices_at(self.unit.kind)
        plain = OfficeKind.CELL_COMMITTEE_MEMBER if self.unit.is_cell else OfficeKind.COMMITTEE_MEMBER
        number = self.LINES.get(self.unit.kind, self.LINES_OF_CELL)
        first = [OfficeKind.SECRETARY, OfficeKind.DEPUTY_SECRETARY]
        lines = forms.formset_factory(ElectedForm, extra=number, max_num=number, absolute_max=number)
        initial = [{"kind": kind} for kind in first + [plain] * (number - len(first))]
        return lines(data, initial=initial, prefix="elected", form_kwargs={"kinds": kinds})

    def clean(self):
        super().clean()
        if "congress_on" not in self.cleaned_data:
            return
        self.seats = self._seats(self.cleaned_data["congress_on"])
        if not self.elected.is_valid():
            raise ValidationError("Xem lại danh sách trúng cử.")
        if not self.seats:
            raise ValidationError("Ghi ít nhất một người trúng cử.")
        if not self.errors:
            with transaction.atomic():  # all that the verb refuses is said before anybody agrees
                self.act(by=None)
                transaction.set_rollback(True)

    def _seats(self, day: datetime.date) -> list[tuple[Member, str]]:
        """Who was elected to what; a name that is not found is said at its line."""
        seats = []
        for line in self.elected:
            if line.is_valid() and (text := line.cleaned_data["member"]):
                try:
                    member = find_on_roll(text, self.unit, self.user, day)
                    seats.append((member, line.cleaned_data["kind"]))
                except ValidationError as error:
                    line.add_error("member", error)
        return seats

    @cached_property
    def consequence(self) -> str:
        data, on = self.cleaned_data, self.cleaned_data["congress_on"]
        elected = "; ".join(f"{OfficeKind(kind).label} {member}" for member, kind in self.seats)
        sentence = f"Nhiệm kỳ {data['name']} bắt đầu ngày {on:%d/%m/%Y}. Trúng cử: {elected}."
        held = self.unit.offices.open().by_rank()
        if ending := "; ".join(f"{one.get_kind_display()} {one.member}" for one in held):
            last = on - DAY
            sentence += f" Chức vụ nhiệm kỳ trước kết thúc hết ngày {last:%d/%m/%Y}: {ending}."
        return sentence

    def act(self, *, by: User | None) -> None:
        Office.objects.begin_term(unit=self.unit, seats=self.seats, **self.facts, by=by)


def today_or(form) -> datetime.date:
    """The day that was typed, else today: whose roll a page suggests names from."""
    typed = getattr(form, "cleaned_data", {})
    return typed.get("on") or typed.get("congress_on") or timezone.localdate()
