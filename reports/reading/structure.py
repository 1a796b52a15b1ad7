"""The structure of the membership on a day: who the members are, in all and by unit.

Each line is a condition on a spell of the roll; its number is the count, its list the rows. The lines
of a group that `adds_up` part the roll: everybody stands in exactly one of them.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum, TextChoices
from django.urls import reverse

from cells.models import Unit, UnitVersion
from cells.scoping import placed_under
from common.partial import Precision
from common.periods import DAY
from common.vietnamese import percent
from members.models import Exemption, Membership, Schooling, Sex, Theory
from members.models.membership import OF_MINORITIES
from members.rules.party_age import MONTHS_A_YEAR, add_months, latest_start
from members.rules.spellings import NO_RELIGION
from reports.figures import Scope
from reports.reading.numbers import FROM_LARGE, FROM_MEDIUM, Column, FigureTable, Line, Number, Pick


@dataclass(frozen=True)
class Condition:
    """One number: how many of the roll of a day satisfy the condition."""

    code: str
    label: str
    where: Callable[[datetime.date], Q]


@dataclass(frozen=True)
class Group:
    title: str
    lines: list[Condition]
    adds_up: bool = True


def _years(
    field: str, ago: Callable[[datetime.date, int], datetime.date], first: int | None, last: int | None
) -> Callable[[datetime.date], Q]:
    """From `first` to `last` full years since the day in the field, both included.

    `ago` tells the last day since which so many years are full.
    """

    def where(day: datetime.date) -> Q:
        old = Q(**{f"{field}__lte": ago(day, first)}) if first else Q()
        young = Q() if last is None else Q(**{f"{field}__gt": ago(day, last + 1)})
        return old & young

    return where


def _born(day: datetime.date, years: int) -> datetime.date:
    """Born on that day or before it means so many full years of age, as `Member.age_on` counts."""
    return add_months(day, -years * MONTHS_A_YEAR)


def _began(day: datetime.date, years: int) -> datetime.date:
    return latest_start(day, years * MONTHS_A_YEAR)


def _admitted(first: datetime.date | None, last: datetime.date | None) -> Callable:
    since = Q() if first is None else Q(member__admitted_on__gte=first)
    until = Q() if last is None else Q(member__admitted_on__lte=last)
    return lambda day: since & until


def _choices(field: str, choices: type[TextChoices]) -> list[Condition]:
    """One line for each value, and one for whatever is none of them."""
    path = f"member__{field}"
    lines = [
        Condition(f"{field}_{choice}", choice.label, lambda day, value=choice.value: Q(**{path: value}))
        for choice in choices
    ]
    known = Q(**{f"{path}__in": choices.values})
    return [*lines, Condition(f"{field}_unknown", "Chưa ghi", lambda day: ~known)]


def _official(day: datetime.date) -> Q:
    return Q(member__official_on__isnull=False, member__official_on__lte=day)


def _religious(day: datetime.date) -> Q:
    recorded = Q(member__history__religion__isnull=False)
    return recorded & ~Q(member__history__religion__in=["", NO_RELIGION])


def _exempt(day: datetime.date) -> Q:
    return Q(Exists(Exemption.objects.on(day).filter(member=OuterRef("member"))))


def _partly(name: str) -> Callable[[datetime.date], Q]:
    """Of which day only the month or the year is known."""
    return lambda day: ~Q(**{f"member__{name}_precision": Precision.DAY})


FIRST_DAY = "từ 01/01, từ ngày 01"
# The two ends of the eras: the August Revolution, the Geneva agreements, the end of the war.
AUGUST, GENEVA = datetime.date(1945, 8, 19), datetime.date(1954, 7, 21)
PEACE = datetime.date(1975, 5, 1)
AGES = [(None, 30), *((first, first + 4) for first in range(31, 60, 5)), (61, None)]
YEARS_IN_PARTY = [(0, 9), (10, 19), (20, 29), (30, 39), (40, 49), (50, None)]


def _band(first: int | None, last: int | None, unit: str) -> str:
    if not first:
        return f"Đến {last} {unit}"
    return f"Từ {first} {unit} trở lên" if last is None else f"{first}–{last} {unit}"


AGE_LINES = [
    Condition(
        f"age_{first or 0}", _band(first, last, "tuổi"), _years("member__born_on", _born, first, last)
    )
    for first, last in AGES
]
GROUPS = [
    Group(
        "Chính thức, dự bị",
        [
            Condition("official", "Chính thức", _official),
            Condition("probationary", "Dự bị", lambda day: ~_official(day)),
        ],
    ),
    Group(
        "Trong đó",
        [
            Condition("female", "Nữ", lambda day: Q(member__sex=Sex.FEMALE)),
            Condition("minority", "Dân tộc thiểu số", lambda day: OF_MINORITIES),
            Condition("religious", "Có tôn giáo, theo lý lịch đã ghi", _religious),
            Condition("exempt", "Miễn công tác và sinh hoạt đảng", _exempt),
            Condition("birth_unknown", f"Chưa rõ ngày sinh: tính tuổi {FIRST_DAY}", _partly("born")),
            Condition(
                "decision_unknown",
                f"Chưa rõ ngày quyết định kết nạp: tính tuổi đảng {FIRST_DAY}",
                _partly("admission_decided"),
            ),
        ],
        adds_up=False,
    ),
    Group("Tuổi đời", AGE_LINES),
    Group(
        "Tuổi đảng",
        [
            Condition(
                f"party_age_{first}",
                _band(first, last, "năm"),
                _years("member__admission_decided_on", _began, first, last),
            )
            for first, last in YEARS_IN_PARTY
        ],
    ),
    Group(
        "Thời kỳ kết nạp",
        [
            Condition("era_1", "Trước 19/8/1945", _admitted(None, AUGUST - DAY)),
            Condition("era_2", "Từ 19/8/1945 đến 20/7/1954", _admitted(AUGUST, GENEVA - DAY)),
            Condition("era_3", "Từ 21/7/1954 đến 30/4/1975", _admitted(GENEVA, PEACE - DAY)),
            Condition("era_4", "Từ 1/5/1975 đến nay", _admitted(PEACE, None)),
        ],
    ),
    Group("Trình độ", _choices("schooling", Schooling)),
    Group("Lý luận chính trị", _choices("theory", Theory)),
]
LINES: dict[str, Condition] = {line.code: line for group in GROUPS for line in group.lines}


TOTAL = Column("total", "Tổng số", "Tổng số")
MEAN_AGE = Column("mean_age", "Tuổi bình quân", "Tuổi bình quân", style=FROM_MEDIUM)
# What stands side by side on the page, with the width of screen from which it does.
BY_UNIT = {
    "probationary": "",
    "female": "",
    "minority": FROM_MEDIUM,
    "exempt": FROM_MEDIUM,
    **dict.fromkeys((line.code for line in AGE_LINES), FROM_LARGE),
}
SHORT = {"exempt": "Miễn sinh hoạt"}
COLUMNS = {
    code: Column(code, SHORT.get(code, line.label), line.label, style=BY_UNIT.get(code, ""))
    for code, line in LINES.items()
}


def heading(code: str) -> str:
    """What the list behind a number is called."""
    title = next(group.title for group in GROUPS if LINES[code] in group.lines)
    return f"{title}: {LINES[code].label}"


@dataclass(frozen=True, kw_only=True)
class Structure(FigureTable):
    """The unit as a whole, then each right below it. `opens`: whether the lists of the whole do."""

    opens: bool

    @property
    def by_unit(self) -> FigureTable:
        columns = [TOTAL, *(COLUMNS[code] for code in BY_UNIT), MEAN_AGE]
        return FigureTable(self.heading, columns, self.parts)

    @property
    def groups(self) -> list[tuple[Group, list[tuple[str, Number, str]]]]:
        """Of the whole, group by group: label, number, share."""
        return [(group, [self._shared(line) for line in group.lines]) for group in GROUPS]

    def _shared(self, line: Condition) -> tuple[str, Number, str]:
        numbers = self.whole.numbers
        number = numbers[COLUMNS[line.code]]
        return line.label, number, percent(number.value, numbers[TOTAL].value)

    @property
    def total(self) -> Number:
        return self.whole.numbers[TOTAL]

    @property
    def mean_age(self) -> Number:
        return self.whole.numbers[MEAN_AGE]


def structure(scope: Scope, openable: set[str], pick: Pick = list) -> Structure:
    """Of the unit and of each unit right below it on the last day: two queries, whatever their number.

    The numbers of the unit are parts of its roll, and open to whom the roll opens.
    """
    unit, day, opens = scope.unit, scope.end, "members.closing" in openable
    versions = UnitVersion.objects.on(day).filter(parent=unit).select_related("unit")
    parts = pick(list(versions.order_by(F("number").asc(nulls_first=True), "name")))
    counted = count_by_code([unit.pk, *(part.unit_id for part in parts)], day)
    whole = Line(
        unit.name, _numbers(counted[unit.pk], _asked(unit, day) if opens else ""), is_whole=True
    )
    lines = [
        Line(part.name, _numbers(counted[part.unit_id]), address=_asked(part.unit, day))
        for part in parts
    ]
    columns = [TOTAL, *COLUMNS.values(), MEAN_AGE]
    return Structure("Tổ chức", columns, [whole, *lines], opens=opens)


def _asked(unit: Unit, day: datetime.date) -> str:
    return f"?{urlencode({'unit': unit.code, 'on': day})}"


def _numbers(counted: dict[str, int], asked: str = "") -> dict[Column, Number]:
    """Under each column; `asked` ends the address of each list where they open."""
    numbers = {
        TOTAL: Number(counted["total"]),
        MEAN_AGE: Number(mean_age(counted["years"], counted["total"])),
    }
    for code, column in COLUMNS.items():
        opens = asked and counted[code]
        page = reverse("reports:structure_rows", args=[code]) + asked if opens else ""
        numbers[column] = Number(counted[code], page)
    return numbers


def mean_age(years: int, members: int) -> Decimal | None:
    """Of the sum of their full years, with one decimal, half-up; None without members."""
    return (Decimal(years) / members).quantize(Decimal("0.1"), ROUND_HALF_UP) if members else None


def rows_of(code: str, unit: Unit, day: datetime.date) -> QuerySet:
    """The list behind a number."""
    return Membership.objects.on_roll(unit, day).filter(LINES[code].where(day)).by_name()


def count_by_code(units: list[int], day: datetime.date) -> dict[int, dict[str, int]]:
    """Unit id → code → number; `years` is the sum of full years of age."""
    rows = (
        Membership.objects.permanent()
        .on(day)
        .filter(placed_under(units, day))
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
