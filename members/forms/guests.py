"""Coming to a cell of ours with a record that is known: as a guest, or back for good."""

from django import forms
from django.utils.functional import cached_property

from accounts.models import User
from cells.models import Unit
from common.acting import ShownFirst
from common.days import DayField
from common.periods import DAY
from members.forms.arrivals import ArrivalForm
from members.models import CameBy, LeftBy, Membership, MembershipKind


class GuestReceiveForm(ShownFirst, ArrivalForm):
    """Nhận sinh hoạt tạm thời: a member of another cell of ours comes for a time."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Chi bộ nhận", empty_label="Chọn chi bộ")
    on = DayField(label="Sinh hoạt tạm thời từ ngày")

    field_order = ["unit", "on", "expected_until", *ArrivalForm.DECISION, "late_note"]

    def __init__(self, *args, home: Membership, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.home = home
        cells = Unit.objects.allowing(user, "member.move").cells().order_by("path")
        self.fields["unit"].queryset = cells.exclude(pk=home.unit_id)
        self.fields["expected_until"].required = True

    def clean(self):
        super().clean()
        self.check_until()
        self.check_letter()

    @cached_property
    def consequence(self) -> str:
        data = self.cleaned_data
        return (
            f"Từ {data['on']:%d/%m/%Y}, đồng chí {self.home.member} sinh hoạt tạm thời tại "
            f"{data['unit']}, "
            f"dự kiến đến hết {data['expected_until']:%d/%m/%Y}; vẫn trong danh sách {self.home.unit}."
        )

    def act(self, *, by: User) -> None:
        data = self.cleaned_data
        self.home.member.join(
            data["unit"],
            on=data["on"],
            kind=MembershipKind.TEMPORARY,
            came_by=CameBy.TRANSFER,
            came_from=self.home.unit.name,
            came_note=data["late_note"],
            expected_until=data["expected_until"],
            decision=self.decision,
            by=by,
        )


class ReturnForm(ShownFirst, ArrivalForm):
    """Tiếp nhận trở lại: who had moved away comes back, for good."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Chi bộ nhận", empty_label="Chọn chi bộ")
    came_from = forms.CharField(label="Chuyển từ nơi nào đến", max_length=200)
    on = DayField(label="Sinh hoạt tại chi bộ từ ngày")

    field_order = ["unit", "came_from", "on", *ArrivalForm.DECISION, "late_note"]

    def __init__(self, *args, last: Membership, user: User, **kwargs):
        super().__init__(*args, initial={"came_from": last.left_to}, **kwargs)
        self.last = last
        self.fields["unit"].queryset = (
            Unit.objects.allowing(user, "member.move").cells().order_by("path")
        )
        del self.fields["expected_until"]

    def clean(self):
        super().clean()
        self.check_letter()

    @cached_property
    def consequence(self) -> str:
        data = self.cleaned_data
        return f"Từ {data['on']:%d/%m/%Y}, đồng chí {self.last.member} lại thuộc {data['unit']}."

    def act(self, *, by: User) -> None:
        names = ("unit", "on", "came_from")
        how = {name: self.cleaned_data[name] for name in names}
        how |= {"came_note": self.cleaned_data["late_note"], "decision": self.decision}
        self.last.member.join(**how, came_by=CameBy.TRANSFER, by=by)


class GuestEndForm(ShownFirst):
    """Thôi sinh hoạt tạm thời: back to the own cell."""

    on = DayField(label="Ngày đầu tiên không còn sinh hoạt ở đây")

    about = ("stay",)

    def clean(self):
        super().clean()
        if "on" in self.cleaned_data:
            self.stay.check_end(self.cleaned_data["on"])

    @cached_property
    def consequence(self) -> str:
        last = self.cleaned_data["on"] - DAY
        return (
            f"Ngày cuối đồng chí {self.stay.member} sinh hoạt tạm thời tại {self.stay.unit} "
            f"là {last:%d/%m/%Y}; danh sách chi bộ không thay đổi."
        )

    def act(self, *, by: User) -> None:
        self.stay.leave(
            on=self.cleaned_data["on"], left_by=LeftBy.TRANSFER, left_to=self.stay.came_from, by=by
        )
