"""Chỉ tiêu: of a unit and a year; set, changed, handed down, results typed, taken away."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.listing import show_list
from cells.rights import may, require, require_anywhere
from cells.views.finding import row_for, unit_for
from common.answers import fill_in, tap
from reports.figures import Scope
from reports.forms.targets import HandDownForm, RemoveForm, ResultForm, TargetForm, YearOfUnitForm
from reports.models import Target, TargetResult
from reports.reading.parts import parts_of
from reports.reading.targets import TABLE, handed_down, of_year, standing, sum_of
from reports.views.figures import openable
from scoring.rules.marking import points_text

ROWS_PER_PAGE = 200


def target_list(request):
    """The targets of a unit with a day in the year, each with what was done of it."""
    require_anywhere(request.user, "target.read")
    form, page = YearOfUnitForm.bound_to(request), "reports/target_list.html"
    if not form.is_valid():
        return render(request, page, {"form": form})
    unit, year = form.cleaned_data["unit"], form.cleaned_data["year"]
    require(request.user, "target.read", unit)
    context = {"form": form, "unit": unit, "year": year, "openable": openable(request.user, unit)}
    context |= _rights(request.user, unit)
    rows = list(enumerate(of_year(unit, year), start=1))
    asked = {"title": f"Chỉ tiêu năm {year}", "subtitle": unit.name, "per_page": ROWS_PER_PAGE}
    return show_list(request, page, context, rows, TABLE, **asked)


@require_http_methods(["GET", "HEAD", "POST"])
def target_add(request, code):
    """Set one more target of a unit."""
    unit = unit_for(request, code, "target.write")
    year = YearOfUnitForm.asked_for(request)
    form = TargetForm(request.POST or None, unit=unit, year=year, target=None)
    context, page = {"unit": unit, "back": _list(unit, year)}, "reports/target_form.html"
    done = "Đã ghi chỉ tiêu."
    return fill_in(request, form, page, context, done=done, to=lambda form: _page(form.target))


def target_detail(request, pk):
    """One target: what was done of it, by whom, and what of it was handed down."""
    target = _target(request, pk, "target.read")
    [stands] = standing(Scope(target.unit, target.starts_on, target.ends_on), of=[target])
    context = {"target": target, "stands": stands, "results": target.results.all()}
    context |= {
        "below": handed_down(stands),
        "sum": sum_of(target),
        "openable": openable(request.user, target.unit),
    }
    context |= {"back": _list(target.unit, target.ends_on.year)} | _rights(request.user, target.unit)
    return render(request, "reports/target_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def target_edit(request, pk):
    """Change what was set of a target: its number, its bounds, its period."""
    target = _target(request, pk, "target.write")
    form = TargetForm(request.POST or None, unit=target.unit, year=None, target=target)
    return _fill_in(request, form, target, "reports/target_form.html", "Đã lưu chỉ tiêu.")


@require_http_methods(["GET", "HEAD", "POST"])
def target_hand_down(request, pk):
    """Give each unit below a number of its own."""
    target = _target(request, pk, "target.write")
    units = parts_of(Scope(target.unit, target.starts_on, target.ends_on))
    form = HandDownForm(request.POST or None, target=target, units=units)
    page = "reports/target_hand_down.html"
    return _fill_in(
        request,
        form,
        target,
        page,
        lambda form: f"Đã giao chỉ tiêu. {sum_of(target, form.given)}".strip(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def target_report(request, pk):
    """Write down what was done of what no record counts."""
    target = _target(request, pk, "target.report")
    initial = {"on": ResultForm.usual_day(target)}
    form = ResultForm(request.POST or None, verb=target.record_result, initial=initial)
    return _fill_in(request, form, target, "reports/target_report.html", "Đã ghi kết quả.")


@require_http_methods(["GET", "HEAD", "POST"])
def target_remove(request, pk):
    """Take a target away for a reason."""
    target = _target(request, pk, "target.write")
    form, page = RemoveForm(request.POST or None, verb=target.remove), "reports/target_remove.html"
    to = _list(target.unit, target.ends_on.year)
    context = {"target": target, "back": _page(target), "below": target.handed_down.count()}
    context["results"] = TargetResult.objects.of(target).count()
    return fill_in(request, form, page, context, done=f"Đã bỏ chỉ tiêu: {target}.", to=to)


@require_POST
def target_withdraw_result(request, pk):
    """Take back a result that was typed by mistake."""
    rows = TargetResult.objects.select_related("target__unit")
    result = row_for(request, rows, pk, "target.report")
    return tap(request, result.withdraw, "Đã xóa kết quả.", _page(result.target))


def _rights(user, unit) -> dict[str, bool]:
    return {
        "may_write": may(user, "target.write", unit),
        "may_report": may(user, "target.report", unit),
    }


def _target(request, pk: int, action: str) -> Target:
    rows = Target.objects.select_related("unit", "handed_down_from__unit")
    return row_for(request, rows.with_handed_down(), pk, action)


def _fill_in(request, form, target: Target, page: str, done) -> HttpResponse:
    """An act on a target, from its page and back to it."""
    context = {"target": target, "unit": target.unit, "back": _page(target)}
    context["plan"] = points_text(target.plan)
    return fill_in(request, form, page, context, done=done, to=_page(target))


def _page(target: Target) -> str:
    return reverse("reports:target_detail", args=[target.pk])


def _list(unit, year) -> str:
    return reverse("reports:target_list", query={"unit": unit.code, "year": year})
