"""Going to another committee for good, until the other side confirms."""

from cases.procedures.base import Actor, LetterKind, Procedure, Step
from cases.procedures.shared import MOVING, keep_letter, leaving, on_roll, within
from cells.models import ThresholdCode
from members.models import LeftBy

TRANSFER_OUT = Procedure(
    code="transfer_out",
    label="Chuyển sinh hoạt đảng chính thức",
    **MOVING,
    fits=on_roll,
    asks=("place",),
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
            deadline=within(ThresholdCode.TRANSFER_START_DAYS, after="request"),
            letter=LetterKind.OFFICIAL,
            undo=keep_letter,
        ),
        Step(
            "left",
            "Đưa ra khỏi danh sách chi bộ",
            Actor.COMMITTEE,
            outlasts_roll=True,
            **leaving(LeftBy.TRANSFER),
        ),
        Step(
            "arrived",
            "Nơi đến báo đã tiếp nhận",
            Actor.COMMITTEE,
            deadline=within(ThresholdCode.TRANSFER_ARRIVE_DAYS, after="letter"),
        ),
    ),
    papers={
        "GGT": "Giấy giới thiệu sinh hoạt đảng chính thức",
        "TKĐ": "Bản tự kiểm điểm của đảng viên",
        "HSĐV": "Hồ sơ đảng viên niêm phong giao đảng viên",
    },
)
