"""Topics: suggested by the committee, planned by a cell."""

from django import forms

from accounts.models import User
from cells.forms.unit_choice import OneUnitField
from common.acting import ActForm, laid_out, side_by_side
from meetings.models import Meeting, Topic, TopicPlan
from meetings.models.topic import QUARTERS, THEME_CHOICES
from members.forms.people import MemberField
from members.models import Member, Membership

FIELDS = ("quarter", "title", "theme")


class QuarterForm(ActForm):
    """What both kinds of topics say, and one thing more."""

    more: str
    edits = True

    quarter = forms.TypedChoiceField(label="Quý", choices=QUARTERS, coerce=int)
    theme = forms.ChoiceField(label="Thuộc nội dung", choices=THEME_CHOICES)
    title = forms.CharField(label="Tên chuyên đề", max_length=300, widget=forms.Textarea({"rows": 2}))

    about = ("unit", "year", "row")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.row:
            self.initial = {name: getattr(self.row, name) for name in (*FIELDS, self.more)}
        row = side_by_side(quarter="col-5 col-sm-4", theme="col-7 col-sm-8")
        self.helper = laid_out(row, "title", self.more)

    def act(self, *, by: User) -> None:
        if self.row:
            self.row.change(**self.cleaned_data, by=by)
        else:
            self.make(unit=self.unit, year=self.year, **self.cleaned_data, by=by)


class TopicForm(QuarterForm):
    """Đảng ủy gợi ý một chuyên đề."""

    more = "note"
    make = Topic.objects.suggest

    note = forms.CharField(
        label="Hướng dẫn thêm",
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="Ví dụ: tài liệu nào, ai có thể trình bày.",
    )


class TopicPlanForm(QuarterForm):
    """Chi bộ ghi chuyên đề vào kế hoạch năm."""

    more = "speaker"
    make = TopicPlan.objects.write

    speaker = MemberField(
        Member.objects.none(),
        label="Người chuẩn bị, trình bày",
        required=False,
        empty_label="Chưa phân công",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        here = Membership.objects.open().filter(unit=self.unit)
        people = Member.objects.filter(pk__in=here.values("member"))
        self.fields["speaker"].queryset = people.order_by("sort_key", "pk")


class TakeUpForm(ActForm):
    about = ("topic",)

    unit = OneUnitField(label="Chi bộ", empty_label="Chọn chi bộ")

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        taken = self.topic.plans.values("unit")
        self.fields["unit"].offer(units.under(self.topic.unit).exclude(pk__in=taken))

    def act(self, *, by: User) -> None:
        self.topic.take_up(unit=self.cleaned_data["unit"], by=by)


class LinkForm(ActForm):
    """In which thematic meeting a planned topic was taken."""

    about = ("plan",)

    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label="Buổi sinh hoạt", empty_label="Chọn buổi sinh hoạt"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        meetings = Meeting.objects.of_unit(self.plan.unit).to_take_a_topic()
        meetings = meetings.filter(held_on__year=self.plan.year)
        self.fields["meeting"].queryset = meetings.select_related("unit").order_by("held_on", "id")

    def act(self, *, by: User) -> None:
        self.plan.link(self.cleaned_data["meeting"], by=by)
