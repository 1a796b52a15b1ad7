"""Staff numbers of the body a unit belongs to."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.rights import may
from cells.views.finding import row_for, unit_for
from common.answers import fill_in, tap
from common.days import DayForm
from organisation.forms.units import StaffAddForm, StaffCorrectForm
from organisation.models import StaffCount


def unit_staff(request, code):
    """Biên chế: every number recorded, the newest first."""
    unit = unit_for(request, code, "unit.read")
    form = DayForm.bound_to(request)
    context = {
        "unit": unit,
        "form": form,
        "version": unit.version_on(form.day),
        "counts": unit.staff_counts.all(),
        "may_record": may(request.user, "unit.record", unit),
    }
    return render(request, "organisation/unit_staff.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def staff_add(request, code):
    unit = unit_for(request, code, "unit.record")
    form = StaffAddForm(request.POST or None, verb=partial(StaffCount.objects.record, unit=unit))
    page, done = "organisation/staff_add.html", "Đã ghi số người."
    return fill_in(request, form, page, {"unit": unit}, done=done, to=_staff_page(unit))


@require_http_methods(["GET", "HEAD", "POST"])
def staff_correct(request, pk):
    count = _count_for(request, pk)
    form = StaffCorrectForm(request.POST or None, instance=count)
    context, to = {"unit": count.unit, "count": count}, _staff_page(count.unit)
    page, done = "organisation/staff_correct.html", "Đã sửa số người."
    return fill_in(request, form, page, context, done=done, to=to)


@require_POST
def staff_withdraw(request, pk):
    count = _count_for(request, pk)
    done = f"Đã xóa số người tính đến {count.counted_on:%d/%m/%Y}."
    return tap(request, count.withdraw, done, _staff_page(count.unit))


def _staff_page(unit) -> str:
    return reverse("organisation:unit_staff", args=[unit.code])


def _count_for(request, pk: int) -> StaffCount:
    return row_for(request, StaffCount.objects.select_related("unit"), pk, "unit.record")
