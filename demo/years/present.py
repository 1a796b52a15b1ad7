"""A committee whose records run up to today, to try everything as on a working day; all made up.

Last month's minutes are adopted, this month's meetings registered, the year's grading is open.
"""

import datetime
from collections.abc import Iterator
from fractions import Fraction

from django.utils import timezone

from cells.models import Term, Unit, UnitKind
from common.months import last_month, month_end, next_month, quarter_of, whole_months
from common.periods import DAY
from demo.years.cdc_bac_giang_2020 import minutes
from demo.years.cdc_bac_giang_2020.meetings import TOPICS, texts_of, workday
from demo.years.cdc_bac_giang_2020.roll import Loaded
from demo.years.people import People
from demo.years.scoring import accept_all, own_sheet
from demo.years.settling import settle
from demo.years.sittings import date_back, hold_all, sitting
from evaluations.models import Round
from meetings.documents import of_adoption
from meetings.models import Directive, Meeting, MeetingKind, MeetingPaper, Petition, Task, Topic
from members.models import Member, Office, OfficeKind

CODE = "hom-nay"
NAME = "Đảng bộ Trung tâm Y tế (số liệu đến hôm nay)"
PLACE = "Phòng họp Trung tâm"
CELLS = [("Chi bộ Hành chính", 12), ("Chi bộ Dự phòng", 9), ("Chi bộ Điều trị", 10)]
BEGINS, LENGTH = datetime.time(14, 0), 100
TOPIC_MONTHS = {2: 0, 5: 1, 8: 2, 11: 3}
ABSENT = Fraction(1, 16)
SENT_BACK = "Trùng lịch hội nghị của Đảng ủy, đề nghị chọn ngày khác."
GRADED_FROM = 11  # before that month, the round is that of the year before


def load() -> None:
    load_until(timezone.localdate())


def load_until(today: datetime.date) -> None:
    case = _organisation(today)
    _earlier_months(case, today)
    _last_month(case, today)
    _this_month(case, today)
    _from_above(case, today)
    Round.objects.open_for(case.committee, year=graded_year(today), by=None)


def graded_year(today: datetime.date) -> int:
    return today.year - (today.month < GRADED_FROM)


def _organisation(today: datetime.date) -> Loaded:
    """Founded two years before, so that the year of every round and comparison is whole."""
    founded = datetime.date(today.year - 2, 1, 1)
    found = {"on": founded, "place": "Bắc Giang", "by": None}
    committee = Unit.objects.found(
        code=CODE, kind=UnitKind.GRASSROOTS_COMMITTEE, name=NAME, parent=None, **found
    )
    case = Loaded(People(seed=31), committee, [])
    for number, (name, size) in enumerate(CELLS, start=1):
        kind = UnitKind.CELL
        cell = Unit.objects.found(
            code=f"{CODE}-{number}", kind=kind, name=name, number=number, parent=committee, **found
        )
        case.cells.append(cell)
        case.members[number] = settle(case.people, cell, size, on=founded)
        kinds = [OfficeKind.SECRETARY, OfficeKind.DEPUTY_SECRETARY, OfficeKind.CELL_COMMITTEE_MEMBER]
        _elect(cell, founded, zip(case.members[number], kinds, strict=False))
    seats = [OfficeKind.SECRETARY, OfficeKind.DEPUTY_SECRETARY, OfficeKind.COMMITTEE_MEMBER]
    _elect(committee, founded, [(case.members[n][0], kind) for n, kind in enumerate(seats, start=1)])
    return case


def _elect(unit: Unit, on: datetime.date, elected) -> None:
    term = Term.objects.create(unit=unit, name=f"{on.year}-{on.year + 5}", congress_on=on)
    Office.objects.bulk_create(
        Office(member=member, unit=unit, kind=kind, term=term, starts_on=on) for member, kind in elected
    )


def _earlier_months(case: Loaded, today: datetime.date) -> None:
    """From January of last year to the month before last: held, adopted and scored."""
    rows = [
        sitting(facts.pop("unit"), facts.pop("kind"), facts.pop("held_on"), LENGTH, **facts)
        for month, _ in whole_months(datetime.date(today.year - 1, 1, 1), last_month(today) - DAY)
        for facts in _sessions(case, month)
    ]
    hold_all(rows, case.people.random, absent=ABSENT)
    sheet = own_sheet(case.committee, "Biểu chấm điểm sinh hoạt chi bộ", case.committee.founded_on)
    accept_all(rows, sheet, case.people.random)


def _sessions(case: Loaded, month: datetime.date) -> Iterator[dict]:
    """The facts of each cell's meeting of a month; the second of each quarter takes up a topic."""
    for number, cell in enumerate(case.cells, start=1):
        topic = TOPICS[number - 1][TOPIC_MONTHS[month.month]] if month.month in TOPIC_MONTHS else ""
        chair, clerk = case.members[number][:2]
        yield {
            "unit": cell,
            "kind": MeetingKind.COMBINED if topic else MeetingKind.REGULAR,
            "held_on": workday(month.replace(day=2 + number)),
            "topic": topic,
            "place": PLACE,
            "chair": chair,
            "secretary": clerk,
        }


def _last_month(case: Loaded, today: datetime.date) -> None:
    """Whole minutes, adopted on their day, with tasks that are due this month."""
    for facts in _sessions(case, last_month(today)):
        ends_at = datetime.time(BEGINS.hour + LENGTH // 60, LENGTH % 60)
        said = texts_of(facts["unit"].number, facts["kind"], facts["held_on"], facts["topic"])
        meeting = Meeting.objects.open(**facts, **said, starts_at=BEGINS, ends_at=ends_at, by=None)
        session = minutes.sitting_of(meeting, case)
        items = minutes.write_items(session, [])
        minutes.write_votes(session, items, {})
        minutes.write_tasks(session, items, facts["unit"])
        if facts["unit"] == case.cells[0]:
            _task_of_the_member(meeting, today)
        meeting.adopt(by=None)
        for kind, document in of_adoption(meeting).items():
            about = {"kind": kind, "meeting": meeting, "issued_on": meeting.held_on, "by": None}
            MeetingPaper.objects.issue(document, **about)
    date_back(case.cells)


def _task_of_the_member(meeting: Meeting, today: datetime.date) -> None:
    """For the one whose account is there to try out: the first on the roll."""
    member = Member.objects.on_roll(meeting.unit, today).first()
    text = "Viết bản đăng ký học tập và làm theo Bác, gửi chi ủy."
    Task.objects.create(meeting=meeting, text=text, assignee=member, due_on=month_end(today))


def _this_month(case: Loaded, today: datetime.date) -> None:
    """The first cell meets today; the second waits for its answer, the third was sent back."""
    days = [today] + [min(today + 3 * DAY, month_end(today))] * 2
    for day, facts in zip(days, _sessions(case, today.replace(day=1)), strict=True):
        facts["held_on"] = day
        meeting = Meeting.objects.plan(**facts, starts_at=BEGINS, by=None)
        if meeting.unit == case.cells[0]:
            meeting.approve(by=None)
        elif meeting.unit == case.cells[2]:
            meeting.send_back(reason=SENT_BACK, by=None)


def _from_above(case: Loaded, today: datetime.date) -> None:
    """A paper to conclude on, topics of the next quarter to choose from, a petition to answer."""
    received = last_month(today).replace(day=20)
    paper = Directive.objects.receive(
        unit=case.committee,
        issuer="Đảng ủy Sở Y tế",
        number="12-KH/ĐU",
        title="Triển khai kiểm điểm, đánh giá, xếp loại cuối năm",
        issued_on=received,
        text="<p>Chi bộ quán triệt trong kỳ sinh hoạt gần nhất, ghi kết luận vào biên bản.</p>",
        due_on=month_end(today),
        by=None,
    )
    paper.hand_down(on=received + DAY, by=None)
    ahead = next_month(month_end(today))
    quarter = quarter_of(ahead)
    title = "Trách nhiệm nêu gương của cán bộ, đảng viên"
    Topic.objects.suggest(unit=case.committee, year=ahead.year, quarter=quarter, title=title, by=None)
    Petition.objects.raise_up(
        unit=case.cells[1],
        text="Đề nghị Đảng ủy hướng dẫn mẫu bản kiểm điểm năm nay.",
        raised_on=workday(last_month(today).replace(day=4)),
        by=None,
    )
