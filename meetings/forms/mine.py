"""What a member says of a meeting to come; what members may read, as the office sets it."""

from django import forms

from accounts.models import User
from cells.models import Unit
from common.acting import VerbForm
from meetings.models import Disclosure
from meetings.models.disclosure import Shown


class AbsenceForm(VerbForm):
    reason = forms.CharField(label="Lý do xin vắng", max_length=200)


class DisclosureForm(VerbForm):
    """For one of the bodies of the user."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Tổ chức đảng", empty_label=None)
    shown = forms.ChoiceField(
        label="Đảng viên được đọc",
        choices=Shown.choices,
        widget=forms.RadioSelect,
        initial=Shown.RESOLUTIONS,
        help_text="Áp dụng cho đơn vị này và các chi bộ trực thuộc chưa có mức riêng.",
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, verb=Disclosure.objects.choose, **kwargs)
        self.fields["unit"].queryset = Unit.objects.allowing(user, "unit.record").order_by("path")
