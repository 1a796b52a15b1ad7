"""The work programme: one thing to do, what became of it, which of them to look at."""

from django import forms
from django.utils import timezone

from accounts.models import User
from cells.forms.unit_choice import UnitField
from cells.models import Unit
from common.acting import ActForm, laid_out, side_by_side
from common.days import DayField
from meetings.forms.filters import YearForm
from meetings.forms.planning import seated
from meetings.models import ProgrammeItem
from meetings.models.programme import parts_of
from members.forms.people import MemberField
from members.models import Member

STATES = [("", "Tất cả"), ("undone", "Chưa xong"), ("overdue", "Quá hạn"), ("done", "Đã xong")]


class ProgrammeFilterForm(YearForm):
    """The programme of a year, of one committee or of all in sight."""

    folded = ("year",)

    unit = UnitField()
    state = forms.ChoiceField(label="Trạng thái", choices=STATES, required=False)

    def __init__(self, user: User, data):
        super().__init__(user, data)
        self.fields["unit"].spare(user)

    def units(self):
        writing = ProgrammeItem.objects.visible_to(self.user).order_by().values("unit")
        return Unit.objects.filter(pk__in=writing)

    def items(self):
        """Part by part of the year; what makes no sense in the address is left aside."""
        year, today = self.period()[0].year, timezone.localdate()
        rows = ProgrammeItem.objects.visible_to(self.user).of_year(year)
        if unit := self.cleaned_data.get("unit"):
            rows = rows.filter(unit=unit)
        narrow = {
            "undone": rows.undone,
            "overdue": lambda: rows.overdue(today),
            "done": lambda: rows.filter(done_on__isnull=False),
        }
        rows = narrow.get(self.cleaned_data.get("state"), rows.all)()
        return rows.select_related("unit", "lead_unit", "lead_member").in_order()


class ProgrammeForm(ActForm):
    """One thing to do in a part of a year."""

    edits = True

    part = forms.ChoiceField(label="Thời gian")
    text = forms.CharField(label="Nội dung", max_length=500, widget=forms.Textarea({"rows": 3}))
    due_on = DayField(
        label="Hạn hoàn thành", required=False, help_text="Để trống là ngày cuối của thời gian đã chọn."
    )
    lead_unit = forms.ModelChoiceField(
        Unit.objects.none(), label="Đơn vị chủ trì", required=False, empty_label="Không chọn"
    )
    lead_member = MemberField(
        Member.objects.none(),
        label="hoặc đồng chí chủ trì",
        required=False,
        empty_label="Không chọn",
        help_text="Chọn trong cấp ủy.",
    )

    helper = laid_out(
        side_by_side(part="col-12 col-sm-6", due_on="col-12 col-sm-6"),
        "text",
        "lead_unit",
        "lead_member",
    )

    about = ("unit", "year", "item")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        unit, year = self.unit, self.year
        if item := self.item:
            names = ("text", "due_on", "lead_unit", "lead_member")
            self.initial = {name: getattr(item, name) for name in names} | {"part": item.part.code}
        self.parts = {part.code: part for part in parts_of(year)}
        choices = [(part.code, f"{part.name} năm {year}") for part in self.parts.values()]
        self.fields["part"].choices = choices
        self.fields["lead_unit"].queryset = Unit.objects.existing().under(unit).order_by("path")
        self.fields["lead_member"].queryset = seated(unit)

    def act(self, *, by: User) -> None:
        facts = dict(self.cleaned_data)
        part = self.parts[facts.pop("part")]
        facts |= {"starts_on": part.first, "ends_on": part.last}
        facts["due_on"] = facts["due_on"] or part.last
        if self.item:
            self.item.change(**facts, by=by)
        else:
            self.item = ProgrammeItem.objects.add(unit=self.unit, **facts, by=by)


class ProgrammeDoneForm(ActForm):
    about = ("item",)

    done_on = DayField(label="Ngày hoàn thành", initial=timezone.localdate)
    result = forms.CharField(label="Kết quả", max_length=500, widget=forms.Textarea({"rows": 3}))

    def act(self, *, by: User) -> None:
        facts = self.cleaned_data
        self.item.complete(on=facts["done_on"], result=facts["result"], by=by)
