"""Whom an address names: 404 out of scope, 403 without the right."""

from operator import attrgetter

from django.shortcuts import get_object_or_404

from cells.models import Unit
from cells.rights import require


def unit_for(request, code: str, action: str) -> Unit:
    """The unit an address names: 404 out of scope, 403 without the right there."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user), code=code)
    require(request.user, action, unit)
    return unit


def row_for(request, rows, pk: int, action: str, *, at: str = "unit"):
    """The one of these rows that an address names; `at`: its attribute where the right is asked."""
    # By `id`: the `pk` of a paper is a link, and of a number too large for it an error, not a 404.
    row = get_object_or_404(rows.visible_to(request.user), id=pk)
    require(request.user, action, attrgetter(at)(row))
    return row
