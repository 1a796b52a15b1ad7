"""What a committee writes and the units below it read too."""

from __future__ import annotations

from django.db.models import Q

from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet, assignments_of


class HandedDownQuerySet(ScopedQuerySet):
    """Rows of the units in the user's scope, and of those above it."""

    seen_by = PERSON_ROLES

    def visible_to(self, user):
        scope = Q(pk__in=[])
        for held in assignments_of(user):
            if held.role in self.seen_by:
                scope |= Q(unit__path__startswith=held.unit.path) | Q(unit__in=held.unit.path_ids)
        return self.filter(scope)
