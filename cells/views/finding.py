"""Whom an address names: 404 out of scope, 403 without the right."""

from django.shortcuts import get_object_or_404

from cells.models import Unit
from cells.rights import require


def unit_for(request, code: str, action: str) -> Unit:
    """The unit an address names: 404 out of scope, 403 without the right there."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user), code=code)
    require(request.user, action, unit)
    return unit
