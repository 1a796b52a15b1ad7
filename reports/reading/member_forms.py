"""Forms 2 to 5-BTCTW: who was admitted, who the members are, their peoples, the kinds of bodies.

Their rows are those of the official forms of the time, as far as records tell them; of the others
stands nothing ("—"), so that an office sees what is to be counted by hand. What the forms part
otherwise than records do stands in a table of its own. Nothing is counted here that the structure of
the membership or the list of admissions does not hold.
"""

import datetime
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import urlencode

from django.db.models import Count, F, Q, QuerySet, Sum
from django.urls import reverse

from cells.models import GRASSROOTS_KINDS, HostKind, UnitKind, UnitVersion
from cells.scoping import placed_under
from members.models import Membership, Schooling, Sex
from members.rules.spellings import MAJORITY, NO_RELIGION
from reports.figures import Ratio, Scope
from reports.figures.moves import admitted
from reports.reading import structure
from reports.reading.balance import BEFORE, NOW, SHARE
from reports.reading.compared import YearBefore, year_before
from reports.reading.numbers import FROM_MEDIUM, Column, FigureTable, Line, Number

Counts = dict[str, int | Decimal | None]


@dataclass(frozen=True)
class Row:
    """A line of a form: the sum of what stands under these codes; none where no record tells it.

    `is_title`: it heads the lines beneath it and has no number.
    """

    mark: str
    label: str
    codes: tuple[str, ...] = ()
    depth: int = 1
    is_title: bool = False

    def of(self, counts: Counts) -> int | Decimal | None:
        numbers = [counts.get(code) for code in self.codes]
        return None if not numbers or None in numbers else sum(numbers)


@dataclass(frozen=True)
class Form:
    """The rows of a form in force since that day, and `own`, what it has no rows for."""

    since: datetime.date
    rows: list[Row]
    own: list[Row]


@dataclass(frozen=True, kw_only=True)
class Filled(FigureTable):
    """`own`: what the official form has no rows for; `before`: whose the year before is."""

    own: FigureTable
    before: YearBefore


def _title(mark: str, label: str, depth: int = 0) -> Row:
    return Row(mark, label, depth=depth, is_title=True)


def _ages() -> list[Row]:
    """The eight bands of the forms."""
    names = ["Từ 18 đến 30 tuổi", *(f"Từ {first} đến {last} tuổi" for first, last in BANDS[1:-1])]
    names.append("Trên 60 tuổi")
    rows = [
        Row("", name, (f"age_{first or 0}",)) for name, (first, _) in zip(names, BANDS, strict=True)
    ]
    return [_title("2", "Tuổi đời"), *rows, Row("", "Tuổi bình quân", ("mean_age",))]


BANDS = structure.AGES
FORMS_OF_2022 = datetime.date(2022, 1, 1)
NOT_KEPT = [
    Row("", "Đoàn viên Đoàn TNCS Hồ Chí Minh"),
    Row("", "Chủ doanh nghiệp tư nhân"),
    Row("", "Có quan hệ hôn nhân với người nước ngoài"),
]
QUALIFICATION = [
    Row("", "Công nhân kỹ thuật, nhân viên nghiệp vụ, sơ cấp"),
    Row("", "Trung cấp"),
    Row("", "Cao đẳng"),
    Row("", "Đại học", ("schooling_bachelor",)),
    Row("", "Thạc sĩ", ("schooling_master",)),
    Row("", "Tiến sĩ", ("schooling_doctor",)),
]
# The records know these two as one, and no more of schooling than the two lowest.
OWN_SCHOOLING = [
    Row("", "Trung học cơ sở (trình độ cao nhất)", ("schooling_lower_secondary",), 0),
    Row("", "Trung học phổ thông (trình độ cao nhất)", ("schooling_upper_secondary",), 0),
    Row("", "Trung cấp, cao đẳng", ("schooling_college",), 0),
    Row("", "Chưa ghi trình độ", ("schooling_unknown",), 0),
]
ADMITTED = [
    Form(
        FORMS_OF_2022,
        [
            Row("I", "Tổng số đảng viên mới kết nạp", ("total",), 0),
            Row("", "Dân tộc thiểu số", ("minority",)),
            *NOT_KEPT,
            Row("", "Kết nạp lại"),
            _title("II", "Phân tích đảng viên mới kết nạp"),
            Row("1", "Nghề nghiệp"),
            *_ages(),
            Row("3", "Trình độ giáo dục phổ thông"),
            _title("4", "Trình độ chuyên môn, nghiệp vụ"),
            *QUALIFICATION,
            Row("5", "Chức danh khoa học"),
            _title("III", "Số tổ chức cơ sở đảng có đến cuối kỳ báo cáo"),
            Row("1", "Đảng bộ cơ sở", ("grassroots_committee",)),
            Row("", "Trong đó: có kết nạp đảng viên", ("grassroots_committee_admitting",), 2),
            Row("", "Trong đó: không còn quần chúng", depth=2),
            Row("2", "Chi bộ cơ sở", ("grassroots_cell",)),
            Row("", "Trong đó: có kết nạp đảng viên", ("grassroots_cell_admitting",), 2),
            Row("", "Trong đó: không còn quần chúng", depth=2),
        ],
        [Row("", "Nữ", ("female",), 0), *OWN_SCHOOLING],
    )
]
MEMBERS = [
    Form(
        FORMS_OF_2022,
        [
            Row("I", "Đảng viên trong danh sách có đến cuối kỳ báo cáo", ("total",), 0),
            Row("", "Nữ", ("female",)),
            Row("", "Dự bị", ("probationary",)),
            Row("", "Dân tộc thiểu số", ("minority",)),
            Row("", "Người theo tôn giáo", ("religious",)),
            *NOT_KEPT,
            _title("II", "Phân tích đội ngũ đảng viên"),
            Row("1", "Nghề nghiệp"),
            *_ages(),
            _title("3", "Thời gian kết nạp vào Đảng"),
            *(
                Row("", structure.LINES[code].label, (code,))
                for code in ("era_1", "era_2", "era_3", "era_4")
            ),
            Row("4", "Trình độ giáo dục phổ thông"),
            _title("5", "Trình độ chuyên môn, nghiệp vụ"),
            *QUALIFICATION,
            Row("6", "Chức danh khoa học"),
            _title("7", "Trình độ lý luận chính trị"),
            Row("", "Sơ cấp", ("theory_elementary",)),
            Row("", "Trung cấp", ("theory_intermediate",)),
            Row("", "Cao cấp, cử nhân", ("theory_advanced", "theory_bachelor")),
        ],
        [Row("", "Miễn công tác và sinh hoạt đảng", ("exempt",), 0), *OWN_SCHOOLING],
    )
]


def _aged(first: int | None, last: int | None) -> Q:
    upper = {} if last is None else {"age__lte": last}
    return Q(age__gte=first or 0, **upper)


# Conditions on a row of the admissions, as they stood on the day of each.
OF_ADMITTED: dict[str, tuple[str, Q]] = {
    "female": ("nữ", Q(member__sex=Sex.FEMALE)),
    "minority": ("dân tộc thiểu số", ~Q(member__ethnicity=MAJORITY)),
    **{
        f"age_{first or 0}": (structure.LINES[f"age_{first or 0}"].label, _aged(first, last))
        for first, last in BANDS
    },
    **{f"schooling_{one}": (one.label, Q(member__schooling=one.value)) for one in Schooling},
    "schooling_unknown": ("chưa ghi trình độ", ~Q(member__schooling__in=Schooling.values)),
}


def in_force(forms: list[Form], day: datetime.date) -> Form:
    """Before the first one known, that."""
    return next((form for form in reversed(forms) if form.since <= day), forms[0])


def admissions(scope: Scope, openable: set[str]) -> Filled:
    """Form 2: of the period, beside the same one a year earlier."""
    pages = {}
    if "moves.admitted" in openable:
        pages = {
            code: reverse("reports:admitted_rows", args=[code]) + scope.query for code in OF_ADMITTED
        }
    pages |= _figures({"total": "moves.admitted"} | KINDS_OF_BODIES, scope, openable)
    return _filled(in_force(ADMITTED, scope.end), scope, _admitted, pages)


def members(scope: Scope, openable: set[str]) -> Filled:
    """Form 3: on the last day, beside the same one a year earlier."""
    pages = {}
    if "members.closing" in openable:
        asked = f"?{urlencode({'unit': scope.unit.code, 'on': scope.end})}"
        pages = {
            code: reverse("reports:structure_rows", args=[code]) + asked for code in structure.LINES
        }
    pages |= _figures({"total": "members.closing"}, scope, openable)
    return _filled(in_force(MEMBERS, scope.end), scope, _of_roll, pages)


KINDS_OF_BODIES = {
    UnitKind.GRASSROOTS_COMMITTEE: "org.kind.grassroots_committee",
    UnitKind.GRASSROOTS_CELL: "org.kind.grassroots_cell",
}


def _figures(codes: dict[str, str], scope: Scope, openable: set[str]) -> dict[str, str]:
    return {
        str(code): reverse("reports:figure_detail", args=[figure]) + scope.query
        for code, figure in codes.items()
        if figure in openable
    }


def _filled(
    form: Form, scope: Scope, count: Callable[[Scope], Counts], pages: dict[str, str]
) -> Filled:
    before = year_before(scope)
    now, earlier = count(scope), _together([count(one) for one in before.scopes])

    def line(row: Row) -> Line:
        value, then = row.of(now), row.of(earlier)
        page = pages.get(row.codes[0], "") if len(row.codes) == 1 and value else ""
        is_counted = isinstance(value, int) and isinstance(then, int)
        share = Number(Ratio(value, then) if is_counted else None)
        blank = Number("") if row.is_title else None
        numbers = {NOW: blank or Number(value, page), BEFORE: blank or Number(then)}
        numbers[SHARE] = blank or share
        is_whole = row.depth == 0
        return Line(row.label, numbers, is_whole=is_whole, mark=row.mark, depth=row.depth)

    columns = [NOW, BEFORE, SHARE]
    own = FigureTable("Nội dung", columns, [line(row) for row in form.own])
    lines = [line(row) for row in form.rows]
    return Filled("Tiêu chí", columns, lines, marks="Mục", own=own, before=before)


def _together(parts: list[Counts]) -> Counts:
    """Of several predecessors; a mean of all is that of their sums."""
    if not parts:
        return {}
    summed = {code: sum(part[code] for part in parts) for code in parts[0] if code != "mean_age"}
    return summed | {"mean_age": _mean(summed["years"], summed["total"])}


def _mean(years: int, total: int) -> Decimal | None:
    """Of full years, with one decimal, half-up; None of nobody."""
    return (Decimal(years) / total).quantize(Decimal("0.1"), ROUND_HALF_UP) if total else None


def _of_roll(scope: Scope) -> Counts:
    counted = structure.count_by_code([scope.unit.pk], scope.end)[scope.unit.pk]
    return counted | {"mean_age": _mean(counted["years"], counted["total"])}


def _admitted(scope: Scope) -> Counts:
    asked = {code: Count("pk", filter=where) for code, (_, where) in OF_ADMITTED.items()}
    counted = admitted(scope).order_by().aggregate(total=Count("pk"), years=Sum("age"), **asked)
    counted["years"] = counted["years"] or 0
    return counted | _bodies(scope) | {"mean_age": _mean(counted["years"], counted["total"])}


def _bodies(scope: Scope) -> Counts:
    """How many bodies of each kind there are at the end, and how many of them admitted somebody."""
    since, until = F("unit__ancestry__starts_on"), F("unit__ancestry__ends_on")
    there = admitted(scope).annotate(since=since, until=until).filter(since__lte=F("starts_on"))
    there = there.filter(Q(until__isnull=True) | Q(until__gte=F("starts_on"))).order_by()
    admitting = Count("pk", filter=Q(unit__in=there.values("unit__ancestry__ancestor")))
    rows = _grassroots(scope).order_by().values("kind")
    found = {row["kind"]: row for row in rows.annotate(number=Count("pk"), admitting=admitting)}
    nothing = {"number": 0, "admitting": 0}
    counts = {kind: found.get(kind, nothing) for kind in GRASSROOTS_KINDS}
    return {kind: one["number"] for kind, one in counts.items()} | {
        f"{kind}_admitting": one["admitting"] for kind, one in counts.items()
    }


def _grassroots(scope: Scope) -> QuerySet:
    at_end = UnitVersion.objects.on(scope.end).filter(placed_under(scope.unit, scope.end))
    return at_end.filter(kind__in=GRASSROOTS_KINDS)


def admitted_rows(code: str, scope: Scope) -> QuerySet:
    """The list behind a number of form 2."""
    return admitted(scope).filter(OF_ADMITTED[code][1]).order_by("member__sort_key", "id")


TOTAL, WOMEN = Column("total", "Tổng số", "Tổng số"), Column("women", "Nữ", "Trong đó: nữ")
PERCENT = Column("percent", "Tỷ lệ", "Tỷ lệ (%)", style=FROM_MEDIUM)


def peoples(scope: Scope, openable: set[str]) -> FigureTable:
    """Form 4: by people and by religion, on the last day; two queries."""
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


BODIES = {
    "grassroots": Column("grassroots", "Tổ chức cơ sở đảng", "Số tổ chức cơ sở đảng"),
    "grassroots_committee": Column("grassroots_committee", "Đảng bộ cơ sở", "Chia ra: đảng bộ cơ sở"),
    "grassroots_cell": Column("grassroots_cell", "Chi bộ cơ sở", "Chia ra: chi bộ cơ sở"),
    "subcommittee": Column("subcommittee", "Đảng bộ bộ phận", "Đảng bộ bộ phận", style=FROM_MEDIUM),
    "cell": Column("cell", "Chi bộ trực thuộc", "Chi bộ trực thuộc", style=FROM_MEDIUM),
    "members": Column("members", "Đảng viên", "Tổng số đảng viên"),
}
OF_BODIES = {
    "grassroots": "org.grassroots",
    "grassroots_committee": "org.kind.grassroots_committee",
    "grassroots_cell": "org.kind.grassroots_cell",
    "subcommittee": "org.kind.subcommittee",
    "cell": "org.kind.cell",
    "members": "members.closing",
}
UNTOLD = "Chưa ghi loại hình cơ sở"


def bodies(scope: Scope, openable: set[str]) -> FigureTable:
    """Form 5: by kind of host, on the last day; three queries. Only the whole opens to lists."""
    hosts = {version.unit_id: version for version in _grassroots(scope)}
    day, ids = scope.end, list(hosts)
    below = UnitVersion.objects.on(day).filter(placed_under(ids, day)).exclude(unit__in=ids)
    roll = Membership.objects.permanent().on(day).filter(placed_under(ids, day))
    counted: dict[str, Counter] = {}
    for version in hosts.values():
        told = counted.setdefault(version.host, Counter())
        told.update({"grassroots": 1, version.kind: 1})
    for rows, name in ((below, F("kind")), (roll, None)):
        values = {"body": F("unit__ancestry__ancestor")} | ({"of": name} if name else {})
        for row in rows.order_by().values(**values).annotate(number=Count("pk")):
            counted[hosts[row["body"]].host][row.get("of", "members")] += row["number"]
    pages = _figures(OF_BODIES, scope, openable)
    lines = [_body(label, counted[code]) for code, label in HostKind.choices if code in counted]
    if "" in counted:
        lines.append(_body(UNTOLD, counted[""]))
    whole = _body("Cộng", sum(counted.values(), Counter()), pages)
    return FigureTable("Loại hình tổ chức cơ sở đảng", list(BODIES.values()), [*lines, whole])


def _body(name: str, counts: Counter, pages: dict[str, str] | None = None) -> Line:
    numbers = {
        column: Number(counts[code], pages.get(code, "") if pages and counts[code] else "")
        for code, column in BODIES.items()
    }
    return Line(name, numbers, is_whole=pages is not None)
