"""Pages that belong to no table, and the organisation."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from cells.models import Unit


@login_not_required
def healthz(request):
    """For the proxy and the supervisor: the web process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@login_not_required
def csrf_failure(request, reason=""):
    """The page was open too long, or the request came from elsewhere."""
    return render(request, "403_csrf.html", status=403)


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
