"""Input about oneself. Signing in and most of the passwords are forms of allauth."""

from allauth.account.forms import ChangePasswordForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils import timezone

from accounts.models.user import User
from accounts.years import FIRST_YEAR


class WorkingYearForm(forms.Form):
    year = forms.TypedChoiceField(label="Năm công tác", coerce=int, required=False, empty_value=None)

    def __init__(self, user: User, *args, **kwargs):
        super().__init__(*args, initial={"year": user.working_year}, **kwargs)
        self.user = user
        present = timezone.localdate().year
        self.fields["year"].choices = [
            ("", f"Năm hiện tại ({present})"),
            *((year, str(year)) for year in range(present, FIRST_YEAR - 1, -1)),
        ]

    def save(self) -> None:
        self.user.choose_year(self.cleaned_data["year"])


class SecondFactorForm(ActivateTOTPForm):
    """Set up the second factor. The code that shows it works is used up: no sign-in takes it again."""

    def clean_code(self) -> str:
        code = super().clean_code()
        # As when somebody signs in with it: checking uses it up.
        secret = get_adapter().encrypt(self.secret)
        to_be = Authenticator(user=self.user, type=Authenticator.Type.TOTP, data={"secret": secret})
        to_be.wrap().validate_code(code)
        return code


class OwnPasswordForm(ChangePasswordForm):
    """A one-time password was typed a moment ago, to sign in: it is not asked for again."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.user.must_change_password:
            del self.fields["oldpassword"]
