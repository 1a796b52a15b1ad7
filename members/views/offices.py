"""Offices and terms of a unit."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.listing import show_persons
from cells.rights import may, require_anywhere
from cells.views.finding import row_for, unit_for
from common.answers import as_agreed, fill_in, tap
from common.days import DayForm
from members.forms.filters import OfficeFilter
from members.forms.offices import (
    CongressForm,
    OfficeAddForm,
    OfficeCorrectForm,
    OfficeEndForm,
    suggested_names,
    today_or,
)
from members.models import Office
from members.reading.tables import OFFICES


def unit_offices(request, code):
    """Chức vụ, nhiệm kỳ: who holds what on a day, who did, and since when a seat is vacant."""
    unit = unit_for(request, code, "member.read")
    form = DayForm.bound_to(request)
    offices = unit.offices.listed_for(request.user)
    context = {
        "unit": unit,
        "form": form,
        "version": unit.version_on(form.day),
        "held": offices.on(form.day).by_rank(),
        "past": offices.filter(ends_on__lt=form.day).select_related("member", "term"),
        "vacant_since": Office.objects.vacant_since(unit, form.day),
        "terms": unit.terms.filter(congress_on__lte=form.day),
        "may_record": may(request.user, "unit.record", unit),
    }
    return render(request, "members/unit_offices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def office_add(request, code):
    """One more office, between congresses."""
    unit = unit_for(request, code, "unit.record")
    form = OfficeAddForm(request.POST or None, unit=unit, user=request.user)
    return _show_then_act(request, form, unit, "members/office_add.html")


@require_http_methods(["GET", "HEAD", "POST"])
def congress_record(request, code):
    """A term begins with everybody its congress elected."""
    unit = unit_for(request, code, "unit.record")
    form = CongressForm(request.POST or None, unit=unit, user=request.user)
    return _show_then_act(request, form, unit, "members/office_congress.html")


@require_http_methods(["GET", "HEAD", "POST"])
def office_end(request, pk):
    office = _office_for(request, pk)
    form = OfficeEndForm(request.POST or None, office=office, verb=office.end)
    return _show_then_act(request, form, office.unit, "members/office_end.html")


@require_http_methods(["GET", "HEAD", "POST"])
def office_correct(request, pk):
    office = _office_for(request, pk)
    form = OfficeCorrectForm(request.POST or None, office=office)
    page, context = "members/office_correct.html", {"unit": office.unit, "office": office}
    done = f"Đã sửa chức vụ của đồng chí {office.member}."
    return fill_in(request, form, page, context, done=done, to=_offices(office.unit))


@require_POST
def office_withdraw(request, pk):
    """Delete an office that was recorded by mistake, as if it had never been."""
    office = _office_for(request, pk)
    done = f"Đã xóa chức vụ ghi nhầm của đồng chí {office.member}."
    return tap(request, office.withdraw, done, _offices(office.unit))


def _office_for(request, pk: int) -> Office:
    """404 also when the holder is out of scope."""
    offices = Office.objects.listed_for(request.user).select_related("unit", "member")
    return row_for(request, offices, pk, "unit.record")


def _show_then_act(request, form, unit, template):
    """Show what will be so, and do it only when that was agreed to."""
    form.is_valid()  # names are suggested of the day that was typed
    context = {"unit": unit, "suggested": suggested_names(unit, request.user, today_or(form))}
    return fill_in(request, form, template, context, done=as_agreed, to=_offices(unit))


def _offices(unit) -> str:
    return reverse("members:unit_offices", args=[unit.code])


def office_list(request):
    """Who holds which office, in the units and of the members that the user sees."""
    require_anywhere(request.user, "member.read")
    form = OfficeFilter.bound_to(request)
    return show_persons(request, form, OFFICES, "members/office_list.html")
