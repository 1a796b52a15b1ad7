"""Figures of cards of members: issued and handed out, in the cell of that day."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef

from members.models import Card, CardReason, Membership
from reports.figures.figure import Count, Scope

LABELS = {
    CardReason.NEW: "Thẻ đảng viên cấp lần đầu",
    CardReason.EXCHANGE: "Thẻ đảng viên đổi",
    CardReason.REPLACEMENT: "Thẻ đảng viên cấp lại",
}


def issued(reason: str) -> Callable:
    return lambda scope: _on(scope, "issued_on").filter(reason=reason)


def handed_over(scope: Scope):
    """Given to the member; a card is issued first, and may be given later."""
    return _on(scope, "handed_over_on")


def _on(scope: Scope, day: str):
    """By that day, of members on the roll then."""
    home = Membership.objects.on_roll(scope.unit, OuterRef(day)).filter(member=OuterRef("member"))
    rows = Card.objects.filter(Exists(home), **{f"{day}__range": scope.days})
    return rows.select_related("member").order_by(day, "member__sort_key", "id")


FIGURES = [
    *(Count(f"cards.{one.value}", label, issued(one), "card") for one, label in LABELS.items()),
    Count("cards.handed_over", "Thẻ đảng viên đã giao cho đảng viên", handed_over, "card"),
]
