"""Who sees which rows, by the unit's present path. A row outside the scope does not exist: 404."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


def assignments_of(user) -> list:
    """The user's assignments of today; asked once a request, kept on the request's own user."""
    if not hasattr(user, "_assignments_today"):
        held = user.assignments.on(timezone.localdate()).select_related("unit")
        user._assignments_today = list(held)
    return user._assignments_today


def placed_under(unit, day, via: str = "unit") -> Q:
    """Rows whose unit stood under `unit`, or was it, on `day`: a date, or an expression of the row.

    One ancestry row covers a day, so the join adds no row. Use it in one `filter()` call. Of a list of
    units a row comes once for each that it stood under: what counts unit by unit groups by them.
    """
    ends, ancestor = f"{via}__ancestry__ends_on", f"{via}__ancestry__ancestor"
    above = {ancestor: unit}
    if isinstance(unit, list):
        above = {f"{ancestor}__in": [getattr(one, "pk", one) for one in unit]}
    return Q(
        Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": day}),
        **above,
        **{f"{via}__ancestry__starts_on__lte": day},
    )


class ScopedQuerySet(models.QuerySet):
    """A subclass names the lookup that leads to the unit's path, and the roles that see its rows."""

    unit_path = "unit__path"
    seen_by: frozenset[str] = frozenset()

    def visible_to(self, user):
        scope = Q(pk__in=[])
        for held in assignments_of(user):
            if held.role in self.seen_by:
                scope |= self.seen_from(held.unit)
        return self.filter(scope)

    def seen_from(self, unit) -> Q:
        """Which rows are seen by whoever sees this unit: its own, and those of what is below it."""
        return self._below(unit)

    def under(self, unit):
        """Rows of this unit and of everything below it today."""
        return self.filter(self._below(unit))

    def _below(self, unit) -> Q:
        """Units are looked for first: joined, SQLite would read all rows there are to find a cell's."""
        if self.unit_path == "path":
            return Q(path__startswith=unit.path)
        here = type(unit).objects.filter(path__startswith=unit.path).order_by().values("pk")
        return Q(**{f"{self.unit_path.removesuffix('__path')}__in": here})
