"""Registering and opening meetings: which unit, when and where; what the committee answers."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from accounts.years import FIRST_YEAR, LAST_YEAR
from cells.forms.unit_choice import UnitField, settle
from cells.models import Unit
from common.acting import ActModelForm, VerbForm, laid_out, side_by_side
from common.days import DayInput, MonthField, TimeInput
from common.months import day_in, month_end, next_month
from meetings.models import Meeting, MeetingKind, TopicPlan, kinds_of
from meetings.models.planning import moved_to
from members.forms.people import MemberField
from members.models import Member, Office


def usual_month(user: User) -> datetime.date:
    """Next month, the one to register; of a past working year its last month."""
    today = timezone.localdate()
    return datetime.date(user.year, 12, 1) if user.year < today.year else next_month(today)


class MonthForm(forms.Form):
    """Which month, and which part of a large scope."""

    month = MonthField(label="Tháng", required=False)
    unit = UnitField()

    def __init__(self, user: User, data, *, usual: datetime.date | None = None):
        self.usual = usual or usual_month(user)
        if user.year < timezone.localdate().year:
            self.usual = usual_month(user)
        super().__init__({"month": self.usual.strftime("%Y-%m")} | data.dict())
        self.fields["unit"].offer(Unit.objects.allowing(user, "meeting.read"), data.get("unit"))
        self.is_valid()

    def clean_month(self) -> datetime.date | None:
        month = self.cleaned_data["month"]
        if month and not FIRST_YEAR < month.year < LAST_YEAR:
            raise ValidationError("Tháng này ngoài khoảng chương trình ghi được.")
        return month

    @property
    def first(self) -> datetime.date:
        """First day of the month asked for; of the usual one while the address makes no sense."""
        return self.cleaned_data.get("month") or self.usual

    @property
    def body(self) -> Unit | None:
        """The part of the scope to look at; None is all of it."""
        return self.cleaned_data.get("unit")


class UnitChoiceForm(forms.Form):
    """Which unit an act is about: named by the address, or the only one there is."""

    unit = UnitField(label="Tổ chức đảng", required=True)

    helper = laid_out()
    helper.disable_csrf = True

    def __init__(self, units, data):
        only = list(units[:2])
        chosen = {"unit": only[0].code} if len(only) == 1 else {}
        chosen |= {"unit": data["unit"]} if data.get("unit") else {}
        super().__init__(chosen or None)
        self.fields["unit"].offer(units, chosen.get("unit"))

    @property
    def chosen(self) -> Unit | None:
        return self.cleaned_data["unit"] if self.is_valid() else None


def seated(unit: Unit):
    """Who sits in the committee of the unit today."""
    seats = Office.objects.on(timezone.localdate()).in_committee().filter(unit=unit)
    return Member.objects.filter(pk__in=seats.values("member")).order_by("sort_key", "pk")


class MeetingForm(ActModelForm):
    def twin(self) -> Meeting | None:
        """The meeting that stands in the way: what two clicks on one button end at."""
        is_named = self.instance.unit_id and self.instance.held_on
        return self.instance.twin() if self.non_field_errors() and is_named else None


class MeetingPlanForm(MeetingForm):
    """A meeting to come: short enough for a telephone."""

    helper = laid_out(
        "kind",
        "topic",
        side_by_side(held_on="col-7 col-md-6", starts_at="col-5 col-md-6"),
        "ends_on",
        "place",
        "chair",
        "plan_note",
    )

    class Meta:
        model = Meeting
        fields = ["kind", "topic", "held_on", "starts_at", "ends_on", "place", "chair", "plan_note"]
        widgets = {"held_on": DayInput, "starts_at": TimeInput, "ends_on": DayInput}
        field_classes = {"chair": MemberField}
        labels = {"held_on": "Ngày", "starts_at": "Giờ bắt đầu", "plan_note": "Ghi chú"}
        help_texts = {
            "topic": "Bắt buộc khi có sinh hoạt chuyên đề; sinh hoạt thường kỳ thì để trống.",
            "ends_on": "Cuộc họp trong một ngày thì để trống.",
            "plan_note": "Điều đảng ủy cần biết, ví dụ lý do họp sớm hơn lệ thường.",
        }

    def __init__(
        self,
        data=None,
        *,
        instance: Meeting | None = None,
        unit: Unit,
        month: datetime.date | None = None,
        topic_plan: TopicPlan | None = None,
    ):
        super().__init__(data, instance=instance or Meeting(unit=unit))
        self.unit, self.topic_plan = unit, topic_plan
        names = dict(MeetingKind.choices)
        self.fields["kind"].choices = [(kind, names[kind]) for kind in kinds_of(unit.kind)]
        self.fields["chair"].queryset = seated(unit)
        self.fields["chair"].empty_label = "Chưa định"
        if not instance:
            self._suggest(month)

    def _suggest(self, month: datetime.date | None) -> None:
        """What the month before was like; the topic that is to be taken."""
        month = month or next_month(timezone.localdate())
        if before := Meeting.objects.last_regular(self.unit, month):
            self.initial |= moved_to(before, month)
        else:
            self.initial["place"] = Meeting.objects.last_place(self.unit)
        if plan := self.topic_plan:
            self.initial |= {"kind": MeetingKind.THEMATIC, "topic": plan.title, "held_on": None}

    def act(self, *, by: User) -> None:
        """Plan it, or plan it otherwise."""
        facts = {name: self.cleaned_data[name] for name in self.Meta.fields}
        if self.instance.pk:
            self.instance.replan(by=by, **facts)
        elif self.topic_plan:
            self.instance = self.topic_plan.schedule(by=by, **facts)
        else:
            self.instance = Meeting.objects.plan(unit=self.unit, by=by, **facts)


def _usual(user: User, unit: Unit, asked) -> dict:
    """What the address names; of a cell else its regular meeting, as long as that month has none."""
    named, month = _named(unit, asked), _month(user, unit, asked)
    there = Meeting.objects.of_unit(unit).regular().on_days(month, month_end(month)) if month else None
    if there is None or (there.exists() and not named):
        return named
    usual = {"kind": MeetingKind.REGULAR} if unit.is_cell else {}
    if before := Meeting.objects.last_regular(unit, month):
        usual |= {"held_on": day_in(month, before.held_on.day), "starts_at": before.starts_at}
    today = timezone.localdate()
    usual |= {"held_on": today} if month == today.replace(day=1) else {}
    return usual | named


def _month(user: User, unit: Unit, asked) -> datetime.date | None:
    """The one that the address names; for a cell, in the present year, this month."""
    if "month" in asked:
        return MonthForm(user, asked).first
    today = timezone.localdate()
    return today.replace(day=1) if unit.is_cell and user.year == today.year else None


def _named(unit: Unit, asked) -> dict:
    kind = asked.get("kind")
    return {"kind": kind} if kind in kinds_of(unit.kind) else {}


class MeetingOpenForm(MeetingForm):
    """A meeting that nobody had planned: which body met, when, where."""

    helper = laid_out(
        "unit",
        "kind",
        "topic",
        side_by_side(
            held_on="col-12 col-sm-6 col-lg-4",
            starts_at="col-6 col-sm-3 col-lg-4",
            ends_at="col-6 col-sm-3 col-lg-4",
        ),
        "place",
    )

    class Meta:
        model = Meeting
        fields = ["unit", "kind", "topic", "held_on", "starts_at", "ends_at", "place"]
        widgets = {"held_on": DayInput, "starts_at": TimeInput, "ends_at": TimeInput}
        labels = {"starts_at": "Giờ bắt đầu", "ends_at": "Giờ kết thúc"}
        help_texts = {
            "topic": "Bắt buộc khi sinh hoạt chuyên đề; sinh hoạt thường kỳ thì để trống.",
            "ends_at": "Có thể ghi sau. Họp qua nửa đêm thì ghi giờ của hôm sau.",
        }

    def __init__(self, user: User, data=None, *, asked):
        """`asked`: what the address names, as the cells of the calendar do: unit, kind, month."""
        units = Unit.objects.allowing(user, "meeting.open").standing_in(
            datetime.date(user.year, 1, 1), datetime.date(user.year, 12, 31)
        )
        super().__init__(data)
        self.fields["unit"].queryset = units
        self.fields["unit"].empty_label = "Chọn tổ chức đảng"
        settle(self.fields["unit"], list(units[:2]))
        self.fields["kind"].choices = [("", "Chọn loại"), *MeetingKind.choices]
        if not self.is_bound:
            self._suggest(user, units, asked)

    def _suggest(self, user: User, units, asked) -> None:
        """The unit the address names, or the only one; where it met last, and what it is to hold."""
        code = asked.get("unit")
        first = [one for one in units if one.code == code] if code else units[:2]
        if len(first) == 1:
            self.initial["unit"] = first[0].pk
            self.initial["place"] = Meeting.objects.last_place(first[0])
            self.initial |= _usual(user, first[0], asked)

    def act(self, *, by: User) -> None:
        self.instance = Meeting.objects.open(**self.cleaned_data, by=by)


class SendBackForm(VerbForm):
    reason = forms.CharField(
        label="Chi bộ cần sửa gì",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text="Ví dụ: trùng hội nghị đảng bộ, đề nghị chọn ngày khác trong tuần.",
    )
