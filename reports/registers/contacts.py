"""The register of members who keep in touch with the cell where they live."""

from django.db.models import OuterRef, Subquery

from members.models import Residence
from reports.figures import Scope, members
from reports.figures.tables import BORN, CELL, of_members
from reports.registers.register import CARD, Register


def contacts(scope: Scope):
    """Of the roll of the last day, who is introduced to a residence cell, and since when."""
    theirs = Residence.objects.on(scope.end).filter(member=OuterRef("member"))
    return (
        members.closing(scope)
        .annotate(
            residence_cell=Subquery(theirs.values("cell_name")[:1]),
            residence_from=Subquery(theirs.values("starts_on")[:1]),
        )
        .filter(residence_cell__isnull=False)
    )


TABLE = of_members(
    BORN,
    CARD,
    CELL,
    ("Chi bộ nơi cư trú", lambda row: row.residence_cell),
    ("Từ ngày", lambda row: row.residence_from),
)

REGISTERS = [Register("residence", "Sổ giữ mối liên hệ nơi cư trú", TABLE, contacts, at_end=True)]
