"""On the roll, but for a time otherwise than others: exempt, suspended, away."""

from __future__ import annotations

from django.utils import timezone

from cases.procedures.base import Actor, CaseKind, Procedure, Situation, Step

CHARTER = "Điều lệ Đảng; Quy định 294-QĐ/TW; Hướng dẫn 12-HD/BTCTW, IV.1"
# From this age the cell decides alone (reported, local guide 38-HD/BTCTW).
CELL_DECIDES_FROM = 80
# Papers about health are looked at, never kept.
SEEN_ONLY = frozenset({"YT"})
MEDICAL = "Giấy của y tế nếu vì sức khỏe: chỉ xem, không đưa lên"


def _may_be_exempted(now: Situation) -> bool:
    return now.is_on_roll and not now.is_exempt


def _may_be_exempted_by_cell(now: Situation) -> bool:
    age = now.member.age_on(timezone.localdate())
    return age >= CELL_DECIDES_FROM and _may_be_exempted(now)


def _is_exempt(now: Situation) -> bool:
    return now.is_exempt


def _may_be_suspended(now: Situation) -> bool:
    return now.is_on_roll and not now.is_suspended


def _is_suspended(now: Situation) -> bool:
    return now.is_suspended


def _may_go_for_a_time(now: Situation) -> bool:
    return now.is_on_roll and not now.is_away


APPLICATION = Step("application", "Đảng viên nộp đơn", Actor.CELL)
RESOLUTION = Step("resolution", "Chi bộ xét, ra nghị quyết", Actor.CELL)

PROCEDURES = {
    CaseKind.TEMPORARY_OUT: Procedure(
        # How long one may be away stands in a newer text that could not be read.
        source="Quy định 29-QĐ/TW, 6.3",
        fits=_may_go_for_a_time,
        asks=("place", "until"),
        steps=(
            Step("request", "Đảng viên báo đi", Actor.CELL),
            Step("letter", "Cấp giấy giới thiệu sinh hoạt tạm thời", Actor.COMMITTEE),
            Step(
                "left",
                "Bắt đầu sinh hoạt tạm thời ở nơi khác",
                Actor.COMMITTEE,
                help="Vẫn có tên trong danh sách của chi bộ, không tính vào nơi đến.",
            ),
            Step(
                "returned",
                "Trở về sinh hoạt tại chi bộ",
                Actor.CELL,
                is_due_as_expected=True,
                help="Ghi ngày đầu tiên trở lại.",
            ),
        ),
        papers={"GGT": "Giấy giới thiệu sinh hoạt đảng tạm thời"},
    ),
    CaseKind.EXEMPTION: Procedure(
        source=CHARTER,
        fits=_may_be_exempted,
        steps=(
            APPLICATION,
            RESOLUTION,
            Step(
                "decision",
                "Đảng ủy cho miễn",
                Actor.COMMITTEE,
                has_decision=True,
                help="Từ ngày này đồng chí không phải dự họp, vẫn có tên trong danh sách.",
            ),
        ),
        papers={"Đơn": "Đơn xin miễn", "YT": MEDICAL, "NQ": "Nghị quyết của chi bộ"},
    ),
    CaseKind.EXEMPTION_BY_CELL: Procedure(
        source=f"{CHARTER}; từ {CELL_DECIDES_FROM} tuổi do chi bộ quyết định",
        fits=_may_be_exempted_by_cell,
        steps=(APPLICATION, RESOLUTION),
        papers={"Đơn": "Đơn xin miễn", "NQ": "Nghị quyết của chi bộ"},
    ),
    CaseKind.EXEMPTION_END: Procedure(
        source=CHARTER,
        fits=_is_exempt,
        steps=(APPLICATION, RESOLUTION),
        papers={"Đơn": "Đơn xin trở lại", "NQ": "Nghị quyết của chi bộ"},
    ),
    CaseKind.SUSPENSION: Procedure(
        source=CHARTER,
        fits=_may_be_suspended,
        steps=(
            Step("proposal", "Có đề nghị đình chỉ", Actor.COMMITTEE),
            Step("decision", "Quyết định đình chỉ", Actor.COMMITTEE, has_decision=True),
        ),
        papers={"QĐ": "Quyết định đình chỉ sinh hoạt đảng"},
    ),
    CaseKind.SUSPENSION_END: Procedure(
        source=CHARTER,
        fits=_is_suspended,
        steps=(Step("decision", "Quyết định thôi đình chỉ", Actor.COMMITTEE, has_decision=True),),
        papers={"QĐ": "Quyết định thôi đình chỉ"},
    ),
}
