"""Papers that count: form 6F (reviewed or not), form 7 (commended), form 04 (what the file holds)."""

from evaluations.documents.shared import paper, plain
from evaluations.models import GradingPrint, Round
from evaluations.reading.file import papers_of
from evaluations.reading.statistics import AWARDED, REVIEWED, awarded_lines, reviewed_lines
from papers import blocks

# Of each column: its name, how many mm it is wide, whether its content is centred.
REVIEWED_COLUMNS = [*zip(REVIEWED, (13, 77, 22, 22, 31), (True, False, True, True, False), strict=True)]
AWARDED_COLUMNS = [*zip(AWARDED, (13, 72, 22, 24, 34), (True, False, True, True, True), strict=True)]
FILES = [
    ("TT", 11, True),
    ("Tài liệu", 92, False),
    ("Cần có", 20, True),
    ("Đã có", 20, True),
    ("Còn thiếu", 22, True),
]


def reviewed(job: GradingPrint) -> dict:
    """Form 6F."""
    subject = f"kết quả kiểm điểm tập thể, đảng viên {job.round.period}"
    table = blocks.table(REVIEWED_COLUMNS, reviewed_lines(job.round))
    return paper(job, "TK", "Thống kê", subject, plain(table))


def awarded(job: GradingPrint) -> dict:
    """Form 7."""
    subject = f"khen thưởng tổ chức đảng, đảng viên năm {job.round.year}"
    table = blocks.table(AWARDED_COLUMNS, awarded_lines(job.unit, job.round.year))
    return paper(job, "TK", "Thống kê", subject, plain(table))


def files(job: GradingPrint) -> dict:
    """Form 04: what the file of the round must hold, what it holds, how much is missing."""
    lines = [
        [str(place), text, str(needed), str(there), str(needed - there)]
        for place, (text, needed, there) in enumerate(_files(job.round), start=1)
    ]
    subject = f"hồ sơ kiểm điểm, xếp loại {job.round.period}"
    return paper(job, "DM", "Danh mục", subject, plain(blocks.table(FILES, lines)))


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
