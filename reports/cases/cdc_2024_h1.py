"""A provincial CDC's committee in the first half of 2024: one admitted, three with files begun.

The counts are the source's own; people, cells and days are made up.
"""

import datetime

from cells.models import Decision, Unit, UnitKind
from members.models import Case, Member, Office, OfficeKind, Schooling, Sex
from reports.cases.people import People
from reports.cases.settling import settle

CODE = "cdc-2024-h1"
FOUNDED = datetime.date(2019, 1, 1)
CELLS = [
    ("Chi bộ Hành chính", 14),
    ("Chi bộ Dịch tễ", 15),
    ("Chi bộ Xét nghiệm", 13),
    ("Chi bộ Phòng khám", 12),
]  # 54 before the admission of the half-year
ADMITTING_CELL = 1
FILING_CELLS = [0, 2, 3]
VOTE_AGAINST = 1


def load() -> None:
    people = People(seed=2024)
    committee = _found(
        CODE, UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ Trung tâm Kiểm soát bệnh tật tỉnh", None
    )
    rolls = []
    for number, (name, size) in enumerate(CELLS, start=1):
        cell = _found(f"{CODE}-{number}", UnitKind.CELL, name, committee, number)
        members = settle(people, cell, size, on=FOUNDED)
        Office.objects.create(
            member=members[0], unit=cell, kind=OfficeKind.SECRETARY, starts_on=FOUNDED
        )
        rolls.append((cell, members))
    case = _note(people, *rolls[ADMITTING_CELL], noted_on=datetime.date(2023, 3, 15))
    _admit(case, rolls[ADMITTING_CELL][1])
    for index in FILING_CELLS:
        _note(people, *rolls[index], noted_on=datetime.date(2023, 9, 5))


def _found(code, kind, name, parent, number=None) -> Unit:
    return Unit.objects.found(
        code=code, kind=kind, name=name, number=number, on=FOUNDED, parent=parent, by=None
    )


def _note(people: People, cell: Unit, members: list[Member], *, noted_on: datetime.date) -> Case:
    """A candidate on the way: noted, helped, through the class, the file begun."""
    case = Case.objects.note(
        unit=cell,
        full_name=people.name(Sex.FEMALE),
        on=noted_on,
        by=None,
        sex=Sex.FEMALE,
        born_on=datetime.date(1994, 8, 20),
        ethnicity="Kinh",
        schooling=Schooling.BACHELOR,
        work_place="Trung tâm Kiểm soát bệnh tật tỉnh",
    )
    month = datetime.timedelta(days=30)
    case.record("helpers", on=noted_on + month, helpers=tuple(members[:2]), by=None)
    first = noted_on + 2 * month
    case.record("class", since=first, on=first + datetime.timedelta(days=4), by=None)
    case.record("file", on=noted_on + 4 * month, by=None)
    return case


def _admit(case: Case, members: list[Member]) -> None:
    signed_on = datetime.date(2024, 4, 22)
    decision = Decision(number="45-QĐ/ĐU", signed_on=signed_on, issuer="Đảng ủy Sở Y tế")
    votes = {"eligible": len(members), "votes_for": len(members) - 1, "votes_against": VOTE_AGAINST}
    case.record("vetting", on=datetime.date(2024, 1, 10), by=None)
    case.record("cell_vote", on=datetime.date(2024, 2, 5), by=None, **votes)
    case.record("committee", on=datetime.date(2024, 3, 4), by=None)
    case.record("decision", on=signed_on, decision=decision, by=None)
    case.record("ceremony", on=datetime.date(2024, 5, 17), by=None)
