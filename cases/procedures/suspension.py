"""Suspended from meetings, and back at them."""

from cases.procedures.base import Actor, Procedure, Step
from cases.procedures.shared import STANDING, beginning, decision, ending
from members.models import Suspension

SUSPENSION = Procedure(
    code="suspension",
    label="Đình chỉ sinh hoạt đảng",
    **STANDING,
    fits=lambda now: now.is_on_roll and not now.is_suspended,
    steps=(
        Step("proposal", "Có đề nghị đình chỉ", Actor.COMMITTEE),
        decision("Quyết định đình chỉ", **beginning(Suspension, "bị đình chỉ sinh hoạt đảng")),
    ),
    papers={"QĐ": "Quyết định đình chỉ sinh hoạt đảng"},
)

SUSPENSION_END = Procedure(
    code="suspension_end",
    label="Thôi đình chỉ sinh hoạt đảng",
    **STANDING,
    fits=lambda now: now.is_suspended,
    steps=(decision("Quyết định thôi đình chỉ", **ending(Suspension, "được trở lại sinh hoạt đảng")),),
    papers={"QĐ": "Quyết định thôi đình chỉ"},
)
