"""The organisation."""

from django.shortcuts import get_object_or_404, render

from cells.models import Unit


def unit_list(request):
    """The tree of units in the user's scope, as on today."""
    units = Unit.objects.visible_to(request.user).existing().order_by("path")
    return render(request, "cells/unit_list.html", {"units": units})


def unit_detail(request, code):
    """One unit: what it is called, what happened to it, who holds office."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user), code=code)
    versions = unit.versions.select_related("parent")
    events = unit.events.select_related("decision")
    context = {"unit": unit, "versions": versions, "events": events}
    return render(request, "cells/unit_detail.html", context)
