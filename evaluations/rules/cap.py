"""The cap on "hoàn thành xuất sắc": pure arithmetic over plain counts, which knows no year.

The base, the rounding and within what it is counted differ between regulations and between those
who apply them (docs/rules.md), so all are data of the rule set and all three bases are shown.
"""

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple

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


class CapScope(models.TextChoices):
    """Within what the share is counted."""

    COMMITTEE = "committee", "toàn đảng bộ"
    GROUP = "group", "từng nhóm vị trí tương đồng"
    CELL = "cell", "từng chi bộ"


WHOLE, HEADS = "Toàn đảng bộ", "Người đứng đầu, tính riêng"

# How the reason of an office names a base that is not the binding one.
NAMED = {Base.T_OR_BETTER: "tốt trở lên", Base.GRADED: "tổng số"}
PERCENT = re.compile(r"(?<![\d,.])(\d{1,3})\s*%")


@dataclass(frozen=True)
class Share:
    """The share of XS on one base, and the number the cap allows on it.

    `more`: how many may still be raised from T to XS. `group`: whose share, where not of all.
    """

    base: Base
    xs: int
    counted: int
    allowed: int
    is_binding: bool
    more: int = 0
    group: str = ""

    @property
    def is_exceeded(self) -> bool:
        return self.is_binding and self.xs > self.allowed

    @property
    def percent(self) -> str:
        return percent(self.xs, self.counted)


class Part(NamedTuple):
    """Members of one cell and one group of like posts, who are heads or who are not.

    `rank`: the place of the group among the groups; the cells come in their order.
    """

    cell: str
    group: str
    rank: int
    is_head: bool
    xs: int
    t: int
    graded: int

    def counted_in(self, scope: str, head_apart: bool) -> str:
        """The name of those who are counted together with them; empty where all are."""
        if head_apart and self.is_head:
            return HEADS
        return {CapScope.GROUP: self.group, CapScope.CELL: self.cell}.get(scope, "")


@dataclass(frozen=True)
class Standing:
    """Where a round stands against the cap, and what its recorded reason was given for.

    `accepted_for` holds (XS, base), and the group if any, of the exceeded shares of that moment:
    when the numbers change, the reason has to be given again.
    """

    members: list[Share]
    cells: list[Share]
    accepted_for: list[list[int | str]]

    @property
    def exceeded(self) -> list[Share]:
        return [share for share in self.members + self.cells if share.is_exceeded]

    @property
    def pairs(self) -> list[list[int | str]]:
        return [
            [share.xs, share.counted, *([share.group] if share.group else [])]
            for share in self.exceeded
        ]

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
        side = self.members if share in self.members else self.cells
        return [one for one in side if one.group == share.group]

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


def most_of_all(cap_percent: int) -> str:
    """The part of all that XS comes to at most where everybody is at least T and the base is T:
    x of N is within p % of N − x up to N·p/(100 + p), before rounding."""
    return str(Fraction(cap_percent, 100 + cap_percent))


def shares(
    *, xs: int, t: int, graded: int, cap_percent: int, base: str | None, rounding: str, group: str = ""
) -> list[Share]:
    """The share of XS on all three bases. The base named binds; None where no cap applies."""
    counts = {Base.T: t, Base.T_OR_BETTER: xs + t, Base.GRADED: graded}
    found = []
    for one, counted in counts.items():
        most = allowed(counted, cap_percent, rounding)
        more = _more(xs, t, counted, one, cap_percent, rounding)
        found.append(Share(one, xs, counted, most, one == base, more, group))
    return found


def shares_by_part(
    parts: list[Part], scope: str, *, head_apart: bool, base: str | None, **rules
) -> list[Share]:
    """The shares of each part that the cap is counted in, in the order of the parts; then, for
    information, those of the heads where they are counted apart, and of all together."""
    groups = defaultdict(list)
    for part in sorted(parts, key=attrgetter("rank", "group")) if scope == CapScope.GROUP else parts:
        groups[part.counted_in(scope, head_apart)].append(part)
    heads = groups.pop(HEADS, [])
    told = [(group, rows, base) for group, rows in groups.items()] or [("", [], base)]
    told += [(HEADS, heads, None)] if heads else []
    told += [(WHOLE, parts, None)] if len(told) > 1 else []
    return [
        share
        for group, rows, binding in told
        for share in shares(**_summed(rows), base=binding, group=group, **rules)
    ]


def _summed(parts: list[Part]) -> dict[str, int]:
    return {name: sum(getattr(part, name) for part in parts) for name in ("xs", "t", "graded")}


def _more(xs: int, t: int, counted: int, base: Base, cap_percent: int, rounding: str) -> int:
    """How many may be raised from T: on the base T, each leaves it."""
    leaves = 1 if base == Base.T else 0
    room = min(t, allowed(counted, cap_percent, rounding) - xs)
    fits = (xs + n <= allowed(counted - n * leaves, cap_percent, rounding) for n in range(1, room + 1))
    return sum(fits)
