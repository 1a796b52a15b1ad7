"""Figures of organisation: which units there are at the end, and what happened to them."""

from collections.abc import Callable

from django.db.models import Expression, F, Q

from cells.models import (
    CELL_KINDS,
    COMMITTEE_KINDS,
    GRASSROOTS_KINDS,
    EventKind,
    Unit,
    UnitEvent,
    UnitKind,
    UnitVersion,
)
from cells.scoping import placed_under
from reports.figures.figure import Count, Scope, day_before

# Where a unit stood on the day itself; where it was no more on that day, the day before places it.
THE_DAY, THE_EVE = F("effective_on"), day_before(F("effective_on"))


def standing(kinds: list[str]) -> Callable:
    """Units of these kinds at the end of the period, each with its name of that day."""

    def rows(scope: Scope):
        at_end = UnitVersion.objects.on(scope.end).filter(placed_under(scope.unit, scope.end))
        return at_end.filter(kind__in=kinds).select_related("unit").order_by("number", "name")

    return rows


def directly_under(kinds: list[str]) -> Callable:
    """Of these kinds, those that stood right below the unit at the end, with no other between."""

    def rows(scope: Scope):
        at_end = UnitVersion.objects.on(scope.end).filter(parent=scope.unit, kind__in=kinds)
        return at_end.select_related("unit").order_by("number", "name")

    return rows


def happened(kind: str, placed: Expression = THE_DAY) -> Callable:
    """Units of the scope to which it happened in the period."""
    return lambda scope: _units(_events(scope, kind, placed))


def received(scope: Scope):
    """Units that came under the scope from elsewhere."""
    inside = _events(scope, EventKind.MOVED, THE_EVE)
    return _units(_events(scope, EventKind.MOVED, THE_DAY).exclude(pk__in=inside.values("pk")))


def handed_over(scope: Scope):
    """Units that left the scope and went on elsewhere; not what ended on that very day."""
    went_on = Q(unit__ended_on__isnull=True) | Q(unit__ended_on__gte=THE_DAY)
    left = _events(scope, EventKind.MOVED, THE_EVE).filter(went_on)
    return _units(left.exclude(pk__in=_events(scope, EventKind.MOVED, THE_DAY).values("pk")))


def _events(scope: Scope, kind: str, placed: Expression):
    here = placed_under(scope.unit, placed)
    return UnitEvent.objects.filter(here, kind=kind, effective_on__range=scope.days)


def _units(events):
    return Unit.objects.filter(pk__in=events.values("unit")).order_by("number", "name")


FIGURES = [
    Count("org.grassroots", "Tổ chức cơ sở đảng", standing(GRASSROOTS_KINDS), "version"),
    Count("org.subcommittees", "Đảng bộ bộ phận", standing([UnitKind.SUBCOMMITTEE]), "version"),
    Count("org.cells", "Chi bộ", standing(CELL_KINDS), "version"),
    *(
        Count(f"org.kind.{kind.value}", f"Trong đó: {kind.label}", standing([kind]), "version")
        for kind in (
            UnitKind.GRASSROOTS_COMMITTEE,
            UnitKind.GRASSROOTS_CELL,
            UnitKind.SUBCOMMITTEE,
            UnitKind.CELL,
        )
    ),
    Count("org.direct", "Tổ chức trực thuộc trực tiếp", directly_under(UnitKind.values), "version"),
    Count("org.direct_cells", "Chi bộ trực thuộc trực tiếp", directly_under(CELL_KINDS), "version"),
    Count(
        "org.direct_committees",
        "Đảng bộ trực thuộc trực tiếp",
        directly_under(COMMITTEE_KINDS),
        "version",
    ),
    Count("org.established", "Thành lập", happened(EventKind.FOUNDED), "unit"),
    Count("org.dissolved", "Giải thể", happened(EventKind.DISSOLVED, THE_EVE), "unit"),
    Count("org.merged", "Sáp nhập", happened(EventKind.MERGED, THE_EVE), "unit"),
    Count("org.split", "Chia tách", happened(EventKind.SPLIT), "unit"),
    Count("org.renamed", "Đổi tên", happened(EventKind.RENAMED), "unit"),
    Count("org.kind_changed", "Chuyển loại hình", happened(EventKind.KIND_CHANGED), "unit"),
    Count("org.received", "Tiếp nhận từ nơi khác", received, "unit"),
    Count("org.handed_over", "Chuyển giao đi", handed_over, "unit"),
]
