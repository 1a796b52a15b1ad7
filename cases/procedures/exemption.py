"""Excused from work and meetings, by the committee or by the cell, and taking part again."""

from django.utils import timezone

from cases.procedures.base import Actor, Procedure, Situation, Step
from cases.procedures.shared import STANDING, beginning, decision, ending
from cells.models import Threshold, ThresholdCode
from members.models import Exemption


def _may_be_exempted(now: Situation) -> bool:
    return now.is_on_roll and not now.is_exempt


def _may_be_exempted_by_cell(now: Situation) -> bool:
    today = timezone.localdate()
    age = Threshold.objects.in_force(ThresholdCode.EXEMPTION_AGE, today).value
    return now.member.age_on(today) >= age and _may_be_exempted(now)


APPLICATION = Step("application", "Đảng viên nộp đơn", Actor.CELL)
RESOLUTION = "resolution", "Chi bộ xét, ra nghị quyết", Actor.CELL
EXEMPTED = beginning(Exemption, "được miễn công tác và sinh hoạt đảng, vẫn trong danh sách chi bộ")

EXEMPTION = Procedure(
    code="exemption",
    label="Miễn công tác và sinh hoạt đảng",
    **STANDING,
    fits=_may_be_exempted,
    steps=(
        APPLICATION,
        Step(*RESOLUTION),
        decision(
            "Đảng ủy cho miễn",
            help="Từ ngày này đồng chí không phải dự họp, vẫn có tên trong danh sách.",
            **EXEMPTED,
        ),
    ),
    papers={
        "Đơn": "Đơn xin miễn",
        "YT": "Giấy của y tế nếu vì sức khỏe: chỉ xem, không tải lên",
        "NQ": "Nghị quyết của chi bộ",
    },
    seen_only=("YT",),
)

EXEMPTION_BY_CELL = Procedure(
    code="exemption_by_cell",
    label="Miễn công tác và sinh hoạt đảng do chi bộ quyết định",
    **STANDING,
    fits=_may_be_exempted_by_cell,
    steps=(APPLICATION, Step(*RESOLUTION, **EXEMPTED)),
    papers={"Đơn": "Đơn xin miễn", "NQ": "Nghị quyết của chi bộ"},
)

EXEMPTION_END = Procedure(
    code="exemption_end",
    label="Trở lại công tác và sinh hoạt",
    **STANDING,
    fits=lambda now: now.is_exempt,
    steps=(APPLICATION, Step(*RESOLUTION, **ending(Exemption, "trở lại công tác và sinh hoạt"))),
    papers={"Đơn": "Đơn xin trở lại", "NQ": "Nghị quyết của chi bộ"},
)
