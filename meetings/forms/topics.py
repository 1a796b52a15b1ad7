"""Topics: suggested by the committee, planned by a cell."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms

from accounts.models import User
from cells.models import Unit
from common.acting import ActForm
from meetings.forms.planning import PLAIN
from meetings.models import Meeting, Topic, TopicPlan
from meetings.models.topic import QUARTERS, THEME_CHOICES
from members.models import Member, Membership

FIELDS = ("quarter", "title", "theme")


class QuarterForm(ActForm):
    """What both kinds of topics say."""

    quarter = forms.TypedChoiceField(label="Quý", choices=QUARTERS, coerce=int)
    theme = forms.ChoiceField(label="Thuộc nội dung", choices=THEME_CHOICES)
    title = forms.CharField(label="Tên chuyên đề", max_length=300, widget=forms.Textarea({"rows": 2}))


class TopicForm(QuarterForm):
    """Đảng ủy gợi ý một chuyên đề."""

    note = forms.CharField(
        label="Hướng dẫn thêm",
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="Ví dụ: tài liệu nào, ai có thể trình bày.",
    )

    def __init__(self, *args, unit: Unit, year: int, topic: Topic | None = None, **kwargs):
        if topic:
            kwargs["initial"] = {name: getattr(topic, name) for name in (*FIELDS, "note")}
        super().__init__(*args, **kwargs)
        self.unit, self.year, self.topic = unit, year, topic
        self.helper = _helper("note")

    def act(self, *, by: User) -> None:
        if self.topic:
            self.topic.change(**self.cleaned_data, by=by)
        else:
            facts = self.cleaned_data | {"year": self.year}
            self.topic = Topic.objects.suggest(unit=self.unit, **facts, by=by)


class TopicPlanForm(QuarterForm):
    """Chi bộ ghi chuyên đề vào kế hoạch năm."""

    speaker = forms.ModelChoiceField(
        Member.objects.none(),
        label="Người chuẩn bị, trình bày",
        required=False,
        empty_label="Chưa phân công",
    )

    def __init__(self, *args, unit: Unit, year: int, plan: TopicPlan | None = None, **kwargs):
        if plan:
            kwargs["initial"] = {name: getattr(plan, name) for name in (*FIELDS, "speaker")}
        super().__init__(*args, **kwargs)
        self.unit, self.year, self.plan = unit, year, plan
        here = Membership.objects.open().filter(unit=unit)
        people = Member.objects.filter(pk__in=here.values("member"))
        self.fields["speaker"].queryset = people.order_by("sort_key", "pk")
        self.helper = _helper("speaker")

    def act(self, *, by: User) -> None:
        if self.plan:
            self.plan.change(**self.cleaned_data, by=by)
        else:
            facts = self.cleaned_data | {"year": self.year}
            self.plan = TopicPlan.objects.write(unit=self.unit, **facts, by=by)


class TakeUpForm(ActForm):
    """Which cell takes up a suggested topic."""

    helper = PLAIN

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Chi bộ", empty_label="Chọn chi bộ")

    def __init__(self, *args, topic: Topic, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.topic = topic
        taken = topic.plans.values("unit")
        free = units.under(topic.unit).exclude(pk__in=taken)
        self.fields["unit"].queryset = free
        only = list(free[:2])
        self.initial.setdefault("unit", only[0].pk if len(only) == 1 else None)

    def act(self, *, by: User) -> None:
        self.plan = self.topic.take_up(unit=self.cleaned_data["unit"], by=by)


class LinkForm(ActForm):
    """In which thematic meeting a planned topic was taken."""

    helper = PLAIN

    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label="Buổi sinh hoạt", empty_label="Chọn buổi sinh hoạt"
    )

    def __init__(self, *args, plan: TopicPlan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        meetings = Meeting.objects.of_unit(plan.unit).thematic().filter(held_on__year=plan.year)
        self.fields["meeting"].queryset = meetings.select_related("unit").order_by("held_on", "id")

    def act(self, *, by: User) -> None:
        self.plan.link(self.cleaned_data["meeting"], by=by)


def _helper(last: str) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout(
        Row(
            Column("quarter", css_class="col-5 col-sm-4"),
            Column("theme", css_class="col-7 col-sm-8"),
            css_class="gx-3",
        ),
        "title",
        last,
    )
    return helper
