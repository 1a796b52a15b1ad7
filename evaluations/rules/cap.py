"""The cap on "hoàn thành xuất sắc": pure arithmetic over plain counts, which knows no year.

The base and the rounding differ between regulations and between those who apply them
(docs/rules.md), so both are data of the rule set and all three bases are shown.
"""

import math
import re
from dataclasses import dataclass
from fractions import Fraction

from django.db import models

from common.vietnamese import percent


class Base(models.TextChoices):
    T = "t", "số hoàn thành tốt"
    T_OR_BETTER = "t_or_better", "số hoàn thành tốt trở lên"
    GRADED = "graded", "tổng số được xếp loại"


class Rounding(models.TextChoices):
    FLOOR = "floor", "bỏ phần lẻ"
    HALF_UP = "half_up", "từ 0,5 làm tròn lên"
    UP = "up", "làm tròn lên"


# How the reason of an office names a base that is not the binding one.
NAMED = {Base.T_OR_BETTER: "tốt trở lên", Base.GRADED: "tổng số"}
PERCENT = re.compile(r"(?<![\d,.])(\d{1,3})\s*%")


@dataclass(frozen=True)
class Share:
    """The share of XS on one base, and the number the cap allows on it."""

    base: Base
    xs: int
    counted: int
    allowed: int
    is_binding: bool

    @property
    def is_exceeded(self) -> bool:
        return self.is_binding and self.xs > self.allowed

    @property
    def percent(self) -> str:
        return percent(self.xs, self.counted)


@dataclass(frozen=True)
class Standing:
    """Where a round stands against the cap, and what its recorded reason was given for.

    `accepted_for` holds the (XS, base) pairs of the exceeded shares of that moment: when the
    numbers change, the reason has to be given again.
    """

    members: list[Share]
    cells: list[Share]
    accepted_for: list[list[int]]

    @property
    def exceeded(self) -> list[Share]:
        return [share for share in self.members + self.cells if share.is_exceeded]

    @property
    def pairs(self) -> list[list[int]]:
        return [[share.xs, share.counted] for share in self.exceeded]

    def exceeded_as_named_in(self, reason: str, rounding: str) -> str:
        """The share that a reason names and that is exceeded as well, on the base it names; or "".

        Without a base in its words the binding one is meant; "làm tròn lên" is taken as said.
        """
        text = reason.lower()
        base = next((one for one, words in NAMED.items() if words in text), None)
        up = Rounding.UP if Rounding.UP.label in text else rounding
        for share in self.exceeded:
            meant = next(one for one in self._beside(share) if one.base == (base or share.base))
            for found in PERCENT.finditer(text):
                if meant.xs > allowed(meant.counted, int(found[1]), up):
                    return found[1]
        return ""

    def _beside(self, share: Share) -> list[Share]:
        return self.members if share in self.members else self.cells

    @property
    def is_unanswered(self) -> bool:
        """Above the cap, without a reason for exactly these numbers."""
        return bool(self.pairs) and self.pairs != self.accepted_for


def allowed(counted: int, cap_percent: int, rounding: str) -> int:
    """How many XS the cap allows over a base of `counted`."""
    exact = Fraction(counted * cap_percent, 100)
    if rounding == Rounding.FLOOR:
        return math.floor(exact)
    return math.ceil(exact) if rounding == Rounding.UP else math.floor(exact + Fraction(1, 2))


def shares(
    *, xs: int, t: int, graded: int, cap_percent: int, base: str | None, rounding: str
) -> list[Share]:
    """The share of XS on all three bases. The base named binds; None where no cap applies."""
    counts = {Base.T: t, Base.T_OR_BETTER: xs + t, Base.GRADED: graded}
    return [
        Share(one, xs, counted, allowed(counted, cap_percent, rounding), one == base)
        for one, counted in counts.items()
    ]
