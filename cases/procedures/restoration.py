"""The rights of a member are given back to somebody who was wrongly put out."""

from cases.procedures.base import Actor, Procedure, Step
from cases.procedures.shared import CHARTER, RETURNING, decision, out_of_the_party

RESTORATION = Procedure(
    code="restoration",
    label="Khôi phục quyền đảng viên",
    source=CHARTER,
    fits=out_of_the_party,
    asks=("to",),
    steps=(
        Step("finding", "Kết luận về việc khôi phục", Actor.COMMITTEE),
        decision("Quyết định khôi phục quyền đảng viên", **RETURNING),
    ),
    papers={"QĐ": "Quyết định khôi phục quyền đảng viên"},
)
