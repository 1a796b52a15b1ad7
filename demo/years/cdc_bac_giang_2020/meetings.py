"""The meetings of the cells: each month the chi ủy and the cell, 72 regular ones and 24 topics."""

import datetime

from common.periods import DAY
from demo.years.cdc_bac_giang_2020 import minutes, texts
from demo.years.cdc_bac_giang_2020.roll import ADMITTED, YEAR, Loaded
from demo.years.sittings import date_back
from meetings.models import Attendance, AttendanceStatus, Matter, Meeting, MeetingKind, MeetingMode
from meetings.rules.rich_text import of_plain
from members.models import Member, Office, OfficeKind

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
KEPT_APART = 4  # the month of social distancing, when people joined by the network
SATURDAY = 5
EXCUSED, UNEXCUSED, LATE = 1 / 16, 1 / 500, 1 / 30
SHORT = {(5, 7)}  # (cell, month) of a meeting shorter than it should be


def load_meetings(case: Loaded) -> None:
    matters = _matters(case)
    for month in range(1, 13):
        for number in range(1, len(case.cells) + 1):
            _month(case, number, month, matters.get((number, month), {}))
    date_back([case.committee, *case.cells])


def _matters(case: Loaded) -> dict[tuple[int, int], dict[str, str]]:
    """(cell, month) → item → kind of vote: the admissions of the year, and who became official."""
    found = {}
    for member in case.newcomers:
        number = next(n for n, members in case.members.items() if member in members)
        if member.official_on is None:
            admitted = dict(ADMITTED)[number]
            item = f"Xét đề nghị kết nạp quần chúng {member}"
            found[number, admitted.month - 1] = {item: Matter.ADMISSION}
        else:
            item = f"Xét đề nghị công nhận đảng viên chính thức cho đồng chí {member}"
            found[number, member.official_on.month + 1] = {item: Matter.CONFIRMATION}
    return found


def _month(case: Loaded, number: int, month: int, matters: dict[str, str]) -> None:
    """The chi ủy prepares, the cell sits; the topic in the same sitting or in one of its own."""
    day = workday(datetime.date(YEAR, month, 2 + number))
    topic = TOPICS[number - 1][TOPIC_MONTHS[month]] if month in TOPIC_MONTHS else ""
    combined = bool(topic) and number <= COMBINING_CELLS
    kind = MeetingKind.COMBINED if combined else MeetingKind.REGULAR
    facts = {"topic": topic if combined else "", "prepared_in": _prepare(case, number, day, topic)}
    _hold(case, number, kind, day, matters, **facts)
    if topic and not combined:
        apart = workday(day.replace(day=18))
        _hold(case, number, MeetingKind.THEMATIC, apart, {}, topic=topic)


def workday(day: datetime.date) -> datetime.date:
    while day.weekday() >= SATURDAY:
        day += DAY
    return day


def _prepare(case: Loaded, number: int, day: datetime.date, topic: str) -> Meeting:
    """The chi ủy, some days before the cell."""
    chair, clerk = leaders(case, number, day)
    last, this = _months(day)
    subject = f"; đề cương chuyên đề “{topic}”" if topic else ""
    meeting = Meeting.objects.open(
        unit=case.cells[number - 1],
        kind=MeetingKind.COMMITTEE,
        held_on=workday(day - 6 * DAY),
        place=PLACE,
        starts_at=datetime.time(16, 0),
        ends_at=datetime.time(16, 40),
        chair=chair,
        secretary=clerk,
        content=of_plain(f"Kiểm điểm nhiệm vụ tháng {last}; dự kiến nhiệm vụ tháng {this}{subject}."),
        conclusion=of_plain(f"Chi ủy thống nhất nội dung, dự thảo kết luận sinh hoạt tháng {this}."),
        by=None,
    )
    meeting.adopt(by=None)
    return meeting


def _months(day: datetime.date) -> tuple[int, int]:
    return (day.month - 2) % 12 + 1, day.month


def _hold(case: Loaded, number: int, kind: str, day: datetime.date, matters: dict, **facts) -> Meeting:
    """Open, call the roll, write the minutes, adopt."""
    chair, clerk = leaders(case, number, day)
    apart = day.month == KEPT_APART
    meeting = Meeting.objects.open(
        unit=case.cells[number - 1],
        kind=kind,
        held_on=day,
        place=PLACE,
        mode=MeetingMode.MIXED if apart else MeetingMode.IN_PERSON,
        chair=chair,
        secretary=clerk,
        by=None,
        **_times(case, number, kind, day),
        **texts_of(number, kind, day, facts.get("topic", "")),
        **facts,
    )
    _call_the_roll(case, meeting, {chair.pk, clerk.pk}, apart)
    sitting = minutes.sitting_of(meeting, case)
    items = minutes.write_items(sitting, list(matters))
    minutes.write_votes(sitting, items, matters)
    if kind != MeetingKind.THEMATIC:
        minutes.write_tasks(sitting, items, case.cells[number - 1])
    meeting.adopt(by=None)
    return meeting


def _times(case: Loaded, number: int, kind: str, day: datetime.date) -> dict[str, datetime.time]:
    least = 120 if kind == MeetingKind.COMBINED else 90
    length = least + 5 * case.people.random.randint(0, 4)
    if (number, day.month) in SHORT:
        length = 75
    return {"starts_at": datetime.time(14, 0), "ends_at": datetime.time(14 + length // 60, length % 60)}


def texts_of(number: int, kind: str, day: datetime.date, topic: str) -> dict[str, str]:
    """Conclusion of every meeting; after a topic, and when a quarter begins, a resolution."""
    work, (last, this) = texts.WORK[number - 1][day.month - 1], _months(day)
    found = {}
    if kind == MeetingKind.THEMATIC:
        found["conclusion"] = f"Chi bộ thống nhất nội dung và giải pháp của chuyên đề “{topic}”."
    else:
        found["conclusion"] = (
            f"Chi bộ thống nhất đánh giá kết quả tháng {last}. Tháng {this} tập trung {work}. "
            "Đảng viên thực hiện đúng hạn đã giao, báo cáo tại kỳ sinh hoạt sau."
        )
    if topic:
        found["resolution_subject"] = f"về thực hiện chuyên đề “{topic}”"
        found["resolution"] = (
            f"1. Thông qua chuyên đề “{topic}” và các giải pháp đã bổ sung.\n"
            "2. Giao chi ủy phân công người phụ trách từng giải pháp, báo cáo chi bộ hằng tháng.\n"
            "3. Đảng viên đăng ký một việc làm cụ thể, hoàn thành trong quý."
        )
    elif day.month % 3 == 1:
        found["resolution_subject"] = f"về nhiệm vụ tháng {this}"
        found["resolution"] = (
            f"1. Tập trung {work}.\n2. Duy trì nền nếp sinh hoạt; thu, nộp đảng phí đúng hạn.\n"
            "3. Giao chi ủy theo dõi nhiệm vụ đã giao, báo cáo tại kỳ sinh hoạt sau."
        )
    return {
        name: text if name == "resolution_subject" else of_plain(text) for name, text in found.items()
    }


def leaders(case: Loaded, number: int, day: datetime.date) -> list[Member]:
    """Secretary and deputy of that day."""
    kinds = [OfficeKind.SECRETARY, OfficeKind.DEPUTY_SECRETARY]
    offices = Office.objects.on(day).filter(unit=case.cells[number - 1], kind__in=kinds)
    seats = {office.kind: office.member for office in offices.select_related("member")}
    return [seats[kind] for kind in kinds]


def _call_the_roll(case: Loaded, meeting: Meeting, always_there: set[int], apart: bool) -> None:
    """About one in sixteen is excused, as the reported attendance of over 90 % implies."""
    chance, rows = case.people.random, meeting.attendances.by_name()
    marked = [row for row in rows if row.member_id not in always_there]
    for row in marked:
        luck = chance.random()
        if luck < EXCUSED:
            row.status, row.reason = AttendanceStatus.EXCUSED, chance.choice(REASONS)
        elif luck > 1 - UNEXCUSED:
            row.status = AttendanceStatus.UNEXCUSED
        elif apart:
            row.status = AttendanceStatus.ONLINE
        elif luck > 1 - LATE:
            row.status = AttendanceStatus.LATE
    Attendance.objects.bulk_update(marked, ["status", "reason"])
