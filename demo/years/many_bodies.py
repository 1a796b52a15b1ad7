"""An upper committee with 77 bodies, 5,000 members and one year of work, all made up: for bin/bench.

Bulk inserts instead of verbs, because a year of 77 bodies through the verbs takes a quarter of an hour.
"""

import datetime

from django.utils import timezone

from cells.models import Unit, UnitKind
from demo.years.people import People
from demo.years.settling import settle
from evaluations.models import Level, MemberAssessment, Round
from meetings.models import Attendance, AttendanceStatus, Meeting, MeetingKind
from members.models import Member, Office, OfficeKind

CODE = "many-bodies"
YEAR = 2020
FOUNDED = datetime.date(2015, 8, 1)
COMMITTEES, CELLS_EACH, MEMBERS_EACH = 60, 6, 13
LONE_CELLS = [20] + [19] * 15 + [15]  # members of each chi bộ cơ sở: 4,680 + 320 = 5,000
CELL_OF_20 = f"{CODE}-le-1"
BIG = "big-committee"  # a grid of 400 people
BIG_CELLS, BIG_EACH = 8, 50
ABSENT_SHARE = 0.06
TOPIC_MONTHS = {month: f"Chuyên đề quý {month // 3 + 1}" for month in (2, 5, 8, 11)}


def load() -> None:
    people = People(seed=77)
    top = _found(CODE, UnitKind.UPPER_COMMITTEE, "Đảng bộ Các cơ quan tỉnh", None)
    bodies = [
        _found(f"{CODE}-{i}", UnitKind.GRASSROOTS_COMMITTEE, f"Đảng bộ cơ sở {i}", top)
        for i in range(1, COMMITTEES + 1)
    ]
    cells = [
        (_found(f"{body.code}-{n}", UnitKind.CELL, f"Chi bộ {n}", body, n), MEMBERS_EACH)
        for body in bodies
        for n in range(1, CELLS_EACH + 1)
    ]
    for i, size in enumerate(LONE_CELLS, start=1):
        lone = _found(f"{CODE}-le-{i}", UnitKind.GRASSROOTS_CELL, f"Chi bộ cơ sở {i}", top)
        bodies.append(lone)
        cells.append((lone, size))
    rolls = {cell: _settle(people, cell, size) for cell, size in cells}
    _hold_meetings(people, rolls)
    for body in bodies:
        _grade(people, body)


def load_big() -> None:
    """A committee of its own with 400 members and their meetings, whose round is open."""
    people = People(seed=400)
    body = _found(BIG, UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ Bệnh viện đa khoa", None)
    cells = [
        _found(f"{BIG}-{n}", UnitKind.CELL, f"Chi bộ {n}", body, n) for n in range(1, BIG_CELLS + 1)
    ]
    _hold_meetings(people, {cell: _settle(people, cell, BIG_EACH) for cell in cells})
    _grade(people, body)


def _found(code, kind, name, parent, number=None) -> Unit:
    return Unit.objects.found(
        code=code, kind=kind, name=name, number=number, on=FOUNDED, parent=parent, by=None
    )


def _settle(people: People, cell: Unit, size: int) -> list[Member]:
    members = settle(people, cell, size, on=FOUNDED)
    Office.objects.create(member=members[0], unit=cell, kind=OfficeKind.SECRETARY, starts_on=FOUNDED)
    return members


def _hold_meetings(people: People, rolls: dict[Unit, list[Member]]) -> None:
    """A regular meeting a month, the second of each quarter combined with a topic."""
    meetings = Meeting.objects.bulk_create(
        Meeting(
            unit=cell,
            kind=MeetingKind.COMBINED if month in TOPIC_MONTHS else MeetingKind.REGULAR,
            topic=TOPIC_MONTHS.get(month, ""),
            held_on=datetime.date(YEAR, month, 5),
            starts_at=datetime.time(14, 0),
            ends_at=datetime.time(16, 0),
            place="Phòng họp",
            content="<p>Đánh giá tháng trước, nhiệm vụ tháng này.</p>" * 20,
            conclusion="<p>Chi bộ thống nhất.</p>",
            opened_at=timezone.now(),
        )
        for cell in rolls
        for month in range(1, 13)
    )
    for cell, members in rolls.items():
        Attendance.objects.bulk_create(
            Attendance(
                meeting=meeting,
                member=member,
                unit=cell,
                is_official=True,
                is_guest=False,
                **_attended(people),
            )
            for meeting in meetings
            if meeting.unit_id == cell.pk
            for member in members
        )


def _attended(people: People) -> dict[str, str]:
    if people.random.random() < ABSENT_SHARE:
        return {"status": AttendanceStatus.EXCUSED, "reason": "Đi công tác"}
    return {"status": AttendanceStatus.PRESENT, "reason": ""}


def _grade(people: People, body: Unit) -> None:
    """An open round in which every sixth member has the highest level."""
    grading = Round.objects.open_for(body, year=YEAR, by=None)
    rows = list(grading.member_assessments.all())
    for i, row in enumerate(rows):
        row.level = Level.XS if i % 6 == 0 else Level.T
    MemberAssessment.objects.bulk_update(rows, ["level"])
