"""Accounts for those who lead the cells."""

from django import forms

from accounts.models import User
from common.acting import ActForm
from members.models import Office


class OfficesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, office: Office) -> str:
        return f"{office.unit}: {office.member}, {office.get_kind_display()}"


class SecretaryAccountsForm(ActForm):
    """Lập tài khoản: `made` has each account with its one-time password, for the page that follows."""

    about = ("user",)

    offices = OfficesField(
        Office.objects.none(), label="Lập tài khoản cho", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["offices"].queryset = Office.objects.without_account(self.user)
        self.initial["offices"] = self.fields["offices"].queryset

    def act(self, *, by: User) -> None:
        offices = self.cleaned_data["offices"]
        self.made = [(office, *office.open_account(by=by)) for office in offices]
