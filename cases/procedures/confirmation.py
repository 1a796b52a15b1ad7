"""From probation to official."""

from django.core.exceptions import ValidationError

from accounts.models import User
from cases.procedures.base import Actor, Procedure, Step
from cases.procedures.shared import decision, learning, voted
from cases.procedures.sources import GUIDANCE, MEMBER_WORK, RULES
from members.models import Course
from members.rules.probation import probation_end


def _check_vote(row) -> None:
    """The cell reviews once the probation is over, not before."""
    due = row.case.member.probation_ends_on
    if due and row.done_on < due:
        raise ValidationError({"on": f"Chỉ xét từ ngày đủ thời gian dự bị ({due:%d/%m/%Y})."})


def _check_decision(row) -> None:
    """Somebody may have confirmed the member meanwhile."""
    row.case.member.check_confirmation(row.case.member.probation_ends_on)


def _confirm(row, by: User | None) -> None:
    """However late the decision, official since the day the twelve months ended."""
    row.case.member.confirm(on=row.case.member.probation_ends_on, by=by)


def _tell(row) -> str:
    member = row.case.member
    return f"Từ {member.probation_ends_on:%d/%m/%Y}, đồng chí {member} là đảng viên chính thức."


CONFIRMATION = Procedure(
    code="confirmation",
    label="Công nhận đảng viên chính thức",
    charter="Điều lệ Đảng, Điều 5",
    texts=(RULES, GUIDANCE, MEMBER_WORK),
    fits=lambda now: now.is_on_roll and now.member.official_on is None,
    expected=lambda case, history: probation_end(case.member.admitted_on, history),
    steps=(
        Step("class", "Học lớp đảng viên mới", Actor.CELL, **learning(Course.NEW_MEMBER)),
        Step("review", "Bản tự kiểm điểm và nhận xét của đảng viên được phân công giúp đỡ", Actor.CELL),
        voted(
            Actor.CELL,
            help="Họp sau ngày đủ thời gian dự bị. Xét muộn thì vẫn tính chính thức từ ngày đó.",
            check=_check_vote,
        ),
        Step("committee", "Đảng ủy xét", Actor.COMMITTEE),
        decision(
            "Quyết định công nhận đảng viên chính thức",
            help="Ngày chính thức là ngày đủ thời gian dự bị, dù quyết định ký sau ngày đó.",
            check=_check_decision,
            effect=_confirm,
            consequence=_tell,
        ),
    ),
    papers={
        "CN-ĐVM": "Chứng nhận lớp đảng viên mới",
        "10-KNĐ": "Bản tự kiểm điểm của đảng viên dự bị",
        "11-KNĐ": "Nhận xét của đảng viên được phân công giúp đỡ",
        "12-KNĐ": "Tổng hợp ý kiến của đoàn thể và của chi ủy nơi cư trú",
        "13-KNĐ": "Nghị quyết của chi bộ đề nghị công nhận đảng viên chính thức",
        "14-KNĐ": "Báo cáo của đảng ủy bộ phận (nếu có đảng ủy bộ phận)",
        "15-KNĐ": "Nghị quyết của đảng ủy cơ sở đề nghị công nhận đảng viên chính thức",
        "16-KNĐ": "Quyết định công nhận đảng viên chính thức",
    },
)
