"""Into which units a table of figures is divided: bodies of an upper level, cells of a committee."""

from django.db.models import F, OuterRef, QuerySet, Subquery

from cells.models import CELL_KINDS, Ancestry, Unit, UnitKind, UnitVersion
from reports.figures import Scope


def parts_of(scope: Scope) -> list[tuple[str, Unit]]:
    """Of an upper level the units right below it, of a committee all its cells, of a cell none.

    Those that stood there on any day of the period, each under the name that it had last in it; each
    counts for the whole of it.
    """
    if scope.unit.kind == UnitKind.UPPER_COMMITTEE:
        return bodies_below(scope)
    then = UnitVersion.objects.overlapping(*scope.days)
    stays = Ancestry.objects.overlapping(*scope.days).filter(ancestor=scope.unit)
    return _named(scope, then.filter(kind__in=CELL_KINDS, unit__in=stays.values("unit")))


def bodies_below(scope: Scope) -> list[tuple[str, Unit]]:
    """The units right below, of any level: those that stood there on any day of the period."""
    return _named(scope, UnitVersion.objects.overlapping(*scope.days).filter(parent=scope.unit))


def _named(scope: Scope, there: QuerySet) -> list[tuple[str, Unit]]:
    last = UnitVersion.objects.overlapping(*scope.days).filter(unit=OuterRef("pk"))
    last = last.order_by("-starts_on")
    units = Unit.objects.filter(pk__in=there.values("unit")).exclude(pk=scope.unit.pk)
    units = units.annotate(
        last_name=Subquery(last.values("name")[:1]), last_number=Subquery(last.values("number")[:1])
    )
    ordered = units.order_by(F("last_number").asc(nulls_first=True), "last_name", "pk")
    return [(unit.last_name, unit) for unit in ordered]
