"""Who sees which rows, by the unit's present path. A row outside the scope does not exist: 404."""

import datetime
import functools

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from accounts.models import User


def assignments_of(user) -> list:
    """The user's assignments of today; asked once a request, kept on the request's own user.

    Each carries along `member_today` and `has_second_factor`: two queries less for every page.
    """
    if not hasattr(user, "_assignments_today"):
        user._assignments_today = list(_assignments(timezone.localdate()).filter(user=user.pk))
    return user._assignments_today


@functools.lru_cache(maxsize=1)
def _assignments(today: datetime.date) -> models.QuerySet:
    """Of everybody; put together once a day, since every page asks for some of it (half of the time
    that this query took, and a tenth of a short page)."""
    own = Subquery(_in_the_party(today).filter(pk=OuterRef("user")).values("member")[:1])
    factors = Exists(Authenticator.objects.filter(user=OuterRef("user")))
    held = apps.get_model("cells", "Assignment").objects.on(today).select_related("unit")
    return held.annotate(member_today=own, has_second_factor=factors)


def member_of(user) -> int | None:
    """The id of the record that is the user's own: of a member who is tied to the account and belongs
    to a cell today, as member or guest. None for everybody else, also for who has left or died."""
    if not hasattr(user, "_member_today"):
        held = assignments_of(user)
        user._member_today = held[0].member_today if held else _own_record(user)
    return user._member_today


def _own_record(user) -> int | None:
    own = _in_the_party(timezone.localdate()).filter(pk=user.pk)
    return own.values_list("member", flat=True).first()


def _in_the_party(day: datetime.date):
    """Accounts tied to a member with a spell of the day, one for each; by name, since members are of a
    higher room."""
    spell = "member__memberships__"
    lasts = Q(**{f"{spell}ends_on__isnull": True}) | Q(**{f"{spell}ends_on__gte": day})
    return User.objects.order_by().filter(lasts, **{f"{spell}starts_on__lte": day})


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
