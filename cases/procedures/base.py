"""What a procedure is made of: steps, each with what it asks for, refuses, tells, does and takes back.

Steps and papers are from the charter and its guides, which are dated (sources.py); the numbers
of days and months are dated rows (cells.models.Threshold), only named here. The models stand above:
a function of a step gets the row that is recorded (cases.models.CaseStep), and by it the case.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, Subquery

from cases.procedures.sources import Texts, in_force
from cells.models import ThresholdCode
from members.models import Member

Deadline = Callable[..., datetime.date | None]


class Actor(models.TextChoices):
    """Who does a step; the value is the right it takes (cells/rights.py)."""

    CELL = "case.record", "Chi bộ"
    COMMITTEE = "case.decide", "Đảng ủy"


class LetterKind(models.TextChoices):
    OFFICIAL = "official", "chính thức"
    TEMPORARY = "temporary", "tạm thời"
    INNER = "inner", "nội bộ"


@dataclass(frozen=True)
class Step:
    """One step: who does it and by when, what is recorded of it, and what it changes."""

    code: str
    label: str
    actor: Actor
    # What is recorded beside the day and a note: since when, the paper behind it, the share of the
    # official members who must agree, the members who help.
    since: str = ""
    has_decision: bool = False
    vote: ThresholdCode | None = None
    has_helpers: bool = False
    # By when, from the case and the numbers in force (Threshold.objects.on): whoever misses a deadline
    # says why; what is only expected may come later.
    deadline: Deadline | None = None
    expected: Deadline | None = None
    # The letter of introduction that may be made out from then on.
    letter: LetterKind | None = None
    # Whether the case goes on from then on although the person left the roll.
    outlasts_roll: bool = False
    help: str = ""
    # Refuses what the record does not allow; then, once it is recorded: (row), (row, by).
    check: Callable[..., None] | None = None
    effect: Callable[..., None] | None = None
    # The sentence that tells the effect beforehand: it is shown first, and agreed to.
    consequence: Callable[..., str] | None = None
    # Takes the effect back; a step with an effect and without this stays.
    undo: Callable[..., None] | None = None

    @property
    def can_be_undone(self) -> bool:
        return self.effect is None or self.undo is not None


@dataclass(frozen=True)
class Situation:
    """How a member stands today: what tells which kinds of case make sense."""

    member: Member
    is_on_roll: bool
    is_exempt: bool
    is_suspended: bool
    is_away: bool
    left_by: str  # how the last spell ended; empty while it goes on

    @classmethod
    def of(cls, member: Member) -> Situation:
        """All of it in one query."""
        spells = member.memberships.permanent()
        asked = (
            Exists(spells.open()),
            Exists(member.exemptions.open()),
            Exists(member.suspensions.open()),
            Exists(member.absences.open()),
            Subquery(spells.order_by("-starts_on").values("left_by")[:1]),
        )
        return cls(member, *Member.objects.filter(pk=member.pk).values_list(*asked).get())


@dataclass(frozen=True)
class Procedure:
    """The steps of a kind of case in their order, and the papers its file must hold."""

    code: str
    label: str
    # What of the Statutes it carries out; the other texts it rests on, by their days.
    charter: str
    texts: tuple[Texts, ...]
    steps: tuple[Step, ...]
    papers: dict[str, str]
    # Papers about health are looked at, never kept.
    seen_only: tuple[str, ...] = ()
    # For which members it may be opened; without, it is one of candidates.
    fits: Callable[[Situation], bool] | None = None
    # What the case needs to know from its opening: fields of Case.
    asks: tuple[str, ...] = ()
    # By when every step is expected.
    expected: Deadline | None = None

    def source_on(self, day: datetime.date) -> str:
        """The texts in force on that day, as a page names them."""
        named = [self.charter, *(in_force(texts, day) for texts in self.texts)]
        return "; ".join(text for text in named if text)

    def step(self, code: str) -> Step:
        return next(step for step in self.steps if step.code == code)

    def after(self, done: set[str]) -> Step | None:
        """The first step not done yet; None when all are."""
        return next((step for step in self.steps if step.code not in done), None)
