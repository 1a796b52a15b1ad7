"""What was planned and done, by whom and of which kind: the source of a report's annex."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from django.db.models import Count, F, Prefetch, Q
from django.db.models.functions import Coalesce

from cells.models import Unit
from cells.scoping import placed_under
from common.tables import Table
from inspections.models import Campaign, CampaignKind, Performer, Subject


@dataclass
class Numbers:
    """Campaigns on the programme and concluded ones; subjects of the concluded ones, each a lượt."""

    planned: int = 0
    done: int = 0
    units: int = 0
    members: int = 0

    def __add__(self, other: Numbers) -> Numbers:
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Numbers(*(one + more for one, more in pairs))


@dataclass(frozen=True)
class Line:
    """One row of the table; without a kind the total of the performer, where it has more than one;
    without either that of all."""

    performer: str
    kind: str
    numbers: Numbers

    @property
    def performer_label(self) -> str:
        """Told by the label already where it is a total."""
        return Performer(self.performer).label.capitalize() if self.kind else ""

    @property
    def label(self) -> str:
        if self.kind:
            return CampaignKind(self.kind).label.capitalize()
        return f"Cộng {Performer(self.performer).label}" if self.performer else "Tổng cộng"


def matrix(unit: Unit, start: datetime.date, end: datetime.date) -> list[Line]:
    """Performer × kind, of what stood under `unit`; what has nothing to tell is left out.

    Planned are the campaigns on the programmes of the years that the period touches, dropped ones too
    (they were approved); done, and its subjects, are as the figures count them.
    """
    cells: dict[tuple[str, str], Numbers] = defaultdict(Numbers)
    for rows in _counts(unit, start, end):
        for performer, kind, numbers in rows:
            cells[performer, kind] += numbers
    return _with_totals(cells)


def _counts(unit: Unit, start: datetime.date, end: datetime.date) -> list:
    """Rows of performer, kind, numbers: what was planned, what was done, about whom."""
    stood_on = Coalesce(F("concluded_on"), end)
    planned = Campaign.objects.planned().filter(placed_under(unit, stood_on))
    done = Campaign.objects.concluded_under(unit, start, end)
    subjects = Subject.objects.concluded_under(unit, start, end)
    members = Count("member")
    return [
        _grouped(planned.filter(year__range=(start.year, end.year)), planned=Count("pk")),
        _grouped(done, done=Count("pk")),
        _grouped(subjects, "campaign__", members=members, units=Count("pk") - members),
    ]


def _grouped(rows, via: str = "", **counts):
    groups = rows.order_by().values(f"{via}performer", f"{via}kind").annotate(**counts)
    for row in groups:
        yield row.pop(f"{via}performer"), row.pop(f"{via}kind"), Numbers(**row)


def _with_totals(cells: dict[tuple[str, str], Numbers]) -> list[Line]:
    lines, total = [], Numbers()
    for performer in Performer:
        kinds = [kind for kind in CampaignKind if (performer, kind) in cells]
        own = [Line(performer, kind, cells[performer, kind]) for kind in kinds]
        if own:
            summed = sum((line.numbers for line in own), Numbers())
            lines += [*own, Line(performer, "", summed)] if len(own) > 1 else own
            total += summed
    return [*lines, Line("", "", total)] if lines else []


MATRIX = Table(
    [
        ("Chủ thể", lambda line: line.performer_label),
        ("Loại", lambda line: line.label),
        ("Theo chương trình (cuộc)", lambda line: line.numbers.planned),
        ("Đã kết luận (cuộc)", lambda line: line.numbers.done),
        ("Lượt tổ chức đảng", lambda line: line.numbers.units),
        ("Lượt đảng viên", lambda line: line.numbers.members),
    ],
    names_persons=False,
)


def named(subjects: Iterable[Subject]) -> str:
    """Units by name, members by number: what is printed leaves the committee."""
    rows = list(subjects)
    units = [str(row.unit) for row in rows if row.member_id is None]
    members = len(rows) - len(units)
    return "; ".join([*units, *([f"{members:02d} đảng viên"] if members else [])])


@dataclass(frozen=True)
class Told:
    """A concluded campaign as the annex prints it: who, what, whom, with which outcome, when."""

    campaign: Campaign
    subjects: list[Subject]
    whose: Unit

    @property
    def performer(self) -> str:
        """A body below the one that is told of is named."""
        unit, performer = self.campaign.unit, self.campaign.get_performer_display().capitalize()
        if self.campaign.performer == Performer.CELL:
            return str(unit)
        return performer if unit == self.whose else f"{performer} ({unit})"

    @property
    def content(self) -> str:
        return str(self.campaign)

    @property
    def whom(self) -> str:
        return named(self.subjects)

    @property
    def outcome(self) -> str:
        """Each outcome with how many subjects it is about."""
        numbers: dict[str, int] = defaultdict(int)
        for row in self.subjects:
            numbers[row.get_outcome_display() or "chưa ghi kết luận từng đối tượng"] += 1
        return "; ".join(f"{number:02d} {label}" for label, number in numbers.items())

    @property
    def time(self) -> str:
        ends = (self.campaign.begun_on, self.campaign.concluded_on)
        return " – ".join(f"{day:%d/%m/%Y}" for day in ends if day)


def told(unit: Unit, start: datetime.date, end: datetime.date) -> list[Told]:
    """The concluded campaigns of a period, committee first, for the annex of a report."""
    rows = Campaign.objects.concluded_under(unit, start, end).select_related("unit")
    subjects = Prefetch("subjects", Subject.objects.in_order())
    ordered = rows.order_by("unit__path", "concluded_on", "id").prefetch_related(subjects)
    return [Told(row, list(row.subjects.all()), unit) for row in ordered]


def unplanned(unit: Unit, start: datetime.date, end: datetime.date) -> int:
    """How many of the concluded ones nobody had planned."""
    return Campaign.objects.concluded_under(unit, start, end).filter(Q(part__isnull=True)).count()
