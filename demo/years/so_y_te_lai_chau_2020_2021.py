"""Đảng bộ Sở Y tế Lai Châu, years 2020 and 2021: a committee, a sub-committee, cells under both.

The structure, the four model meetings, their average length and the attendance are the source's;
the number of members, which it does not give, people, days and topics are made up.
"""

import datetime
from fractions import Fraction

from cells.models import Unit, UnitKind
from common.periods import DAY
from demo.years.inspecting import inspect_all
from demo.years.people import People
from demo.years.scoring import accept_all, own_sheet
from demo.years.settling import settle
from demo.years.sittings import hold_all, sitting
from inspections.models import CampaignKind
from meetings.models import Meeting, MeetingKind, Observer, Review
from members.models import Member, Office, OfficeKind

CODE = "so-y-te-lai-chau-2020-2021"
SEATS = [OfficeKind.SECRETARY, OfficeKind.DEPUTY_SECRETARY]
FOUNDED = datetime.date(2015, 7, 1)
CELLS = [("Chi bộ Văn phòng Sở", 26), ("Chi bộ Trung tâm Kiểm nghiệm", 13)]
CELLS += [("Chi bộ Trung tâm Giám định Y khoa - Pháp y", 9)]
SUBCOMMITTEE = "Đảng bộ bộ phận Trung tâm Kiểm soát bệnh tật"
CELLS_BELOW = [("Chi bộ Tổ chức - Hành chính", 12), ("Chi bộ Phòng khám đa khoa", 14)]
CELLS_BELOW += [("Chi bộ Phòng, chống bệnh truyền nhiễm", 11), ("Chi bộ Xét nghiệm", 10)]
YEARS = [2020, 2021]
# Minutes of the twelve meetings of a year; with a topic in the second month of each quarter: 104 on
# average.
LENGTHS = [90, 120, 102, 94, 120, 98, 96, 120, 96, 92, 120, 100]
ABSENT = Fraction(3, 40)  # attendance 92.5 %
TOPICS = {
    (2020, 2): "Vai trò của đảng viên ngành y tế trong phòng, chống dịch COVID-19",
    (2020, 5): "Học tập Bác Hồ về y đức và tinh thần phục vụ người bệnh",
    (2020, 8): "Nâng cao chất lượng sinh hoạt chi bộ",
    (2020, 11): "Trách nhiệm nêu gương của cán bộ, đảng viên",
    (2021, 2): "Thực hiện nghị quyết đại hội đảng bộ vào nhiệm vụ chuyên môn",
    (2021, 5): "Bảo đảm an toàn tiêm chủng vắc-xin phòng COVID-19",
    (2021, 8): "Cải cách hành chính, ứng dụng công nghệ thông tin trong ngành y tế",
    (2021, 11): "Thực hành tiết kiệm, chống lãng phí trong đơn vị sự nghiệp y tế",
}
# The year, the month and the cell, in the order of the list, of each model meeting.
SHEET = "Biểu tự chấm điểm sinh hoạt chi bộ"
REVIEWED = {
    "strengths": "<p>Nội dung sát nhiệm vụ ngành; nhiều ý kiến thảo luận.</p>",
    "shortcomings": "<p>Phần tự phê bình còn ngắn.</p>",
    "conclusion": "<p>Các chi bộ vận dụng cách chuẩn bị và cách kết luận từng nội dung.</p>",
    "on_preparation": "Chi ủy họp trước, phân công người chuẩn bị, gửi tài liệu trước.",
    "on_content": "Đủ nội dung, có trọng tâm.",
    "on_procedure": "Đúng trình tự.",
    "on_chairing": "Dân chủ, gợi mở; giữ đúng thời gian.",
    "on_conclusion": "Rõ việc, rõ người.",
    "on_tasks": "Giao việc có hạn, có nơi báo cáo.",
    "on_minutes": "Ghi đủ ý kiến, ký và lưu ngay.",
}
MODEL = {(2020, 8, 0), (2020, 11, 4), (2021, 5, 2), (2021, 11, 6)}


def load() -> None:
    people = People(seed=2021)
    rolls = _organisation(people)
    meetings = [
        _meeting(year, month, place, cell, members)
        for year in YEARS
        for month in range(1, 13)
        for place, (cell, members) in enumerate(rolls)
    ]
    hold_all(meetings, people.random, absent=ABSENT)
    committee = Unit.objects.get(code=CODE)
    sheet = own_sheet(committee, SHEET, datetime.date(YEARS[0], 1, 1))
    accept_all(meetings, sheet, people.random)
    _review(meetings, rolls)
    # Two campaigns over six unit-times and two members, as the source tells; the days are made up.
    days, units = (datetime.date(2020, 9, 25), datetime.date(2021, 9, 24)), [cell for cell, _ in rolls]
    inspect_all(committee, CampaignKind.COMPLIANCE, days, units=units[:6], members=2)


def _organisation(people: People) -> list[tuple[Unit, list[Member]]]:
    """Each cell with its members, secretary and deputy first."""
    rolls = []
    committee = _found(CODE, UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ Sở Y tế tỉnh Lai Châu", None)
    center = _found(f"{CODE}-cdc", UnitKind.SUBCOMMITTEE, SUBCOMMITTEE, committee)
    for parent, cells in ((committee, CELLS), (center, CELLS_BELOW)):
        for number, (name, size) in enumerate(cells, start=1):
            cell = _found(f"{parent.code}-{number}", UnitKind.CELL, name, parent)
            members = settle(people, cell, size, on=FOUNDED)
            for member, kind in zip(members[: len(SEATS)], SEATS, strict=True):
                Office.objects.create(member=member, unit=cell, kind=kind, starts_on=FOUNDED)
            rolls.append((cell, members))
    return rolls


def _meeting(year: int, month: int, place: int, cell: Unit, members: list[Member]) -> Meeting:
    topic = TOPICS.get((year, month), "")
    subject = f" và chuyên đề “{topic}”" if topic else ""
    return sitting(
        cell,
        MeetingKind.COMBINED if topic else MeetingKind.REGULAR,
        datetime.date(year, month, 3 + place),
        LENGTHS[month - 1],
        topic=topic,
        place="Phòng họp",
        chair=members[0],
        secretary=members[1],
        is_model=(year, month, place) in MODEL,
        content="<p>Đánh giá việc thực hiện nhiệm vụ tháng trước; thảo luận nhiệm vụ tháng này.</p>",
        conclusion=f"<p>Chi bộ thống nhất nhiệm vụ tháng {month}{subject}.</p>",
        resolution=f"<p>Thực hiện chuyên đề “{topic}”.</p>" if topic else "",
    )


def _review(meetings: list[Meeting], rolls: list[tuple[Unit, list[Member]]]) -> None:
    """Each model meeting was watched by the other secretaries, and reviewed a week later."""
    for meeting in meetings:
        if not meeting.is_model:
            continue
        for cell, members in rolls:
            if cell != meeting.unit:
                position = f"Bí thư {cell}"
                watching = Observer.objects.invite(
                    meeting, member=members[0], name=str(members[0]), position=position, by=None
                )
                watching.tell(True, by=None)
        Review.objects.write(meeting, reviewed_on=meeting.held_on + 7 * DAY, by=None, **REVIEWED)


def _found(code, kind, name, parent) -> Unit:
    return Unit.objects.found(
        code=code, kind=kind, name=name, on=FOUNDED, parent=parent, place="Lai Châu", by=None
    )
