"""Chất lượng dữ liệu: of which unit, and why a finding is no mistake."""

from django import forms

from accounts.models import User
from cells.forms.unit_choice import UnitField
from cells.models import Unit
from common.acting import VerbForm, lines
from common.days import looking


class QualityFilter(forms.Form):
    """Of which unit, with everything below it."""

    unit = UnitField()

    helper = looking(unit="col-12 col-md-6 col-lg-4", button="col-12 col-md-4 align-self-end mb-3")

    def __init__(self, data, *, user: User):
        super().__init__(data)
        self.fields["unit"].offer(Unit.objects.allowing(user, "member.read"), data.get("unit"))

    def narrow(self, homes: dict[int, Unit]) -> dict[int, Unit]:
        """Of members with their cells those of the unit; nobody while it makes no sense."""
        if not self.is_valid():
            return {}
        unit = self.cleaned_data["unit"]
        return {
            pk: home for pk, home in homes.items() if unit is None or home.path.startswith(unit.path)
        }


class AcceptForm(VerbForm):
    """Đã kiểm tra, đúng."""

    reason = lines("Căn cứ", 300, "Đã đối chiếu với giấy tờ nào.")
