"""The procedures of party work on a person: which step follows which, what each does."""

from cases.procedures.absence import TEMPORARY_OUT
from cases.procedures.admission import ADMISSION
from cases.procedures.base import Procedure, Situation
from cases.procedures.confirmation import CONFIRMATION
from cases.procedures.exemption import EXEMPTION, EXEMPTION_BY_CELL, EXEMPTION_END
from cases.procedures.leaving import ANNULMENT, DELETION, RESIGNATION
from cases.procedures.returning import READMISSION, RESTORATION
from cases.procedures.suspension import SUSPENSION, SUSPENSION_END
from cases.procedures.transfer import TRANSFER_OUT
from members.models import Member

# In the order in which people are offered them.
PROCEDURES: dict[str, Procedure] = {
    procedure.code: procedure
    for procedure in (
        ADMISSION,
        CONFIRMATION,
        TRANSFER_OUT,
        TEMPORARY_OUT,
        EXEMPTION,
        EXEMPTION_BY_CELL,
        EXEMPTION_END,
        SUSPENSION,
        SUSPENSION_END,
        DELETION,
        RESIGNATION,
        ANNULMENT,
        RESTORATION,
        READMISSION,
    )
}


def kinds() -> list[tuple[str, str]]:
    """As choices of a field: a migration names this function, so a new procedure needs none."""
    return [(procedure.code, procedure.label) for procedure in PROCEDURES.values()]


def open_to(member: Member) -> list[Procedure]:
    """Those that make sense for this member today, in their order."""
    now = Situation.of(member)
    return [one for one in PROCEDURES.values() if one.fits and one.fits(now)]
