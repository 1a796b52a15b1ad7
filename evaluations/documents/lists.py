"""The lists of a round: all proposals side by side, the decisions, who is not graded."""

from common.vietnamese import in_sentence
from evaluations.documents.shared import (
    STANDING,
    by_cell,
    code_of,
    decided,
    deciding,
    legend,
    paper,
    plain,
    posts_on,
    wide,
)
from evaluations.models import Body, BodyOpinion, GradingPrint, Level, MemberAssessment, Step
from evaluations.models.result import Result
from evaluations.rules.balance import balance_of
from meetings.documents.facts import secretary_signs
from papers import blocks
from papers.layout import archive_of, issuer_name
from scoring.rules.marking import points_text

SUMMARY = [
    ("TT", 10, True),
    ("Họ và tên", 50, False),
    ("Công chức, viên chức", 20, True),
    ("Điểm tự chấm", 17, True),
    ("Tự xếp loại", 17, True),
    ("Phiếu thu/phát", 17, True),
    ("Phiếu không hợp lệ", 17, True),
    *[(f"Phiếu {level.upper()}", 13, True) for level in Level.values],
    ("Chi bộ đề nghị", 18, True),
    ("Thẩm định", 17, True),
    ("Quyết định", 17, True),
]
# Where other bodies proposed: the others make room, and where these columns begin.
NARROWER = [10, 39, 17, 14, 14, 17, 16, *[13] * len(Level), 15, 14, 14]
BODIES_AT, BODIES_WIDTH, MOST_BODIES = 5, 30, 2
DECIDED = [
    ("TT", 11, True),
    ("Họ và tên", 56, False),
    ("Chức vụ trong Đảng", 44, False),
    ("Mức xếp loại", 54, False),
]
UNITS = [("TT", 11, True), ("Tổ chức đảng", 84, False), ("Mức xếp loại", 70, False)]
NOT_GRADED = [
    ("TT", 11, True),
    ("Họ và tên, tổ chức đảng", 50, False),
    ("Chi bộ", 40, False),
    ("Lý do", 64, False),
]


def summary(job: GradingPrint) -> dict:
    """What each step said of each member, as the body that decides has it before it."""
    rows = job.round.member_assessments.with_steps().by_cell_and_name().filter(exclusion="")
    bodies = _bodies_of(rows)
    columns = _with_bodies(bodies)
    parts = [
        blocks.part(
            cell, blocks.table(columns, [_steps(n, row, bodies) for n, row in enumerate(members, 1)])
        )
        for cell, members in by_cell(rows).items()
    ]
    counts = job.round.member_assessments.counts()
    parts = blocks.numbered(parts) + plain(legend(), [blocks.text(f"{balance_of(counts)}.")])
    subject = f"đề nghị xếp loại chất lượng đảng viên {job.round.period}"
    return wide(paper(job, "BC", "Tổng hợp", subject, parts))


def members(job: GradingPrint) -> dict:
    """The decision on the members of a round, with its list cell by cell."""
    rows = list(job.round.member_assessments.graded().by_cell_and_name())
    posts = posts_on(rows, job.round.reference_on)
    annex = [
        blocks.part(
            cell, blocks.table(DECIDED, [_decided(n, row, posts) for n, row in enumerate(of, 1)])
        )
        for cell, of in by_cell(rows).items()
    ]
    subject = f"xếp loại chất lượng đảng viên {job.round.period}"
    counts = job.round.member_assessments.counts()
    first = f"đối với {len(rows)} đảng viên (có danh sách kèm theo): {_spread(counts)}."
    return _decision(job, subject, first, blocks.numbered(annex))


def units(job: GradingPrint) -> dict:
    """The decision on the cells and sub-committees of a round; the committee's own is for others."""
    rows = list(job.round.lower_units().graded().from_below())
    lines = [[str(n), row.name, row.said] for n, row in enumerate(rows, 1)]
    subject = f"xếp loại chất lượng chi bộ {job.round.period}"
    counts = job.round.lower_units().counts()
    first = f"đối với {len(rows)} tổ chức đảng (có danh sách kèm theo): {_spread(counts)}."
    return _decision(job, subject, first, plain(blocks.table(UNITS, lines)))


def regraded(job: GradingPrint) -> dict:
    """Form 03: one result decided once more, with what it was; or decided after the others."""
    one, unit = job.regrading, job.unit
    who = f"đồng chí {one.row.member}, {one.row.cell}" if one.of_member else one.subject
    grounds = [
        "Căn cứ Điều lệ Đảng Cộng sản Việt Nam;",
        f"Căn cứ {job.round.applied_rules};",
        f"Xét {in_sentence(one.reason.rstrip('.'))},",
    ]
    again = (
        f"Hủy kết quả xếp loại chất lượng {job.round.period} của {who}: "
        f"{in_sentence(one.said_before)}. Xếp loại lại: {in_sentence(one.said)}."
    )
    first = f"Xếp loại chất lượng {job.round.period} đối với {who}: {in_sentence(one.said)}."
    articles = [
        first if one.is_first else again,
        f"Các chi bộ trực thuộc và {who} chịu trách nhiệm thi hành.",
        "Quyết định này có hiệu lực kể từ ngày ký.",
    ]
    what = "xếp loại" if one.is_first else "xếp loại lại"
    subject = f"{what} chất lượng {job.round.period} (theo Quyết định {one.decision})"
    body = decided(issuer_name(unit, str(unit)), grounds, articles)
    recipients = ["Cấp ủy cấp trên (để báo cáo)", "Như Điều 2", archive_of(unit)]
    return paper(job, "QĐ", "Quyết định", subject, body, recipients=recipients)


def not_graded(job: GradingPrint) -> dict:
    """Who is on the roll without a level, and why; who gets one later, or yet, stands apart."""
    members = list(job.round.member_assessments.by_cell_and_name().filter(level=""))
    units = list(job.round.unit_assessments.filter(level="").from_below())
    collectives = list(job.round.collectives.filter(level="").in_order())
    rows: list[Result] = [*members, *units, *collectives]
    parts = [
        _reasons("Không xếp loại", [row for row in rows if row.exclusion]),
        _reasons("Xếp loại sau", [row for row in rows if row.is_late]),
        _reasons("Chưa xếp loại", [row for row in rows if not (row.exclusion or row.is_late)]),
    ]
    subject = f"không xếp loại chất lượng {job.round.period}"
    empty = plain([blocks.text("Tất cả đảng viên, tổ chức đảng trong danh sách đã được xếp loại.")])
    parts = blocks.numbered(parts)
    if parts:
        parts[-1]["blocks"] += _balance(job)
    return paper(job, "DS", "Danh sách", subject, parts or empty)


def _bodies_of(rows: list[MemberAssessment]) -> dict[str, list[str]]:
    """Title of a column → the titles of the bodies whose proposals stand in it: a column for each
    body, one for all where the page has no room."""
    found = {(Body.values.index(one.kind), one.title) for row in rows for one in row.bodies}
    titles = [title for _, title in sorted(found)]
    if len(titles) > MOST_BODIES:
        return {"Đề nghị của tổ chức khác": titles}
    return {title: [title] for title in titles}


def _with_bodies(bodies: dict[str, list[str]]) -> list[tuple[str, int, bool]]:
    """The columns of the summary, as wide as the page in all."""
    if not bodies:
        return SUMMARY
    columns = [(label, width, mid) for (label, _, mid), width in zip(SUMMARY, NARROWER, strict=True)]
    others = [(label, BODIES_WIDTH // len(bodies), len(of) == 1) for label, of in bodies.items()]
    return [*columns[:BODIES_AT], *others, *columns[BODIES_AT:]]


def _of_bodies(row: MemberAssessment, titles: list[str]) -> str:
    """What these bodies proposed: only the level where the title of the column says who."""
    said = [one for one in row.bodies if one.title in titles]
    who = ["" if len(titles) == 1 else f"{one.body}: " for one in said]
    return "; ".join(name + _scored(one) for name, one in zip(who, said, strict=True))


def _scored(said: BodyOpinion) -> str:
    points = f" ({points_text(said.points)})" if said.points is not None else ""
    return f"{code_of(said.level)}{points}"


def _steps(number: int, row: MemberAssessment, bodies: dict[str, list[str]]) -> list[str]:
    said = row.said_at
    vote, own = getattr(row, "vote", None), said.get(Step.SELF)
    return [
        str(number),
        str(row.member),
        _level(said, Step.STATE),
        points_text(own.points) if own and own.points is not None else "",
        _level(said, Step.SELF),
        *[_of_bodies(row, titles) for titles in bodies.values()],
        f"{vote.collected}/{vote.issued}" if vote else "",
        str(vote.invalid) if vote else "",
        *[str(getattr(vote, level)) if vote else "" for level in Level.values],
        _level(said, Step.CELL),
        _level(said, Step.APPRAISAL),
        _outcome(row),
    ]


def _outcome(row: MemberAssessment) -> str:
    """The decision, or for what it waits, in a narrow column."""
    if row.is_waiting:
        return row.said
    return "Xếp loại sau" if row.is_late else code_of(row.level)


def _level(said: dict, step: str) -> str:
    return code_of(said[step].level) if step in said else ""


def _decided(number: int, row: MemberAssessment, posts: dict[int, str]) -> list[str]:
    return [str(number), str(row.member), posts.get(row.member_id, ""), row.said]


def _reasons(title: str, rows: list) -> dict:
    lines = [
        [str(n), row.subject, getattr(row, "cell_name", ""), _reason(row)]
        for n, row in enumerate(rows, 1)
    ]
    return blocks.part(title, blocks.table(NOT_GRADED, lines))


def _reason(row: Result) -> str:
    reason = row.late_reason if row.is_late else row.get_exclusion_display()
    return ". ".join(filter(None, [reason, row.note]))


def _balance(job: GradingPrint) -> list[dict]:
    """That nobody is missing, of the members, of the organisations and of the collectives."""
    of, names = job.round, ("Đảng viên", "Tổ chức đảng", "Tập thể")
    kinds = of.member_assessments, of.unit_assessments, of.collectives
    sums = {label: rows.counts() for label, rows in zip(names, kinds, strict=True)}
    return [
        blocks.lead(f"{label}:", f"{in_sentence(balance_of(counts))}.")
        for label, counts in sums.items()
        if counts["roll"]
    ]


def _spread(counts: dict[str, int]) -> str:
    """Of how many at each level, those that nobody has left out."""
    named = [f"{counts[level]} {Level(level).label.lower()}" for level in Level.values if counts[level]]
    return ", ".join(named)


def _decision(job: GradingPrint, subject: str, first: str, annex: list[dict]) -> dict:
    """Căn cứ, three articles, and the list on a page of its own."""
    authority = deciding(job.unit, job.round.reference_on)
    body = issuer_name(job.unit, str(job.unit))
    issuer = f"Ban Thường vụ {body}" if authority == STANDING else body
    grounds = [
        "Căn cứ Điều lệ Đảng Cộng sản Việt Nam;",
        f"Căn cứ {job.round.applied_rules};",
        f"Xét đề nghị của các chi bộ; kết quả biểu quyết của {issuer},",
    ]
    articles = [
        f"Xếp loại chất lượng {job.round.period} {first}",
        "Các chi bộ trực thuộc và đảng viên có tên chịu trách nhiệm thi hành.",
        "Quyết định này có hiệu lực kể từ ngày ký.",
    ]
    return paper(
        job,
        "QĐ",
        "Quyết định",
        subject,
        decided(issuer, grounds, articles),
        is_form=job.round.is_closed,  # until then a draft
        signature=secretary_signs(job.unit) | {"authority": authority},
        annex={"title": "Danh sách", "subject": subject, "parts": annex},
        recipients=["Cấp ủy cấp trên (để báo cáo)", "Như Điều 2", archive_of(job.unit)],
    )
