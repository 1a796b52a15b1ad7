"""What a committee shares with the units below it."""

from __future__ import annotations

from django.db.models import Q

from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet, assignments_of


class SharedDownQuerySet(ScopedQuerySet):
    """Rows of a unit that those below it read too.

    Everything else is seen from above only. Papers that a committee gives its cells to work with are
    the exception: a secretary sees the own cell's and those of every unit above it today, and still
    nothing of the neighbours. Who may change a row is asked by cells/rights.py at the row's unit.
    """

    seen_by = PERSON_ROLES

    def visible_to(self, user):
        scope = Q(pk__in=[])
        for held in assignments_of(user):
            if held.role in self.seen_by:
                scope |= Q(unit__path__startswith=held.unit.path) | Q(unit__in=held.unit.path_ids)
        return self.filter(scope)

    def kept(self):
        """Not withdrawn."""
        return self.filter(withdrawn_on__isnull=True)
