"""The meetings of the year: 72 regular ones, 24 topics, the committee's own, two conferences."""

import datetime

from django.utils import timezone

from meetings.models import Attendance, AttendanceStatus, Meeting, MeetingKind, Task
from meetings.rich_text import of_plain
from members.models import Office, OfficeKind
from reports.cases.cdc_bac_giang_2020.roll import YEAR, Loaded

PLACE = "Phòng họp Trung tâm"
TOPIC_MONTHS = {2: 0, 5: 1, 8: 2, 11: 3}  # the month of each quarter's topic
COMBINING_CELLS = 3  # these hold the topic in the regular meeting, the others apart from it
# The committee's list of suggested topics: four for each cell.
TOPICS = [
    [
        "Nâng cao chất lượng sinh hoạt chi bộ",
        "Cải cách hành chính và văn hóa công sở",
        "Sử dụng tiết kiệm, hiệu quả tài sản công",
        "Trách nhiệm nêu gương của cán bộ, đảng viên",
    ],
    [
        "Quản lý tài chính, chống lãng phí trong mua sắm",
        "Học tập Hồ Chí Minh về thực hành tiết kiệm",
        "Công khai, dân chủ trong đơn vị",
        "Xây dựng kế hoạch năm 2021",
    ],
    [
        "Vai trò của đảng viên trong phòng, chống dịch COVID-19",
        "Giám sát dịch tễ tại cơ sở",
        "Phối hợp liên ngành trong điều tra ca bệnh",
        "Bài học từ đợt dịch trong năm",
    ],
    [
        "Bảo đảm dinh dưỡng học đường",
        "Vệ sinh môi trường và nước sạch nông thôn",
        "An toàn lao động trong khu công nghiệp",
        "Truyền thông thay đổi hành vi",
    ],
    [
        "Nâng cao năng lực xét nghiệm",
        "An toàn sinh học trong phòng xét nghiệm",
        "Bảo đảm chất lượng xét nghiệm SARS-CoV-2",
        "Học tập Hồ Chí Minh về y đức",
    ],
    [
        "Tinh thần phục vụ người bệnh",
        "Tiêm chủng an toàn",
        "Phòng, chống tiêu cực trong khám bệnh",
        "Ứng dụng công nghệ thông tin trong quản lý hồ sơ",
    ],
]
REASONS = ["Đi công tác", "Trực phòng, chống dịch", "Nghỉ ốm", "Đi học", "Việc gia đình"]
CONTENT = (
    "1. Thông tin thời sự, quán triệt văn bản của cấp trên.\n"
    "2. Đánh giá việc thực hiện nhiệm vụ tháng {last}.\n"
    "3. Thảo luận nhiệm vụ tháng {this}; phân công đảng viên phụ trách.\n"
)
CONCLUSION = (
    "Chi bộ thống nhất đánh giá kết quả tháng {last} và nhiệm vụ tháng {this}. "
    "Đảng viên thực hiện đúng tiến độ đã giao, báo cáo kết quả tại kỳ sinh hoạt sau."
)


def load_meetings(case: Loaded) -> None:
    for month in range(1, 13):
        for number in range(1, len(case.cells) + 1):
            _regular(case, number, month)
        _committee(case, month)
    for day in (datetime.date(YEAR, 7, 10), datetime.date(YEAR, 12, 30)):
        _conference(case, day)


def _regular(case: Loaded, number: int, month: int) -> None:
    day = datetime.date(YEAR, month, 2 + number)
    topic = TOPICS[number - 1][TOPIC_MONTHS[month]] if month in TOPIC_MONTHS else ""
    combined = bool(topic) and number <= COMBINING_CELLS
    kind = MeetingKind.COMBINED if combined else MeetingKind.REGULAR
    regular = _hold(case, number, kind, day, topic=topic if combined else "")
    Task.objects.create(
        meeting=regular,
        text=f"Hoàn thành nhiệm vụ chuyên môn tháng {month}, báo cáo chi bộ",
        assignee=case.members[number][month % len(case.members[number])],
        due_on=day + datetime.timedelta(days=28),
        done_on=day + datetime.timedelta(days=25),
    )
    if topic and not combined:
        _hold(case, number, MeetingKind.THEMATIC, day.replace(day=18), topic=topic)


def _hold(case: Loaded, number: int, kind: str, day: datetime.date, topic: str) -> Meeting:
    """Open, mark a few absences, write the minutes, adopt."""
    cell, length = case.cells[number - 1], 125 if kind == MeetingKind.COMBINED else 95
    chair, clerk = _leaders(cell, case.members[number], day)
    months = {"last": (day.month - 2) % 12 + 1, "this": day.month}
    meeting = Meeting.objects.open(
        unit=cell,
        kind=kind,
        topic=topic,
        held_on=day,
        place=PLACE,
        starts_at=datetime.time(14, 0),
        ends_at=datetime.time(14 + length // 60, length % 60),
        chair=chair,
        secretary=clerk,
        content=of_plain((f"Chuyên đề: {topic}.\n" if topic else "") + CONTENT.format(**months)),
        conclusion=of_plain(CONCLUSION.format(**months)),
        resolution=of_plain(f"Thực hiện chuyên đề: {topic}.") if topic else "",
        by=None,
    )
    _mark_absent(case, meeting, {chair.pk, clerk.pk})
    _adopt(meeting)
    return meeting


def _leaders(cell, members, day):
    """Secretary and deputy of that day; before the congress of the year, the first two members."""
    kinds = [OfficeKind.SECRETARY, OfficeKind.DEPUTY_SECRETARY]
    held = Office.objects.on(day).filter(unit=cell, kind__in=kinds).select_related("member")
    seats = {office.kind: office.member for office in held}
    return [seats.get(kind, members[i]) for i, kind in enumerate(kinds)]


def _mark_absent(case: Loaded, meeting: Meeting, always_there: set[int]) -> None:
    """About one in sixteen is excused, as the reported attendance of over 90 % implies."""
    rows = [row for row in meeting.attendances.by_name() if row.member_id not in always_there]
    absent = [row for row in rows if case.people.random.random() < 1 / 16]
    for row in absent:
        row.status = AttendanceStatus.EXCUSED
        row.reason = case.people.random.choice(REASONS)
    Attendance.objects.bulk_update(absent, ["status", "reason"])


def _adopt(meeting: Meeting) -> None:
    """As of the evening of its own day, so that the demo year looks like one."""
    meeting.adopt(by=None)
    evening = datetime.datetime.combine(meeting.held_on, datetime.time(18, 0))
    meeting.adopted_at = timezone.make_aware(evening)
    meeting.save(update_fields=["adopted_at"])


def _committee(case: Loaded, month: int) -> None:
    meeting = Meeting.objects.open(
        unit=case.committee,
        kind=MeetingKind.COMMITTEE,
        held_on=datetime.date(YEAR, month, 28),
        place=PLACE,
        starts_at=datetime.time(8, 0),
        ends_at=datetime.time(10, 0),
        content=f"Đánh giá công tác tháng {month}; nhiệm vụ tháng tới; gợi ý chuyên đề cho các chi bộ.",
        conclusion="Đảng ủy thống nhất nhiệm vụ tháng tới và phân công đảng ủy viên theo dõi chi bộ.",
        by=None,
    )
    _adopt(meeting)


def _conference(case: Loaded, day: datetime.date) -> None:
    meeting = Meeting.objects.open(
        unit=case.committee,
        kind=MeetingKind.CONFERENCE,
        held_on=day,
        place="Hội trường Trung tâm",
        starts_at=datetime.time(8, 0),
        ends_at=datetime.time(11, 30),
        content="Đánh giá kết quả lãnh đạo; thảo luận phương hướng, nhiệm vụ thời gian tới.",
        conclusion="Hội nghị thống nhất báo cáo và phương hướng, nhiệm vụ.",
        by=None,
    )
    _adopt(meeting)
