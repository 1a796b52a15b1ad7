"""Pages about the own case: nobody decides there, so there is nothing to fill in."""

from django.core.exceptions import PermissionDenied

from evaluations.models.own_case import OwnCase


def of_somebody_else(request, row: OwnCase):
    """This row; 403 to the very person it is about."""
    if row.is_of(request.user):
        raise PermissionDenied
    return row
