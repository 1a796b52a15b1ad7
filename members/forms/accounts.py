"""Accounts for those who lead the cells, for the members of one cell, and whose account it is."""

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils import timezone

from accounts.models import User
from cells.forms.unit_choice import MOST_OFFERED, UnitField
from cells.models import Unit
from cells.reading.accounts import managed_by, named, with_roles_of_today
from common.acting import ActForm, VerbForm
from members.models import Membership, Office
from members.rules.namesakes import called

MOST_FOUND = 20  # who types more of the name finds the others
MOST_AT_ONCE = 30  # making a password takes a good part of a second


class OfficesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, office: Office) -> str:
        return f"{office.unit}: {office.member}, {office.get_kind_display()}"


class AccountsForm(ActForm):
    """Lập tài khoản: `made` has each account with its one-time password, for the page that follows."""

    chosen: str  # the field of those who get one

    def offer(self, rows: QuerySet) -> None:
        self.fields[self.chosen].queryset = rows
        self.initial[self.chosen] = self.fields[self.chosen].queryset

    def act(self, *, by: User) -> None:
        rows = self.cleaned_data[self.chosen]
        self.made = [(row, *self.open_account(row, by=by)) for row in rows]


class SecretaryAccountsForm(AccountsForm):
    about = ("user",)
    chosen = "offices"

    offices = OfficesField(
        Office.objects.none(), label="Lập tài khoản cho", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer(Office.objects.without_account(self.user))

    def open_account(self, office: Office, *, by: User) -> tuple[User, str]:
        return office.open_account(by=by)


class SpellsNamedApart(ModelChoiceIterator):
    """Who is in a cell, and nothing else; namesakes with their birth."""

    def __iter__(self):
        spells = list(self.queryset)
        names = called([spell.member for spell in spells])
        for spell in spells:
            value, _ = self.choice(spell)
            yield value, self.named(names[spell.member_id], spell)

    def named(self, name: str, spell: Membership) -> str:
        return name


class WithCells(SpellsNamedApart):
    def named(self, name: str, spell: Membership) -> str:
        return f"{name}, {spell.unit}"


class SpellField(forms.ModelChoiceField):
    iterator = WithCells


class SpellsField(forms.ModelMultipleChoiceField):
    iterator = SpellsNamedApart


class CellChoice(forms.Form):
    """Of which cell; nobody sees the members of another committee."""

    unit = UnitField(label="Chi bộ", required=True)

    @classmethod
    def bound_to(cls, request):
        form = cls(request.GET if "unit" in request.GET else None)
        units = Unit.objects.allowing(request.user, "account.tie").existing()
        few = cells if (cells := units.cells()).count() <= MOST_OFFERED else units
        form.fields["unit"].offer(few, request.GET.get("unit"))
        return form

    @property
    def cell(self) -> Unit | None:
        unit = self.cleaned_data["unit"] if self.is_valid() else None
        return unit if unit and unit.is_cell else None


class MemberAccountsForm(AccountsForm):
    """For members of one cell who have none; so many at once, the next ones after them."""

    about = ("cell",)
    chosen = "spells"

    spells = SpellsField(
        Membership.objects.none(), label="Lập tài khoản cho", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lacking = without_account().filter(unit=self.cell)
        self.offer(_first(lacking, MOST_AT_ONCE))
        self.left = max(lacking.count() - MOST_AT_ONCE, 0)

    def open_account(self, spell: Membership, *, by: User) -> tuple[User, str]:
        return spell.member.open_account(by=by)


class AccountField(forms.ModelChoiceField):
    def label_from_instance(self, account: User) -> str:
        roles = "; ".join(map(str, account.roles_today)) or "chưa có vai trò hôm nay"
        return f"{account.full_name} ({account.username}): {roles}"


class AccountTieForm(ActForm):
    """The account of a member, among those that were found."""

    about = ("member",)

    account = AccountField(User.objects.none(), label="Tài khoản tìm thấy", widget=forms.RadioSelect)

    def __init__(self, *args, user: User, text: str, **kwargs):
        super().__init__(*args, **kwargs)
        accounts = managed_by(user, "account.tie").filter(member=None).exclude(pk=user.pk)
        found = _first(named(accounts, text), MOST_FOUND) if text else accounts.none()
        self.fields["account"].queryset = with_roles_of_today(found)

    def act(self, *, by: User) -> None:
        self.member.tie(self.cleaned_data["account"], by=by)


class MemberTieForm(ActForm):
    """The member of an account, among those that were found."""

    about = ("account",)

    spell = SpellField(
        Membership.objects.none(),
        label="Đảng viên tìm thấy",
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args, user: User, text: str, **kwargs):
        super().__init__(*args, **kwargs)
        cells = Unit.objects.allowing(user, "account.tie")
        spells = without_account().filter(unit__in=cells)
        found = _first(spells.named(text), MOST_FOUND) if text else spells.none()
        self.fields["spell"].queryset = found

    def act(self, *, by: User) -> None:
        self.cleaned_data["spell"].member.tie(self.account, by=by)


class UntieForm(VerbForm):
    reason = forms.CharField(
        label="Lý do gỡ tài khoản", max_length=140, help_text="Ví dụ: gắn nhầm người trùng tên."
    )


def without_account() -> QuerySet[Membership]:
    """Where members belong today who have no account, by name."""
    spells = Membership.objects.permanent().on(timezone.localdate()).filter(member__user=None)
    return spells.select_related("member", "unit").order_by("member__sort_key", "member_id")


def _first(rows: QuerySet, number: int) -> QuerySet:
    """So many of them, as rows among which a field can look."""
    return rows.filter(pk__in=list(rows.values_list("pk", flat=True)[:number]))
