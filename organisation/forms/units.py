"""Staff numbers and party groups."""

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.models import User
from cells.models import GRASSROOTS_KINDS, UnitVersion
from common.acting import ActForm, ActModelForm, ShownFirst, VerbForm
from common.days import DayField
from common.periods import DAY
from members.models import Member, Membership
from organisation.models import GroupPlace, GroupRole, PartyGroup, StaffCount


class StaffAddForm(VerbForm):
    counted_on = DayField(label="Tính đến ngày", help_text="Thường là 31/12 của năm.")
    number = forms.IntegerField(
        label="Số người",
        min_value=0,
        max_value=1_000_000,
        help_text="Cán bộ, công chức, viên chức, người lao động; cả người chưa phải đảng viên.",
    )
    source = forms.CharField(
        label="Nguồn số liệu",
        max_length=200,
        required=False,
        help_text="Ví dụ: báo cáo số lượng người làm việc của phòng Tổ chức.",
    )


class StaffCorrectForm(ActModelForm):
    number = StaffAddForm.base_fields["number"]

    class Meta:
        model = StaffCount
        fields = ["number", "source"]

    def act(self, *, by: User) -> None:
        self.instance.correct(**self.cleaned_data, by=by)


class DescribeForm(ActModelForm):
    """Ghi trên văn bản, biểu thống kê."""

    about = ("unit",)

    class Meta:
        model = UnitVersion
        fields = ["place", "short_name", "host"]
        help_texts = {
            "place": "Đứng trước ngày tháng trên văn bản, ví dụ: Bắc Giang.",
            "short_name": "Chỉ dùng ở đầu văn bản, khi tên đầy đủ quá dài. "
            "Ví dụ: Đảng bộ TTKSBT tỉnh Bắc Giang. Để trống thì in tên đầy đủ.",
            "host": "Chỉ ghi cho tổ chức cơ sở đảng; dùng cho biểu 5-BTCTW.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.kind not in GRASSROOTS_KINDS:
            del self.fields["host"]

    def act(self, *, by: User) -> None:
        self.unit.describe(**self.cleaned_data, by=by)


class GroupAddForm(VerbForm):
    name = forms.CharField(label="Tên tổ", max_length=100, help_text="Ví dụ: Tổ đảng 1.")
    on = DayField(label="Lập từ ngày", initial=timezone.localdate)


class GroupEndForm(ShownFirst):
    about = ("group",)

    on = DayField(label="Không còn tổ này từ ngày")

    def clean(self):
        super().clean()
        if "on" in self.cleaned_data:
            self.group.check_end(self.cleaned_data["on"])

    @cached_property
    def consequence(self) -> str:
        last, size = self.cleaned_data["on"] - DAY, self.group.places.open().count()
        return f"{self.group} kết thúc, ngày cuối {last:%d/%m/%Y}; {size} đồng chí chưa thuộc tổ nào."

    def act(self, *, by: User) -> None:
        self.group.end(on=self.cleaned_data["on"], by=by)


class DistributeForm(ActForm):
    """Phân tổ: one choice for each member on the roll of today."""

    on = DayField(label="Phân tổ từ ngày", initial=timezone.localdate)

    about = ("unit",)

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        unit = self.unit
        self.groups = {group.pk: group for group in unit.groups.open()}
        choices = [("", "Chưa phân tổ"), *map(_choices_of, self.groups.values())]
        places = {place.member_id: place for place in GroupPlace.objects.of(unit).open()}
        roll = Membership.objects.permanent().open().filter(unit=unit)
        seen = Member.objects.visible_to(user).filter(pk__in=roll.values("member"))
        self.members = {f"place_{member.pk}": member for member in seen}
        for name, member in self.members.items():
            place = places.get(member.pk)
            self.fields[name] = forms.ChoiceField(
                label=member.full_name,
                choices=choices,
                required=False,
                widget=forms.Select({"class": "form-select"}),
                initial=place and f"{place.group_id}:{place.role}",
            )

    @property
    def lines(self) -> list:
        """Each member with the field that asks for his or her place."""
        return [(member, self[name]) for name, member in self.members.items()]

    @property
    def places(self) -> dict:
        chosen = {member: self.cleaned_data[name] for name, member in self.members.items()}
        return {member: self._place(text) for member, text in chosen.items()}

    def _place(self, text: str) -> tuple[PartyGroup | None, str]:
        group, _, role = text.partition(":")
        return (self.groups[int(group)], role) if text else (None, GroupRole.MEMBER)

    def act(self, *, by: User) -> None:
        PartyGroup.objects.distribute(self.unit, on=self.cleaned_data["on"], places=self.places, by=by)


def _choices_of(group: PartyGroup) -> tuple[str, list[tuple[str, str]]]:
    """One heading a group: its plain place first."""
    return group.name, [
        (f"{group.pk}:{role}", f"{group.name}{extra}")
        for role, extra in (
            (GroupRole.MEMBER, ""),
            (GroupRole.LEADER, ", tổ trưởng"),
            (GroupRole.DEPUTY, ", tổ phó"),
        )
    ]
