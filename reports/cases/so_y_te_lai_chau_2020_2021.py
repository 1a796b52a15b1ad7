"""Đảng bộ Sở Y tế Lai Châu, years 2020 and 2021: a committee, a sub-committee, cells under both.

The structure is the source's; the number of members, which it does not give, and people are made up.
"""

import datetime

from cells.models import Unit, UnitKind
from members.models import Office, OfficeKind
from reports.cases.people import People
from reports.cases.settling import settle

CODE = "so-y-te-lai-chau-2020-2021"
SEATS = [OfficeKind.SECRETARY, OfficeKind.DEPUTY_SECRETARY]
FOUNDED = datetime.date(2015, 7, 1)
CELLS = [("Chi bộ Văn phòng Sở", 24), ("Chi bộ Trung tâm Kiểm nghiệm", 13)]
CELLS += [("Chi bộ Trung tâm Giám định Y khoa - Pháp y", 9)]
SUBCOMMITTEE = "Đảng bộ bộ phận Trung tâm Kiểm soát bệnh tật"
CELLS_BELOW = [("Chi bộ Tổ chức - Hành chính", 12), ("Chi bộ Phòng khám đa khoa", 14)]
CELLS_BELOW += [("Chi bộ Phòng, chống bệnh truyền nhiễm", 11), ("Chi bộ Xét nghiệm", 10)]


def load() -> None:
    people = People(seed=2021)
    committee = _found(CODE, UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ Sở Y tế tỉnh Lai Châu", None)
    center = _found(f"{CODE}-cdc", UnitKind.SUBCOMMITTEE, SUBCOMMITTEE, committee)
    for parent, cells in ((committee, CELLS), (center, CELLS_BELOW)):
        for number, (name, size) in enumerate(cells, start=1):
            cell = _found(f"{parent.code}-{number}", UnitKind.CELL, name, parent)
            members = settle(people, cell, size, on=FOUNDED)
            for member, kind in zip(members[: len(SEATS)], SEATS, strict=True):
                Office.objects.create(member=member, unit=cell, kind=kind, starts_on=FOUNDED)


def _found(code, kind, name, parent) -> Unit:
    return Unit.objects.found(
        code=code, kind=kind, name=name, on=FOUNDED, parent=parent, place="Lai Châu", by=None
    )
