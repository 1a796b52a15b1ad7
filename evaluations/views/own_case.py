"""Pages about the own case: nobody decides there, so there is nothing to fill in."""

from typing import Any

from django.core.exceptions import PermissionDenied


def of_somebody_else(request, one: Any, about: str = "") -> Any:
    """This row; 403 to the very person it is about, told by the attribute `about` where it is not the
    row itself."""
    if (getattr(one, about) if about else one).is_of(request.user):
        raise PermissionDenied
    return one
