"""The order in which a tree of units is read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Case, CharField, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast, Concat, Left, Length

from cells.models import UnitKind, UnitVersion


def in_tree_order(versions: Iterable[UnitVersion]) -> Iterator[tuple[int, UnitVersion]]:
    """(depth, version): each unit follows the one above it, siblings by number and name.

    `versions` are of one day. A unit whose superior is not among them is a top of its own.
    """
    versions = sorted(versions, key=lambda version: (version.number or 0, version.name))
    units = {version.unit_id for version in versions}
    below = defaultdict(list)
    for version in versions:
        below[version.parent_id if version.parent_id in units else None].append(version)
    return _walk(below, None, 0)


def tree_order(via: str = "unit") -> list:
    """For `order_by`, as things stand today: body by body, in each by number and name."""
    path = f"{via}__path"
    above = Left(path, Length(path) - Length(Cast(f"{via}_id", CharField())) - 1)
    return [above, F(f"{via}__number").asc(nulls_first=True), f"{via}__name", f"{via}_id"]


def unit_name_on(day, *, with_body: bool = False) -> Subquery:
    """What the unit of each row was called on a day: a date, or an expression of the row.

    `with_body`: a cell is told from its namesakes by the body that it stood under then.
    """
    versions = UnitVersion.objects.on(day)
    names = versions.filter(unit=OuterRef("unit"))
    if not with_body:
        return Subquery(names.values("name")[:1])
    then = OuterRef(day) if isinstance(day, OuterRef) else day  # one query further in
    body = UnitVersion.objects.on(then).filter(unit=OuterRef("parent")).values("name")[:1]
    full = Concat("name", Value(", "), Subquery(body))
    told = Case(When(kind=UnitKind.CELL, then=full), default=F("name"))
    return Subquery(names.annotate(told=told).values("told")[:1])


def _walk(below: dict, above: int | None, depth: int) -> Iterator[tuple[int, UnitVersion]]:
    for version in below[above]:
        yield depth, version
        yield from _walk(below, version.unit_id, depth + 1)
