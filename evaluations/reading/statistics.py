"""What forms 6F and 7 count, line by line: for their papers and for the annexes of a report."""

from django.db.models import Count, Q

from cells.models import Unit
from common.vietnamese import percent
from evaluations.models import AwardForm, Commendation, Exclusion, Round
from members.models import Badge
from members.rules.badges import MARKS

REVIEWED = ["TT", "Nội dung", "Tập thể", "Đảng viên", "Ghi chú"]
AWARDED = ["TT", "Nội dung", "Năm nay", "Năm trước", "So với năm trước"]
# The rows under "not reviewed", as the form has them; the rest is told together.
NAMED = {
    Exclusion.NEW_BODY: "Tập thể mới thành lập",
    Exclusion.TOO_NEW: "Đảng viên mới kết nạp chưa đủ 6 tháng",
    Exclusion.EXEMPT: "Đảng viên được miễn công tác và sinh hoạt đảng",
    Exclusion.SUSPENDED: "Đảng viên bị đình chỉ sinh hoạt đảng",
}


def reviewed_lines(grading: Round) -> list[list[str]]:
    """Form 6F: who must be reviewed, who was, who was not and why. Reviewed is who was graded (366,
    Art. 3). Tập thể are the organisations and their leadership collectives."""
    units, members = grading.unit_assessments, grading.member_assessments
    both = zip(_tally(units).items(), _tally(grading.collectives).values(), strict=True)
    counted = [{name: one + other for (name, one), other in both}, _tally(members)]
    named = [
        (f"3.{place}", text, [one[reason] for one in counted])
        for place, (reason, text) in enumerate(NAMED.items(), start=1)
    ]
    rest = [one["excluded"] - sum(one[reason] for reason in NAMED) for one in counted]
    rows = [
        ("1", "Trong danh sách của đợt", [one["roll"] for one in counted]),
        ("2", "Đã kiểm điểm, xếp loại", [one["graded"] for one in counted]),
        ("3", "Không kiểm điểm, xếp loại", [one["excluded"] for one in counted]),
        *named,
        (f"3.{len(NAMED) + 1}", "Lý do khác", rest),
        ("4", "Được gợi ý kiểm điểm", _suggested(grading)),
        ("5", "Xếp loại sau", [one["late"] for one in counted]),
        ("6", "Chưa kiểm điểm, xếp loại", [one["left"] + one["waiting"] for one in counted]),
    ]
    notes = {"1": "= 2 + 3 + 5 + 6"}
    return [[place, text, *map(str, numbers), notes.get(place, "")] for place, text, numbers in rows]


def awarded_lines(unit: Unit, year: int) -> list[list[str]]:
    """Form 7: what was given for this year and for the one before, and badges in both."""
    now, before = (_awards(unit, one) for one in (year, year - 1))
    return [
        [place, text, str(now[key]), str(before[key]), percent(now[key], before[key])]
        for place, text, key in _award_rows()
    ]


def _suggested(grading: Round) -> list[int]:
    """How many units and members were asked to say something in their review."""
    asked = grading.suggestions.standing()
    return [
        asked.exclude(**{name: None}).values(name).distinct().count() for name in ("of_unit", "member")
    ]


def _tally(rows) -> dict[str, int]:
    return rows.counts() | rows.aggregate(
        **{reason: Count("pk", Q(exclusion=reason)) for reason in NAMED}
    )


def _award_rows() -> list[tuple[str, str, str]]:
    """Place, words, and which count."""
    rows = [("I", "Khen thưởng", "all"), ("1", "Tổ chức đảng", "units")]
    rows += [(f"1.{n}", form.label, f"units_{form}") for n, form in enumerate(AwardForm, 1)]
    rows += [("2", "Đảng viên", "members")]
    rows += [(f"2.{n}", form.label, f"members_{form}") for n, form in enumerate(AwardForm, 1)]
    rows += [("II", "Huy hiệu Đảng", "badges")]
    return rows + [(str(n), f"{years} năm", f"badges_{years}") for n, years in enumerate(MARKS, 1)]


def _awards(unit, year: int) -> dict[str, int]:
    given = Commendation.objects.valid().in_year(year).under(unit)
    kinds = {"units": Q(member__isnull=True), "members": Q(member__isnull=False), "all": Q()}
    counts = {name: Count("pk", which) for name, which in kinds.items()}
    for form in AwardForm:
        of_form = {name: which & Q(form=form) for name, which in kinds.items()}
        counts |= {f"{name}_{form}": Count("pk", which) for name, which in of_form.items()}
    badges = Badge.objects.awarded().filter(awarded_on__year=year, unit__path__startswith=unit.path)
    marks = {f"badges_{years}": Count("pk", Q(years=years)) for years in MARKS}
    return given.aggregate(**counts) | badges.aggregate(badges=Count("pk"), **marks)
