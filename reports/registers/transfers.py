"""The register of transfers: who came and who went, for good or for a time, in one book by day."""

import datetime
from dataclasses import dataclass

from django.db.models import F, OuterRef, Prefetch, Subquery

from cases.models import Letter, LetterKind
from cells.models import Decision, Unit
from cells.scoping import placed_under
from common.periods import DAY
from members.models import Absence, CameBy, LeftBy, Member, Membership
from reports.figures import Scope, moves
from reports.figures.tables import ADMITTED, BORN, CELL, OFFICIAL, of_members
from reports.registers.register import CARD, Register


@dataclass(frozen=True)
class Passage:
    """One line of the book: a member crossed the border of the scope on a day."""

    day: datetime.date
    member: Member
    unit: Unit
    what: str
    place: str
    paper: Decision | str | None

    @property
    def member_id(self) -> int:
        return self.member.pk


def transfers(scope: Scope) -> list[Passage]:
    """In the order of the book: by day, on one day by name."""
    lines = [*_came(scope), *_went(scope), *_away(scope)]
    return sorted(lines, key=lambda line: (line.day, line.member.sort_key, line.what))


def _came(scope: Scope):
    """For good, or for a time; not a guest whose cell became another one."""
    guests = Membership.objects.temporary().filter(
        placed_under(scope.unit, F("starts_on")), starts_on__range=scope.days, came_by=CameBy.TRANSFER
    )
    guests = guests.select_related("member", "unit", "came_decision")
    came = {"đến, chính thức": moves.came(scope, CameBy.TRANSFER), "đến, tạm thời": guests}
    for what, rows in came.items():
        for row in rows:
            paper = row.came_decision
            yield Passage(row.starts_on, row.member, row.unit, what, row.came_from, paper)


def _went(scope: Scope):
    letters = Letter.objects.standing().exclude(kind=LetterKind.TEMPORARY).order_by("-id")
    gone = moves.left(scope, LeftBy.TRANSFER).prefetch_related(Prefetch("letters", letters))
    for row in gone:
        numbers = [str(letter) for letter in row.letters.all()]
        paper = row.left_decision or (numbers[0] if numbers else None)
        day = row.last_on + DAY
        yield Passage(day, row.member, row.unit, "đi, chính thức", row.left_to, paper)


def _away(scope: Scope):
    """Members of the roll who went elsewhere for a time."""
    spells = Membership.objects.permanent().filter(member=OuterRef("member"))
    there = spells.within(scope.unit, OuterRef("starts_on")).values("unit")
    begun = Absence.objects.filter(starts_on__range=scope.days)
    begun = begun.annotate(cell=Subquery(there[:1])).filter(cell__isnull=False)
    begun = list(begun.select_related("member", "decision"))
    units = Unit.objects.in_bulk(row.cell for row in begun)
    for row in begun:
        yield Passage(
            row.starts_on, row.member, units[row.cell], "đi, tạm thời", row.place, row.decision
        )


def _where(way: str):
    """The other body, in the column of that way."""
    return lambda line: line.place if line.what.startswith(way) else None


# As form 10-SHĐ has them; of the bodies between the two ends no record tells.
TABLE = of_members(
    BORN,
    ADMITTED,
    OFFICIAL,
    CARD,
    CELL,
    ("Ngày", lambda line: line.day),
    ("Chuyển sinh hoạt đảng", lambda line: line.what),
    ("Đi: tổ chức đảng nơi đến", _where("đi")),
    ("Đến: tổ chức đảng nơi đi", _where("đến")),
    ("Quyết định, giấy giới thiệu", lambda line: line.paper),
)

REGISTERS = [Register("transfers", "Sổ giới thiệu sinh hoạt đảng", TABLE, transfers)]
