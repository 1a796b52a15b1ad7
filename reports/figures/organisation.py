"""Figures of organisation: which units there are at the end, and what happened to them."""

from django.db.models import F, Q

from cells.models import CELL_KINDS, GRASSROOTS_KINDS, EventKind, Unit, UnitEvent, UnitKind, UnitVersion
from cells.scoping import placed_under
from reports.figures.figure import Count, DayBefore, Scope


def standing(scope: Scope, kinds: list[str]):
    """Units of these kinds at the end of the period, each with its name of that day."""
    at_end = UnitVersion.objects.on(scope.end).filter(placed_under(scope.unit, scope.end))
    return at_end.filter(kind__in=kinds).select_related("unit").order_by("number", "name")


def grassroots(scope: Scope):
    return standing(scope, GRASSROOTS_KINDS)


def subcommittees(scope: Scope):
    return standing(scope, [UnitKind.SUBCOMMITTEE])


def cells(scope: Scope):
    return standing(scope, CELL_KINDS)


def _events(scope: Scope, kind: str):
    return UnitEvent.objects.filter(kind=kind, effective_on__range=scope.days)


def _placed_on_the_day(scope: Scope):
    return placed_under(scope.unit, F("effective_on"))


def _placed_the_day_before(scope: Scope):
    return placed_under(scope.unit, DayBefore(F("effective_on")))


def _units(events):
    return Unit.objects.filter(pk__in=events.values("unit")).order_by("number", "name")


def established(scope: Scope):
    return _units(_events(scope, EventKind.FOUNDED).filter(_placed_on_the_day(scope)))


def renamed(scope: Scope):
    return _units(_events(scope, EventKind.RENAMED).filter(_placed_on_the_day(scope)))


def split(scope: Scope):
    return _units(_events(scope, EventKind.SPLIT).filter(_placed_on_the_day(scope)))


def kind_changed(scope: Scope):
    return _units(_events(scope, EventKind.KIND_CHANGED).filter(_placed_on_the_day(scope)))


def merged(scope: Scope):
    """Units that ended by merging: no more on the day itself, so the day before places them."""
    return _units(_events(scope, EventKind.MERGED).filter(_placed_the_day_before(scope)))


def dissolved(scope: Scope):
    return _units(_events(scope, EventKind.DISSOLVED).filter(_placed_the_day_before(scope)))


def received(scope: Scope):
    """Units that came under the scope from elsewhere."""
    moves = _events(scope, EventKind.MOVED)
    inside = moves.filter(_placed_the_day_before(scope))
    return _units(moves.filter(_placed_on_the_day(scope)).exclude(pk__in=inside.values("pk")))


def handed_over(scope: Scope):
    """Units that left the scope and went on elsewhere; not what ended on that very day."""
    went_on = Q(unit__ended_on__isnull=True) | Q(unit__ended_on__gte=F("effective_on"))
    moves = _events(scope, EventKind.MOVED).filter(went_on)
    inside = moves.filter(_placed_on_the_day(scope))
    return _units(moves.filter(_placed_the_day_before(scope)).exclude(pk__in=inside.values("pk")))


FIGURES = [
    Count("org.grassroots", "Tổ chức cơ sở đảng", grassroots, "version"),
    Count("org.subcommittees", "Đảng bộ bộ phận", subcommittees, "version"),
    Count("org.cells", "Chi bộ", cells, "version"),
    Count("org.established", "Thành lập", established, "unit"),
    Count("org.dissolved", "Giải thể", dissolved, "unit"),
    Count("org.merged", "Sáp nhập", merged, "unit"),
    Count("org.split", "Chia tách", split, "unit"),
    Count("org.renamed", "Đổi tên", renamed, "unit"),
    Count("org.kind_changed", "Chuyển loại hình", kind_changed, "unit"),
    Count("org.received", "Tiếp nhận từ nơi khác", received, "unit"),
    Count("org.handed_over", "Chuyển giao đi", handed_over, "unit"),
]
