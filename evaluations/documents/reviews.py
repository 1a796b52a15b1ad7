"""Papers of persons and collectives: reviews (forms 01, 2A–2C) and the sheet of the own grade (05)."""

from evaluations.documents.shared import paper, plain, posts_on, ticks
from evaluations.models import (
    Appendix,
    CollectiveReview,
    GradingPrint,
    Level,
    MemberAssessment,
    SelfReview,
    Written,
)
from evaluations.models.criteria import Part
from evaluations.models.review import STRENGTHS
from evaluations.models.steps import MOST_CONDUCT, MOST_TASKS
from evaluations.reading.criteria import Pair, blank_of, given_of, lines_of, own_of
from meetings.models import Task
from papers import blocks
from scoring.rules.marking import points_text

BY_CRITERIA = "chấm điểm theo bộ tiêu chí"
LEVELS = [(level.label, 41, True) for level in Level]
POINTS = [("Tiêu chí", 105, False), ("Điểm tối đa", 30, True), ("Điểm tự chấm", 30, True)]
TASKS = [
    ("TT", 10, True),
    ("Nhiệm vụ chi bộ giao", 90, False),
    ("Thời hạn", 32, True),
    ("Hoàn thành", 33, True),
]


def review(job: GradingPrint) -> dict:
    """Of one member: what was written, or the empty form. Annex: tasks of the year, bộ tiêu chí."""
    row = job.assessment
    written = getattr(row, "review", None) or SelfReview(assessment=row)
    tasks, criteria = _tasks(row), _criteria(given_of(row, lines_of(row)))
    return _form(
        job,
        "Bản kiểm điểm cá nhân",
        f"{job.round.period} (mẫu {written.form.upper()})",
        plain(_person(row)) + _both(written, own_of(row)),
        signature={"authority": "Người tự kiểm điểm", "title": "", "name": str(row.member)},
        recipients=[],
        annex=_annex(job, {"nhiệm vụ chi bộ giao": tasks, BY_CRITERIA: criteria}),
    )


def reviews(job: GradingPrint) -> dict:
    """Of each member of a cell, one after the other: to be handed out before the session."""
    rows = job.round.member_assessments.in_cell(job.unit).with_steps().by_name()
    rows = rows.filter(exclusion="").select_related("review", "cell")
    sheets = [review(_of(job, row)) for row in rows]
    return {"template": "evaluations/pdf/sheets.html", "title": job.title, "sheets": sheets}


def _of(job: GradingPrint, row: MemberAssessment) -> GradingPrint:
    """The same job for one member; it is not saved."""
    return GradingPrint(kind=job.kind, title=job.title, round=job.round, unit=job.unit, assessment=row)


def collective(job: GradingPrint) -> dict:
    """Form 01: how the committee or a cell reviews its own work."""
    row = job.round.unit_assessments.get(unit=job.unit)
    written = getattr(row, "review", None) or CollectiveReview(assessment=row)
    subject = f"kiểm điểm, tự đánh giá, xếp loại tập thể {job.round.period} (mẫu 01)"
    lines = _criteria(blank_of(job.round, Appendix.COLLECTIVE))
    words = {"is_unnumbered": False, "annex": _annex(job, {BY_CRITERIA: lines})}
    return _form(job, "Báo cáo", subject, _both(written, written), **words)


def own_grade(job: GradingPrint) -> dict:
    """Form 05: the sheet on which a member grades himself or herself."""
    row = job.assessment
    parts = plain(_person(row)) + blocks.numbered(_graded(own_of(row)))
    words = {
        "signature": {"authority": "Người tự đánh giá", "title": "", "name": str(row.member)},
        "recipients": [],
        "annex": _annex(job, {BY_CRITERIA: _criteria(given_of(row, lines_of(row)))}),
    }
    subject = f"tự đánh giá, xếp loại {job.round.period} (mẫu 05)"
    return _form(job, "Phiếu", subject, parts, **words)


def _form(job: GradingPrint, title: str, subject: str, parts: list[dict], **words) -> dict:
    return paper(job, "BC", title, subject, parts, **{"is_unnumbered": True} | words)


def _both(written: Written, said) -> list[dict]:
    """A, what is reviewed; B, the points and the level."""
    review, grade = blocks.numbered(_written(written)), blocks.numbered(_graded(said))
    first, second = [blocks.centred("A. KIỂM ĐIỂM")], [blocks.centred("B. TỰ ĐÁNH GIÁ, XẾP LOẠI")]
    return [*plain(first), *review, *plain(second), *grade]


def _person(row: MemberAssessment) -> list[dict]:
    member, day = row.member, row.round.reference_on
    post = posts_on([row], day).get(member.pk, "")
    lines = {
        "Họ và tên": str(member),
        "Ngày sinh": str(member.born),
        "Chức vụ trong Đảng": post,
        "Đơn vị công tác": member.work_place,
        "Chi bộ": row.cell.version_on(day).name,
    }
    return [blocks.dash(f"{label}: {text or '…'}") for label, text in lines.items()]


def _written(written: Written) -> list[dict]:
    """The strengths under one heading, each of the others under its own."""
    strong: list[dict] = []
    for place, name in enumerate(written.strengths, start=1):
        heading = f"{place}. {written.heading(name)}"
        strong += [blocks.heading(heading), *_lines(getattr(written, name))]
    after = [
        blocks.part(written.heading(name), _lines(getattr(written, name))) for name in written.AFTER
    ]
    return [blocks.part(STRENGTHS, strong), *after]


def _lines(text: str) -> list[dict]:
    """As written, line by line; room for a pen where nothing was."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [blocks.text(line) for line in lines] or blocks.blank(lines=3)


def _graded(said) -> list[dict]:
    """The points of both parts and a cross under the level, as far as they are said."""
    points = (said.conduct_points, said.task_points, said.points) if said else (None, None, None)
    most = (MOST_CONDUCT, MOST_TASKS, MOST_CONDUCT + MOST_TASKS)
    names = ("Tiêu chí chung", "Kết quả thực hiện nhiệm vụ", "Cộng")
    rows = [
        [name, str(limit), "" if got is None else points_text(got)]
        for name, limit, got in zip(names, most, points, strict=True)
    ]
    levels = blocks.table(LEVELS, [ticks(said.level if said else "")])
    return [blocks.part("Điểm", blocks.table(POINTS, rows)), blocks.part("Mức đề nghị", levels)]


def _annex(job: GradingPrint, told: dict[str, list[dict]]) -> dict | None:
    """One annex of what is told, by the words of its heading; None where there is nothing."""
    told = {words: made for words, made in told.items() if made}
    if not told:
        return None
    subject = f"{', '.join(told)} {job.round.period}"
    return {"title": "Phụ lục", "subject": subject, "parts": plain(*told.values())}


def _criteria(pairs: list[Pair]) -> list[dict]:
    """The lines of the bộ tiêu chí under the heading of their part, with most and given points."""
    made: list[dict] = []
    for part, label in Part.choices:
        rows = [
            [line.text, points_text(line.most), points_text(given)]
            for line, given in pairs
            if line.part == part
        ]
        made += [blocks.heading(label), *blocks.table(POINTS, rows)] if rows else []
    return made


def _tasks(row: MemberAssessment) -> list[dict]:
    """What the cell gave the member to do in the year, as its meetings recorded it."""
    grading = row.round
    tasks = Task.objects.given_to(row.member, grading.starts_on, grading.ends_on)
    lines = [
        [str(n), task.text, _day(task.due_on), _day(task.done_on)] for n, task in enumerate(tasks, 1)
    ]
    return blocks.table(TASKS, lines) if lines else []


def _day(day) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
