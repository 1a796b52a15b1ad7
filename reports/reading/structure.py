"""The structure of the membership on a day: who the members are, in all and by unit.

Each line is a condition on a spell of the roll; its number is the count, its list the rows. The lines
of a group that `adds_up` part the roll: everybody stands in exactly one of them.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum, TextChoices

from cells.models import Unit, UnitVersion
from common.periods import DAY
from common.tables import Table
from common.vietnamese import percent
from members.models import Exemption, Membership, Schooling, Sex, Theory
from members.models.membership import MAJORITY
from members.rules.party_age import MONTHS_A_YEAR, add_months, latest_start

TITLE = "Cơ cấu đội ngũ đảng viên"
NO_RELIGION = ["", "Không", "không", "Không có", "không có"]


@dataclass(frozen=True)
class Line:
    """One number: how many of the roll of a day satisfy the condition."""

    code: str
    label: str
    where: Callable[[datetime.date], Q]


@dataclass(frozen=True)
class Group:
    title: str
    lines: list[Line]
    adds_up: bool = True


def _aged(first: int | None, last: int | None) -> Callable[[datetime.date], Q]:
    """From `first` to `last` full years of age, both included."""

    def where(day: datetime.date) -> Q:
        old = Q() if first is None else Q(member__born_on__lte=_years_before(day, first))
        young = Q() if last is None else Q(member__born_on__gt=_years_before(day, last + 1))
        return old & young

    return where


def _years_before(day: datetime.date, years: int) -> datetime.date:
    """Who was born then or earlier has that many full years, counted as `Member.age_on` does."""
    return add_months(day, -years * MONTHS_A_YEAR)


def _in_party(first: int, last: int | None) -> Callable[[datetime.date], Q]:
    """From `first` to `last` full years since the admission decision."""

    def where(day: datetime.date) -> Q:
        since = "member__admission_decided_on"
        young = Q() if not first else Q(**{f"{since}__lte": _began(day, first)})
        return young if last is None else young & Q(**{f"{since}__gt": _began(day, last + 1)})

    return where


def _began(day: datetime.date, years: int) -> datetime.date:
    return latest_start(day, years * MONTHS_A_YEAR)


def _admitted(first: datetime.date | None, last: datetime.date | None) -> Callable:
    since = Q() if first is None else Q(member__admitted_on__gte=first)
    until = Q() if last is None else Q(member__admitted_on__lte=last)
    return lambda day: since & until


def _choices(field: str, choices: type[TextChoices]) -> list[Line]:
    """One line for each value, and one for whatever is none of them."""
    lines = [_choice(field, choice.value, choice.label) for choice in choices]
    known = Q(**{f"member__{field}__in": [choice.value for choice in choices]})
    return [*lines, Line(f"{field}_unknown", "Chưa ghi", lambda day: ~known)]


def _choice(field: str, value: str, label: str) -> Line:
    return Line(f"{field}_{value}", label, lambda day: Q(**{f"member__{field}": value}))


def _official(day: datetime.date) -> Q:
    return Q(member__official_on__isnull=False, member__official_on__lte=day)


def _religious(day: datetime.date) -> Q:
    recorded = Q(member__history__religion__isnull=False)
    return recorded & ~Q(member__history__religion__in=NO_RELIGION)


def _exempt(day: datetime.date) -> Q:
    return Q(Exists(Exemption.objects.on(day).filter(member=OuterRef("member"))))


def _female(day: datetime.date) -> Q:
    return Q(member__sex=Sex.FEMALE)


def _minority(day: datetime.date) -> Q:
    return ~Q(member__ethnicity=MAJORITY)


# The two ends of the eras: the August Revolution, the Geneva agreements, the end of the war.
AUGUST, GENEVA, PEACE = (
    datetime.date(1945, 8, 19),
    datetime.date(1954, 7, 21),
    datetime.date(1975, 5, 1),
)
AGES = [(None, 30), *((first, first + 4) for first in range(31, 60, 5)), (61, None)]
YEARS_IN_PARTY = [(0, 9), (10, 19), (20, 29), (30, 39), (40, 49), (50, None)]


def _band(first: int | None, last: int | None, unit: str) -> str:
    if not first:
        return f"Đến {last} {unit}"
    return f"Từ {first} {unit} trở lên" if last is None else f"{first}–{last} {unit}"


AGE_LINES = [
    Line(f"age_{first or 0}", _band(first, last, "tuổi"), _aged(first, last)) for first, last in AGES
]
GROUPS = [
    Group(
        "Chính thức, dự bị",
        [
            Line("official", "Chính thức", _official),
            Line("probationary", "Dự bị", lambda day: ~_official(day)),
        ],
    ),
    Group(
        "Trong đó",
        [
            Line("female", "Nữ", _female),
            Line("minority", "Dân tộc thiểu số", _minority),
            Line("religious", "Có tôn giáo, theo lý lịch đã ghi", _religious),
            Line("exempt", "Miễn công tác và sinh hoạt", _exempt),
        ],
        adds_up=False,
    ),
    Group("Tuổi đời", AGE_LINES),
    Group(
        "Tuổi đảng",
        [
            Line(f"party_age_{first}", _band(first, last, "năm"), _in_party(first, last))
            for first, last in YEARS_IN_PARTY
        ],
    ),
    Group(
        "Thời kỳ kết nạp",
        [
            Line("era_1", "Trước 19/8/1945", _admitted(None, AUGUST - DAY)),
            Line("era_2", "Từ 19/8/1945 đến 20/7/1954", _admitted(AUGUST, GENEVA - DAY)),
            Line("era_3", "Từ 21/7/1954 đến 30/4/1975", _admitted(GENEVA, PEACE - DAY)),
            Line("era_4", "Từ 1/5/1975 đến nay", _admitted(PEACE, None)),
        ],
    ),
    Group("Trình độ", _choices("schooling", Schooling)),
    Group("Lý luận chính trị", _choices("theory", Theory)),
]
LINES: dict[str, Line] = {line.code: line for group in GROUPS for line in group.lines}


def heading(code: str) -> str:
    """What the list behind a number is called."""
    titles = {line.code: group.title for group in GROUPS for line in group.lines}
    return f"{titles[code]}: {LINES[code].label}"


@dataclass(frozen=True)
class Row:
    """The numbers of one unit, with everything that stood below it."""

    code: str
    name: str
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return self.counts["total"]

    @property
    def mean_age(self) -> Decimal | None:
        """Of full years, with one decimal, half-up; None without members."""
        if not self.total:
            return None
        return (Decimal(self.counts["years"]) / self.total).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def ages(self) -> list[int]:
        return [self.counts[line.code] for line in AGE_LINES]

    def share(self, code: str) -> str:
        return percent(self.counts[code], self.total)


@dataclass(frozen=True)
class Structure:
    day: datetime.date
    whole: Row
    parts: list[Row]

    @property
    def groups(self) -> list[tuple[Group, list[tuple[Line, int, str]]]]:
        counts = self.whole.counts
        return [
            (group, [(line, counts[line.code], self.whole.share(line.code)) for line in group.lines])
            for group in GROUPS
        ]


def structure(unit: Unit, day: datetime.date) -> Structure:
    """Of the unit and of each unit right below it on that day: two queries, whatever their number."""
    versions = UnitVersion.objects.on(day).filter(parent=unit).select_related("unit")
    parts = list(versions.order_by(F("number").asc(nulls_first=True), "name"))
    counted = _count([unit.pk, *(version.unit_id for version in parts)], day)
    return Structure(
        day,
        Row(unit.code, unit.name, counted[unit.pk]),
        [Row(part.unit.code, part.name, counted[part.unit_id]) for part in parts],
    )


def rows_of(code: str, unit: Unit, day: datetime.date) -> QuerySet:
    """The list behind a number."""
    return Membership.objects.on_roll(unit, day).filter(LINES[code].where(day)).by_name()


def _count(units: list[int], day: datetime.date) -> dict[int, dict[str, int]]:
    """Unit id → code → number; `years` is the sum of full years of age."""
    lasts = Q(unit__ancestry__ends_on__isnull=True) | Q(unit__ancestry__ends_on__gte=day)
    rows = (
        Membership.objects.permanent()
        .on(day)
        .filter(lasts, unit__ancestry__ancestor__in=units, unit__ancestry__starts_on__lte=day)
        .order_by()
        .values(place=F("unit__ancestry__ancestor"))
        .annotate(
            **{code: Count("pk", filter=line.where(day)) for code, line in LINES.items()},
            total=Count("pk"),
            years=day.year * Count("pk") - Sum("member__born_on__year") - _birthdays_to_come(day),
        )
    )
    found = {row["place"]: row for row in rows}
    nothing = dict.fromkeys([*LINES, "total", "years"], 0)
    return {unit: found.get(unit, nothing) for unit in units}


def _birthdays_to_come(day: datetime.date) -> Count:
    """Of how many the birthday of that year is still ahead: a year younger than the years tell."""
    born = "member__born_on"
    this_month = Q(**{f"{born}__month": day.month, f"{born}__day__gt": day.day})
    return Count("pk", filter=Q(**{f"{born}__month__gt": day.month}) | this_month)


TABLE = Table(
    [
        ("Tổ chức", lambda row: row.name),
        ("Tổng số", lambda row: row.total),
        *((line.label, lambda row, code=code: row.counts[code]) for code, line in LINES.items()),
        ("Tuổi bình quân", lambda row: row.mean_age),
    ],
    names_persons=False,
)
