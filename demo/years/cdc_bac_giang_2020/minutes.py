"""What is written of one meeting: items, who said what, votes, tasks. Made up by the case's chance."""

import datetime
from dataclasses import dataclass
from random import Random

from cells.models import Unit
from demo.years.cdc_bac_giang_2020 import texts
from demo.years.cdc_bac_giang_2020.roll import YEAR, Loaded
from meetings.models import (
    AgendaItem,
    Directive,
    Matter,
    Meeting,
    MeetingKind,
    Opinion,
    Subject,
    Task,
    Vote,
)
from meetings.rules.rich_text import of_plain
from members.models import Member

OPINIONS_BY_SUBJECT = {
    Subject.IDEOLOGY: (texts.ON_NEWS, 2),
    Subject.REVIEW: (texts.ON_REVIEW, 3),
    Subject.DIRECTION: (texts.ON_PLAN, 2),
    Subject.TOPIC: (texts.ON_TOPIC, 4),
    Subject.ADMISSION: (texts.ON_PERSON, 3),
    Subject.CRITICISM: (texts.ON_CRITICISM, 2),
}
CONCLUDED_IN, CONCLUDED = 10, {1, 2, 3, 4}  # month and cells that concluded on the directive
SHARE_IN_TIME, SHARE_DONE = 0.8, 0.95
LAST_KNOWN = datetime.date(YEAR, 12, 31)  # nothing is known of later days


@dataclass
class Sitting:
    """A meeting that is being written up, and those who were there."""

    meeting: Meeting
    chance: Random
    work: list[str]  # of the twelve months
    people: list[Member]
    official: int
    directive: Directive | None

    @property
    def month(self) -> int:
        return self.meeting.held_on.month

    @property
    def extra(self) -> tuple:
        """In turn, so that no two cells talk of the same in one month."""
        turn = self.month + self.meeting.unit.number
        return texts.EXTRAS[turn % len(texts.EXTRAS)]

    @property
    def last(self) -> str:
        return self.work[self.month - 2]

    @property
    def this(self) -> str:
        return self.work[self.month - 1]


def sitting_of(meeting: Meeting, case: Loaded) -> Sitting:
    number = meeting.unit.number
    asked = meeting.held_on.month == CONCLUDED_IN and number in CONCLUDED
    rows = [row for row in meeting.attendances.by_name() if row.is_present]
    official = sum(row.is_official for row in rows)
    return Sitting(
        meeting,
        case.people.random,
        texts.WORK[number - 1],
        [row.member for row in rows],
        official,
        case.directive if asked and meeting.kind != MeetingKind.THEMATIC else None,
    )


def write_items(sitting: Sitting, matters: list[str]) -> list[AgendaItem]:
    """The items with what was said to each; `matters` are votes on persons, one item each."""
    rows = [_item(sitting, *facts) for facts in _agenda(sitting, matters)]
    for position, row in enumerate(rows, start=1):
        row.position = position
    items = AgendaItem.objects.bulk_create(rows)
    Opinion.objects.bulk_create(said for item in items for said in _opinions(sitting, item))
    return items


def _agenda(sitting: Sitting, matters: list[str]) -> list[tuple]:
    """(subject, title, minutes, what went on, what was concluded)."""
    meeting, month = sitting.meeting, sitting.month
    subject, title, *said = sitting.extra
    opening = (Subject.OPENING, "Tuyên bố lý do, điểm danh, thông qua chương trình", 5, "", "")
    topic = (
        Subject.TOPIC,
        f"Chuyên đề: {meeting.topic}",
        40,
        "Báo cáo nêu thực trạng tại đơn vị, nguyên nhân và ba nhóm giải pháp; tài liệu đã gửi trước.",
        "Thông qua chuyên đề sau khi bổ sung số liệu và người chịu trách nhiệm từng giải pháp.",
    )
    closing = (Subject.CLOSING, "Kết luận, thông qua biên bản", 10, "", "")
    if meeting.kind == MeetingKind.THEMATIC:
        return [opening, topic, closing]
    return [
        opening,
        (
            Subject.IDEOLOGY,
            f"Thông tin thời sự: {texts.NEWS[month - 1]}",
            15,
            "Chi ủy giới thiệu văn bản, tài liệu; đảng viên trao đổi.",
            "Đảng viên nắm vững nội dung, tuyên truyền trong khoa, phòng và nơi cư trú.",
        ),
        (
            Subject.REVIEW,
            f"Đánh giá thực hiện nhiệm vụ tháng {(month - 2) % 12 + 1}",
            20,
            f"Báo cáo kết quả {sitting.last}; việc đảng viên thực hiện nhiệm vụ được giao.",
            f"Chi bộ đã tập trung {sitting.last}. Rút kinh nghiệm về tiến độ báo cáo.",
        ),
        *([topic] if meeting.topic else []),
        *(_on_person(matter) for matter in matters),
        *([_on_directive(sitting)] if sitting.directive else []),
        (subject, title, 10, *said),
        (Subject.CRITICISM, "Tự phê bình và phê bình", 10, "", ""),
        (
            Subject.DIRECTION,
            f"Nhiệm vụ tháng {month}",
            20,
            f"Dự kiến: {sitting.this}; sinh hoạt thường kỳ đúng lịch; thu nộp đảng phí.",
            f"Trong tháng {month} tập trung {sitting.this}.",
        ),
        (Subject.SCORING, "Chi bộ tự chấm điểm buổi sinh hoạt", 5, "", ""),
        closing,
    ]


def _on_person(matter: str) -> tuple:
    notes = "Chi ủy báo cáo hồ sơ, nhận xét của đảng viên giúp đỡ và ý kiến của đoàn thể."
    return (
        Subject.ADMISSION,
        matter,
        10,
        notes,
        "Chi bộ đề nghị đảng ủy xem xét theo kết quả biểu quyết.",
    )


def _on_directive(sitting: Sitting) -> tuple:
    return (
        Subject.DIRECTIVE,
        f"{sitting.directive.number}: {sitting.directive.title}",
        15,
        "Chi ủy tóm tắt dự thảo; đảng viên góp ý theo nhóm vấn đề.",
        f"Chi bộ nhất trí với dự thảo; có {sitting.chance.randint(2, 6)} ý kiến bổ sung về y tế dự "
        "phòng, đã tổng hợp gửi Đảng ủy.",
    )


def _item(sitting: Sitting, subject, title: str, minutes: int, notes: str, conclusion: str):
    speaker = None
    if notes and sitting.people:
        seats = [sitting.meeting.chair, sitting.meeting.secretary]
        speaker = sitting.chance.choice(sitting.people if subject == Subject.TOPIC else seats)
    return AgendaItem(
        meeting=sitting.meeting,
        directive=sitting.directive if subject == Subject.DIRECTIVE else None,
        subject=subject,
        title=title,
        planned_minutes=minutes,
        speaker=speaker,
        notes=of_plain(notes),
        conclusion=of_plain(conclusion),
    )


def _opinions(sitting: Sitting, item: AgendaItem) -> list[Opinion]:
    bank, most = OPINIONS_BY_SUBJECT.get(item.subject, ([], 0))
    texts_said = sitting.chance.sample(bank, sitting.chance.randint(min(1, most), most))
    others = [person for person in sitting.people if person.pk != sitting.meeting.chair_id]
    speakers = sitting.chance.sample(others, min(len(texts_said), len(others)))
    return [
        Opinion(
            meeting=sitting.meeting,
            item=item,
            member=speaker,
            text=text.format(last=sitting.last, this=sitting.this),
        )
        for text, speaker in zip(texts_said, speakers, strict=False)
    ]


def write_votes(sitting: Sitting, items: list[AgendaItem], matters: dict[str, str]) -> None:
    """On each person, and on the resolution; now and then somebody abstains, nobody is invented."""
    rows = []
    for item in items:
        if item.title in matters:
            rows.append(_vote(sitting, item, item.title, matters[item.title], 0))
        elif item.subject == Subject.CLOSING:
            question = "Thông qua nghị quyết" if sitting.meeting.resolution else "Thông qua kết luận"
            abstained = int(sitting.chance.random() < 1 / 10)
            rows.append(_vote(sitting, item, question, Matter.ORDINARY, abstained))
    Vote.objects.bulk_create(rows)


def _vote(sitting: Sitting, item: AgendaItem, question: str, matter: str, abstained: int) -> Vote:
    return Vote(
        meeting=sitting.meeting,
        item=item,
        question=question,
        matter=matter,
        method="hand" if matter == Matter.ORDINARY else "ballot",
        in_favour=sitting.official - abstained,
        against=0,
        abstained=abstained,
    )


def write_tasks(sitting: Sitting, items: list[AgendaItem], unit: Unit) -> None:
    """Two for persons, every quarter one for the cell as a whole; due by the next meeting."""
    chance, day = sitting.chance, sitting.meeting.held_on
    item = next((one for one in items if one.subject == Subject.DIRECTION), None)
    rows = [
        Task(text=text.format(this=sitting.this), assignee=assignee)
        for text, assignee in zip(
            chance.sample(texts.TASKS, 2), chance.sample(sitting.people, 2), strict=True
        )
    ]
    if day.month % 3 == 0:
        rows.append(Task(text=texts.FOR_UNITS[day.month // 3 % len(texts.FOR_UNITS)], unit=unit))
    for row in rows:
        row.meeting, row.item = sitting.meeting, item
        row.due_on = day + datetime.timedelta(days=chance.choice((20, 25, 28)))
        row.done_on = _done_on(chance, row.due_on)
    Task.objects.bulk_create(rows)


def _done_on(chance: Random, due_on: datetime.date) -> datetime.date | None:
    """Mostly in time, some late, a few not at all."""
    luck = chance.random()
    late = datetime.timedelta(days=chance.randint(2, 20))
    early = datetime.timedelta(days=chance.randint(0, 6))
    done = due_on - early if luck < SHARE_IN_TIME else due_on + late
    return done if luck < SHARE_DONE and done <= LAST_KNOWN else None
