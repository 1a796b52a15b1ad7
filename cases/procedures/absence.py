"""Away for a time, on our roll all the while."""

from accounts.models import User
from cases.procedures.base import Actor, LetterKind, Procedure, Step
from cases.procedures.shared import MOVING, ending, keep_letter, sentence
from members.models import Absence


def _go(row, by: User | None) -> None:
    case = row.case
    Absence.objects.begin(
        case.member, on=row.done_on, place=case.place, expected_until=case.until, by=by
    )


def _tell(row) -> str:
    case = row.case
    return sentence(row, f"sinh hoạt tạm thời tại {case.place}, vẫn trong danh sách {case.unit}")


TEMPORARY_OUT = Procedure(
    code="temporary_out",
    label="Chuyển sinh hoạt đảng tạm thời",
    # How long one may be away stands in a newer text that could not be read.
    **MOVING,
    fits=lambda now: now.is_on_roll and not now.is_away,
    asks=("place", "until"),
    steps=(
        Step("request", "Đảng viên báo đi", Actor.CELL),
        Step(
            "letter",
            "Cấp giấy giới thiệu sinh hoạt tạm thời",
            Actor.COMMITTEE,
            letter=LetterKind.TEMPORARY,
            undo=keep_letter,
        ),
        Step(
            "left",
            "Bắt đầu sinh hoạt tạm thời ở nơi khác",
            Actor.COMMITTEE,
            help="Vẫn có tên trong danh sách của chi bộ, không tính vào nơi đến.",
            effect=_go,
            consequence=_tell,
        ),
        Step(
            "returned",
            "Trở về sinh hoạt tại chi bộ",
            Actor.CELL,
            expected=lambda case, history: case.until,
            help="Ghi ngày đầu tiên trở lại.",
            **ending(Absence, "trở về sinh hoạt tại chi bộ"),
        ),
    ),
    papers={"GGT": "Giấy giới thiệu sinh hoạt đảng tạm thời"},
)
