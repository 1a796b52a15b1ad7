"""The organisation, its 89 members at the start of the year, and how they became 92."""

import datetime
from dataclasses import dataclass, field

from cells.models import Decision, Term, Unit, UnitKind
from common.periods import DAY
from demo.years.people import People
from meetings.models import Directive
from members.models import (
    CameBy,
    Candidate,
    Course,
    LeftBy,
    Member,
    Membership,
    Office,
    OfficeKind,
    Sex,
    Training,
)

CODE = "cdc-bac-giang"
YEAR = 2020
FOUNDED = datetime.date(2017, 1, 16)
RENAMED = datetime.date(2020, 3, 2)
CELL_CONGRESS = datetime.date(2020, 3, 12)
CONGRESS = datetime.date(2020, 6, 18)
COMMITTEE = "Đảng ủy Trung tâm Kiểm soát bệnh tật tỉnh"
UPPER = "Ban Thường vụ Đảng ủy Các cơ quan tỉnh"
WORK_PLACE = "Trung tâm Kiểm soát bệnh tật tỉnh"

# The names until 2020, and the members at the end of the year: 92.
CELLS = [
    ("Chi bộ Tổ chức - Hành chính", 15),
    ("Chi bộ Kế hoạch - Tài chính", 13),
    ("Chi bộ Phòng, chống bệnh truyền nhiễm", 18),
    ("Chi bộ Dinh dưỡng - Sức khỏe môi trường", 15),
    ("Chi bộ Xét nghiệm", 18),
    ("Chi bộ Phòng khám đa khoa", 13),
]
# (cell number, day) of each change of the roll: opened at 89, closed at 92.
ADMITTED = [(3, datetime.date(2020, 3, 19)), (5, datetime.date(2020, 5, 19))]
RECEIVED = [
    (1, datetime.date(2020, 2, 10)),
    (4, datetime.date(2020, 7, 1)),
    (6, datetime.date(2020, 10, 5)),
]
GONE = [(2, datetime.date(2020, 4, 1)), (5, datetime.date(2020, 8, 3))]
CONFIRMED = [(1, datetime.date(2019, 6, 15)), (4, datetime.date(2019, 9, 2))]  # days of admission


@dataclass
class Loaded:
    """What the parts of the case hand to each other."""

    people: People
    committee: Unit
    cells: list[Unit]
    members: dict[int, list[Member]] = field(default_factory=dict)
    newcomers: list[Member] = field(default_factory=list)
    directive: Directive | None = None


def load_roll() -> Loaded:
    case = _organisation()
    _roll(case)
    _changes_of_the_roll(case)
    _offices(case)
    _training(case)
    return case


def decide(number: str, signed_on: datetime.date, issuer: str, subject: str) -> Decision:
    return Decision.objects.create(number=number, signed_on=signed_on, issuer=issuer, subject=subject)


def _organisation() -> Loaded:
    upper = Unit.objects.found(
        code="cac-co-quan-bac-giang",
        kind=UnitKind.UPPER_COMMITTEE,
        name="Đảng bộ Các cơ quan tỉnh Bắc Giang",
        on=datetime.date(2010, 1, 1),
        place="Bắc Giang",
        by=None,
    )
    founding = decide("140-QĐ/ĐU", FOUNDED, UPPER, "thành lập đảng bộ và các chi bộ trực thuộc")
    committee = Unit.objects.found(
        code=CODE,
        kind=UnitKind.GRASSROOTS_COMMITTEE,
        name="Đảng bộ Trung tâm Kiểm soát bệnh tật tỉnh Bắc Giang",
        on=FOUNDED,
        parent=upper,
        decision=founding,
        place="Bắc Giang",
        by=None,
    )
    renaming = decide("21-QĐ/ĐU", RENAMED - 5 * DAY, COMMITTEE, "đổi tên các chi bộ trực thuộc")
    cells = []
    for number, (old_name, _) in enumerate(CELLS, start=1):
        cell = Unit.objects.found(
            code=f"{CODE}-{number}",
            kind=UnitKind.CELL,
            name=old_name,
            on=FOUNDED,
            parent=committee,
            decision=founding,
            place="Bắc Giang",
            by=None,
        )
        cell.rename(name=f"Chi bộ {number}", number=number, on=RENAMED, decision=renaming, by=None)
        cells.append(cell)
    return Loaded(People(seed=YEAR), committee, cells)


def _roll(case: Loaded) -> None:
    """The 89 members of the last day of 2019, the longest in the Party first."""
    for number, (_, at_end) in enumerate(CELLS, start=1):
        came = sum(cell == number for cell, _ in ADMITTED + RECEIVED)
        left = sum(cell == number for cell, _ in GONE)
        late = [admitted for cell, admitted in CONFIRMED if cell == number]
        early = [
            case.people.day(datetime.date(1990, 1, 1), datetime.date(2018, 12, 1))
            for _ in range(at_end - came + left - len(late))
        ]
        settled = [_settle(case, number, admitted) for admitted in sorted(early) + late]
        case.members[number] = settled
        case.newcomers += settled[len(early) :]


def _settle(case: Loaded, number: int, admitted_on: datetime.date) -> Member:
    """A member who was in the cell when it was founded, or was admitted into it later."""
    member = case.people.member(admitted_on, WORK_PLACE)
    member.official_on = _a_year_after(admitted_on)
    member.save()
    was_there = admitted_on < FOUNDED
    member.join(
        case.cells[number - 1],
        on=FOUNDED if was_there else admitted_on,
        came_by=CameBy.WITH_UNIT if was_there else CameBy.ADMISSION,
        by=None,
    )
    return member


def _a_year_after(day: datetime.date) -> datetime.date:
    return day.replace(year=day.year + 1, day=min(day.day, 28))


def _changes_of_the_roll(case: Loaded) -> None:
    for number, day in ADMITTED:
        member = case.people.member(day, WORK_PLACE, official_on=None, card_number="")
        member.save()
        decision = decide(f"{30 + number}-QĐ/ĐU", day - 12 * DAY, UPPER, "kết nạp đảng viên")
        member.join(
            case.cells[number - 1], on=day, came_by=CameBy.ADMISSION, decision=decision, by=None
        )
        case.members[number].append(member)
        case.newcomers.append(member)
    for number, day in RECEIVED:
        member = case.people.member(datetime.date(2008, 5, 19) + number * DAY, WORK_PLACE)
        member.save()
        member.join(
            case.cells[number - 1],
            on=day,
            came_by=CameBy.TRANSFER,
            came_from="Đảng bộ Bệnh viện đa khoa tỉnh",
            by=None,
        )
        case.members[number].append(member)
    for number, day in GONE:
        member = case.members[number].pop(6)
        spell = Membership.objects.get(member=member)
        spell.leave(on=day, left_by=LeftBy.TRANSFER, left_to="Đảng bộ Sở Y tế tỉnh", by=None)


def _offices(case: Loaded) -> None:
    """The same people before the congresses and after them."""
    seats = [OfficeKind.SECRETARY, OfficeKind.DEPUTY_SECRETARY] + [OfficeKind.COMMITTEE_MEMBER] * 7
    people = [case.members[n % len(CELLS) + 1][n // len(CELLS)] for n in range(len(seats))]
    _elect(case.committee, CONGRESS, "2020-2025", list(zip(people, seats, strict=True)))
    kinds = [OfficeKind.SECRETARY, OfficeKind.DEPUTY_SECRETARY, OfficeKind.CELL_COMMITTEE_MEMBER]
    for number, cell in enumerate(case.cells, start=1):
        elected = list(zip(case.members[number], kinds, strict=False))
        _elect(cell, CELL_CONGRESS, "2020-2022", elected)


def _elect(unit: Unit, congress_on: datetime.date, name: str, elected: list) -> None:
    before = Term.objects.create(unit=unit, name="2017-2020", congress_on=FOUNDED)
    term = Term.objects.create(unit=unit, name=name, congress_on=congress_on)
    for member, kind in elected:
        seat = {"member": member, "unit": unit, "kind": kind}
        Office.objects.create(term=before, starts_on=FOUNDED, ends_on=congress_on - DAY, **seat)
        Office.objects.create(term=term, starts_on=congress_on, **seat)


def _training(case: Loaded) -> None:
    for member in case.newcomers:
        _send(Course.NEW_MEMBER, datetime.date(2020, 9, 7), 5, member=member)
    for number in (2, 6):
        candidate = Candidate.objects.create(
            full_name=case.people.name(Sex.FEMALE),
            unit=case.cells[number - 1],
            starts_on=datetime.date(2020, 1, 15),
        )
        _send(Course.AWARENESS, datetime.date(2020, 8, 17), 5, candidate=candidate)
    for number in (1, 3, 5):
        _send(
            Course.THEORY_INTERMEDIATE, datetime.date(2020, 9, 21), None, member=case.members[number][4]
        )
    _send(Course.THEORY_ADVANCED, datetime.date(2018, 10, 1), 640, member=case.members[1][0])


def _send(course, sent_on, days, *, member=None, candidate=None) -> None:
    """Sent by the cell of that day; `days` is the length, None while it lasts."""
    spells = Membership.objects.permanent().on(sent_on)
    Training.objects.create(
        unit=candidate.unit if candidate else spells.get(member=member).unit,
        member=member,
        candidate=candidate,
        course=course,
        sent_on=sent_on,
        completed_on=None if days is None else sent_on + days * DAY,
    )
