"""Reports that are asked of the user's own units, and not issued yet."""

from accounts.models import User
from cells.models import Unit
from cells.rights import RIGHTS
from cells.scoping import assignments_of
from reports.models import ReportRequest


def waiting_for(user: User) -> list[tuple[Unit, ReportRequest]]:
    """With the unit that has to write it: a query for each unit at which the user may begin reports."""
    held = [one.unit for one in assignments_of(user) if one.role in RIGHTS["report.create"]]
    return [
        (unit, request)
        for unit in dict.fromkeys(held)
        for request in ReportRequest.objects.waiting_for(unit)
    ]
