"""Đính chính: an act on the roll taken back, or recorded anew."""

from django import forms
from django.utils.functional import cached_property

from accounts import audit
from accounts.models import User
from cells.forms.decisions import DecisionForm
from cells.models import Decision, Unit
from common.acting import ShownFirst, VerbForm, lines
from common.days import DayField
from common.partial import PartialDay
from common.periods import DAY
from members.forms.acts import LeaveForm, TransferForm
from members.forms.guests import GuestReceiveForm
from members.forms.records import MemberAddForm
from members.models import CameBy, Candidate, Membership, RollAct, RollActKind

REASON = "Lý do đính chính", 300, "Ghi sai điều gì, theo giấy tờ nào."


class ReasonForm(forms.Form):
    reason = lines(*REASON, rows=2)


class WithdrawForm(ShownFirst, VerbForm):
    """Rút lại: as if it had never been recorded."""

    reason = lines(*REASON, rows=2)

    about = ("verb", "roll_act")

    @cached_property
    def consequence(self) -> str:
        return f"Rút lại việc “{self.roll_act}”: danh sách, chức vụ và hồ sơ trở lại như trước khi ghi."


class DiscardForm(ShownFirst, VerbForm):
    """Bỏ hồ sơ ghi nhầm: there never was such a member. The log keeps the name before the reason."""

    reason = lines("Lý do đính chính", 170, "Ghi sai điều gì, theo giấy tờ nào.", rows=2)

    about = ("verb", "member")

    @cached_property
    def consequence(self) -> str:
        return f"Bỏ hồ sơ của đồng chí {self.member}: phần mềm không còn hồ sơ này."


class ArrivalAgainForm(ShownFirst, DecisionForm):
    """Vào danh sách: from which day, of which cell. Who was admitted here was so on that very day."""

    came_by = forms.ChoiceField(choices=MemberAddForm.REASONS, label="Lý do đến")
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Chi bộ", empty_label="Chọn chi bộ")
    came_from = forms.CharField(label="Chuyển từ nơi nào đến", max_length=200, required=False)
    on = DayField(label="Sinh hoạt tại chi bộ từ ngày")

    field_order = ["came_by", "unit", "on", "came_from"]

    about = ("member", "user", "came_note")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.allowing(self.user, "member.move").cells()
        self.fields["came_from"].help_text = "Chỉ ghi khi chuyển sinh hoạt đảng đến."

    @cached_property
    def consequence(self) -> str:
        on, unit = self.cleaned_data["on"], self.cleaned_data["unit"]
        how = dict(self.fields["came_by"].choices)[self.cleaned_data["came_by"]]
        admitted = "; ngày kết nạp cũng là ngày này" if self.is_admission else ""
        return f"Từ {on:%d/%m/%Y}, đồng chí {self.member} thuộc {unit} ({how}){admitted}."

    @property
    def is_admission(self) -> bool:
        return self.cleaned_data["came_by"] == CameBy.ADMISSION

    def act(self, *, by: User) -> None:
        facts = self.facts
        if self.is_admission:
            for candidate in Candidate.objects.filter(member=self.member):
                candidate.redate_admission(facts["on"])
            self.member.admitted = PartialDay(facts["on"])
            audit.rewrite(by, "member.edit", self.member, {"admitted_on": facts["on"]})
        self.member.join(facts.pop("unit"), **facts, came_note=self.came_note, by=by)


def again(act: RollAct, spell: Membership, data, user: User) -> forms.Form:
    """The form by which the act, just taken back, is recorded anew.

    `spell`: what it began or ended, as it then was; the form begins with that.
    """
    member, here = act.member, act.ended
    if act.kind == RollActKind.LEAVING:
        return LeaveForm(data, membership=here, verb=here.leave, initial=_left(spell))
    initial, about = _begun(spell), {"user": user}
    if act.kind == RollActKind.MOVE:
        return TransferForm(data, membership=here, verb=here.transfer, **about, initial=initial)
    if act.kind == RollActKind.STAY:
        home = member.current_membership()
        return GuestReceiveForm(data, home=home, **about, initial=initial)
    about |= {"member": member, "came_note": spell.came_note}
    return ArrivalAgainForm(data, **about, initial=initial)


def _begun(spell: Membership) -> dict:
    place = {"unit": spell.unit_id, "to": spell.unit_id, "came_from": spell.came_from}
    place["came_by"] = spell.came_by
    days = {"on": spell.starts_on, "expected_until": spell.expected_until}
    return place | days | {"late_note": spell.came_note} | _papers(spell.came_decision)


def _left(spell: Membership) -> dict:
    how = {"left_by": spell.left_by, "left_to": spell.left_to, "on": spell.ends_on + DAY}
    return how | _papers(spell.left_decision)


def _papers(decision: Decision | None) -> dict:
    names = ("number", "signed_on", "issuer")
    return {f"decision_{name}": getattr(decision, name) for name in names} if decision else {}
