"""Staff numbers of the body a unit belongs to."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cells.rights import may, require
from cells.views.finding import unit_for
from common.answers import status_of
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
    """The number of one day."""
    unit = unit_for(request, code, "unit.record")
    form = StaffAddForm(request.POST or None, unit=unit)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã ghi số người.")
        return redirect("organisation:unit_staff", code)
    context = {"form": form, "unit": unit}
    return render(request, "organisation/staff_add.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def staff_correct(request, pk):
    """What was typed wrongly."""
    count = _count_for(request, pk)
    form = StaffCorrectForm(request.POST or None, instance=count)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã sửa số người.")
        return redirect("organisation:unit_staff", count.unit.code)
    context = {"form": form, "unit": count.unit, "count": count}
    return render(request, "organisation/staff_correct.html", context, status=status_of(form))


@require_POST
def staff_withdraw(request, pk):
    """As if it had never been recorded."""
    count = _count_for(request, pk)
    try:
        count.withdraw(by=request.user)
        messages.success(request, f"Đã xóa số người tính đến {count.counted_on:%d/%m/%Y}.")
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("organisation:unit_staff", count.unit.code)


def _count_for(request, pk: int) -> StaffCount:
    seen = StaffCount.objects.visible_to(request.user).select_related("unit")
    count = get_object_or_404(seen, pk=pk)
    require(request.user, "unit.record", count.unit)
    return count
