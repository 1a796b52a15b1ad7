"""A register as it is printed on A4 laid across: head, columns by their widths, who made it and who
answers for it. As a part of a book only the first has the head, only the last the signatures.
"""

import itertools
import math

from common.tables import Table
from meetings.documents.facts import secretary_signs
from members.models import Office
from papers import blocks
from papers.layout import frame, head_of
from reports.figures import Scope
from reports.models import RegisterPrint
from reports.registers import REGISTERS, Register

TEMPLATE = "reports/pdf/register.html"
WIDTH, NUMBER_WIDTH = 252, 11
# Of what the short columns leave; what is not named takes the usual share.
USUAL_SHARE = 26
SHARES = {
    "Họ và tên": 34,
    "Đối tượng": 34,
    "Quê quán": 36,
    "Nơi công tác": 32,
    "Nghề nghiệp, nơi công tác": 36,
    "Chức vụ trong Đảng": 30,
    "Chi bộ": 32,
    "Trình độ": 18,
    "Lý luận chính trị": 20,
    "Thành tích": 46,
    "Nghị quyết, kết luận": 60,
    "Trích yếu": 40,
    "Đi: tổ chức đảng nơi đến": 32,
    "Đến: tổ chức đảng nơi đi": 32,
    "Quyết định, giấy giới thiệu": 40,
}
# Millimetres that days, numbers and short words need to stand in one line; they stand in the middle.
DAY = 24
SHORT = {
    "Giới tính": 14,
    "Dân tộc": 16,
    "Số thẻ": 22,
    "Số lý lịch": 24,
    "Số căn cước": 28,
    "Số tài liệu": 18,
    "Huy hiệu": 20,
    "Số huy hiệu": 22,
    "Hẹn trả": DAY,
    "Đã trả": DAY,
    "Từ ngày": DAY,
    "Hết thời gian dự bị": DAY,
}
# From so many columns on the text is smaller: class of the page, size beside the usual one.
DENSITIES = {13: ("dense densest", 9 / 12), 9: ("dense", 10 / 12), 0: ("", 1)}
EMPTY = "Trong kỳ không phát sinh."


def document(job: RegisterPrint) -> dict:
    """What a job prints, as the records stand now."""
    register = REGISTERS[job.register]
    scope = Scope(job.unit, job.starts_on, job.ends_on)
    table = register.whole_table if job.reason else register.table
    rows = list(register.rows(scope)[job.first : job.until])
    lines = [[str(n), *_cells(table, row)] for n, row in enumerate(rows, job.first + 1)]
    version = job.unit.version_on(scope.end) or job.unit.versions.latest("starts_on")
    return frame(
        TEMPLATE,
        head_of(version, "", scope.end),
        title=register.label,
        subject=_subject(register, scope),
        is_unnumbered=True,
        is_form=True,
        is_wide=True,
        in_book=job.in_book,
        is_begun=job.first == 0,
        is_ended=job.until is None,
        density=_density(table)[0],
        blocks=blocks.table(_columns(table), lines) or [blocks.text(EMPTY)],
        signatures=_signatures(job) if job.until is None else None,
    )


def _subject(register: Register, scope: Scope) -> str:
    return f"{'Tính đến ngày' if register.at_end else 'Từ'} {register.time_of(scope).split(' ', 1)[1]}"


def _columns(table: Table) -> list[tuple[str, int, bool]]:
    needed = [_needed(table, heading) for heading in table.headings]
    named = zip(table.headings, needed, strict=True)
    shares = [0 if mm else SHARES.get(heading, USUAL_SHARE) for heading, mm in named]
    room = WIDTH - NUMBER_WIDTH - sum(needed)
    ends = [room * upto // sum(shares) for upto in itertools.accumulate(shares, initial=0)]
    left = [right - left for left, right in itertools.pairwise(ends)]
    columns = zip(table.headings, needed, left, strict=True)
    return [("TT", NUMBER_WIDTH, True), *((head, mm or rest, mm > 0) for head, mm, rest in columns)]


def _needed(table: Table, heading: str) -> int:
    """Millimetres of a short column; 0 for one that shares the rest."""
    needed = SHORT.get(heading, DAY if heading.startswith("Ngày") else 0)
    return math.ceil(needed * _density(table)[1])


def _density(table: Table) -> tuple[str, float]:
    return next(how for least, how in DENSITIES.items() if len(table.columns) >= least)


def _cells(table: Table, row) -> list[str]:
    """A pen finds room where nothing is known."""
    return ["" if cell == "—" else cell for cell in table.cells(row)]


def _signatures(job: RegisterPrint) -> dict:
    secretary = Office.objects.secretary_of(job.unit, job.ends_on)
    signs = secretary_signs(job.unit, str(secretary or ""))
    maker = job.requested_by.full_name if job.requested_by else ""
    right = {"authority": signs["authority"], "title": signs["title"], "name": signs["name"]}
    return {"left": {"authority": "", "title": "Người lập", "name": maker}, "right": right}
