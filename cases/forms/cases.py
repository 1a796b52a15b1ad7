"""Forms of cases: the list's filter, opening, the next step, stopping, the checklist of papers."""

import datetime

from django import forms
from django.utils.functional import cached_property

from accounts.models import User
from cases.models import Case
from cases.procedures import kinds
from cases.procedures.base import Actor
from cases.procedures.confirmation import CONFIRMATION
from cases.reading.worklist import Work, ending_probations, works
from cells.forms.decisions import DecisionForm
from cells.forms.unit_choice import UnitDayForm
from cells.models import History, Threshold, Unit
from common.acting import ActForm, ShownFirst, VerbForm
from common.days import MORE_FILTERS, DayField, looking
from common.files import HELP, check_pdf
from members.forms.filters import choice
from members.forms.people import MemberField
from members.models import Member, Membership

ACTORS = {actor.name.lower(): actor for actor in Actor}


class CaseFilter(UnitDayForm):
    """Work under way on a day, or finished in its year until then."""

    action = "case.read"
    STATES = [("", "Đang làm"), ("closed", "Đã kết thúc")]

    on = DayField(label="Tính đến ngày", required=False)
    kind = choice("Loại thủ tục", *kinds())
    who = choice("Đến lượt", *((code, actor.label) for code, actor in ACTORS.items()))
    state = forms.ChoiceField(choices=STATES, label="Trạng thái", required=False)

    folded = ("who", "state", "on")
    helper = looking(
        MORE_FILTERS, unit="col-12 col-md-4", kind="col-8 col-md-4", button="col-4 align-self-end mb-3"
    )

    @property
    def title(self) -> str:
        if self.is_closed:
            return f"Thủ tục kết thúc từ 01/01/{self.day.year} đến {self.day:%d/%m/%Y}"
        return f"Thủ tục đang giải quyết ngày {self.day:%d/%m/%Y}"

    @property
    def is_closed(self) -> bool:
        return self.is_valid() and self.cleaned_data["state"] == "closed"

    def rows(self) -> list[Work]:
        """The cases asked for, the most pressing first; none while a filter makes no sense."""
        if not self.is_valid():
            return []
        rows = works(self._cases().with_steps(self.day), self.day, self.history)
        if (who := self.cleaned_data["who"]) and not self.is_closed:
            rows = [row for row in rows if row.step.actor == ACTORS[who]]
        return rows

    def _cases(self):
        cases = Case.objects.allowing(self.user, "case.read")
        if self.is_closed:
            cases = cases.closed_in(datetime.date(self.day.year, 1, 1), self.day)
        else:
            cases = cases.open_on(self.day)
        if unit := self.cleaned_data["unit"]:
            cases = cases.under(unit)
        if kind := self.cleaned_data["kind"]:
            cases = cases.filter(kind=kind)
        return cases

    @cached_property
    def history(self) -> History:
        return Threshold.objects.history()

    def to_open(self):
        """Members whose confirmation is to be begun, where the filters let them through."""
        spells = Membership.objects.permanent().on(self.day).listed_for(self.user)
        if not self.is_valid() or self.is_closed:
            return spells.none()
        kind, who, unit = (self.cleaned_data[name] for name in ("kind", "who", "unit"))
        if kind not in {"", CONFIRMATION.code} or who not in {"", Actor.CELL.name.lower()}:
            return spells.none()
        spells = spells.under(unit) if unit else spells
        return ending_probations(spells, self.day, self.history)


class CaseOpenForm(ActForm):
    """Mở hồ sơ: a case of that kind for a member."""

    about = ("member", "procedure")

    place = forms.CharField(label="Nơi đến", max_length=200)
    until = DayField(label="Dự kiến đến hết ngày")
    to = forms.ModelChoiceField(
        Unit.objects.none(), label="Chi bộ tiếp nhận", empty_label="Chọn chi bộ"
    )
    on = DayField(label="Ngày bắt đầu")

    ASKED = ("place", "until", "to")

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        for name in set(self.ASKED) - set(self.procedure.asks):
            del self.fields[name]
        if "to" in self.fields:
            cells = Unit.objects.allowing(user, "case.open").cells().order_by("path")
            self.fields["to"].queryset = cells

    def act(self, *, by: User) -> None:
        self.made = Case.objects.start(
            kind=self.procedure.code, member=self.member, by=by, **self.cleaned_data
        )


class CaseStepForm(ShownFirst, DecisionForm):
    """The next step of a case, with the fields of that step only."""

    VOTE = ("eligible", "votes_for", "votes_against")
    HELPERS = ("helpers", "second_helper")

    code = forms.CharField(widget=forms.HiddenInput)
    since = DayField()
    on = DayField(label="Ngày thực hiện")
    helpers = MemberField(
        Member.objects.none(),
        label="Đảng viên được phân công giúp đỡ thứ nhất",
        empty_label="Chọn đảng viên",
    )
    second_helper = MemberField(
        Member.objects.none(),
        label="Đảng viên được phân công giúp đỡ thứ hai",
        empty_label="Không có",
        required=False,
    )
    eligible = forms.IntegerField(
        label="Số đảng viên chính thức của chi bộ", min_value=1, max_value=1000
    )
    votes_for = forms.IntegerField(label="Số phiếu tán thành", min_value=0, max_value=1000)
    votes_against = forms.IntegerField(
        label="Số phiếu không tán thành", min_value=0, max_value=1000, initial=0
    )
    note = forms.CharField(
        label="Ghi chú", max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )

    field_order = ["code", "since", "on", *HELPERS, *VOTE, *DecisionForm.DECISION, "note"]

    def __init__(self, *args, case: Case, day: datetime.date, **kwargs):
        step = case.next_step
        super().__init__(*args, initial={"code": step.code}, auto_id="step_%s", **kwargs)
        self.case, self.step = case, step
        used = {"code", "on", "note", *self._asked()}
        for name in set(self.fields) - used:
            del self.fields[name]
        self._fit(case.unit.memberships.permanent().on(day).official(day), day)

    def _asked(self) -> list[str]:
        """What this step records besides its day and a note."""
        step = self.step
        return [
            *(["since"] if step.since else []),
            *(self.HELPERS if step.has_helpers else []),
            *(self.VOTE if step.vote else []),
            *(self.DECISION if step.has_decision else []),
        ]

    def _fit(self, officials, day: datetime.date) -> None:
        """Words and proposals of this step; `officials`: who may vote and help in the cell that day."""
        if self.step.since:
            self.fields["since"].label = self.step.since
            self.fields["on"].label = "Ngày hoàn thành"
        if self.step.has_decision:
            self.fields["on"].label = "Ngày quyết định có hiệu lực"
            for name in self.DECISION:
                self.fields[name].required = True
        if self.step.has_helpers:
            members = Member.objects.filter(pk__in=officials.values("member"))
            for name in self.HELPERS:
                self.fields[name].queryset = members
        if self.step.vote:
            self.fields["eligible"].initial = count = officials.count()
            self.fields["eligible"].help_text = f"Theo danh sách ngày {day:%d/%m/%Y}: {count}."

    def clean(self):
        super().clean()
        first, second = (self.cleaned_data.get(name) for name in self.HELPERS)
        if first and first == second:
            self.add_error("second_helper", "Chọn một đồng chí khác, hoặc để trống.")
        if not self.errors:
            self.row = self.case.prepare(self.cleaned_data["code"], **self._facts())

    def _facts(self) -> dict:
        data = self.cleaned_data
        facts = {name: data[name] for name in ("on", "since", "note", *self.VOTE) if name in data}
        if self.step.has_decision:
            facts["decision"] = self.decision
        if self.step.has_helpers:
            facts["helpers"] = tuple(data[name] for name in self.HELPERS if data[name])
        return facts

    @cached_property
    def consequence(self) -> str:
        return self.row.consequence

    @property
    def is_shown(self) -> bool:
        """Whether what will be so can be read above the button, or nothing needs to be."""
        return not self.step.consequence or (self.is_bound and self.is_valid())

    @property
    def is_agreed(self) -> bool:
        """Only what changes the record is shown first."""
        return not self.consequence or super().is_agreed

    def act(self, *, by: User) -> None:
        self.case.record(self.cleaned_data["code"], by=by, **self._facts())


class CaseStopForm(VerbForm):
    on = DayField(label="Ngày dừng")
    reason = forms.CharField(
        label="Lý do",
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text="Nếu biểu quyết không đạt thì ghi rõ số phiếu.",
    )


class CasePaperForm(ActForm):
    """Đã nhận một giấy trong danh mục, có hoặc không có bản quét; giấy chỉ xem thì không có."""

    received_on = DayField(label="Ngày nhận")
    scan = forms.FileField(
        label="Bản quét, nếu có", required=False, help_text=HELP, validators=[check_pdf]
    )

    about = ("case", "code")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scan"].widget.attrs["accept"] = "application/pdf"
        if self.code in self.case.procedure.seen_only:
            del self.fields["scan"]

    def act(self, *, by: User) -> None:
        self.case.receive(self.code, by=by, **self.cleaned_data)
