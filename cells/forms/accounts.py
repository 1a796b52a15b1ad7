"""What the system administrator enters: accounts and the roles they hold."""

from django import forms
from django.utils import timezone

from accounts.models import User
from cells.models import Unit
from cells.rights import Role
from common.acting import ActForm, ActModelForm, VerbForm
from common.days import DayField
from common.vietnamese import nfc


class AccountAddForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["full_name", "username"]

    def clean_full_name(self) -> str:
        return nfc(self.cleaned_data["full_name"])

    def save(self, *, by: User) -> str:
        """Make the account `instance`; answer its one-time password."""
        self.instance, password = User.objects.create_account(**self.cleaned_data, by=by)
        return password


class AccountEditForm(ActModelForm):
    class Meta:
        model = User
        fields = ["full_name", "is_active"]
        labels = {"is_active": "Tài khoản được đăng nhập"}
        help_texts = {"is_active": "Bỏ chọn để khóa: người đang đăng nhập bị đưa ra ngay."}

    def clean_full_name(self) -> str:
        return nfc(self.cleaned_data["full_name"])

    def act(self, *, by: User) -> None:
        self.instance.edit(**self.cleaned_data, by=by)


class AssignmentAddForm(VerbForm):
    role = forms.ChoiceField(label="Vai trò", choices=Role)
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label="Tại",
        empty_label="Chọn",
        help_text="Vai trò có hiệu lực ở đây và ở mọi tổ chức đảng bên dưới.",
    )
    starts_on = DayField(label="Từ ngày", initial=timezone.localdate)

    def __init__(self, admin: User, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = Unit.objects.allowing(admin, "account.manage").existing()
        self.fields["unit"].queryset = units.order_by("path")


class AssignmentEndForm(ActForm):
    ends_on = DayField(
        label="Đến hết ngày",
        initial=timezone.localdate,
        help_text="Vai trò còn hiệu lực đến hết ngày này. Muốn dừng ngay: chọn ngày hôm qua.",
    )

    about = ("assignment",)

    def act(self, *, by: User) -> None:
        self.assignment.end(on=self.cleaned_data["ends_on"], by=by)
