"""Form 4-BTCTW: the members by people (dân tộc) and by religion, on the last day of a period."""

from collections import Counter

from django.db.models import Count, F, Q, QuerySet

from members.models import Membership, Sex
from members.rules.spellings import NO_RELIGION
from reports.figures import Ratio, Scope
from reports.reading.numbers import FROM_MEDIUM, Column, FigureTable, Line, Number

TOTAL, WOMEN = Column("total", "Tổng số", "Tổng số"), Column("women", "Nữ", "Trong đó: nữ")
PERCENT = Column("percent", "Tỷ lệ", "Tỷ lệ (%)", style=FROM_MEDIUM)


def peoples(scope: Scope, openable: set[str]) -> FigureTable:
    """Two queries, whatever the scope."""
    roll = Membership.objects.on_roll(scope.unit, scope.end).order_by()
    lines = [
        *_grouped(roll, "member__ethnicity", "I", "Chia theo dân tộc", {}),
        *_grouped(roll, "member__history__religion", "II", "Chia theo tôn giáo", WITHOUT_RELIGION),
    ]
    return FigureTable("Tên dân tộc, tôn giáo", [TOTAL, WOMEN, PERCENT], lines, marks="Mục")


WITHOUT_RELIGION = {"": "Chưa ghi tôn giáo", NO_RELIGION: "Không theo tôn giáo"}


def _grouped(roll: QuerySet, field: str, mark: str, title: str, named: dict[str, str]) -> list[Line]:
    """The most first; `named`: values that stand last, under these names."""
    women = Count("pk", filter=Q(member__sex=Sex.FEMALE))
    found: dict[str, Counter] = {}
    for row in roll.values(value=F(field)).annotate(total=Count("pk"), women=women):
        told = found.setdefault(row["value"] or "", Counter())
        told.update(total=row["total"], women=row["women"])
    total = sum(found.values(), Counter())
    ordered = sorted(found, key=lambda value: (value in named, -found[value]["total"], value))
    return [
        _share(title, total, total, mark),
        *(_share(named.get(value, value), found[value], total, depth=1) for value in ordered),
    ]


def _share(name: str, counts: Counter, whole: Counter, mark: str = "", depth: int = 0) -> Line:
    share = Number(Ratio(counts["total"], whole["total"]))
    numbers = {TOTAL: Number(counts["total"]), WOMEN: Number(counts["women"]), PERCENT: share}
    return Line(name, numbers, is_whole=depth == 0, mark=mark, depth=depth)
