"""A member asks to leave the Party."""

from cases.procedures.base import Actor, Procedure, Step
from cases.procedures.shared import CHARTER, decision, leaving, on_roll
from members.models import LeftBy

RESIGNATION = Procedure(
    code="resignation",
    label="Xin ra khỏi Đảng",
    source=CHARTER,
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
