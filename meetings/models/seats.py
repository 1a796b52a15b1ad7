"""Who leads a meeting and who writes it, as far as the record can suggest it."""

import datetime

from cells.models import Unit
from members.models import Member, Office, OfficeKind

WRITING = [OfficeKind.DEPUTY_SECRETARY, OfficeKind.CELL_COMMITTEE_MEMBER, OfficeKind.STANDING_MEMBER]


def seats_of(unit: Unit, day: datetime.date, among: set[int], writer: int | None) -> dict[str, Member]:
    """The first office holder of that day chairs; whoever wrote last time writes again, else the next
    office holder who did so by custom. Only people of `among`; both can be changed on the page.
    """
    offices = Office.objects.on(day).in_committee().filter(unit=unit, member__in=among).by_rank()
    held = [(office.kind, office.member) for office in offices]
    chair = next((m for kind, m in held if kind in (OfficeKind.SECRETARY, *WRITING[:1])), None)
    customary = [member for kind, member in held if kind in WRITING]
    if writer in among:
        customary.insert(0, Member.objects.get(pk=writer))
    secretary = next((member for member in customary if member != chair), None)
    return {"chair": chair, "secretary": secretary}
