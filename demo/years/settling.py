"""Many made-up members at once: bulk inserts, where the verbs would take minutes."""

import datetime

from cells.models import Unit
from demo.years.people import People
from members.models import CameBy, Member, Membership


def settle(people: People, unit: Unit, size: int, *, on: datetime.date) -> list[Member]:
    """Members who are in the cell on the day its records begin, admitted long before; oldest first."""
    last = on - datetime.timedelta(days=400)
    days = sorted(people.day(datetime.date(1985, 1, 1), last) for _ in range(size))
    members = [people.member(day, unit.name) for day in days]
    enrol(members, unit, came_by=CameBy.WITH_UNIT, days=[on] * size)
    return members


def enrol(members: list[Member], unit: Unit, *, came_by: CameBy, days: list[datetime.date]) -> None:
    """Records and first spells; what `save()` derives from a name is derived here too."""
    for member in members:
        member.set_keys()
    Member.objects.bulk_create(members)
    Membership.objects.bulk_create(
        Membership(member=member, unit=unit, starts_on=day, came_by=came_by)
        for member, day in zip(members, days, strict=True)
    )
