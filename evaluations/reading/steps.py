"""What the steps before the decision say, and what the cell still owes."""

from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.utils.text import capfirst

from evaluations.models import BodyOpinion, MemberAssessment, Opinion, Round, Step
from members.rules.namesakes import called

BODIES = "bodies"
ORDER = (Step.STATE, Step.SELF, BODIES, "vote", Step.CELL, Step.APPRAISAL)


class Line(NamedTuple):
    """One member of the round on the page of the cell."""

    row: MemberAssessment
    name: str
    said: str
    owes_self: bool
    owes_cell: bool


class CellRound(NamedTuple):
    """One round as the cell has it."""

    round: Round
    lines: list[Line]
    excluded: list[Line]

    @property
    def owing_self(self) -> int:
        return sum(line.owes_self for line in self.lines)

    @property
    def owing_cell(self) -> int:
        return sum(line.owes_cell for line in self.lines)


def cell_rounds(rows) -> list[CellRound]:
    """Round by round the members of a cell. Needs rows by_round_and_name(), with_steps()."""
    return [_cell_round(*group) for group in groupby(rows, key=attrgetter("round"))]


def said_of(row: MemberAssessment) -> str:
    """The steps in one line; needs with_steps()."""
    said = {step: str(opinion) for step, opinion in row.said_at.items()}
    if bodies := row.bodies:
        said[BODIES] = "; ".join(map(str, bodies))
    if vote := getattr(row, "vote", None):
        said["vote"] = str(vote)
    return capfirst("; ".join(said[step] for step in ORDER if step in said))


def opinions_of(row: MemberAssessment, bodies: list[BodyOpinion]) -> list[Opinion | BodyOpinion]:
    """What is said of a member in the order of the steps, each with who entered it; `bodies`: all that
    others proposed."""
    standing = [one for one in bodies if one.withdrawn_at is None]
    said = [*row.opinions.select_related("said_by"), *standing]
    return sorted(said, key=_place)


def _cell_round(grading: Round, rows) -> CellRound:
    rows = list(rows)
    names = called(row.member for row in rows)
    lines = [_line(row, names[row.member_id]) for row in rows]
    asked = [line for line in lines if not line.row.exclusion]
    return CellRound(grading, asked, [line for line in lines if line.row.exclusion])


def _place(said: Opinion | BodyOpinion) -> int:
    return ORDER.index(BODIES if isinstance(said, BodyOpinion) else said.step)


def _line(row: MemberAssessment, name: str) -> Line:
    done = row.said_at
    return Line(row, name, said_of(row), Step.SELF not in done, Step.CELL not in done)
