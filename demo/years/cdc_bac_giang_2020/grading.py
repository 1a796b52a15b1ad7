"""Grading and commendation of the year: 19 of 92 members and 2 of 6 cells at the highest level."""

import datetime

from demo.years.cdc_bac_giang_2020.roll import COMMITTEE, YEAR, Loaded, decide
from evaluations.models import (
    AwardForm,
    AwardKind,
    Commendation,
    Level,
    Mark,
    MarkKind,
    MemberAssessment,
    Proposal,
    Round,
    title_in,
)

XS_MEMBERS = [3, 3, 4, 3, 4, 2]  # by cell: 19
XS_CELLS = {1, 3}
DECIDED_ON = datetime.date(2020, 12, 29)
PROPOSED_ON = datetime.date(2020, 12, 30)
CAP_REASON = (
    "Đảng ủy xem xét 19/92 đảng viên trên tổng số đảng viên được xếp loại; các đồng chí trực tiếp "
    "chống dịch COVID-19 có thành tích nổi bật. Tỷ lệ vượt mức quy định, đã báo cáo cấp trên."
)
THEMATIC = "Thành tích trong phòng, chống dịch COVID-19"
HCM = "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh"


def load_grading(case: Loaded) -> None:
    grading = Round.objects.open_for(case.committee, year=YEAR, by=None)
    outstanding = _grade_members(case, grading)
    units = {row.unit_id: row.pk for row in grading.unit_assessments.all()}
    grading.grade_units(
        {
            units[cell.pk]: (Level.XS if number in XS_CELLS else Level.T, "", "")
            for number, cell in enumerate(case.cells, start=1)
        },
        by=None,
    )
    grading.grade_units({units[case.committee.pk]: (Level.T, "", "")}, by=None)
    grading.accept_cap(reason=CAP_REASON, by=None)
    grading.close(by=None)
    _commend(case, outstanding)
    _propose(case, outstanding)


def _grade_members(case: Loaded, grading: Round) -> list[MemberAssessment]:
    """The first of each cell's list at the highest level, all others at the next; who is highest."""
    outstanding, grades = [], {}
    for cell, quota in zip(case.cells, XS_MEMBERS, strict=True):
        rows = list(grading.member_assessments.filter(cell=cell).order_by("member__official_on"))
        outstanding += rows[:quota]
        grades |= {row.pk: (Level.XS if row in rows[:quota] else Level.T, "", "") for row in rows}
    grading.grade_members(grades, by=None)
    return outstanding


def _commend(case: Loaded, outstanding: list[MemberAssessment]) -> None:
    decision = decide("58-QĐ/ĐU", DECIDED_ON, COMMITTEE, "khen thưởng năm 2020")
    common = {"year": YEAR, "form": AwardForm.MERIT, "decision": decision, "given_on": DECIDED_ON}
    give = Commendation.objects.give
    reason = "Hoàn thành xuất sắc nhiệm vụ năm 2020"
    for row in outstanding:
        give(unit=row.cell, member=row.member, kind=AwardKind.ANNUAL, reason=reason, by=None, **common)
    cells = [case.cells[number - 1] for number in sorted(XS_CELLS)]
    exemplary = {"year": YEAR, "kind": MarkKind.EXEMPLARY, "on": DECIDED_ON, "by": None}
    Mark.objects.recognise(cells, paper="57-QĐ/ĐU", **exemplary)
    reason = f"Đạt tiêu chuẩn {title_in(YEAR)} năm {YEAR}"
    for cell in cells:
        give(unit=cell, kind=AwardKind.ANNUAL, reason=reason, by=None, **common)
    for row in outstanding[5:10]:
        give(
            unit=row.cell,
            member=row.member,
            kind=AwardKind.THEMATIC,
            reason=THEMATIC,
            by=None,
            **common,
        )
    for row in outstanding[:2]:
        give(unit=row.cell, member=row.member, kind=AwardKind.HCM, reason=HCM, by=None, **common)


def _propose(case: Loaded, outstanding: list[MemberAssessment]) -> None:
    common = {
        "year": YEAR,
        "form": AwardForm.MERIT,
        "paper": "07-TTr/ĐU",
        "proposed_on": PROPOSED_ON,
        "by": None,
    }
    propose = Proposal.objects.give
    topics = "Thành tích trong sinh hoạt chuyên đề của chi bộ"
    congress = "Thành tích trong tổ chức đại hội chi bộ"
    inspection = "Thành tích trong kiểm tra đảng viên khi có dấu hiệu vi phạm"
    research = "Thành tích trong nghiên cứu khoa học"
    propose(unit=case.committee, kind=AwardKind.THEMATIC, reason=inspection, **common)
    propose(unit=case.cells[0], kind=AwardKind.THEMATIC, reason=topics, **common)
    propose(unit=case.cells[2], kind=AwardKind.THEMATIC, reason=congress, **common)
    first, second, third = outstanding[3], *outstanding[:2]
    propose(unit=first.cell, member=first.member, kind=AwardKind.THEMATIC, reason=research, **common)
    for row in (second, third):
        propose(unit=row.cell, member=row.member, kind=AwardKind.HCM, reason=HCM, **common)
