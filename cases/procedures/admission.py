"""From a candidate noted to a member on probation, and from probation to official."""

from __future__ import annotations

from cases.procedures.base import Actor, CaseKind, Deadline, Procedure, Situation, Step
from cells.models import ThresholdCode


def _on_probation(now: Situation) -> bool:
    return now.is_on_roll and now.member.official_on is None


PROCEDURES = {
    CaseKind.ADMISSION: Procedure(
        source="Điều lệ Đảng, Điều 4; Quy định 294-QĐ/TW; bộ mẫu KNĐ",
        steps=(
            Step("noted", "Chi bộ ghi nhận quần chúng ưu tú", Actor.CELL),
            Step(
                "helpers",
                "Phân công đảng viên giúp đỡ",
                Actor.CELL,
                has_helpers=True,
                help="Hai đảng viên chính thức cùng sinh hoạt ít nhất 12 tháng; "
                "hoặc một đảng viên cùng với đoàn thanh niên, khi đó ghi rõ ở phần ghi chú.",
            ),
            Step("class", "Học lớp nhận thức về Đảng", Actor.CELL, since="Ngày bắt đầu học"),
            Step("file", "Bắt đầu lập hồ sơ", Actor.CELL),
            Step(
                "vetting",
                "Đã thẩm tra lý lịch",
                Actor.COMMITTEE,
                help="Chỉ ghi ngày xong. Nội dung thẩm tra giữ trên giấy, không đưa vào phần mềm.",
            ),
            Step("cell_vote", "Chi bộ xét và biểu quyết", Actor.CELL, vote=ThresholdCode.VOTE_SHARE),
            Step("committee", "Đảng ủy xét", Actor.COMMITTEE),
            Step("decision", "Quyết định kết nạp", Actor.COMMITTEE, has_decision=True),
            Step(
                "ceremony",
                "Lễ kết nạp",
                Actor.CELL,
                deadline=Deadline("decision", ThresholdCode.CEREMONY_DAYS),
                help="Từ ngày này là đảng viên dự bị, có tên trong danh sách của chi bộ.",
            ),
        ),
        papers={
            "1-KNĐ": "Đơn xin vào Đảng",
            "2-KNĐ": "Lý lịch của người xin vào Đảng",
            "3-KNĐ": "Giấy giới thiệu của đảng viên giúp đỡ (mỗi người một bản)",
            "4-KNĐ": "Nghị quyết của đoàn thanh niên hoặc công đoàn",
            "5-KNĐ": "Tổng hợp ý kiến của đoàn thể và của chi ủy nơi cư trú",
            "6-KNĐ": "Nghị quyết của chi bộ đề nghị kết nạp",
            "8-KNĐ": "Nghị quyết của đảng ủy cơ sở đề nghị kết nạp",
            "9-KNĐ": "Quyết định kết nạp",
            "CN-NTVĐ": "Chứng nhận lớp nhận thức về Đảng",
        },
    ),
    CaseKind.CONFIRMATION: Procedure(
        source="Điều lệ Đảng, Điều 5; Quy định 294-QĐ/TW",
        fits=_on_probation,
        steps=(
            Step("class", "Học lớp đảng viên mới", Actor.CELL, since="Ngày bắt đầu học"),
            Step("review", "Bản tự kiểm điểm và nhận xét của người giúp đỡ", Actor.CELL),
            Step(
                "cell_vote",
                "Chi bộ xét và biểu quyết",
                Actor.CELL,
                vote=ThresholdCode.VOTE_SHARE,
                help="Họp sau ngày đủ 12 tháng dự bị. Xét muộn thì vẫn tính chính thức từ ngày đó.",
            ),
            Step("committee", "Đảng ủy xét", Actor.COMMITTEE),
            Step(
                "decision",
                "Quyết định công nhận đảng viên chính thức",
                Actor.COMMITTEE,
                has_decision=True,
                help="Ngày chính thức là ngày đủ 12 tháng dự bị, dù quyết định ký sau ngày đó.",
            ),
        ),
        papers={
            "CN-ĐVM": "Chứng nhận lớp đảng viên mới",
            "TKĐ": "Bản tự kiểm điểm của đảng viên dự bị",
            "11-KNĐ": "Nhận xét của đảng viên được phân công giúp đỡ",
            "12-KNĐ": "Tổng hợp ý kiến của đoàn thể và của chi ủy nơi cư trú",
            "13-KNĐ": "Nghị quyết của chi bộ đề nghị công nhận",
            "QĐ": "Quyết định công nhận đảng viên chính thức",
        },
    ),
}
