"""A register as it is printed on A4 laid across: head, columns by their widths, who made it and who
answers for it. As a part of a book only the first has the head, only the last the signatures.
"""

import itertools

from common.tables import Table
from meetings.documents.facts import secretary_signs
from members.models import Office
from papers import blocks
from papers.layout import frame, head_of
from reports.figures import Scope
from reports.models import RegisterPrint
from reports.registers import REGISTERS, Register

TEMPLATE = "reports/pdf/register.html"
WIDTH, NUMBER_WIDTH, DENSE_FROM = 252, 11, 9
# Shares of the width; what is not named takes the usual one. Days, numbers and short words stand in
# the middle.
USUAL_SHARE = 26
SHARES = {
    "Họ và tên": 34,
    "Đối tượng": 34,
    "Quê quán": 36,
    "Nơi công tác": 32,
    "Nghề nghiệp, nơi công tác": 36,
    "Chức vụ trong Đảng": 30,
    "Chi bộ": 28,
    "Thành tích": 46,
    "Nghị quyết, kết luận": 60,
    "Trích yếu": 40,
    "Từ nơi, đến nơi": 40,
    "Quyết định, giấy giới thiệu": 40,
}
SHORT = {
    "Giới tính": 13,
    "Dân tộc": 15,
    "Ngày sinh": 21,
    "Ngày kết nạp": 21,
    "Ngày chính thức": 21,
    "Số thẻ": 20,
    "Số lý lịch": 21,
    "Số tài liệu": 16,
    "Huy hiệu": 18,
}
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
        is_dense=len(table.columns) >= DENSE_FROM,
        blocks=blocks.table(_columns(table), lines) or [blocks.text(EMPTY)],
        signatures=_signatures(job) if job.until is None else None,
    )


def _subject(register: Register, scope: Scope) -> str:
    return f"{'Tính đến ' if register.at_end else ''}{register.time_of(scope)}"


def _columns(table: Table) -> list[tuple[str, int, bool]]:
    shares = [(SHARES | SHORT).get(heading, USUAL_SHARE) for heading in table.headings]
    room = WIDTH - NUMBER_WIDTH
    ends = [room * upto // sum(shares) for upto in itertools.accumulate(shares, initial=0)]
    widths = [right - left for left, right in itertools.pairwise(ends)]
    columns = zip(table.headings, widths, strict=True)
    return [("TT", NUMBER_WIDTH, True), *((head, width, _is_short(head)) for head, width in columns)]


def _is_short(heading: str) -> bool:
    return heading in SHORT or heading.startswith("Ngày ")


def _cells(table: Table, row) -> list[str]:
    """A pen finds room where nothing is known."""
    return ["" if cell == "—" else cell for cell in table.cells(row)]


def _signatures(job: RegisterPrint) -> dict:
    secretary = Office.objects.secretary_of(job.unit, job.ends_on)
    signs = secretary_signs(job.unit, str(secretary or ""))
    maker = job.requested_by.full_name if job.requested_by else ""
    right = {"authority": signs["authority"], "title": signs["title"], "name": signs["name"]}
    return {"left": {"authority": "", "title": "Người lập", "name": maker}, "right": right}
