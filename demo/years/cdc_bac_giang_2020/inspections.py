"""Kiểm tra, giám sát of the year: a programme, what became of it, two letters. The source tells none of
this; all of it is made up, and nobody is found at fault."""

import datetime

from demo.years.cdc_bac_giang_2020.roll import YEAR, Loaded
from inspections.models import (
    Campaign,
    CampaignKind,
    Handling,
    LetterKind,
    Outcome,
    Performer,
    Programme,
    ReceivedLetter,
    Remedy,
    Subject,
)
from inspections.models.kinds import papers_of
from meetings.models.programme import parts_of

PART = {part.code: place for place, part in enumerate(parts_of(YEAR))}
# (part, performer, kind, text, cells by place, first members of the second cell, begun, concluded)
CAMPAIGNS = [
    (
        "q2",
        Performer.COMMITTEE,
        CampaignKind.COMPLIANCE,
        "Việc chấp hành quy định về sinh hoạt chi bộ, chế độ tự phê bình và phê bình",
        [0, 3],
        0,
        (6, 15),
        (7, 14),
    ),
    (
        "q3",
        Performer.INSPECTORS,
        CampaignKind.SUPERVISION,
        "Việc thực hiện quy định nêu gương của cán bộ, đảng viên",
        [1],
        2,
        (9, 7),
        (9, 28),
    ),
    (
        "q4",
        Performer.INSPECTORS,
        CampaignKind.FINANCE,
        "Việc thu, nộp, quản lý và sử dụng đảng phí",
        [2, 4],
        0,
        (11, 16),
        None,
    ),
    (
        "q1",
        Performer.COMMITTEE,
        CampaignKind.SUPERVISION,
        "Công tác chuẩn bị đại hội chi bộ nhiệm kỳ 2020-2022",
        [5],
        0,
        None,
        None,
    ),
]


def load_inspections(case: Loaded) -> None:
    facts = {"number": "01-CTr/ĐU", "approved_on": _day(1, 15), "note": ""}
    Programme.objects.write(unit=case.committee, year=YEAR, **facts, by=None)
    made = [_carry_out(case, *line) for line in CAMPAIGNS]
    _demand(made[0])
    again = "Tập trung phòng, chống dịch COVID-19"
    made[-1].postpone(year=YEAR + 1, part=PART["q1"], reason=again, by=None)
    _of_a_cell(case)
    _letters(case)


def _carry_out(case, part, performer, kind, title, cells, members, begun, concluded) -> Campaign:
    facts = {"performer": performer, "kind": kind, "year": YEAR, "part": PART[part], "title": title}
    facts["begun_on"] = begun and _day(*begun)
    made = Campaign.objects.enter(unit=case.committee, **facts, by=None)
    on = made.begun_on or _day(1, 15)
    units = [case.cells[place] for place in cells]
    Subject.objects.add(made, units=units, on=on, by=None)
    for member in case.members[cells[0] + 1][2 : 2 + members]:
        Subject.objects.add(made, member=member, on=on, by=None)
    if concluded:
        _conclude(made, _day(*concluded))
    return made


def _conclude(made: Campaign, on: datetime.date) -> None:
    for subject in made.subjects.all():
        found = Outcome.NO_FAULT if subject.member_id else Outcome.SHORTCOMINGS
        subject.find(outcome=found, note="", by=None)
    said = "Thực hiện nghiêm túc; còn thiếu sót trong ghi biên bản, phân công nhiệm vụ."
    made.conclude(on=on, number=f"{on.month:02d}-TB/ĐU", conclusion=said, by=None)
    codes = [paper.code for paper in papers_of(made.kind)]
    filed = dict.fromkeys(codes[:5], (made.begun_on, "")) | {codes[9]: (on, made.number)}
    made.file_papers(filed, by=None)


def _demand(made: Campaign) -> None:
    """One is put right in time, one is still waited for."""
    first = Remedy.objects.demand(
        made, text="Ghi đủ ý kiến thảo luận trong biên bản.", due_on=_day(8, 31), by=None
    )
    first.complete(on=_day(8, 20), result="Hai chi bộ đã bổ sung, đảng ủy đã xem.", by=None)
    text = "Phân công nhiệm vụ cho từng đảng viên bằng văn bản."
    Remedy.objects.demand(made, text=text, due_on=_day(12, 15), by=None)


def _of_a_cell(case: Loaded) -> None:
    cell = case.cells[0]
    facts = {"number": "01-KH/CB", "approved_on": _day(1, 20), "note": ""}
    Programme.objects.write(unit=cell, year=YEAR, **facts, by=None)
    made = Campaign.objects.enter(
        unit=cell,
        performer=Performer.CELL,
        kind=CampaignKind.COMPLIANCE,
        year=YEAR,
        part=PART["q3"],
        title="Việc thực hiện nhiệm vụ được chi bộ phân công",
        begun_on=_day(8, 10),
        by=None,
    )
    Subject.objects.add(made, member=case.members[1][4], on=made.begun_on, by=None)
    _conclude(made, _day(8, 31))


def _letters(case: Loaded) -> None:
    """One settled, one handed on."""
    facts = {"unit": case.committee, "note": "", "by": None}
    ReceivedLetter.objects.receive(
        received_on=_day(4, 13),
        number="01",
        kind=LetterKind.PETITION,
        handling=Handling.WITHIN,
        settled_on=_day(5, 6),
        **facts,
    )
    ReceivedLetter.objects.receive(
        received_on=_day(10, 5),
        number="02",
        kind=LetterKind.COMPLAINT,
        handling=Handling.FORWARDED,
        forwarded_to="Thanh tra Sở Y tế",
        **facts,
    )


def _day(month: int, day: int) -> datetime.date:
    return datetime.date(YEAR, month, day)
