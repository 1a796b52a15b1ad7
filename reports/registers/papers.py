"""Registers of papers: cards issued and handed over, dossiers handed over, received and lent."""

from django.db.models import Exists, F, OuterRef, Subquery

from cells.scoping import placed_under
from members.models import Card, DossierMove, DossierMoveKind, Membership
from reports.figures import Scope
from reports.figures.tables import BORN, CELL, DECISION, of_members
from reports.registers.register import CARD_ISSUED, Register


def _cards(scope: Scope, day: str):
    """Cards of the period by that day, of members then on the roll; `cell_name` says where."""
    own = Membership.objects.permanent().filter(member=OuterRef("member"))
    rows = Card.objects.filter(
        Exists(own.within(scope.unit, OuterRef(day))), **{f"{day}__range": scope.days}
    )
    cell_names = own.on(OuterRef(day)).values("unit__name")
    return (
        rows.annotate(cell_name=Subquery(cell_names[:1]))
        .select_related("member", "decision")
        .order_by(day, "member__sort_key", "id")
    )


def _moves(scope: Scope):
    rows = DossierMove.objects.filter(placed_under(scope.unit, F("on")), on__range=scope.days)
    return rows.select_related("member", "unit").order_by("on", "member__sort_key", "id")


CELL_THEN = ("Chi bộ", lambda row: row.cell_name)
REASON = ("Lý do cấp", lambda row: row.get_reason_display())
ISSUED_ON = ("Ngày cấp", lambda row: row.issued_on)
HANDED_OVER_ON = ("Ngày giao", lambda row: row.handed_over_on)
DAY = ("Ngày", lambda row: row.on)
PAPERS = ("Số tài liệu", lambda row: row.papers)

CARDS = of_members(BORN, CELL_THEN, CARD_ISSUED, REASON, ISSUED_ON, DECISION, HANDED_OVER_ON)
HANDED_OVER = of_members(BORN, CELL_THEN, CARD_ISSUED, REASON, ISSUED_ON, HANDED_OVER_ON)
MOVES = of_members(
    CELL,
    DAY,
    ("Việc", lambda row: row.get_kind_display()),
    ("Giao cho, nhận từ", lambda row: row.whom),
    PAPERS,
)
LOANS = of_members(
    CELL,
    ("Ngày mượn", lambda row: row.on),
    ("Người mượn", lambda row: row.whom),
    PAPERS,
    ("Hẹn trả", lambda row: row.due_back_on),
    ("Đã trả", lambda row: row.returned_on),
)

# What is handed over and received stands in one book, as the office keeps it; what is lent in another.
LENT = DossierMoveKind.LENT
REGISTERS = [
    Register("cards-issued", "Sổ cấp thẻ đảng viên", CARDS, lambda scope: _cards(scope, "issued_on")),
    Register(
        "cards-handed-over",
        "Sổ giao thẻ đảng viên",
        HANDED_OVER,
        lambda scope: _cards(scope, "handed_over_on"),
    ),
    Register(
        "dossiers",
        "Sổ theo dõi giao nhận hồ sơ đảng viên",
        MOVES,
        lambda scope: _moves(scope).exclude(kind=LENT),
    ),
    Register(
        "dossier-loans",
        "Sổ theo dõi mượn đọc hồ sơ đảng viên",
        LOANS,
        lambda scope: _moves(scope).filter(kind=LENT),
    ),
]
