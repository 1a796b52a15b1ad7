"""From a candidate noted to a member on probation."""

from django.core.exceptions import ValidationError

from accounts.models import User
from cases.procedures.base import Actor, Procedure, Step
from cases.procedures.shared import decision, learning, voted, within
from cases.procedures.sources import GUIDANCE, MEMBER_WORK, RULES
from cells.models import Threshold, ThresholdCode
from common.partial import PartialDay
from members.models import Course
from members.rules.age import doubt, is_of_age
from members.rules.party_age import MONTHS_A_YEAR, whole_months
from members.rules.probation import probation_end


def _check_vote(row) -> None:
    """At the vote the person is of age, and the certificate of the class is still valid."""
    candidate, day = row.case.candidate, row.done_on
    if candidate.missing:
        raise ValidationError(f"Bổ sung trước: {', '.join(candidate.missing)}.")
    limits = Threshold.objects.on(day)
    lowest, highest = (limits[code].value for code in (ThresholdCode.MIN_AGE, ThresholdCode.MAX_AGE))
    about = candidate.born, lowest, PartialDay(day)
    of_age = is_of_age(*about)
    if of_age is False:
        raise ValidationError({"on": f"Ngày này chưa đủ {lowest} tuổi."})
    if of_age is None and not row.note:
        raise ValidationError({"note": f"{doubt(*about)}; đề nghị ghi căn cứ ở ghi chú."})
    if whole_months(candidate.born_on, day) > MONTHS_A_YEAR * highest and not row.note:
        raise ValidationError(
            {"note": f"Trên {highest} tuổi là trường hợp đặc biệt; đề nghị ghi rõ ở ghi chú."}
        )
    learnt_on = row.case.done("class").done_on
    months = limits[ThresholdCode.AWARENESS_MONTHS].value
    if whole_months(learnt_on, day) >= months:
        raise ValidationError(
            {"on": f"Chứng nhận lớp nhận thức ngày {learnt_on:%d/%m/%Y} chỉ có giá trị {months} tháng."}
        )


def _admit(row, by: User | None) -> None:
    decision = row.case.done("decision").decision
    row.case.candidate.admit(on=row.done_on, decision=decision, by=by)


def _take_back(row) -> None:
    row.case.candidate.take_back_admission()


def _tell(row) -> str:
    return (
        f"Từ {row.done_on:%d/%m/%Y}, {row.case.candidate} là đảng viên dự bị, có tên trong danh sách "
        f"{row.case.unit}; đủ thời gian dự bị ngày "
        f"{probation_end(row.done_on):%d/%m/%Y}."
    )


ADMISSION = Procedure(
    code="admission",
    label="Kết nạp đảng viên",
    charter="Điều lệ Đảng, Điều 4",
    texts=(RULES, GUIDANCE, MEMBER_WORK),
    steps=(
        Step("noted", "Chi bộ ghi nhận quần chúng ưu tú", Actor.CELL),
        Step(
            "helpers",
            "Phân công đảng viên chính thức giúp đỡ",
            Actor.CELL,
            has_helpers=True,
            help="Hai đảng viên chính thức được phân công giúp đỡ, cùng sinh hoạt ít nhất 12 tháng; "
            "hoặc một đảng viên cùng với đoàn thanh niên, khi đó ghi rõ ở phần ghi chú.",
        ),
        Step("class", "Học lớp nhận thức về Đảng", Actor.CELL, **learning(Course.AWARENESS)),
        Step("file", "Bắt đầu lập hồ sơ", Actor.CELL),
        Step(
            "vetting",
            "Đã thẩm tra lý lịch",
            Actor.COMMITTEE,
            help="Chỉ ghi ngày xong. Nội dung thẩm tra giữ trên giấy, không đưa vào phần mềm.",
        ),
        voted(Actor.CELL, check=_check_vote),
        Step("committee", "Đảng ủy xét", Actor.COMMITTEE),
        decision("Quyết định kết nạp"),
        Step(
            "ceremony",
            "Lễ kết nạp",
            Actor.CELL,
            deadline=within(ThresholdCode.CEREMONY_DAYS, after="decision"),
            help="Từ ngày này là đảng viên dự bị, có tên trong danh sách của chi bộ.",
            effect=_admit,
            undo=_take_back,
            consequence=_tell,
        ),
    ),
    papers={
        "1-KNĐ": "Đơn xin vào Đảng",
        "2-KNĐ": "Lý lịch của người xin vào Đảng",
        "3-KNĐ": "Giấy giới thiệu người vào Đảng (mỗi đảng viên giúp đỡ một bản)",
        "4-KNĐ": "Nghị quyết giới thiệu đoàn viên ưu tú vào Đảng",
        "5-KNĐ": "Tổng hợp ý kiến của đoàn thể và của chi ủy nơi cư trú",
        "6-KNĐ": "Nghị quyết của chi bộ đề nghị kết nạp",
        "7-KNĐ": "Báo cáo của đảng ủy bộ phận (nếu có đảng ủy bộ phận)",
        "8-KNĐ": "Nghị quyết của đảng ủy cơ sở đề nghị kết nạp",
        "9-KNĐ": "Quyết định kết nạp",
        "CN-NTVĐ": "Chứng nhận lớp nhận thức về Đảng",
    },
)
