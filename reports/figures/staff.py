"""How many people work where the organisation stands, and what share of them are members."""

from cells.scoping import placed_under
from organisation.models import StaffCount
from reports.figures.figure import Count, Rate, Scope


def staff(scope: Scope):
    """The last number recorded by the end for each host body in the scope."""
    latest = StaffCount.objects.latest_by(scope.end).filter(placed_under(scope.unit, scope.end))
    return latest.select_related("unit").order_by("unit__path")


FIGURES = [
    Count("org.staff", "Cán bộ, công chức, viên chức, người lao động", staff, "staff", of="number"),
    Rate("members.share_of_staff", "Tỷ lệ đảng viên trên cán bộ", "members.closing", "org.staff"),
]
