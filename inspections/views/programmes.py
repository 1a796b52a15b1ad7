"""The programme of a unit and year, and what of it was done, by whom."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cells.listing import show_list
from cells.rights import may, require_anywhere
from cells.views.finding import unit_for
from common.answers import fill_in
from inspections.forms.campaigns import ProgrammeForm
from inspections.forms.filters import OverviewForm
from inspections.models import Campaign, Programme
from inspections.reading.overview import MATRIX, matrix


def programme_detail(request, code, year):
    """The campaigns that a unit planned for a year, then those that came beside them."""
    unit = unit_for(request, code, "inspection.read")
    rows = list(Campaign.objects.filter(unit=unit).of_year(year).for_list())
    context = {
        "unit": unit,
        "year": year,
        "programme": Programme.objects.filter(unit=unit, year=year).first(),
        "planned": [row for row in rows if row.is_planned],
        "beside": [row for row in rows if not row.is_planned],
        "done": sum(row.is_planned and row.state == "concluded" for row in rows),
        "may_write": may(request.user, "inspection.write", unit),
    }
    return render(request, "inspections/programme_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def programme_edit(request, code, year):
    """By which paper it was approved."""
    unit = unit_for(request, code, "inspection.write")
    form = ProgrammeForm(request.POST or None, unit=unit, year=year)
    to = reverse("inspections:programme_detail", args=[code, year])
    context = {"title": f"Chương trình năm {year} của {unit}", "back": to}
    return fill_in(request, form, "inspections/act.html", context, done="Đã lưu.", to=to)


def overview(request):
    """Performer × kind: planned, done, lượt. Counts only, so that the upper level reads it too."""
    require_anywhere(request.user, "inspection.count")
    form = OverviewForm(request.user, request.GET)
    start, end = form.period()
    unit, title = form.body, f"Tổng hợp kiểm tra, giám sát năm {start.year}"
    lines = matrix(unit, start, end)
    context = {"form": form, "unit": unit, "year": start.year, "lines": lines}
    context["may_read"] = may(request.user, "inspection.read", unit)
    page = "inspections/overview.html"
    return show_list(request, page, context, lines, MATRIX, title=title, subtitle=str(unit))
