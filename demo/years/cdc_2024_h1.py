"""A provincial CDC's committee in the first half of 2024: one admitted, three with files begun.

The counts are the source's own; people, cells and days are made up.
"""

import datetime

from cases.models import Case
from cells.models import Decision, Unit, UnitKind
from demo.years.people import People
from demo.years.settling import settle
from meetings.models import AgendaItem, Meeting, MeetingKind, Petition, Subject
from meetings.rules.rich_text import of_plain
from members.models import Member, Office, OfficeKind, Schooling, Sex

CODE = "cdc-2024-h1"
FOUNDED = datetime.date(2019, 1, 1)
CELLS = [
    ("Chi bộ Hành chính", 14),
    ("Chi bộ Dịch tễ", 15),
    ("Chi bộ Xét nghiệm", 13),
    ("Chi bộ Phòng khám", 12),
]  # 54 before the admission of the half-year
ADMITTING_CELL = 1
FILING_CELLS = [0, 2, 3]
VOTE_AGAINST = 1
CONFERENCE = datetime.date(2024, 6, 28)
NEXT_HALF = (
    "Đảng ủy tiếp thu tham luận của các chi bộ, trả lời kiến nghị. Phương hướng sáu tháng cuối năm: "
    "hoàn thành chỉ tiêu kết nạp; mỗi quý mỗi chi bộ một chuyên đề; chủ động phòng, chống dịch mùa hè."
)
# What each cell read at the conference, in the order of the cells.
PAPERS = [
    "Cải cách thủ tục hành chính, kinh nghiệm một cửa nội bộ",
    "Vai trò của đảng viên trong giám sát dịch sốt xuất huyết",
    "Giữ vững chất lượng xét nghiệm khi thiếu sinh phẩm",
    "Nâng cao sự hài lòng của người bệnh",
]
# Petitions: (cell in the list, raised, answered, what was asked, the answer).
PETITIONS = [
    (
        0,
        (2, 5),
        (3, 4),
        "Đề nghị hướng dẫn lập hồ sơ đảng viên trên phần mềm.",
        "Văn phòng Đảng ủy đã tập huấn ngày 01/3/2024 và cử người hỗ trợ từng chi bộ.",
    ),
    (
        1,
        (3, 6),
        (4, 8),
        "Đề nghị bổ sung kinh phí trực dịch ngoài giờ.",
        "Ban Thường vụ đã làm việc với Ban Giám đốc; mức chi mới áp dụng từ tháng 5/2024.",
    ),
    (
        1,
        (5, 6),
        (6, 3),
        "Đề nghị rút ngắn thời gian xét kết nạp.",
        "Đảng ủy xét mỗi tháng một lần; chi bộ gửi hồ sơ trước ngày 20.",
    ),
    (
        2,
        (4, 4),
        (5, 6),
        "Đề nghị mua bổ sung sinh phẩm xét nghiệm.",
        "Gói mua sắm đã phê duyệt; dự kiến có hàng trong quý III.",
    ),
    (
        3,
        (6, 5),
        (6, 28),
        "Đề nghị sửa phòng tư vấn, xét nghiệm tự nguyện.",
        "Đã đưa vào kế hoạch sửa chữa sáu tháng cuối năm; trả lời tại hội nghị.",
    ),
]


def load() -> None:
    people = People(seed=2024)
    committee = _found(
        CODE, UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ Trung tâm Kiểm soát bệnh tật tỉnh", None
    )
    rolls = []
    for number, (name, size) in enumerate(CELLS, start=1):
        cell = _found(f"{CODE}-{number}", UnitKind.CELL, name, committee, number)
        members = settle(people, cell, size, on=FOUNDED)
        Office.objects.create(
            member=members[0], unit=cell, kind=OfficeKind.SECRETARY, starts_on=FOUNDED
        )
        rolls.append((cell, members))
    case = _note(people, *rolls[ADMITTING_CELL], noted_on=datetime.date(2023, 3, 15))
    _admit(case, rolls[ADMITTING_CELL][1])
    for index in FILING_CELLS:
        _note(people, *rolls[index], noted_on=datetime.date(2023, 9, 5))
    _petitions(rolls)
    _conference(committee, rolls)


def _found(code, kind, name, parent, number=None) -> Unit:
    return Unit.objects.found(
        code=code, kind=kind, name=name, number=number, on=FOUNDED, parent=parent, by=None
    )


def _note(people: People, cell: Unit, members: list[Member], *, noted_on: datetime.date) -> Case:
    """A candidate on the way: noted, helped, through the class, the file begun."""
    case = Case.objects.note(
        unit=cell,
        full_name=people.name(Sex.FEMALE),
        on=noted_on,
        by=None,
        sex=Sex.FEMALE,
        born_on=datetime.date(1994, 8, 20),
        ethnicity="Kinh",
        schooling=Schooling.BACHELOR,
        work_place="Trung tâm Kiểm soát bệnh tật tỉnh",
    )
    month = datetime.timedelta(days=30)
    case.record("helpers", on=noted_on + month, helpers=tuple(members[:2]), by=None)
    first = noted_on + 2 * month
    case.record("class", since=first, on=first + datetime.timedelta(days=4), by=None)
    case.record("file", on=noted_on + 4 * month, by=None)
    return case


def _admit(case: Case, members: list[Member]) -> None:
    signed_on = datetime.date(2024, 4, 22)
    decision = Decision(number="45-QĐ/ĐU", signed_on=signed_on, issuer="Đảng ủy Sở Y tế")
    votes = {"eligible": len(members), "votes_for": len(members) - 1, "votes_against": VOTE_AGAINST}
    case.record("vetting", on=datetime.date(2024, 1, 10), by=None)
    case.record("cell_vote", on=datetime.date(2024, 2, 5), by=None, **votes)
    case.record("committee", on=datetime.date(2024, 3, 4), by=None)
    case.record("decision", on=signed_on, decision=decision, by=None)
    case.record("ceremony", on=datetime.date(2024, 5, 17), by=None)


def _petitions(rolls: list[tuple[Unit, list[Member]]]) -> None:
    for place, raised, answered, text, answer in PETITIONS:
        raised_on, answered_on = (datetime.date(2024, *day) for day in (raised, answered))
        petition = Petition.objects.raise_up(
            unit=rolls[place][0], text=text, raised_on=raised_on, by=None
        )
        petition.reply(on=answered_on, text=of_plain(answer), by=None)


def _conference(committee: Unit, rolls: list[tuple[Unit, list[Member]]]) -> None:
    """Each cell reads a paper; the committee answers and says what is to be done in the second half."""
    meeting = Meeting.objects.open(
        unit=committee,
        kind=MeetingKind.CONFERENCE,
        held_on=CONFERENCE,
        starts_at=datetime.time(8, 0),
        ends_at=datetime.time(11, 0),
        place="Hội trường Trung tâm",
        conclusion=of_plain(NEXT_HALF),
        chair=rolls[0][1][0],
        secretary=rolls[1][1][0],
        by=None,
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=position,
            subject=Subject.OTHER,
            title=f"Tham luận của {cell}: {paper}",
            speaker=members[0],
        )
        for position, ((cell, members), paper) in enumerate(zip(rolls, PAPERS, strict=True), start=1)
    )
    meeting.adopt(by=None)
