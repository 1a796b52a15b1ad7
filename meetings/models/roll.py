"""The roll of a meeting: who belongs to the sitting body on that very day."""

from __future__ import annotations

import datetime

from cells.models import Unit
from meetings.models.attendance import Attendance, AttendanceStatus
from meetings.models.kinds import MeetingKind
from members.models import Exemption, Membership, MembershipKind, Office


def roll_of(unit: Unit, kind: str, day: datetime.date) -> list[Attendance]:
    """One unsaved row for each person on the roll, present unless exempt or away.

    A cell: its members of that day and its temporary arrivals. A conference: those of all cells
    that stood below on that day. A committee: whoever held office in it on that day.
    """
    here = Membership.objects.within(unit, day)
    elsewhere = Membership.objects.temporary().on(day).exclude(pk__in=here.values("pk"))
    away = set(elsewhere.values_list("member", flat=True))
    exempt = set(Exemption.objects.on(day).values_list("member", flat=True))
    spells = _seated(unit, day) if kind == MeetingKind.COMMITTEE else here
    return [
        Attendance(
            member=spell.member,
            unit_id=spell.unit_id,
            is_official=spell.member.is_official_on(day),
            is_guest=spell.kind == MembershipKind.TEMPORARY,
            status=_first_status(spell, exempt, away),
        )
        for spell in _one_each(spells)
    ]


def _seated(unit: Unit, day: datetime.date):
    """Where the office holders of that day permanently belong."""
    seats = Office.objects.on(day).filter(unit=unit)
    return Membership.objects.permanent().on(day).filter(member__in=seats.values("member"))


def _one_each(spells) -> list[Membership]:
    """A member of one cell who is a guest in another cell below sits there once, as a member."""
    guests_first = spells.select_related("member").order_by("-kind")
    return list({spell.member_id: spell for spell in guests_first}.values())


def _first_status(spell: Membership, exempt: set[int], away: set[int]) -> str:
    if spell.kind == MembershipKind.PERMANENT and spell.member_id in away:
        return AttendanceStatus.AWAY
    return AttendanceStatus.EXEMPT if spell.member_id in exempt else AttendanceStatus.PRESENT
