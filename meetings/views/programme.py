"""The work programme of a committee: read by the units below, written by its office."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cells.listing import show_list
from cells.models import Unit, UnitKind
from cells.rights import require_anywhere
from cells.views.finding import row_for, unit_for
from common.answers import fill_in, status_of, tap
from meetings.forms.filters import YearForm
from meetings.forms.planning import UnitChoiceForm
from meetings.forms.programme import ProgrammeDoneForm, ProgrammeFilterForm, ProgrammeForm
from meetings.models import ProgrammeItem
from meetings.reading.tables import PROGRAMME


def programme_list(request):
    """A year's programme, by quarter and month."""
    require_anywhere(request.user, "meeting.read")
    form = ProgrammeFilterForm(request.user, request.GET)
    items, year, today = list(form.items()), form.period()[0].year, timezone.localdate()
    writable = set(_writable(request.user).values_list("pk", flat=True))
    context = {
        "form": form,
        "items": items,
        "year": year,
        "january": form.period()[0],
        "today": today,
        "overdue": sum(item.is_overdue_on(today) for item in items),
        "done": sum(item.done_on is not None for item in items),
        "writable": writable,
        "own": {item.unit for item in items if item.unit_id in writable},
    }
    page, title = "meetings/programme_list.html", f"Chương trình công tác năm {year}"
    return show_list(request, page, context, items, PROGRAMME, title=title)


@require_http_methods(["GET", "HEAD", "POST"])
def programme_add(request):
    require_anywhere(request.user, "programme.write")
    year = YearForm(request.user, request.GET).period()[0].year
    choice = UnitChoiceForm(_writable(request.user), request.GET)
    if (unit := choice.chosen) is None:
        context = {"choice": choice, "title": "Thêm việc vào chương trình", "kept": {"year": year}}
        return render(request, "meetings/programme_form.html", context, status=status_of(choice))
    form = ProgrammeForm(request.POST or None, unit=unit, year=year, item=None)
    context = {"title": f"Thêm việc vào chương trình năm {year}", "unit": unit}
    return _fill_in(request, form, context, "Đã thêm.")


@require_http_methods(["GET", "HEAD", "POST"])
def programme_edit(request, pk):
    item = _item(request, pk)
    form = ProgrammeForm(request.POST or None, unit=item.unit, year=item.starts_on.year, item=item)
    context = {"title": "Sửa việc trong chương trình", "item": item, "discards": True}
    return _fill_in(request, form, context, "Đã lưu.")


@require_http_methods(["GET", "HEAD", "POST"])
def programme_complete(request, pk):
    item = _item(request, pk)
    form = ProgrammeDoneForm(request.POST or None, item=item)
    return _fill_in(request, form, {"title": "Ghi hoàn thành", "item": item}, "Đã ghi hoàn thành.")


@require_POST
def programme_reopen(request, pk):
    item = _item(request, pk)
    return tap(request, item.reopen, "Đã ghi lại là chưa hoàn thành.", _page_of(item.starts_on.year))


@require_POST
def programme_discard(request, pk):
    item = _item(request, pk)
    return tap(request, item.discard, "Đã bỏ khỏi chương trình.", _page_of(item.starts_on.year))


@require_POST
def programme_copy(request, code):
    """Carry a year over to the next one."""
    unit = unit_for(request, code, "programme.write")
    year = YearForm(request.user, request.POST).period()[0].year
    done = f"Đã sao chép chương trình sang năm {year + 1}."
    return tap(request, ProgrammeItem.objects.copy_year, done, _page_of(year + 1), unit=unit, year=year)


def _writable(user):
    units = Unit.objects.allowing(user, "programme.write").existing()
    return units.exclude(kind=UnitKind.CELL)


def _item(request, pk) -> ProgrammeItem:
    items = ProgrammeItem.objects.select_related("unit", "lead_unit", "lead_member")
    return row_for(request, items, pk, "programme.write")


def _page_of(year: int) -> str:
    return reverse("meetings:programme_list", query={"year": year})


def _fill_in(request, form, context, done):
    """One form about a thing to do, and back to its year."""
    page = "meetings/programme_form.html"
    return fill_in(
        request, form, page, context, done=done, to=lambda form: _page_of(form.item.starts_on.year)
    )
