"""Grading again after closing: what changes, what is kept, what is taken back with it."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import AuditEvent
from common.periods import DAY
from evaluations.models import (
    AwardKind,
    Commendation,
    Exclusion,
    Grade,
    Level,
    Mark,
    Regrading,
    rests_on,
)
from members.models import Member
from tests.evaluations.conftest import commend, decision, of_unit, regrade


@pytest.fixture
def row(outstanding, members):
    return outstanding.member_assessments.get(member=members[0])


@pytest.fixture
def of_cell(exemplary, cell):
    return of_unit(exemplary, cell)


def refused(row, **facts) -> dict | list:
    with pytest.raises(ValidationError) as caught:
        regrade(row, **facts)
    error = caught.value
    return error.message_dict if hasattr(error, "error_dict") else error.messages


def test_the_row_takes_the_new_level_and_the_old_one_is_kept(row, office):
    made = regrade(row, by=office)
    row.refresh_from_db()
    assert (row.level, made.old_level, made.level) == ("kht", "xs", "kht")
    assert (made.said_before, made.said) == (Level.XS.label, Level.KHT.label)
    assert (str(made.decision.number), made.reason, made.by) == (
        "05-QĐ/ĐU",
        "Kỷ luật trong tháng 1",
        office,
    )
    assert list(AuditEvent.objects.order_by("-pk").values_list("action", flat=True)[:2]) == [
        "regrading.decide",
        "assessment.regrade",
    ]


def test_what_closing_said_stays(row):
    before = row.round.summary
    regrade(row)
    row.round.refresh_from_db()
    assert row.round.summary == before
    assert before["members"]["xs"] == 1


def test_awards_of_the_year_and_of_five_years_with_it_are_cancelled(row):
    year, five = commend(row), commend(row, AwardKind.FIVE_YEARS, 2024)
    other = [commend(row, AwardKind.ANNUAL, 2021), commend(row, AwardKind.FIVE_YEARS, 2025)]
    other += [commend(row, AwardKind.FIVE_YEARS, 2019), commend(row, AwardKind.HCM, 2020)]
    regrade(row)
    assert set(Commendation.objects.cancelled()) == {year, five}
    assert set(Commendation.objects.valid()) == set(other)
    year.refresh_from_db()
    assert year.cancel_reason == (
        f"Xếp loại lại theo Quyết định 05-QĐ/ĐU, ngày {timezone.localdate():%d/%m/%Y}"
    )


def test_a_cell_loses_its_mark_and_award_and_its_members_nothing(of_cell, members):
    award = commend(of_cell)
    kept = commend(of_cell.round.member_assessments.get(member=members[0]))
    regrade(of_cell, Level.T)
    assert (Mark.objects.standing().count(), Mark.objects.withdrawn().count()) == (0, 1)
    assert list(Commendation.objects.cancelled()) == [award]
    assert list(Commendation.objects.valid()) == [kept]


def test_nothing_rests_on_another_level_than_the_highest(row):
    commend(row)
    assert rests_on(row, Grade(Level.XS)) == []
    assert len(rests_on(row, Grade(exclusion=Exclusion.ELSEWHERE))) == 1


def test_once_more_keeps_each_step(row):
    regrade(row, Level.KHT)
    regrade(row, Level.HT)
    steps = list(Regrading.objects.values_list("old_level", "level"))
    assert steps == [("xs", "kht"), ("kht", "ht")]


def test_to_no_grade(row):
    facts = {"grade": Grade(exclusion=Exclusion.ELSEWHERE), "decision": decision(), "reason": "Nhầm"}
    made = Regrading.objects.decide(row, by=None, **facts)
    assert (row.level, row.exclusion, made.said) == (
        "",
        "elsewhere",
        "Không xếp loại: xếp loại ở nơi khác",
    )


def test_an_open_round_is_graded_in_the_grid(graded, members):
    row = graded.member_assessments.get(member=members[0])
    assert refused(row) == [
        "Chỉ xếp loại lại trong đợt đã chốt; đợt đang mở hoặc ghi theo bảng giấy thì sửa tại đợt."
    ]
    assert Regrading.objects.count() == 0


def test_nobody_does_it_about_oneself(row, office):
    Member.objects.filter(pk=row.member_id).update(user=office)
    row.member.refresh_from_db()
    assert refused(row, by=office) == ["Không ai xếp loại lại chính mình: đồng chí khác ghi."]


def test_not_before_the_closing_and_not_to_come(row):
    today = timezone.localdate()
    assert refused(row, on=today - DAY) == {
        "decision_signed_on": ["Không thể trước ngày chốt kết quả."]
    }
    assert refused(row, on=today + DAY) == {"decision_signed_on": ["Chưa đến ngày này."]}


def test_to_the_same_level_is_none(row):
    assert refused(row, level=Level.XS) == {"outcome": ["Kết quả hiện nay đã là mức này."]}
