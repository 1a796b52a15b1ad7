"""Topics of thematic meetings: suggested, taken up, planned, done."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.listing import show_list
from cells.models import Unit, UnitKind
from cells.rights import may_anywhere, require_anywhere
from cells.views.finding import row_for
from common.answers import fill_in, status_of, tap
from meetings.forms.filters import CalendarForm, YearForm
from meetings.forms.planning import UnitChoiceForm
from meetings.forms.topics import LinkForm, TakeUpForm, TopicForm, TopicPlanForm
from meetings.models import Topic, TopicPlan
from meetings.reading.calendar import QUARTERS
from meetings.reading.topics import TOPICS, lines_of, taken_by_all, topics_of


def topic_list(request):
    """What the committee suggests, and the year of each cell."""
    require_anywhere(request.user, "meeting.read")
    form = CalendarForm(request.user, request.GET)
    year = form.period()[0].year
    rows = topics_of(request.user, year, form.body)
    suggested = Topic.objects.visible_to(request.user).of_year(year).select_related("unit")
    writable = _committees(request.user).values_list("pk", flat=True)
    context = {
        "form": form,
        "year": year,
        "rows": rows,
        "suggested": suggested,
        "writable": set(writable) if may_anywhere(request.user, "topic.suggest") else set(),
        "counts": [(n, sum(row.quarters[n - 1].span.has_topic for row in rows)) for n in QUARTERS],
        "taken": taken_by_all(rows),
        "may_plan": may_anywhere(request.user, "topic.plan"),
    }
    page, title = "meetings/topic_list.html", f"Chuyên đề năm {year}"
    return show_list(request, page, context, lines_of(rows), TOPICS, title=title)


@require_http_methods(["GET", "HEAD", "POST"])
def topic_suggest(request):
    require_anywhere(request.user, "topic.suggest")
    year, title = _year(request), "Gợi ý chuyên đề"
    choice = UnitChoiceForm(_committees(request.user), request.GET)
    if (unit := choice.chosen) is None:
        return _choose(request, choice, year, title)
    form = TopicForm(request.POST or None, unit=unit, year=year, row=None)
    about = f"{unit}, năm {year}. Chi bộ trực thuộc thấy gợi ý này và nhận vào kế hoạch của mình."
    return _fill_in(request, form, year, "Đã gợi ý chuyên đề.", title=title, about=about)


@require_http_methods(["GET", "HEAD", "POST"])
def topic_edit(request, pk):
    topic = _topic(request, pk)
    form = TopicForm(request.POST or None, unit=topic.unit, year=topic.year, row=topic)
    about = f"{topic.unit}, năm {topic.year}. Kế hoạch mà chi bộ đã nhận vẫn giữ lời cũ."
    context = {"title": "Sửa gợi ý", "about": about, "discard": "meetings:topic_withdraw", "row": topic}
    return _fill_in(request, form, topic.year, "Đã lưu.", **context)


@require_POST
def topic_withdraw(request, pk):
    topic = _topic(request, pk)
    return tap(request, topic.withdraw, "Đã rút gợi ý.", _page_of(topic.year))


@require_http_methods(["GET", "HEAD", "POST"])
def topic_take_up(request, pk):
    """A cell puts a suggestion on its plan; the only cell of the user is chosen already."""
    topic = get_object_or_404(Topic.objects.visible_to(request.user).select_related("unit"), pk=pk)
    require_anywhere(request.user, "topic.plan")
    units = Unit.objects.allowing(request.user, "topic.plan").cells()
    form = TakeUpForm(request.POST or None, topic=topic, units=units)
    context = {"title": "Nhận chuyên đề", "about": f"Quý {topic.quarter}/{topic.year}: {topic.title}"}
    return _fill_in(request, form, topic.year, "Đã ghi vào kế hoạch của chi bộ.", **context)


@require_http_methods(["GET", "HEAD", "POST"])
def topic_plan_add(request):
    """A cell writes one of its own."""
    require_anywhere(request.user, "topic.plan")
    year, title = _year(request), "Thêm chuyên đề của chi bộ"
    choice = UnitChoiceForm(Unit.objects.allowing(request.user, "topic.plan").cells(), request.GET)
    if (unit := choice.chosen) is None:
        return _choose(request, choice, year, title)
    form = TopicPlanForm(request.POST or None, unit=unit, year=year, row=None)
    about = f"Kế hoạch chuyên đề năm {year} của {unit}."
    return _fill_in(request, form, year, "Đã ghi vào kế hoạch.", title=title, about=about)


@require_http_methods(["GET", "HEAD", "POST"])
def topic_plan_edit(request, pk):
    plan = _plan(request, pk)
    form = TopicPlanForm(request.POST or None, unit=plan.unit, year=plan.year, row=plan)
    context = {"title": "Sửa chuyên đề", "about": f"{plan.unit}, năm {plan.year}."}
    context |= {"discard": "meetings:topic_plan_drop", "row": plan}
    return _fill_in(request, form, plan.year, "Đã lưu.", **context)


@require_POST
def topic_plan_drop(request, pk):
    plan = _plan(request, pk)
    return tap(request, plan.drop, "Đã bỏ khỏi kế hoạch.", _page_of(plan.year))


@require_http_methods(["GET", "HEAD", "POST"])
def topic_plan_link(request, pk):
    """Name the meeting in which it was taken."""
    plan = _plan(request, pk)
    form = LinkForm(request.POST or None, plan=plan)
    about = f"{plan.unit}, quý {plan.quarter}: {plan.title}"
    context = {"title": "Gắn với buổi sinh hoạt", "about": about}
    return _fill_in(request, form, plan.year, "Đã gắn với buổi sinh hoạt.", **context)


@require_POST
def topic_plan_unlink(request, pk):
    """Take back a link made by mistake."""
    plan = _plan(request, pk)
    return tap(request, plan.unlink, "Đã bỏ gắn với buổi sinh hoạt.", _page_of(plan.year))


def _committees(user):
    units = Unit.objects.allowing(user, "topic.suggest").existing()
    return units.exclude(kind=UnitKind.CELL)


def _year(request) -> int:
    return YearForm(request.user, request.GET).period()[0].year


def _topic(request, pk) -> Topic:
    return row_for(request, Topic.objects.select_related("unit"), pk, "topic.suggest")


def _plan(request, pk) -> TopicPlan:
    plans = TopicPlan.objects.select_related("unit", "meeting", "speaker")
    return row_for(request, plans, pk, "topic.plan")


def _choose(request, choice, year, title):
    context = {"choice": choice, "title": title, "kept": {"year": year}, "year": year}
    return render(request, "meetings/topic_form.html", context, status=status_of(choice))


def _page_of(year: int) -> str:
    return reverse("meetings:topic_list", query={"year": year})


def _fill_in(request, form, year, done, **context):
    page = "meetings/topic_form.html"
    return fill_in(request, form, page, context | {"year": year}, done=done, to=_page_of(year))
