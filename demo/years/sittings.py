"""Many held meetings at once: bulk inserts, where the verbs would take minutes."""

import datetime
import random
from collections import defaultdict
from fractions import Fraction

from django.utils import timezone

from cells.models import Unit
from meetings.models import Attendance, AttendanceStatus, Meeting
from members.models import Membership

REASONS = ["Đi công tác", "Đi học", "Nghỉ ốm", "Nghỉ phép", "Việc gia đình"]
BEGIN = datetime.time(14, 0)


def sitting(unit, kind: str, day: datetime.date, minutes: int, **fields) -> Meeting:
    """A meeting not yet saved, held and adopted on that day."""
    return Meeting(
        unit=unit,
        kind=kind,
        held_on=day,
        starts_at=BEGIN,
        ends_at=datetime.time(BEGIN.hour + minutes // 60, minutes % 60),
        opened_at=_at(day, BEGIN),
        adopted_at=_at(day, datetime.time(18, 0)),
        **fields,
    )


def hold_all(meetings: list[Meeting], chance: random.Random, *, absent: Fraction) -> None:
    """Save meetings of cells, each with the roll of its day; that share of the rolls is excused."""
    Meeting.objects.bulk_create(meetings)
    spells = _spells({meeting.unit_id for meeting in meetings})
    rows = [row for meeting in meetings for row in _roll(meeting, spells[meeting.unit_id])]
    ordinary = [row for row in rows if row.member_id != row.meeting.chair_id]
    for row in chance.sample(ordinary, int(len(rows) * absent)):
        row.status, row.reason = AttendanceStatus.EXCUSED, chance.choice(REASONS)
    Attendance.objects.bulk_create(rows, batch_size=2000)


def date_back(units: list[Unit]) -> None:
    """Held and adopted on their own days, so that what the verbs wrote today looks like a year."""
    rows = list(Meeting.objects.opened().filter(unit__in=units))
    for row in rows:
        row.opened_at = _at(row.held_on, row.starts_at)
        row.adopted_at = row.adopted_at and _at(row.held_on, datetime.time(18, 0))
    Meeting.objects.bulk_update(rows, ["opened_at", "adopted_at"])


def _spells(units: set[int]) -> dict[int, list[Membership]]:
    spells = defaultdict(list)
    rows = Membership.objects.permanent().filter(unit__in=units).select_related("member")
    for spell in rows.order_by("pk"):
        spells[spell.unit_id].append(spell)
    return spells


def _roll(meeting: Meeting, spells: list[Membership]) -> list[Attendance]:
    return [
        Attendance(
            meeting=meeting,
            member=spell.member,
            unit_id=spell.unit_id,
            is_official=spell.member.is_official_on(meeting.held_on),
            is_guest=False,
        )
        for spell in spells
        if spell.covers(meeting.held_on)
    ]


def _at(day: datetime.date, time: datetime.time) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, time))
