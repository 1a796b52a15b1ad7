"""Papers that count: form 6F (reviewed or not), form 7 (commended), form 04 (what the file holds)."""

from django.db.models import Count, Q

from common.vietnamese import percent
from evaluations.documents.shared import paper, plain
from evaluations.models import AwardForm, Commendation, Exclusion, GradingPrint, Round
from evaluations.reading.file import papers_of
from members.models import Badge
from members.rules.badges import MARKS
from papers import blocks

REVIEWED = [
    ("TT", 13, True),
    ("Nội dung", 77, False),
    ("Tập thể", 22, True),
    ("Đảng viên", 22, True),
    ("Ghi chú", 31, False),
]
AWARDED = [
    ("TT", 13, True),
    ("Nội dung", 72, False),
    ("Năm nay", 22, True),
    ("Năm trước", 24, True),
    ("So với năm trước", 34, True),
]
FILES = [
    ("TT", 11, True),
    ("Tài liệu", 92, False),
    ("Cần có", 20, True),
    ("Đã có", 20, True),
    ("Còn thiếu", 22, True),
]
# The rows under "not reviewed", as the form has them; the rest is told together.
NAMED = {
    Exclusion.NEW_BODY: "Tập thể mới thành lập",
    Exclusion.TOO_NEW: "Đảng viên mới kết nạp chưa đủ 6 tháng",
    Exclusion.EXEMPT: "Đảng viên được miễn công tác và sinh hoạt đảng",
    Exclusion.SUSPENDED: "Đảng viên bị đình chỉ sinh hoạt đảng",
}


def reviewed(job: GradingPrint) -> dict:
    """Form 6F: who must be reviewed, who was, who was not and why. Reviewed is who was graded (366,
    Art. 3). Tập thể are the organisations and their leadership collectives."""
    units, members = job.round.unit_assessments, job.round.member_assessments
    both = zip(_tally(units).items(), _tally(job.round.collectives).values(), strict=True)
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
        ("4", "Được gợi ý kiểm điểm", _suggested(job.round)),
        ("5", "Xếp loại sau", [one["late"] for one in counted]),
        ("6", "Chưa kiểm điểm, xếp loại", [one["left"] + one["waiting"] for one in counted]),
    ]
    notes = {"1": "= 2 + 3 + 5 + 6"}
    lines = [[place, text, *map(str, numbers), notes.get(place, "")] for place, text, numbers in rows]
    subject = f"kết quả kiểm điểm tập thể, đảng viên {job.round.period}"
    return paper(job, "TK", "Thống kê", subject, plain(blocks.table(REVIEWED, lines)))


def awarded(job: GradingPrint) -> dict:
    """Form 7: what was given for this year and for the one before, and badges in both."""
    year, unit = job.round.year, job.unit
    now, before = (_awards(unit, one) for one in (year, year - 1))
    lines = [
        [place, text, str(now[key]), str(before[key]), percent(now[key], before[key])]
        for place, text, key in _award_rows()
    ]
    subject = f"khen thưởng tổ chức đảng, đảng viên năm {year}"
    return paper(job, "TK", "Thống kê", subject, plain(blocks.table(AWARDED, lines)))


def files(job: GradingPrint) -> dict:
    """Form 04: what the file of the round must hold, what it holds, how much is missing."""
    lines = [
        [str(place), text, str(needed), str(there), str(needed - there)]
        for place, (text, needed, there) in enumerate(_files(job.round), start=1)
    ]
    subject = f"hồ sơ kiểm điểm, xếp loại {job.round.period}"
    return paper(job, "DM", "Danh mục", subject, plain(blocks.table(FILES, lines)))


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


def _files(grading: Round) -> list[tuple[str, int, int]]:
    """Of whom a paper must be there, and of how many it is."""
    units = grading.unit_assessments.filter(exclusion="")
    members = grading.member_assessments.filter(exclusion="")
    return [
        ("Báo cáo kiểm điểm tập thể", units.count(), units.filter(review__isnull=False).count()),
        *papers_of(members),
        ("Quyết định mức xếp loại của tập thể", units.count(), units.graded().count()),
        ("Quyết định mức xếp loại của đảng viên", members.count(), members.graded().count()),
    ]
