"""Chi bộ Ban Tổ chức Tỉnh ủy Điện Biên, year 2016: one cell without a committee of its own.

The counts are the source's own; people and days within the year are made up.
"""

import datetime
from fractions import Fraction

from cells.models import Unit, UnitKind
from demo.years.people import People
from demo.years.settling import settle
from demo.years.sittings import hold_all, sitting
from evaluations.models import Level, Round
from meetings.models import Meeting, MeetingKind
from members.models import CameBy, Candidate, Course, Member, Office, OfficeKind, Sex, Training
from organisation.models import StaffCount

CODE = "btc-tinh-uy-dien-bien-2016"
FOUNDED = datetime.date(2004, 1, 1)
PLACE = "Ban Tổ chức Tỉnh ủy"
SEATS = [OfficeKind.SECRETARY, OfficeKind.DEPUTY_SECRETARY, OfficeKind.CELL_COMMITTEE_MEMBER]
ON_ROLL_BEFORE = 23
ADMITTED = datetime.date(2016, 11, 7)
ARRIVED = datetime.date(2017, 1, 9)
STAFF = 30
YEAR, TOPIC_MONTHS = 2016, (3, 6, 9, 12)
TOPICS = [
    "Công tác cán bộ sau đại hội đảng bộ các cấp",
    "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    "Nhận diện biểu hiện “tự diễn biến”, “tự chuyển hóa” trong nội bộ",
    "Nâng cao chất lượng tham mưu về tổ chức xây dựng Đảng",
]
ABSENT = Fraction(1, 20)
XS_MEMBERS = 3  # of the 23 graded


def load() -> None:
    people = People(seed=2016)
    upper = Unit.objects.found(
        code=f"{CODE}-cap-tren",
        kind=UnitKind.UPPER_COMMITTEE,
        name="Đảng bộ Dân chính Đảng tỉnh Điện Biên",
        on=FOUNDED,
        place="Điện Biên",
        by=None,
    )
    cell = Unit.objects.found(
        code=CODE,
        kind=UnitKind.GRASSROOTS_CELL,
        name="Chi bộ Ban Tổ chức Tỉnh ủy",
        on=FOUNDED,
        parent=upper,
        place="Điện Biên",
        by=None,
    )
    members = settle(people, cell, ON_ROLL_BEFORE, on=FOUNDED)
    for member, kind in zip(members[: len(SEATS)], SEATS, strict=True):
        Office.objects.create(member=member, unit=cell, kind=kind, starts_on=FOUNDED)
    _newcomers(people, cell)
    for name in (people.name(Sex.FEMALE), people.name(Sex.MALE)):
        _send_to_class(cell, name)
    StaffCount.objects.record(
        unit=cell, counted_on=datetime.date(2016, 12, 31), number=STAFF, source=PLACE, by=None
    )
    _meet(people, cell, members)
    _grade(cell, members)


def _grade(cell: Unit, members: list[Member]) -> None:
    """Who was admitted in November has no level; the cell is "trong sạch vững mạnh"."""
    grading = Round.objects.open_for(cell, year=YEAR, by=None)
    rows = grading.member_assessments.ungraded()
    best = {member.pk for member in members[:XS_MEMBERS]}
    levels = {row.pk: Level.XS if row.member_id in best else Level.T for row in rows}
    grading.grade_members({pk: (level, "", "") for pk, level in levels.items()}, by=None)
    own = grading.unit_assessments.get(unit=cell)
    grading.grade_units({own.pk: (Level.XS, "", "")}, by=None)
    grading.close(by=None)


def _meet(people: People, cell: Unit, members: list[Member]) -> None:
    """Every month the chi ủy, and three days later the cell."""
    monthly = []
    for month in range(1, 13):
        prepared = Meeting.objects.open(
            unit=cell,
            kind=MeetingKind.COMMITTEE,
            held_on=datetime.date(YEAR, month, 3),
            starts_at=datetime.time(8, 0),
            ends_at=datetime.time(9, 0),
            place=PLACE,
            chair=members[0],
            secretary=members[1],
            conclusion=f"<p>Chi ủy thống nhất nội dung sinh hoạt chi bộ tháng {month}.</p>",
            by=None,
        )
        prepared.adopt(by=None)
        monthly.append(_sitting(cell, members, month, prepared))
    hold_all(monthly, people.random, absent=ABSENT)


def _sitting(cell: Unit, members: list[Member], month: int, prepared: Meeting) -> Meeting:
    topic = TOPICS[TOPIC_MONTHS.index(month)] if month in TOPIC_MONTHS else ""
    return sitting(
        cell,
        MeetingKind.COMBINED if topic else MeetingKind.REGULAR,
        datetime.date(YEAR, month, 6),
        120 if topic else 95,
        topic=topic,
        place=PLACE,
        chair=members[0],
        secretary=members[1],
        prepared_in=prepared,
        conclusion=f"<p>Chi bộ thống nhất đánh giá và nhiệm vụ tháng {month}.</p>",
        resolution=f"<p>Thực hiện chuyên đề “{topic}”.</p>" if topic else "",
    )


def _newcomers(people: People, cell: Unit) -> None:
    """One admitted in November, reviewed but not graded; one who came in January, the 25th."""
    admitted = people.member(ADMITTED, PLACE)
    admitted.enrol(cell, on=ADMITTED, came_by=CameBy.ADMISSION, by=None)
    arrived = people.member(datetime.date(2009, 5, 19), PLACE)
    arrived.enrol(cell, on=ARRIVED, came_by=CameBy.TRANSFER, came_from="Đảng bộ thành phố", by=None)


def _send_to_class(cell: Unit, name: str) -> None:
    noted_on, first, last = (datetime.date(2016, *day) for day in ((2, 15), (5, 9), (5, 13)))
    candidate = Candidate.objects.note(unit=cell, full_name=name, on=noted_on, by=None)
    Training.objects.create(
        unit=cell, candidate=candidate, course=Course.AWARENESS, sent_on=first, completed_on=last
    )
