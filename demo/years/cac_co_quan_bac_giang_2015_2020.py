"""Đảng bộ Các cơ quan tỉnh Bắc Giang, term 2015–2020: an upper level of 77 bodies, by a generator.

The counts are the source's own, fixed where it is vague: 77 bodies and 4,590 members at the end,
1,005 admitted, 8 bodies founded, 5 dissolved, 5 merged, 3 received, 2 handed over. So the term
began with 78 bodies. Names, sizes, days and the members who left are made up.
"""

import datetime
import itertools
from decimal import Decimal
from fractions import Fraction

from cells.models import CELL_KINDS, Ancestry, Decision, Unit, UnitKind
from common.periods import DAY
from demo.years.inspecting import inspect_all
from demo.years.people import People
from demo.years.settling import enrol, settle
from demo.years.sittings import hold_all, sitting
from inspections.models import CampaignKind
from meetings.models import Meeting, MeetingKind
from members.models import CameBy, LeftBy, Member, Membership, Office, OfficeKind
from organisation.models import Act, Restructuring
from reports.models import Target

CODE = "cac-co-quan-bac-giang-2015-2020"
NAME = "Đảng bộ Các cơ quan tỉnh Bắc Giang"
SETTLED = datetime.date(2010, 1, 1)
FIRST, LAST = datetime.date(2015, 8, 1), datetime.date(2020, 7, 31)
COMMITTEES, CELLS_EACH = 59, 6  # committees that stay through the term
LONE_CELLS = 7  # cells without a committee that do
SMALL, FOUNDED_SIZE, RECEIVED_SIZE = 8, 12, 20
HANDED_LONE, HANDED_CELL = 15, 10
ADMITTED, TARGET, CLOSING = 1005, 804, 4590
FOUNDED, DISSOLVED, MERGED, RECEIVED = 8, 5, 5, 3
LEFT = {
    LeftBy.TRANSFER: 560,
    LeftBy.DEATH: 120,
    LeftBy.DELETION: 10,
    LeftBy.RESIGNATION: 5,
    LeftBy.EXPULSION: 5,
}
# Of each kind: subjects that are units, that are members.
INSPECTED = {
    CampaignKind.COMPLIANCE: (347, 4190),
    CampaignKind.SUPERVISION: (316, 2410),
    CampaignKind.VIOLATION: (5, 15),
}
ABSENT = Fraction(6, 100)
TOPICS = [
    "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    "Nâng cao chất lượng sinh hoạt chi bộ",
    "Trách nhiệm nêu gương của cán bộ, đảng viên",
    "Cải cách hành chính và văn hóa công sở",
    "Thực hành tiết kiệm, chống lãng phí",
    "Bảo vệ nền tảng tư tưởng của Đảng trên không gian mạng",
    "Thực hiện quy chế dân chủ ở cơ sở",
    "Công tác dân vận của chính quyền",
]
LOWER, ELSEWHERE = "Đảng bộ thành phố Bắc Giang", "Đảng bộ huyện Việt Yên"


class Generator:
    """The term as it goes along: whom it has made, where, and the day of the next decision."""

    def __init__(self):
        self.people = People(seed=2015)
        self.top = self.found(CODE, UnitKind.UPPER_COMMITTEE, NAME, None)
        self.days = (FIRST + datetime.timedelta(days=60 * n) for n in itertools.count(1))
        self.numbers = itertools.count(1)

    def found(self, code, kind, name, parent, number=None) -> Unit:
        return Unit.objects.found(
            code=code,
            kind=kind,
            name=name,
            number=number,
            on=SETTLED,
            parent=parent,
            place="Bắc Giang",
            by=None,
        )

    def committee(self, parent: Unit, cells: int) -> list[Unit]:
        """A body with cells; the body first."""
        n = next(self.numbers)
        code = f"{CODE}-{n}"
        body = self.found(code, UnitKind.GRASSROOTS_COMMITTEE, f"Đảng bộ cơ quan số {n}", parent)
        return [body] + [
            self.found(f"{code}-{number}", UnitKind.CELL, f"Chi bộ {number}", body, number)
            for number in range(1, cells + 1)
        ]

    def lone_cell(self) -> Unit:
        n = next(self.numbers)
        kind = UnitKind.GRASSROOTS_CELL
        return self.found(f"{CODE}-{n}", kind, f"Chi bộ cơ quan số {n}", self.top)

    def settle(self, cell: Unit, size: int) -> list[Member]:
        members = settle(self.people, cell, size, on=SETTLED)
        Office.objects.create(
            member=members[0], unit=cell, kind=OfficeKind.SECRETARY, starts_on=SETTLED
        )
        return members

    def decide(self, act: Act, subject: str, **facts) -> Restructuring:
        """One act under a decision of its own, as the office would enter it."""
        day = next(self.days)
        decision = Decision(
            number=f"{100 + (day - FIRST).days // 10}-QĐ/ĐUK",
            signed_on=day,
            issuer=NAME,
            subject=subject,
        )
        plan = Restructuring.objects.draft(unit=self.top, decision=decision, effective_on=day, by=None)
        plan.add_step(act=act, by=None, **facts)
        plan.apply(by=None)
        return plan


def load() -> None:
    term = Generator()
    staying = _settle_the_staying(term)
    small = [_small_body(term) for _ in range(DISSOLVED + MERGED)]
    handed = [term.lone_cell(), *term.committee(term.top, CELLS_EACH)]
    for cell, size in zip(
        [handed[0], *handed[2:]], [HANDED_LONE, *[HANDED_CELL] * CELLS_EACH], strict=True
    ):
        term.settle(cell, size)
    _admit(term, staying)
    _let_go(term, staying)
    _reorganise(term, small, handed[:2], staying)
    _meet(term)
    _set_target(term)
    _inspect(term, staying)


def _settle_the_staying(term: Generator) -> list[Unit]:
    """The cells that stay through the term, of such sizes that the term ends with its number."""
    cells = [cell for _ in range(COMMITTEES) for cell in term.committee(term.top, CELLS_EACH)[1:]]
    cells += [term.lone_cell() for _ in range(LONE_CELLS)]
    added = ADMITTED + SMALL * (DISSOLVED + MERGED) + FOUNDED_SIZE * FOUNDED + RECEIVED_SIZE * RECEIVED
    size, more = divmod(CLOSING - added + sum(LEFT.values()), len(cells))
    for i, cell in enumerate(cells):
        term.settle(cell, size + (i < more))
    return cells


def _small_body(term: Generator) -> Unit:
    cell = term.lone_cell()
    term.settle(cell, SMALL)
    return cell


def _admit(term: Generator, cells: list[Unit]) -> None:
    by_cell: dict[Unit, list[Member]] = {}
    for i in range(ADMITTED):
        day = term.people.day(FIRST, LAST)
        cell = cells[i % len(cells)]
        by_cell.setdefault(cell, []).append(term.people.member(day, cell.name))
    for cell, members in by_cell.items():
        days = [member.admitted_on for member in members]
        enrol(members, cell, came_by=CameBy.ADMISSION, days=days)


def _let_go(term: Generator, cells: list[Unit]) -> None:
    """Members who left the roll in the term, none of them a secretary, two of a cell at most."""
    spells = Membership.objects.filter(unit__in=cells, starts_on=SETTLED, member__offices=None)
    rows = list(spells.order_by("pk")[:: len(spells) // sum(LEFT.values())])
    causes = (cause for cause, number in LEFT.items() for _ in range(number))
    for row, cause in zip(rows, causes, strict=False):
        row.ends_on, row.left_by = term.people.day(FIRST, LAST - datetime.timedelta(days=1)), cause
    Membership.objects.bulk_update(rows[: sum(LEFT.values())], ["ends_on", "left_by"])


def _reorganise(term: Generator, small: list[Unit], handed: list[Unit], cells: list[Unit]) -> None:
    """Each act under its own decision, two months apart."""
    lone = cells[-LONE_CELLS:]
    for cell, into in zip(small[:DISSOLVED], lone, strict=False):
        term.decide(Act.DISSOLVE, f"giải thể {cell}", unit=cell, target=into)
    for cell, into in zip(small[DISSOLVED:], lone, strict=False):
        term.decide(Act.MERGE, f"sáp nhập {cell}", unit=cell, target=into)
    for unit in handed:
        term.decide(Act.HAND_OVER, f"chuyển giao {unit}", unit=unit, outside=LOWER)
    for _ in range(FOUNDED):
        _found_a_body(term)
    for _ in range(RECEIVED):
        _receive_a_body(term)


def _found_a_body(term: Generator) -> None:
    """A new cell, and people who come to it from elsewhere."""
    name = f"Chi bộ cơ quan số {next(term.numbers)}"
    kind = UnitKind.GRASSROOTS_CELL
    plan = term.decide(Act.FOUND, f"thành lập {name}", name=name, kind=kind, target=term.top)
    day, cell = plan.effective_on, plan.steps.get().founded
    admitted = datetime.date(2008, 5, 19)
    members = [term.people.member(admitted, name) for _ in range(FOUNDED_SIZE)]
    enrol(members, cell, came_by=CameBy.TRANSFER, days=[day] * FOUNDED_SIZE)


def _receive_a_body(term: Generator) -> None:
    """A cell that stood elsewhere, with the members who were in it."""
    name = f"Chi bộ cơ quan số {next(term.numbers)}"
    facts = {"name": name, "kind": UnitKind.GRASSROOTS_CELL, "founded_on": SETTLED}
    plan = term.decide(Act.RECEIVE, f"tiếp nhận {name}", outside=ELSEWHERE, target=term.top, **facts)
    term.settle(plan.steps.get().founded, RECEIVED_SIZE)


def _inspect(term: Generator, cells: list[Unit]) -> None:
    """Two campaigns of each kind a year, in spring and autumn."""
    days = [datetime.date(year, month, 15) for year in range(2015, 2021) for month in (4, 10)]
    days = [day for day in days if FIRST < day <= LAST]
    for kind, (units, members) in INSPECTED.items():
        inspect_all(term.top, kind, days, units=cells[:units], members=members)


def _meet(term: Generator) -> None:
    """A thematic meeting a quarter in every cell that stood here through the quarter."""
    stays = Ancestry.objects.filter(ancestor=term.top, unit__kind__in=CELL_KINDS).select_related("unit")
    cells = list(stays.order_by("unit_id", "starts_on"))
    seats = Office.objects.filter(unit__in=[stay.unit_id for stay in cells])
    chairs = dict(seats.values_list("unit", "member"))
    meetings = [
        _sitting(term, stay.unit, chairs.get(stay.unit_id), n + stay.unit_id, first, last)
        for n, (first, last) in enumerate(_quarters())
        for stay in cells
        if stay.covers(first) and stay.covers(last)
    ]
    hold_all(meetings, term.people.random, absent=ABSENT)


def _set_target(term: Generator) -> None:
    """What the congress resolved about admissions."""
    Target.objects.set(
        unit=term.top,
        code="moves.admitted",
        name="Kết nạp đảng viên trong nhiệm kỳ",
        measure="đảng viên",
        plan=Decimal(TARGET),
        starts_on=FIRST,
        ends_on=LAST,
        source="Nghị quyết Đại hội nhiệm kỳ 2015-2020",
        by=None,
    )


def _quarters() -> list[tuple[datetime.date, datetime.date]]:
    """The quarters that lie wholly in the term."""
    firsts = [datetime.date(year, month, 1) for year in range(2015, 2021) for month in (1, 4, 7, 10)]
    quarters = [(first, after - DAY) for first, after in itertools.pairwise(firsts)]
    return [(first, last) for first, last in quarters if first >= FIRST and last <= LAST]


def _sitting(term: Generator, cell: Unit, chair: int | None, n: int, first, last) -> Meeting:
    topic = TOPICS[n % len(TOPICS)]
    return sitting(
        cell,
        MeetingKind.THEMATIC,
        term.people.day(first, last),
        95,
        topic=topic,
        chair_id=chair,
        conclusion=f"<p>Chi bộ thống nhất thực hiện chuyên đề “{topic}”.</p>",
        resolution=f"<p>Thực hiện chuyên đề “{topic}”.</p>",
    )
