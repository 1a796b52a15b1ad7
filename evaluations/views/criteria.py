"""Bộ tiêu chí of a committee: read, entered beginning as a copy, corrected."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cells.rights import may
from cells.views.finding import row_for, unit_for
from common.answers import fill_in
from evaluations.forms import CriteriaForm
from evaluations.models import Appendix, CriteriaSheet


def criteria_list(request, code):
    """The sheets of a committee and of those above it, which apply where it has none."""
    unit = unit_for(request, code, "round.read")
    context = {
        "unit": unit,
        "sheets": CriteriaSheet.objects.at(unit).prefetch_related("lines"),
        "appendices": Appendix,
        "may_open": may(request.user, "round.open", unit),
    }
    return render(request, "evaluations/criteria_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def criteria_create(request, code, appendix):
    """A new sheet; it begins with the lines of the nearest one there is."""
    if appendix not in Appendix:
        raise Http404
    unit = unit_for(request, code, "round.open")
    sheet = CriteriaSheet(unit=unit, appendix=appendix, first_year=timezone.localdate().year)
    nearest = CriteriaSheet.objects.at(unit).filter(appendix=appendix).first()
    copied = nearest.lines.all() if nearest else []
    form = CriteriaForm(request.POST or None, sheet=sheet, copied=copied)
    return _fill_in(request, form, {"nearest": nearest}, "Đã ghi bộ tiêu chí.")


@require_http_methods(["GET", "HEAD", "POST"])
def criteria_correct(request, pk):
    """Put right what was typed wrongly in a sheet of criteria."""
    sheet = row_for(request, CriteriaSheet.objects.select_related("unit"), pk, "round.open")
    form = CriteriaForm(request.POST or None, sheet=sheet, copied=sheet.lines.all())
    return _fill_in(request, form, {}, "Đã sửa bộ tiêu chí.")


def _fill_in(request, form, context: dict, done: str):
    sheet = form.sheet
    to = reverse("evaluations:criteria_list", args=[sheet.unit.code])
    context |= {"sheet": sheet, "back": to, "headings": sheet.headings}
    return fill_in(request, form, "evaluations/criteria_form.html", context, done=done, to=to)
