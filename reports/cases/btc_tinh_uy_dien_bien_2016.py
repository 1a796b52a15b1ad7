"""Chi bộ Ban Tổ chức Tỉnh ủy Điện Biên, year 2016: one cell without a committee of its own.

The counts are the source's own; people and days within the year are made up.
"""

import datetime

from cells.models import Unit, UnitKind
from members.models import CameBy, Candidate, Course, Office, OfficeKind, Sex, StaffCount, Training
from reports.cases.people import People
from reports.cases.settling import settle

CODE = "btc-tinh-uy-dien-bien-2016"
FOUNDED = datetime.date(2004, 1, 1)
PLACE = "Ban Tổ chức Tỉnh ủy"
SEATS = [OfficeKind.SECRETARY, OfficeKind.DEPUTY_SECRETARY, OfficeKind.CELL_COMMITTEE_MEMBER]
ON_ROLL_BEFORE = 23
ADMITTED = datetime.date(2016, 11, 7)
ARRIVED = datetime.date(2017, 1, 9)
STAFF = 30


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
