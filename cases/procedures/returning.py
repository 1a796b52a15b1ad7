"""Back into the Party: admitted again, or given back the rights that were wrongly taken."""

from django.core.exceptions import ValidationError

from cases.procedures.base import Actor, Procedure, Step
from cases.procedures.shared import CHARTER, RETURNING, decision, out_of_the_party, voted, within
from cells.models import Threshold, ThresholdCode
from common.periods import DAY
from members.rules.party_age import whole_months


def _check_vote(row) -> None:
    """Only after so many months out of the Party."""
    last = row.case.member.memberships.permanent().order_by("-starts_on").first()
    left_on = last.ends_on + DAY
    months = Threshold.objects.in_force(ThresholdCode.READMISSION_MONTHS, row.done_on).value
    if whole_months(left_on, row.done_on) < months:
        raise ValidationError(
            {"on": f"Chưa đủ {months} tháng kể từ ngày ra khỏi Đảng ({left_on:%d/%m/%Y})."}
        )


READMISSION = Procedure(
    code="readmission",
    label="Kết nạp lại",
    **CHARTER,
    fits=out_of_the_party,
    asks=("to",),
    steps=(
        Step("application", "Người xin kết nạp lại nộp đơn", Actor.COMMITTEE),
        voted(Actor.COMMITTEE, check=_check_vote),
        Step("committee", "Đảng ủy xét", Actor.COMMITTEE),
        decision("Quyết định kết nạp lại"),
        Step(
            "ceremony",
            "Lễ kết nạp lại",
            Actor.COMMITTEE,
            deadline=within(ThresholdCode.CEREMONY_DAYS, after="decision"),
            help="Từ ngày này lại có tên trong danh sách. Ba ngày kết nạp, chính thức giữ như "
            "hồ sơ cũ; nếu quyết định tính khác thì sửa ở trang Hồ sơ.",
            **RETURNING,
        ),
    ),
    papers={
        "1-KNĐ": "Đơn xin kết nạp lại",
        "6-KNĐ": "Nghị quyết của chi bộ",
        "8-KNĐ": "Nghị quyết của đảng ủy",
        "9-KNĐ": "Quyết định kết nạp lại",
    },
)

RESTORATION = Procedure(
    code="restoration",
    label="Khôi phục quyền đảng viên",
    **CHARTER,
    fits=out_of_the_party,
    asks=("to",),
    steps=(
        Step("finding", "Kết luận về việc khôi phục", Actor.COMMITTEE),
        decision("Quyết định khôi phục quyền đảng viên", **RETURNING),
    ),
    papers={"QĐ": "Quyết định khôi phục quyền đảng viên"},
)
