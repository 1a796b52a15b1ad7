"""Party groups inside a cell."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cells.rights import may
from cells.views.finding import row_for, unit_for
from common.answers import as_agreed, fill_in
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
    unit = _cell_for(request, code, "unit.record")
    form = GroupAddForm(request.POST or None, verb=partial(PartyGroup.objects.form, unit=unit))

    return fill_in(
        request,
        form,
        "organisation/group_add.html",
        {"unit": unit},
        done=lambda form: f"Đã lập {form.made}. Đề nghị phân tổ.",
        to=reverse("organisation:group_distribute", args=[code]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def group_distribute(request, code):
    """Who is in which group, and who leads it."""
    unit = _cell_for(request, code, "unit.record")
    form = DistributeForm(request.POST or None, unit=unit, user=request.user)
    page, done = "organisation/group_distribute.html", "Đã phân tổ."
    return fill_in(request, form, page, {"unit": unit}, done=done, to=_groups_page(code))


@require_http_methods(["GET", "HEAD", "POST"])
def group_end(request, pk):
    group = row_for(request, PartyGroup.objects, pk, "unit.record")
    form = GroupEndForm(request.POST or None, group=group)
    context, to = {"unit": group.unit, "group": group}, _groups_page(group.unit.code)
    return fill_in(request, form, "organisation/group_end.html", context, done=as_agreed, to=to)


def _groups_page(code: str) -> str:
    return reverse("organisation:unit_groups", args=[code])


def _cell_for(request, code: str, action: str):
    unit = unit_for(request, code, action)
    if not unit.is_cell:
        raise Http404
    return unit
