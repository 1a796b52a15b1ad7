"""From points to a total and a grade: plain values, no model, no rule of its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from scoring.rules.grades import GRADES, Grade, LeftOut

FULL = Decimal(100)
CENT = Decimal("0.01")
HALF = Decimal("0.5")


@dataclass(frozen=True)
class Mark:
    """One item as answered; without points it does not apply."""

    most: Decimal
    points: Decimal | None

    @property
    def is_full(self) -> bool:
        """The most it can give; an item that does not apply stands in nobody's way."""
        return self.points is None or self.points >= self.most


@dataclass(frozen=True)
class Limit:
    """The best grade that is left, unless these items are full and the fact is met."""

    grade: str
    items: Sequence[int] = ()
    fact: str = ""

    def is_lifted(self, marks: Mapping[int, Mark], met: Mapping[str, bool | None]) -> bool:
        """What nobody knows does not lift it."""
        if any(key not in marks or not marks[key].is_full for key in self.items):
            return False
        return not self.fact or met.get(self.fact) is True


@dataclass(frozen=True)
class Result:
    total: Decimal
    grade: Grade
    limits: list[Limit] = field(default_factory=list)  # those that held the grade down


def total_of(marks: Iterable[Mark], left_out: str) -> Decimal:
    """The sum of points out of 100, exact but for the last step: rounded half-up to two decimals.

    A left-out item gives its most (FULL), or the others are counted as the whole (RESCALE).
    """
    marks = list(marks)
    whole = sum((mark.most for mark in marks), Decimal(0))
    counted = [mark for mark in marks if mark.points is not None]
    got = sum((mark.points for mark in counted), Decimal(0))
    asked = sum((mark.most for mark in counted), Decimal(0))
    if left_out == LeftOut.FULL:
        return (got + whole - asked).quantize(CENT, ROUND_HALF_UP)
    if not asked:
        return Decimal("0.00")
    return (got * whole / asked).quantize(CENT, ROUND_HALF_UP)


def grade_of(total: Decimal, least: Sequence[Decimal]) -> Grade:
    """The best grade whose least total is reached; `least` of good, fair and average."""
    reached = (grade for grade, bound in zip(GRADES, least, strict=False) if total >= bound)
    return next(reached, Grade.POOR)


def result_of(
    marks: Mapping[int, Mark],
    *,
    left_out: str,
    least: Sequence[Decimal],
    limits: Iterable[Limit],
    met: Mapping[str, bool | None],
) -> Result:
    """Total and grade; the grade is the poorest of what the points and the limits allow."""
    total = total_of(marks.values(), left_out)
    grade = grade_of(total, least)
    holding = [
        limit
        for limit in limits
        if not limit.is_lifted(marks, met) and GRADES.index(limit.grade) > GRADES.index(grade)
    ]
    poorest = max([grade, *(Grade(limit.grade) for limit in holding)], key=GRADES.index)
    return Result(total, poorest, holding)


def step_of(value: Fraction, steps: Iterable[tuple[int, Decimal | None]]) -> int | None:
    """Of steps (key, lowest value covered): the one that covers `value`, its lowest value included.

    A step without a lowest value covers whatever lies beneath the others.
    """
    steps = list(steps)
    bounded = [(Fraction(low), key) for key, low in steps if low is not None]
    reached = [(low, key) for low, key in bounded if value >= low]
    if reached:
        return max(reached)[1]
    return next((key for key, low in steps if low is None), None) if bounded else None


def is_half_step(points: Decimal) -> bool:
    """Points are whole, or end in .5."""
    return points % HALF == 0


def points_text(points: Decimal | None) -> str:
    """As it is written: 92,5; 88; nothing stays empty."""
    return "" if points is None else f"{points.normalize():f}".replace(".", ",")
