"""Input about oneself. Signing in and passwords are forms of allauth."""

from django import forms
from django.utils import timezone

from accounts.models.user import FIRST_YEAR, User


class WorkingYearForm(forms.Form):
    year = forms.TypedChoiceField(label="Năm làm việc", coerce=int, required=False, empty_value=None)

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
