"""Figures of badges: given in the period, in the cell of that day."""

from django.db.models import F

from cells.scoping import placed_under
from members.models import Badge
from members.rules.badges import MARKS
from reports.figures.figure import Count, Scope


def given(scope: Scope):
    rows = Badge.objects.awarded().filter(placed_under(scope.unit, F("awarded_on")))
    return (
        rows.filter(awarded_on__range=scope.days)
        .select_related("member", "unit", "decision")
        .order_by("-years", "member__sort_key", "id")
    )


def _given(years: int) -> Count:
    return Count(
        f"awards.badges.{years}",
        f"Huy hiệu {years} năm tuổi đảng",
        lambda scope: given(scope).filter(years=years),
        "badge",
    )


def posthumous(scope: Scope):
    """To members who had died, in their last cell."""
    return given(scope).filter(is_posthumous=True)


FIGURES = [
    Count("awards.badges", "Huy hiệu Đảng", given, "badge"),
    *(_given(years) for years in MARKS),
    Count("awards.badges.posthumous", "Trong số huy hiệu Đảng: truy tặng", posthumous, "badge"),
]
