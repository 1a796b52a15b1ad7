"""The papers of a cell's session: ballot, minutes of the count, minutes of the session."""

from evaluations.documents.shared import LEVELS, code_of, legend, paper, plain, posts_on, ticks
from evaluations.models import GradingPrint, Level, MemberAssessment, Step
from papers import blocks
from papers.layout import archive_of
from scoring.rules.marking import points_text

BALLOT = [
    ("TT", 9, True),
    ("Họ và tên", 40, False),
    ("Chức vụ", 26, False),
    ("Điểm tự chấm", 14, True),
    ("Tự xếp loại", 13, True),
    *LEVELS,
    ("Ý kiến khác", 15, False),
]
COUNT = [
    ("TT", 9, True),
    ("Họ và tên", 45, False),
    ("Phát ra", 13, True),
    ("Thu về", 13, True),
    ("Không hợp lệ", 15, True),
    *[(level.upper(), 12, True) for level in Level.values],
    ("Mức nhiều phiếu nhất", 22, True),
]
PROPOSED = [
    ("TT", 9, True),
    ("Họ và tên", 52, False),
    ("Điểm tự chấm", 20, True),
    ("Tự xếp loại", 18, True),
    ("Chi bộ đề nghị", 20, True),
    ("Ghi chú", 46, False),
]
HOW_TO_VOTE = (
    "đánh dấu X vào một ô ở mỗi dòng. Dòng để trống hoặc đánh dấu từ hai ô trở lên là không hợp lệ. "
    "Người ghi phiếu có thể ký hoặc không ký."
)

WHEN = "- Thời gian, địa điểm:"
WHO_CAME = "- Có mặt, vắng mặt (lý do):"


def graded_in(job: GradingPrint) -> list[MemberAssessment]:
    """Whom the cell grades, by name."""
    rows = job.round.member_assessments.in_cell(job.unit).with_steps().by_name()
    return list(rows.filter(exclusion=""))


def ballot(job: GradingPrint) -> dict:
    """One sheet, to be copied for each voter."""
    rows = graded_in(job)
    posts = posts_on(rows, job.round.reference_on)
    lines = [_candidate(n, row, posts) for n, row in enumerate(rows, 1)]
    return _of_cell(
        job,
        "Phiếu biểu quyết",
        "xếp loại chất lượng đảng viên",
        plain([blocks.lead("Cách ghi phiếu:", HOW_TO_VOTE)], blocks.table(BALLOT, lines), legend()),
        signature={"authority": "Người ghi phiếu", "title": "", "name": ""},
        recipients=[],
    )


def count(job: GradingPrint) -> dict:
    """What was issued, collected and cast, as entered; empty where nothing was."""
    rows = graded_in(job)
    official = job.round.member_assessments.in_cell(job.unit).voters().count()
    parts = [
        blocks.part(
            "Thời gian, thành phần",
            [
                *blocks.blank(WHEN),
                blocks.dash(f"Đảng viên chính thức được biểu quyết: {official} đồng chí."),
                *blocks.blank(WHO_CAME),
                *blocks.blank("- Tổ kiểm phiếu:"),
            ],
        ),
        blocks.part(
            "Kết quả kiểm phiếu",
            blocks.table(COUNT, [_counted(n, row) for n, row in enumerate(rows, 1)]) + legend(),
        ),
    ]
    signatures = _two("Tổ trưởng tổ kiểm phiếu", "Chủ trì hội nghị")
    subject = "kiểm phiếu xếp loại chất lượng đảng viên"
    return _of_cell(job, "Biên bản", subject, blocks.numbered(parts), signatures=signatures)


def session(job: GradingPrint) -> dict:
    """What the cell's meeting on review and grading concludes, member by member."""
    rows = graded_in(job)
    own = job.round.unit_assessments.filter(unit=job.unit).first()
    lines = [_proposed(n, row) for n, row in enumerate(rows, 1)]
    review = getattr(own, "review", None)
    level = review and review.level  # what was decided of the cell is not for its own minutes
    said = blocks.dash(f"Chi bộ đề nghị: {Level(level).label.lower()}.") if level else None
    parts = [
        blocks.part("Thời gian, địa điểm, thành phần", _opening(len(rows))),
        blocks.part("Nội dung", blocks.blank("Chi bộ kiểm điểm từng đồng chí:", lines=4)),
        blocks.part("Kết quả xếp loại đảng viên", blocks.table(PROPOSED, lines) + legend()),
        blocks.part("Chi bộ tự xếp loại", [said] if said else blocks.blank("Chi bộ đề nghị:")),
    ]
    signatures = _two("Người ghi biên bản", "Chủ trì hội nghị")
    subject = "hội nghị kiểm điểm, xếp loại chất lượng đảng viên, chi bộ"
    return _of_cell(job, "Biên bản", subject, blocks.numbered(parts), signatures=signatures)


def _of_cell(job: GradingPrint, title: str, subject: str, parts: list[dict], **words) -> dict:
    usual = {"is_unnumbered": True, "recipients": [archive_of(job.unit)]}
    subject = f"{subject} {job.round.period}"
    return paper(job, "BB", title, subject, parts, **usual | words)


def _two(left: str, right: str) -> dict:
    return {"left": {"title": left, "name": ""}, "right": {"title": right, "name": ""}}


def _opening(members: int) -> list[dict]:
    return [
        *blocks.blank(WHEN),
        blocks.dash(f"Đảng viên được kiểm điểm, xếp loại: {members} đồng chí."),
        *blocks.blank(WHO_CAME),
        *blocks.blank("- Cấp ủy cấp trên dự:"),
        *blocks.blank("- Chủ trì, người ghi biên bản:"),
    ]


def _own(row: MemberAssessment) -> list[str]:
    """Points and level of the self-review."""
    own = row.said_at.get(Step.SELF)
    points = own and own.points
    return ["" if points is None else points_text(points), code_of(own.level) if own else ""]


def _candidate(number: int, row: MemberAssessment, posts: dict[int, str]) -> list[str]:
    return [str(number), str(row.member), posts.get(row.member_id, ""), *_own(row), *ticks(""), ""]


def _counted(number: int, row: MemberAssessment) -> list[str]:
    vote = getattr(row, "vote", None)
    if vote is None:
        return [str(number), str(row.member), "", "", "", *ticks(""), ""]
    cast = {level: getattr(vote, level) for level in Level.values}
    most = [level for level, number_ in cast.items() if number_ and number_ == max(cast.values())]
    counts = [vote.issued, vote.collected, vote.invalid, *cast.values()]
    return [
        str(number),
        str(row.member),
        *map(str, counts),
        "; ".join(code_of(level) for level in most),
    ]


def _proposed(number: int, row: MemberAssessment) -> list[str]:
    said = row.said_at.get(Step.CELL)
    level = code_of(said.level) if said else ""
    return [str(number), str(row.member), *_own(row), level, said.note if said else ""]
