"""The cap on "hoàn thành xuất sắc": pure arithmetic over plain counts, which knows no year.

The base and the rounding differ between regulations and between those who apply them
(docs/domain.md), so both are data of the rule set and all three bases are shown.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from django.db import models

from cells.vietnamese import percent


class Base(models.TextChoices):
    T = "t", "số hoàn thành tốt"
    T_OR_BETTER = "t_or_better", "số hoàn thành tốt trở lên"
    GRADED = "graded", "tổng số được xếp loại"


class Rounding(models.TextChoices):
    FLOOR = "floor", "bỏ phần lẻ"
    HALF_UP = "half_up", "từ 0,5 làm tròn lên"
    UP = "up", "làm tròn lên"


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


def allowed(counted: int, cap_percent: int, rounding: str) -> int:
    """How many XS the cap allows over a base of `counted`."""
    exact = Fraction(counted * cap_percent, 100)
    if rounding == Rounding.FLOOR:
        return math.floor(exact)
    return math.ceil(exact) if rounding == Rounding.UP else math.floor(exact + Fraction(1, 2))


def shares(*, xs: int, t: int, graded: int, cap_percent: int, base: str, rounding: str) -> list[Share]:
    """The share of XS on all three bases; the base of the rule set binds."""
    counts = {Base.T: t, Base.T_OR_BETTER: xs + t, Base.GRADED: graded}
    return [
        Share(one, xs, counted, allowed(counted, cap_percent, rounding), one == base)
        for one, counted in counts.items()
    ]
