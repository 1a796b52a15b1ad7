"""Form 5-BTCTW: bodies and members by the kind of place where they work or live (loại hình cơ sở)."""

from collections import Counter

from django.db.models import Count, F, QuerySet

from cells.models import GRASSROOTS_KINDS, HostKind, UnitVersion
from cells.scoping import placed_under
from members.models import Membership
from reports.figures import Scope
from reports.reading.numbers import FROM_MEDIUM, Column, FigureTable, Line, Number
from reports.reading.official_forms import figure_pages

BODIES = {
    "grassroots": Column("grassroots", "Tổ chức cơ sở đảng", "Số tổ chức cơ sở đảng"),
    "grassroots_committee": Column("grassroots_committee", "Đảng bộ cơ sở", "Chia ra: đảng bộ cơ sở"),
    "grassroots_cell": Column("grassroots_cell", "Chi bộ cơ sở", "Chia ra: chi bộ cơ sở"),
    "subcommittee": Column("subcommittee", "Đảng bộ bộ phận", "Đảng bộ bộ phận", style=FROM_MEDIUM),
    "cell": Column("cell", "Chi bộ trực thuộc", "Chi bộ trực thuộc", style=FROM_MEDIUM),
    "members": Column("members", "Đảng viên", "Tổng số đảng viên"),
}
OF_BODIES = {
    "grassroots": "org.grassroots",
    "grassroots_committee": "org.kind.grassroots_committee",
    "grassroots_cell": "org.kind.grassroots_cell",
    "subcommittee": "org.kind.subcommittee",
    "cell": "org.kind.cell",
    "members": "members.closing",
}
UNTOLD = "Chưa ghi loại hình cơ sở"


def bodies(scope: Scope, openable: set[str]) -> FigureTable:
    """Three queries, whatever the scope. Only the whole opens to lists."""
    counted, pages = _count(scope), figure_pages(OF_BODIES, scope, openable)
    lines = [_body(label, counted[code]) for code, label in HostKind.choices if code in counted]
    if "" in counted:
        lines.append(_body(UNTOLD, counted[""]))
    whole = _body("Cộng", sum(counted.values(), Counter()), pages)
    return FigureTable("Loại hình tổ chức cơ sở đảng", list(BODIES.values()), [*lines, whole])


def _count(scope: Scope) -> dict[str, Counter]:
    """Kind of host → number by the codes of BODIES, of the grassroots organisations there and of what
    stands under them."""
    bodies, day = {version.unit_id: version for version in grassroots_at_end(scope)}, scope.end
    counted: dict[str, Counter] = {}
    for version in bodies.values():
        counted.setdefault(version.host, Counter()).update({"grassroots": 1, version.kind: 1})
    under, body = placed_under(list(bodies), day), F("unit__ancestry__ancestor")
    below = UnitVersion.objects.on(day).filter(under).exclude(unit__in=bodies).order_by()
    for row in below.values("kind", body=body).annotate(number=Count("pk")):
        counted[bodies[row["body"]].host][row["kind"]] += row["number"]
    roll = Membership.objects.permanent().on(day).filter(under).order_by()
    for row in roll.values(body=body).annotate(number=Count("pk")):
        counted[bodies[row["body"]].host]["members"] += row["number"]
    return counted


def grassroots_at_end(scope: Scope) -> QuerySet:
    """The grassroots organisations of the scope, as versions of its last day."""
    at_end = UnitVersion.objects.on(scope.end).filter(placed_under(scope.unit, scope.end))
    return at_end.filter(kind__in=GRASSROOTS_KINDS)


def _body(name: str, counts: Counter, pages: dict[str, str] | None = None) -> Line:
    numbers = {
        column: Number(counts[code], pages.get(code, "") if pages and counts[code] else "")
        for code, column in BODIES.items()
    }
    return Line(name, numbers, is_whole=pages is not None)
