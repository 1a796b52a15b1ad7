"""Who of the committee follows which cell."""

from accounts.models import User
from common.acting import ActForm, VerbForm, lines
from common.days import DayField
from members.forms.people import MemberField
from members.models import Member, Office
from members.models.office import COMMITTEE_OFFICES
from scoring.models import CellFollower


class FollowerForm(ActForm):
    """Phân công phụ trách chi bộ."""

    about = ("cell",)

    member = MemberField(Member.objects.none(), label="Cấp ủy viên", empty_label="Chọn")
    on = DayField(
        label="Từ ngày", help_text="Cấp ủy viên phụ trách trước đó kết thúc vào ngày liền trước."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        above = self.cell.path_ids[:-1]
        seats = Office.objects.open().filter(kind__in=COMMITTEE_OFFICES, unit__in=above)
        seated = Member.objects.filter(pk__in=seats.values("member"))
        self.fields["member"].queryset = seated.order_by("sort_key")

    def act(self, *, by: User) -> None:
        CellFollower.objects.appoint(unit=self.cell, **self.cleaned_data, by=by)


class FollowerWithdrawForm(VerbForm):
    """Rút lại điều ghi sau cùng."""

    reason = lines("Lý do đính chính", 300, "Ghi sai điều gì.", rows=2)


class FollowerEndForm(VerbForm):
    """Kết thúc phân công."""

    on = DayField(label="Ngày cuối phụ trách")
