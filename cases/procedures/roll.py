"""Going from the roll, and coming back onto it."""

from __future__ import annotations

from cases.procedures.base import Actor, CaseKind, Deadline, Procedure, Situation, Step
from cells.models import ThresholdCode

# Out of the Party: values of LeftBy.
OUT_OF_THE_PARTY = {"expulsion", "deletion", "resignation", "annulment"}
CHARTER = "Điều lệ Đảng; Quy định 294-QĐ/TW"
TRANSFERS = "Quy định 294-QĐ/TW; Quy định 29-QĐ/TW, 6.3"
EFFECTIVE = "Ghi ngày có hiệu lực; từ ngày này đồng chí không còn trong danh sách."


def _on_roll(now: Situation) -> bool:
    return now.is_on_roll


def _out_of_the_party(now: Situation) -> bool:
    return not now.is_on_roll and now.left_by in OUT_OF_THE_PARTY


PROCEDURES = {
    CaseKind.TRANSFER_OUT: Procedure(
        source=TRANSFERS,
        fits=_on_roll,
        asks=("place",),
        outlasts_roll_after="left",
        steps=(
            Step(
                "request",
                "Đảng viên báo chuyển",
                Actor.CELL,
                help="Ghi ngày của quyết định chuyển công tác, nghỉ hưu, hoặc ngày chuyển nơi ở: "
                "hạn làm thủ tục tính từ ngày này.",
            ),
            Step(
                "letter",
                "Cấp giấy giới thiệu sinh hoạt đảng",
                Actor.COMMITTEE,
                deadline=Deadline("request", ThresholdCode.TRANSFER_START_DAYS),
            ),
            Step("left", "Ra khỏi danh sách chi bộ", Actor.COMMITTEE, help=EFFECTIVE),
            Step(
                "arrived",
                "Nơi đến báo đã tiếp nhận",
                Actor.COMMITTEE,
                deadline=Deadline("letter", ThresholdCode.TRANSFER_ARRIVE_DAYS),
            ),
        ),
        papers={
            "GGT": "Giấy giới thiệu sinh hoạt đảng chính thức",
            "TKĐ": "Bản tự kiểm điểm của đảng viên",
            "HSĐV": "Hồ sơ đảng viên niêm phong giao đảng viên",
        },
    ),
    CaseKind.DELETION: Procedure(
        source=CHARTER,
        fits=_on_roll,
        steps=(
            Step("cell_vote", "Chi bộ xét, đề nghị xóa tên", Actor.CELL),
            Step("committee", "Đảng ủy xét", Actor.COMMITTEE),
            Step("decision", "Quyết định xóa tên", Actor.COMMITTEE, has_decision=True, help=EFFECTIVE),
        ),
        papers={"NQ": "Nghị quyết của chi bộ", "QĐ": "Quyết định xóa tên"},
    ),
    CaseKind.RESIGNATION: Procedure(
        source=CHARTER,
        fits=_on_roll,
        steps=(
            Step("application", "Đảng viên nộp đơn", Actor.CELL),
            Step("cell_vote", "Chi bộ xét", Actor.CELL),
            Step("committee", "Đảng ủy xét", Actor.COMMITTEE),
            Step(
                "decision",
                "Quyết định cho ra khỏi Đảng",
                Actor.COMMITTEE,
                has_decision=True,
                help=EFFECTIVE,
            ),
        ),
        papers={
            "Đơn": "Đơn xin ra khỏi Đảng",
            "NQ": "Nghị quyết của chi bộ",
            "QĐ": "Quyết định cho ra khỏi Đảng",
        },
    ),
    CaseKind.ANNULMENT: Procedure(
        source=CHARTER,
        fits=_on_roll,
        steps=(
            Step("finding", "Kết luận kết nạp không đúng quy định", Actor.COMMITTEE),
            Step(
                "decision",
                "Quyết định hủy việc kết nạp",
                Actor.COMMITTEE,
                has_decision=True,
                help=EFFECTIVE,
            ),
        ),
        papers={"QĐ": "Quyết định hủy quyết định kết nạp"},
    ),
    CaseKind.RESTORATION: Procedure(
        source=CHARTER,
        fits=_out_of_the_party,
        asks=("to",),
        steps=(
            Step("finding", "Kết luận về việc khôi phục", Actor.COMMITTEE),
            Step(
                "decision", "Quyết định khôi phục quyền đảng viên", Actor.COMMITTEE, has_decision=True
            ),
        ),
        papers={"QĐ": "Quyết định khôi phục quyền đảng viên"},
    ),
    CaseKind.READMISSION: Procedure(
        source=CHARTER,
        fits=_out_of_the_party,
        asks=("to",),
        steps=(
            Step("application", "Người xin kết nạp lại nộp đơn", Actor.COMMITTEE),
            Step(
                "cell_vote", "Chi bộ xét và biểu quyết", Actor.COMMITTEE, vote=ThresholdCode.VOTE_SHARE
            ),
            Step("committee", "Đảng ủy xét", Actor.COMMITTEE),
            Step("decision", "Quyết định kết nạp lại", Actor.COMMITTEE, has_decision=True),
            Step(
                "ceremony",
                "Lễ kết nạp lại",
                Actor.COMMITTEE,
                deadline=Deadline("decision", ThresholdCode.CEREMONY_DAYS),
                help="Từ ngày này lại có tên trong danh sách. Ba ngày kết nạp, chính thức giữ như "
                "hồ sơ cũ; nếu quyết định tính khác thì sửa ở trang Hồ sơ.",
            ),
        ),
        papers={
            "1-KNĐ": "Đơn xin kết nạp lại",
            "6-KNĐ": "Nghị quyết của chi bộ",
            "8-KNĐ": "Nghị quyết của đảng ủy",
            "9-KNĐ": "Quyết định kết nạp lại",
        },
    ),
}
