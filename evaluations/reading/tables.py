"""The columns of the lists of grades and awards, for the workbook."""

from common.tables import Table
from evaluations.models import Commendation

ROSTER = Table(
    [
        ("Chi bộ", lambda row: row.cell_name),
        ("Họ và tên", lambda row: row.member),
        ("Xếp loại", lambda row: row.said),
        ("Ghi chú", lambda row: row.note),
    ]
)


def _is_given(award) -> bool:
    return isinstance(award, Commendation)


AWARDS = Table(
    [
        ("Việc", lambda award: "đã khen thưởng" if _is_given(award) else "đề nghị cấp trên khen"),
        ("Loại", lambda award: award.get_kind_display()),
        ("Đối tượng", lambda award: award.recipient),
        ("Chi bộ, đảng bộ", lambda award: award.unit),
        ("Hình thức", lambda award: award.get_form_display()),
        ("Thành tích", lambda award: award.reason),
        ("Ngày", lambda award: award.given_on if _is_given(award) else award.proposed_on),
        ("Văn bản", lambda award: award.decision if _is_given(award) else award.paper),
    ]
)
