"""Out of the Party: struck off, at the own wish, or because the admission went against the rules."""

from cases.procedures.base import Actor, Procedure, Step
from cases.procedures.shared import CHARTER, decision, leaving, on_roll
from members.models import LeftBy

DELETION = Procedure(
    code="deletion",
    label="Xóa tên trong danh sách đảng viên",
    **CHARTER,
    fits=on_roll,
    steps=(
        Step("cell_vote", "Chi bộ xét, đề nghị xóa tên", Actor.CELL),
        Step("committee", "Đảng ủy xét", Actor.COMMITTEE),
        decision("Quyết định xóa tên", **leaving(LeftBy.DELETION)),
    ),
    papers={"NQ": "Nghị quyết của chi bộ", "QĐ": "Quyết định xóa tên"},
)

RESIGNATION = Procedure(
    code="resignation",
    label="Xin ra khỏi Đảng",
    **CHARTER,
    fits=on_roll,
    steps=(
        Step("application", "Đảng viên nộp đơn", Actor.CELL),
        Step("cell_vote", "Chi bộ xét", Actor.CELL),
        Step("committee", "Đảng ủy xét", Actor.COMMITTEE),
        decision("Quyết định cho ra khỏi Đảng", **leaving(LeftBy.RESIGNATION)),
    ),
    papers={
        "Đơn": "Đơn xin ra khỏi Đảng",
        "NQ": "Nghị quyết của chi bộ",
        "QĐ": "Quyết định cho ra khỏi Đảng",
    },
)

ANNULMENT = Procedure(
    code="annulment",
    label="Hủy quyết định kết nạp",
    **CHARTER,
    fits=on_roll,
    steps=(
        Step("finding", "Kết luận kết nạp không đúng quy định", Actor.COMMITTEE),
        decision("Quyết định hủy việc kết nạp", **leaving(LeftBy.ANNULMENT)),
    ),
    papers={"QĐ": "Quyết định hủy quyết định kết nạp"},
)
