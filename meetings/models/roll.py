"""The roll of a meeting: who belongs to the sitting body on that very day."""

import datetime

from django.db.models import Value

from cells.models import Unit
from meetings.models.attendance import Attendance, AttendanceStatus
from meetings.models.kinds import MeetingKind
from members.models import Absence, Exemption, Member, Membership, MembershipKind, Office, Suspension


def roll_of(unit: Unit, kind: str, day: datetime.date) -> list[Attendance]:
    """One unsaved row for each person on the roll, present unless exempt, suspended or away.

    A cell: its members of that day and its temporary arrivals. A conference: those of all cells
    that stood below on that day. A committee: whoever held office in it on that day.
    """
    apart = _apart(Membership.objects.within(unit, day), day)
    return [
        Attendance(
            member=spell.member,
            unit_id=spell.unit_id,
            is_official=spell.member.is_official_on(day),
            is_guest=spell.kind == MembershipKind.TEMPORARY,
            status=_first_status(spell, apart),
        )
        for spell in _sitting(unit, kind, day)
    ]


def people_of(unit: Unit, kind: str, day: datetime.date) -> list[Member]:
    """Those on the roll, whatever keeps them away: in one query."""
    return [spell.member for spell in _sitting(unit, kind, day)]


def _sitting(unit: Unit, kind: str, day: datetime.date) -> list[Membership]:
    is_committee = kind == MeetingKind.COMMITTEE
    return _one_each(_seated(unit, day) if is_committee else Membership.objects.within(unit, day))


def _seated(unit: Unit, day: datetime.date):
    """Where the office holders of that day permanently belong."""
    seats = Office.objects.on(day).in_committee().filter(unit=unit)
    return Membership.objects.permanent().on(day).filter(member__in=seats.values("member"))


def _one_each(spells) -> list[Membership]:
    """A member of one cell who is a guest in another cell below sits there once, as a member."""
    guests_first = spells.select_related("member").order_by("-kind")
    return list({spell.member_id: spell for spell in guests_first}.values())


def _apart(here, day: datetime.date) -> dict[str, set[int]]:
    """Status → the members who have it that day instead of being due; the first that fits holds. In
    one query, as a register of meetings asks it for each."""
    guests_elsewhere = Membership.objects.temporary().on(day).exclude(pk__in=here.values("pk"))
    rows = [
        (AttendanceStatus.AWAY, guests_elsewhere),
        (AttendanceStatus.AWAY, Absence.objects.on(day)),
        (AttendanceStatus.SUSPENDED, Suspension.objects.on(day)),
        (AttendanceStatus.EXEMPT, Exemption.objects.on(day)),
    ]
    first, *others = [
        found.order_by().values_list(Value(status.value), "member") for status, found in rows
    ]
    apart: dict[str, set[int]] = {status: set() for status, _ in rows}
    for status, member in first.union(*others):
        apart[status].add(member)
    return apart


def _first_status(spell: Membership, apart: dict[str, set[int]]) -> str:
    for status, members in apart.items():
        # Whoever is away from his own cell is no less a guest in the other one.
        is_host = status == AttendanceStatus.AWAY and spell.kind == MembershipKind.TEMPORARY
        if spell.member_id in members and not is_host:
            return status
    return AttendanceStatus.PRESENT
