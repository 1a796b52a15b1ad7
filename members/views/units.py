"""The organisation, as on a day: it stands here, and not with the units, because it counts members."""

from django.shortcuts import get_object_or_404, render

from cells.days import DayForm
from cells.models import Unit, UnitVersion
from cells.rights import may, require_anywhere
from cells.scoping import placed_under
from cells.tree import in_tree_order
from members.models import Membership

LONG_TREE = 100


def unit_list(request):
    """The tree of units in the user's scope, with the members on each roll.

    A long tree stops at its second level: each body opens to its cells.
    """
    require_anywhere(request.user, "unit.read")
    form = DayForm.bound_to(request)
    versions = UnitVersion.objects.visible_to(request.user).on(form.day).select_related("unit")
    rows = _sized(versions, form.day)
    is_cut = len(rows) > LONG_TREE and "all" not in request.GET
    shown = [row for row in rows if row[0] <= 1] if is_cut else rows
    context = {"form": form, "rows": shown, "is_cut": is_cut}
    return render(request, "members/unit_list.html", context)


def unit_detail(request, code):
    """One unit: what it is called, what happened to it, who belongs to it and holds office."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user), code=code)
    form = DayForm.bound_to(request)
    versions = list(unit.versions.select_related("parent"))
    context = {
        "unit": unit,
        "form": form,
        "version": next((version for version in versions if version.covers(form.day)), None),
        "versions": versions,
        "events": unit.events.select_related("decision"),
        "rows": _sized(_with_what_is_below(request.user, unit, form.day), form.day),
    }
    if may(request.user, "member.read", unit):
        context |= _people(request.user, unit, form.day)
    return render(request, "members/unit_detail.html", context)


def _sized(versions, day) -> list:
    """(depth, version, size of the roll) in the order of the tree."""
    tree = list(in_tree_order(versions))
    sizes = Membership.objects.roll_sizes([version.unit_id for _, version in tree], day)
    return [(depth, version, sizes[version.unit_id][0]) for depth, version in tree]


def _with_what_is_below(user, unit, day):
    versions = UnitVersion.objects.visible_to(user).on(day).select_related("unit")
    return versions.filter(placed_under(unit, day))


def _people(user, unit, day) -> dict:
    spells = list(unit.memberships.on(day).listed_for(user).by_name())
    return {
        "offices": unit.offices.on(day).by_rank(),
        "roll": [spell for spell in spells if not spell.is_guest],
        "guests": [spell for spell in spells if spell.is_guest],
    }
