"""Party groups inside a cell."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from cells.rights import may, require
from cells.views.finding import unit_for
from common.answers import status_of
from common.days import DayForm
from members.models import Membership
from organisation.forms.units import DistributeForm, GroupAddForm, GroupEndForm
from organisation.models import PartyGroup


def unit_groups(request, code):
    """Tổ đảng: the groups of a cell on a day, and who is in none."""
    unit = _cell_for(request, code, "member.read")
    form = DayForm.bound_to(request)
    groups = unit.groups.on(form.day).with_places(request.user, form.day)
    placed = {place.member_id for group in groups for place in group.places_seen}
    roll = Membership.objects.permanent().filter(unit=unit).on(form.day).listed_for(request.user)
    context = {
        "unit": unit,
        "form": form,
        "version": unit.version_on(form.day),
        "groups": groups,
        "left_over": [spell for spell in roll.by_name() if spell.member_id not in placed],
        "may_record": may(request.user, "unit.record", unit),
    }
    return render(request, "organisation/unit_groups.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def group_add(request, code):
    """One more group."""
    unit = _cell_for(request, code, "unit.record")
    form = GroupAddForm(request.POST or None, unit=unit)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, f"Đã lập {form.cleaned_data['name']}. Nay mời phân tổ.")
        return redirect("organisation:group_distribute", code)
    context = {"form": form, "unit": unit}
    return render(request, "organisation/group_add.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def group_distribute(request, code):
    """Who is in which group, and who leads it."""
    unit = _cell_for(request, code, "unit.record")
    form = DistributeForm(request.POST or None, unit=unit, user=request.user)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã phân tổ.")
        return redirect("organisation:unit_groups", code)
    context = {"form": form, "unit": unit}
    return render(request, "organisation/group_distribute.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def group_end(request, pk):
    """A group is given up."""
    group = get_object_or_404(PartyGroup.objects.visible_to(request.user), pk=pk)
    require(request.user, "unit.record", group.unit)
    form = GroupEndForm(request.POST or None, group=group)
    if form.is_valid() and form.is_agreed and form.save(by=request.user):
        messages.success(request, f"Đã ghi. {form.consequence}")
        return redirect("organisation:unit_groups", group.unit.code)
    context = {"form": form, "unit": group.unit, "group": group}
    return render(request, "organisation/group_end.html", context, status=status_of(form))


def _cell_for(request, code: str, action: str):
    unit = unit_for(request, code, action)
    if not unit.is_cell:
        raise Http404
    return unit
