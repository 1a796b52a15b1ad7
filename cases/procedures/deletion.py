"""The name is struck from the roll."""

from cases.procedures.base import Actor, Procedure, Step
from cases.procedures.shared import CHARTER, decision, leaving, on_roll
from members.models import LeftBy

DELETION = Procedure(
    code="deletion",
    label="Xóa tên trong danh sách đảng viên",
    source=CHARTER,
    fits=on_roll,
    steps=(
        Step("cell_vote", "Chi bộ xét, đề nghị xóa tên", Actor.CELL),
        Step("committee", "Đảng ủy xét", Actor.COMMITTEE),
        decision("Quyết định xóa tên", **leaving(LeftBy.DELETION)),
    ),
    papers={"NQ": "Nghị quyết của chi bộ", "QĐ": "Quyết định xóa tên"},
)
