"""An admission is annulled because it went against the rules."""

from cases.procedures.base import Actor, Procedure, Step
from cases.procedures.shared import CHARTER, decision, leaving, on_roll
from members.models import LeftBy

ANNULMENT = Procedure(
    code="annulment",
    label="Hủy quyết định kết nạp",
    source=CHARTER,
    fits=on_roll,
    steps=(
        Step("finding", "Kết luận kết nạp không đúng quy định", Actor.COMMITTEE),
        decision("Quyết định hủy việc kết nạp", **leaving(LeftBy.ANNULMENT)),
    ),
    papers={"QĐ": "Quyết định hủy quyết định kết nạp"},
)
