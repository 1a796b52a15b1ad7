"""The committee's own year: a meeting a month, the conference in July, and the one that is to come."""

import datetime

from demo.years.cdc_bac_giang_2020.roll import YEAR, Loaded
from meetings.models import Meeting, MeetingKind
from meetings.rules.rich_text import of_plain
from members.models import Office, OfficeKind

HALL = "Hội trường Trung tâm"
HALF_YEAR = datetime.date(YEAR, 7, 10)
YEAR_END = datetime.date(YEAR + 1, 1, 7)
SATURDAY = 5
GUESTS = "Đại diện Ban Thường vụ Đảng ủy Các cơ quan tỉnh"


def load_committee(case: Loaded) -> None:
    for month in range(1, 13):
        _meeting(case, month)
    _conference(case)
    Meeting.objects.plan(
        unit=case.committee,
        kind=MeetingKind.CONFERENCE,
        held_on=YEAR_END,
        place=HALL,
        starts_at=datetime.time(8, 0),
        invited=GUESTS,
        by=None,
    )


def _seats(case: Loaded, day: datetime.date) -> dict:
    kinds = {OfficeKind.SECRETARY: "chair", OfficeKind.DEPUTY_SECRETARY: "secretary"}
    offices = Office.objects.on(day).filter(unit=case.committee, kind__in=kinds)
    return {kinds[office.kind]: office.member for office in offices.select_related("member")}


def _meeting(case: Loaded, month: int) -> None:
    day = datetime.date(YEAR, month, 28)
    while day.weekday() >= SATURDAY:
        day -= datetime.timedelta(days=1)
    following = month % 12 + 1
    meeting = Meeting.objects.open(
        unit=case.committee,
        kind=MeetingKind.COMMITTEE,
        held_on=day,
        place="Phòng họp Trung tâm",
        starts_at=datetime.time(8, 0),
        ends_at=datetime.time(10, 0),
        content=of_plain(
            f"Đánh giá công tác tháng {month}; nhiệm vụ tháng {following}; gợi ý chuyên đề; "
            "duyệt lịch sinh hoạt của các chi bộ."
        ),
        conclusion=of_plain(
            f"Đảng ủy thống nhất nhiệm vụ tháng {following}; đảng ủy viên phụ trách dự sinh hoạt, "
            "đôn đốc nhiệm vụ quá hạn của chi bộ."
        ),
        by=None,
        **_seats(case, day),
    )
    meeting.adopt(by=None)


def _conference(case: Loaded) -> None:
    meeting = Meeting.objects.open(
        unit=case.committee,
        kind=MeetingKind.CONFERENCE,
        held_on=HALF_YEAR,
        place=HALL,
        starts_at=datetime.time(8, 0),
        ends_at=datetime.time(11, 30),
        invited=GUESTS,
        content=of_plain("Đánh giá kết quả sáu tháng; thảo luận nhiệm vụ sáu tháng cuối năm."),
        conclusion=of_plain("Hội nghị thống nhất báo cáo sơ kết và nhiệm vụ sáu tháng cuối năm 2020."),
        by=None,
        **_seats(case, HALF_YEAR),
    )
    meeting.adopt(by=None)
