"""Figures of petitions of cells."""

from django.db.models import F

from cells.scoping import placed_under
from meetings.models import Petition
from reports.figures.figure import Count, Scope


def petitions_raised(scope: Scope):
    """By the day; in the cell that asked, where it stood that day. Withdrawn ones never count."""
    return _petitions(scope).raised_in(*scope.days)


def petitions_answered(scope: Scope):
    """Answered in the period, and not given back to the committee by its end."""
    return _petitions(scope).answered_in(*scope.days)


def _petitions(scope: Scope):
    rows = Petition.objects.filter(placed_under(scope.unit, F("raised_on")))
    return rows.select_related("unit", "to_unit").order_by("raised_on", "id")


FIGURES = [
    Count("petitions.raised", "Kiến nghị của chi bộ", petitions_raised, "petition"),
    Count("petitions.answered", "Kiến nghị đã trả lời", petitions_answered, "petition"),
]
