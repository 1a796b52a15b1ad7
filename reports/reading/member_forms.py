"""Forms 2 and 3-BTCTW: who was admitted in a period, and who the members are on its last day.

Nothing is counted here that the structure of the membership or the list of admissions does not hold.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, F, Q, QuerySet, Sum
from django.urls import reverse

from cells.models import GRASSROOTS_KINDS, UnitKind
from members.models import Schooling, Sex
from members.models.membership import OF_MINORITIES
from reports.figures import Ratio, Scope
from reports.figures.moves import admitted
from reports.reading import structure
from reports.reading.compared import YearBefore, year_before
from reports.reading.hosts import grassroots_at_end
from reports.reading.numbers import Column, FigureTable, Line, Number
from reports.reading.official_forms import (
    BEFORE,
    FORMS_OF_2022,
    NOW,
    SHARE,
    Form,
    Row,
    figure_pages,
    in_force,
)

Counts = dict[str, int | Decimal | None]


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


class OfAdmitted(NamedTuple):
    """One number of form 2: a condition on a row of the admissions, as it stood on the day of each."""

    label: str
    where: Q


OF_ADMITTED = {
    "female": OfAdmitted("nữ", Q(member__sex=Sex.FEMALE)),
    "minority": OfAdmitted("dân tộc thiểu số", OF_MINORITIES),
    **{
        f"age_{first or 0}": OfAdmitted(structure.LINES[f"age_{first or 0}"].label, _aged(first, last))
        for first, last in BANDS
    },
    **{f"schooling_{one}": OfAdmitted(one.label, Q(member__schooling=one.value)) for one in Schooling},
    "schooling_unknown": OfAdmitted("chưa ghi trình độ", ~Q(member__schooling__in=Schooling.values)),
}


def admissions(scope: Scope, openable: set[str]) -> Filled:
    """Form 2: of the period, beside the same one a year earlier."""
    pages = {}
    if "moves.admitted" in openable:
        pages = {
            code: reverse("reports:admitted_rows", args=[code]) + scope.query for code in OF_ADMITTED
        }
    pages |= figure_pages({"total": "moves.admitted"} | KINDS_OF_BODIES, scope, openable)
    return _filled(in_force(ADMITTED, scope.end), scope, _admitted, pages)


def members(scope: Scope, openable: set[str]) -> Filled:
    """Form 3: on the last day, beside the same one a year earlier."""
    pages = {}
    if "members.closing" in openable:
        asked = f"?{urlencode({'unit': scope.unit.code, 'on': scope.end})}"
        pages = {
            code: reverse("reports:structure_rows", args=[code]) + asked for code in structure.LINES
        }
    pages |= figure_pages({"total": "members.closing"}, scope, openable)
    return _filled(in_force(MEMBERS, scope.end), scope, _of_roll, pages)


KINDS_OF_BODIES = {
    UnitKind.GRASSROOTS_COMMITTEE: "org.kind.grassroots_committee",
    UnitKind.GRASSROOTS_CELL: "org.kind.grassroots_cell",
}


def _filled(
    form: Form, scope: Scope, count: Callable[[Scope], Counts], pages: dict[str, str]
) -> Filled:
    """`count` gives the numbers of the rows by their codes, `pages` the addresses of their lists."""
    before, columns = year_before(scope), [NOW, BEFORE, SHARE]
    now, earlier = count(scope), _together([count(one) for one in before.scopes])

    def line(row: Row) -> Line:
        numbers = dict.fromkeys(columns, Number(""))
        if not row.is_title:
            numbers = _numbers(row.of(now), row.of(earlier), pages.get(row.code, ""))
        return Line(row.label, numbers, is_whole=row.depth == 0, mark=row.mark, depth=row.depth)

    own = FigureTable("Nội dung", columns, [line(row) for row in form.own])
    lines = [line(row) for row in form.rows]
    return Filled("Tiêu chí", columns, lines, marks="Mục", own=own, before=before)


def _numbers(
    now: int | Decimal | None, earlier: int | Decimal | None, page: str
) -> dict[Column, Number]:
    """The mean age is no count: it has no share of the year before."""
    is_counted = isinstance(now, int) and isinstance(earlier, int)
    return {
        NOW: Number(now, page if now else ""),
        BEFORE: Number(earlier),
        SHARE: Number(Ratio(now, earlier) if is_counted else None),
    }


def _together(parts: list[Counts]) -> Counts:
    """Of several predecessors; a mean of all is that of their sums."""
    if not parts:
        return {}
    summed = {code: sum(part[code] for part in parts) for code in parts[0] if code != "mean_age"}
    return _with_mean_age(summed)


def _with_mean_age(counts: Counts) -> Counts:
    return counts | {"mean_age": structure.mean_age(counts["years"], counts["total"])}


def _of_roll(scope: Scope) -> Counts:
    return _with_mean_age(structure.count_by_code([scope.unit.pk], scope.end)[scope.unit.pk])


def _admitted(scope: Scope) -> Counts:
    asked = {code: Count("pk", filter=one.where) for code, one in OF_ADMITTED.items()}
    counted = admitted(scope).order_by().aggregate(total=Count("pk"), years=Sum("age"), **asked)
    counted["years"] = counted["years"] or 0
    return _with_mean_age(counted | _bodies(scope))


def _bodies(scope: Scope) -> Counts:
    """How many bodies of each kind there are at the end, and how many of them admitted somebody."""
    since, until = F("unit__ancestry__starts_on"), F("unit__ancestry__ends_on")
    there = admitted(scope).annotate(since=since, until=until).filter(since__lte=F("starts_on"))
    there = there.filter(Q(until__isnull=True) | Q(until__gte=F("starts_on"))).order_by()
    admitting = Count("pk", filter=Q(unit__in=there.values("unit__ancestry__ancestor")))
    rows = grassroots_at_end(scope).order_by().values("kind")
    found = {row["kind"]: row for row in rows.annotate(number=Count("pk"), admitting=admitting)}
    nothing = {"number": 0, "admitting": 0}
    counts = {kind: found.get(kind, nothing) for kind in GRASSROOTS_KINDS}
    return {kind: one["number"] for kind, one in counts.items()} | {
        f"{kind}_admitting": one["admitting"] for kind, one in counts.items()
    }


def admitted_rows(code: str, scope: Scope) -> QuerySet:
    """The list behind a number of form 2."""
    return admitted(scope).filter(OF_ADMITTED[code].where).order_by("member__sort_key", "id")
