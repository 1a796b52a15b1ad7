"""What a list looks at; kept in the address, so that a page can be sent and returned to."""

import datetime

from django import forms

from accounts.models import User
from accounts.years import FIRST_YEAR, LAST_YEAR
from cells.forms.unit_choice import UnitDayForm, UnitField
from cells.models import Unit
from common.days import DayField, Folding
from meetings.models import Meeting, MeetingKind, Task

STATES = [
    ("", "Tất cả"),
    ("planned", "Dự kiến"),
    ("held", "Đã họp"),
    ("draft", "Dự thảo"),
    ("adopted", "Đã thông qua"),
    ("taken_over", "Ghi theo sổ giấy"),
]
SHOWN = [("", "Chi bộ"), ("committee", "Chi ủy, đảng ủy")]


class YearForm(Folding, forms.Form):
    """The working year, unless the address names another."""

    year = forms.IntegerField(label="Năm", min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False)

    def __init__(self, user: User, data):
        super().__init__({"year": user.year} | data.dict())
        self.user = user
        if "unit" in self.fields:
            self.fields["unit"].offer(self.units(), data.get("unit"))

    def usual_of(self, name: str):
        return self.user.year if name == "year" else super().usual_of(name)

    def units(self):
        """Of which one may be chosen, where the filter asks for one."""
        return Unit.objects.allowing(self.user, "meeting.read")

    def period(self) -> tuple[datetime.date, datetime.date]:
        """First and last day of the year; of the working year while the address makes no sense."""
        self.is_valid()
        year = self.cleaned_data.get("year") or self.user.year
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


class CalendarForm(YearForm):
    """The year of whom: cells, or committees; of one body, or of all."""

    unit = UnitField()
    show = forms.ChoiceField(label="Lịch của", choices=SHOWN, required=False)

    def __init__(self, user: User, data):
        super().__init__(user, data)
        self.is_valid()

    @property
    def body(self) -> Unit | None:
        return self.cleaned_data.get("unit")

    @property
    def shown(self) -> str:
        return self.cleaned_data.get("show", "")


class MeetingFilterForm(YearForm):
    folded = ("year", "kind")

    unit = UnitField()
    kind = forms.ChoiceField(
        label="Loại", choices=[("", "Tất cả"), *MeetingKind.choices], required=False
    )
    state = forms.ChoiceField(label="Trạng thái", choices=STATES, required=False)

    def meetings(self):
        """The meetings asked for, planned ones too; newest first. What makes no sense is left aside."""
        rows = Meeting.objects.visible_to(self.user).on_days(*self.period())
        chosen = self.cleaned_data
        if chosen.get("unit"):
            rows = rows.of_unit(chosen["unit"])
        if chosen.get("kind"):
            rows = rows.of_kind(chosen["kind"])
        narrow = {
            "planned": rows.planned,
            "held": rows.opened,
            "draft": rows.drafts,
            "adopted": rows.adopted,
            "taken_over": rows.taken_over,
        }
        rows = narrow.get(chosen.get("state"), rows.all)()
        rows = rows.with_attendance().with_unit_name(with_body=self.fields["unit"].is_large)
        return rows.newest_first()


class MeetingNamedForm(forms.Form):
    """The meeting that an address names, if any."""

    meeting = forms.ModelChoiceField(Meeting.objects.none(), required=False)

    def __init__(self, user: User, data):
        super().__init__(data)
        self.fields["meeting"].queryset = Meeting.objects.visible_to(user).opened().for_minutes()

    def chosen(self) -> Meeting | None:
        return self.cleaned_data["meeting"] if self.is_valid() else None


TASK_STATES = [("", "Chưa xong"), ("overdue", "Quá hạn"), ("done", "Đã xong trong năm")]
GIVERS = [("", "Tất cả"), ("own", "Cuộc họp của tổ chức đó"), ("above", "Cấp trên giao tổ chức đó")]


class TaskFilterForm(UnitDayForm):
    """What was not done by a day: given by a unit, to it, or below it; by whom it is to be done."""

    action = "meeting.read"
    folded = ("on", "giver")
    on = DayField(label="Tính đến ngày", required=False)
    state = forms.ChoiceField(label="Tình hình", choices=TASK_STATES, required=False)
    giver = forms.ChoiceField(label="Ai giao", choices=GIVERS, required=False)
    q = forms.CharField(label="Người thực hiện", max_length=100, required=False)

    def tasks(self):
        """Tasks asked for, the most urgent first; a field that makes no sense is left aside."""
        rows, day = Task.objects.visible_to(self.user), self.day
        chosen = self.cleaned_data
        rows = self._given(rows, chosen.get("unit"), chosen.get("giver"))
        if text := chosen.get("q"):
            rows = rows.of_person(text)
        rows = self._in_state(rows, chosen.get("state"), day)
        return rows.judged_on(day).by_due_day()

    def _in_state(self, rows, state: str | None, day: datetime.date):
        if state == "done":
            return rows.done_in(day.replace(month=1, day=1), day)
        if state == "overdue":
            return rows.overdue(day)
        return rows.undone_on(day)

    def _given(self, rows, unit: Unit | None, giver: str | None):
        """By the meetings of a unit, or to it by those above; without a giver, everything below it."""
        if giver == "own":
            return rows.of_unit(unit) if unit else rows.filter(unit__isnull=True)
        if giver == "above":
            return rows.filter(unit=unit) if unit else rows.filter(unit__isnull=False)
        return rows.concerning_under(unit) if unit else rows
