"""What was planned: programme, directive, topics suggested and taken up, the first month of 2021."""

import datetime

from common.periods import DAY
from demo.years.cdc_bac_giang_2020.meetings import PLACE, TOPICS, leaders, workday
from demo.years.cdc_bac_giang_2020.roll import UPPER, YEAR, Loaded
from meetings.models import Directive, Meeting, MeetingKind, ProgrammeItem, Subject, Topic, TopicPlan
from meetings.models.programme import parts_of
from meetings.rules.rich_text import of_plain

NEXT_MONTH = datetime.date(YEAR + 1, 1, 1)
# (part of the year, text, last month for it, month and day done, result)
PROGRAMME = [
    ("year", "Lãnh đạo phòng, chống dịch COVID-19, không để lây nhiễm trong đơn vị", 12, None, ""),
    ("q1", "Đổi tên chi bộ cho thống nhất với tổ công đoàn", 3, (3, 2), "6/6 chi bộ đã đổi tên."),
    ("q1", "Đại hội các chi bộ nhiệm kỳ 2020-2022", 3, (3, 12), "6/6 chi bộ đại hội xong."),
    ("m1", "Giao chỉ tiêu phát triển đảng viên cho các chi bộ", 1, (1, 20), "Đã giao bằng văn bản."),
    ("q2", "Đại hội đảng bộ nhiệm kỳ 2020-2025", 6, (6, 18), "Bầu 9 đồng chí vào Đảng ủy."),
    ("m5", "Kỷ niệm 130 năm Ngày sinh Chủ tịch Hồ Chí Minh", 5, (5, 19), "Kết nạp 01 đảng viên."),
    ("q2", "Kiểm tra hai chi bộ về nền nếp sinh hoạt", 6, (7, 14), "Chậm hai tuần do chống dịch."),
    ("m7", "Hội nghị sơ kết sáu tháng đầu năm", 7, (7, 10), "Đã họp, có kết luận."),
    ("q3", "Cử đảng viên học lớp bồi dưỡng đảng viên mới", 9, (9, 11), "4 đồng chí hoàn thành."),
    ("q3", "Sinh hoạt mẫu tại một chi bộ, mời bí thư các chi bộ dự", 9, (8, 5), "Chi bộ 3 thực hiện."),
    ("q4", "Đối chiếu đảng phí và sổ đảng viên với các chi bộ", 12, None, ""),
    ("m12", "Đánh giá, xếp loại tổ chức đảng và đảng viên năm 2020", 12, (12, 29), "92/92 đảng viên."),
]
APPROVED, SENT_BACK = {1, 2, 3}, 4  # cells, by number, whose January is answered
SUGGESTED_TO = [0, 2, 4]  # whose topics the committee had put on its list; the others chose freely
DIRECTIVE_DAY = datetime.date(YEAR, 9, 14)
EXTRA_SUGGESTION = "Xây dựng văn hóa công sở, xử lý nghiêm việc vi phạm giờ làm việc"


def load_programme(case: Loaded) -> None:
    parts = {part.code: part for part in parts_of(YEAR)}
    for code, text, month, done, result in PROGRAMME:
        part = parts[code]
        last = (datetime.date(YEAR, month, 28) + 5 * DAY).replace(day=1) - DAY
        item = ProgrammeItem.objects.add(
            unit=case.committee,
            starts_on=part.first,
            ends_on=part.last,
            due_on=min(last, part.last),
            text=text,
            by=None,
        )
        if done:
            item.complete(on=datetime.date(YEAR, *done), result=result, by=None)


def load_directive(case: Loaded) -> None:
    """Put before the cells in September; minutes.py tells which of them concluded on it."""
    case.directive = Directive.objects.receive(
        unit=case.committee,
        issuer=UPPER,
        number="48-KH/ĐU",
        title="Lấy ý kiến chi bộ vào dự thảo các văn kiện trình Đại hội XIII của Đảng",
        issued_on=DIRECTIVE_DAY,
        text=of_plain("Chi bộ thảo luận dự thảo, tổng hợp ý kiến gửi Đảng ủy."),
        due_on=datetime.date(YEAR, 10, 20),
        by=None,
    )
    case.directive.hand_down(on=DIRECTIVE_DAY + 4 * DAY, by=None)


def load_topics(case: Loaded) -> None:
    """Each topic held was on the cell's plan; half of them came from the committee's list."""
    held = list(Meeting.objects.thematic().opened().filter(unit__in=case.cells))
    for number, cell in enumerate(case.cells):
        for quarter, title in enumerate(TOPICS[number], start=1):
            facts = {"year": YEAR, "quarter": quarter, "title": title, "theme": _theme(title)}
            if number in SUGGESTED_TO:
                topic = Topic.objects.suggest(unit=case.committee, by=None, **facts)
                plan = topic.take_up(unit=cell, by=None)
            else:
                plan = TopicPlan.objects.write(unit=cell, by=None, **facts)
            meeting = next(m for m in held if m.unit_id == cell.pk and m.topic == title)
            plan.link(meeting, by=None)
    _next_quarter(case)


def _theme(title: str) -> str:
    return Subject.HO_CHI_MINH if "Hồ Chí Minh" in title else Subject.TOPIC


def _next_quarter(case: Loaded) -> None:
    """Suggested for the new year: two cells have taken it up, four have still to choose."""
    topic = Topic.objects.suggest(
        unit=case.committee, year=YEAR + 1, quarter=1, title=EXTRA_SUGGESTION, by=None
    )
    for cell in case.cells[:2]:
        topic.take_up(unit=cell, by=None)


def load_next_month(case: Loaded) -> None:
    """January 2021 as registered: three approved, one sent back, one waiting; the sixth is missing."""
    for number, cell in enumerate(case.cells[:-1], start=1):
        day = workday(NEXT_MONTH.replace(day=4 + number))
        chair, clerk = leaders(case, number, day)
        meeting = Meeting.objects.plan(
            unit=cell,
            kind=MeetingKind.REGULAR,
            held_on=day,
            place=PLACE,
            starts_at=datetime.time(14, 0),
            chair=chair,
            secretary=clerk,
            by=None,
        )
        if number in APPROVED:
            meeting.approve(by=None)
        elif number == SENT_BACK:
            meeting.send_back(reason="Trùng lịch tập huấn, mời chọn ngày khác.", by=None)
