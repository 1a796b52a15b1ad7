"""What the body above decides: the own grade of a committee, and the level of managed cadres."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from common.periods import DAY
from evaluations.models import Exclusion, Grade, Level, MemberAssessment
from evaluations.models import receive as enter
from evaluations.models.round import DECIDED_ABOVE
from tests.conftest import day
from tests.evaluations.conftest import (
    decision,
    grade_all_members,
    grade_all_units,
    grade_one,
    of_unit,
    regrade,
)

BODY = "Ban Thường vụ Tỉnh ủy"


@pytest.fixture
def row(grading, members):
    """Of a cadre managed above, in an open round."""
    row = grading.member_assessments.get(member=members[0])
    row.refer_up(decided_by=BODY, by=None)
    return row


def receive(row, level=Level.T, *, on=None, number="12-QĐ/TU", by=None):
    enter(row, level=level, decision=decision(number, on, "Tỉnh ủy"), by=by)


def refused(verb, *args, **facts):
    with pytest.raises(ValidationError) as caught:
        verb(*args, **facts)
    error = caught.value
    return error.message_dict if hasattr(error, "error_dict") else error.messages


# --- The committee itself -----------------------------------------------------------------------


def test_the_own_grade_is_proposed_until_it_is_decided_above(closed, committee, cell):
    own = of_unit(closed, committee)
    assert (own.is_proposed, of_unit(closed, cell).is_proposed) == (True, False)
    receive(own, Level.HT)
    own = of_unit(closed, committee)
    assert (own.is_proposed, own.own_level, own.level) == (False, "t", "ht")
    assert str(own.received.number) == "12-QĐ/TU"


def test_what_closing_said_stays(closed, committee):
    receive(of_unit(closed, committee), Level.HT)
    closed.refresh_from_db()
    assert closed.summary["committee"]["level"] == "t"


def test_a_mistyped_decision_is_entered_again(closed, committee):
    own = of_unit(closed, committee)
    receive(own, Level.HT)
    receive(own, Level.XS, number="13-QĐ/TU")
    assert (own.own_level, own.level, own.received.number) == ("t", "xs", "13-QĐ/TU")


def test_cells_are_decided_here(closed, cell):
    assert refused(receive, of_unit(closed, cell)) == [
        "Mức này do chính đợt xếp loại quyết định, không phải cấp trên."
    ]


def test_before_anything_was_proposed_nothing_is_received(grading, committee):
    assert refused(receive, of_unit(grading, committee)) == [
        "Chưa đề nghị mức xếp loại nào lên cấp trên."
    ]


@pytest.mark.parametrize("on", [day("2019-12-31"), timezone.localdate() + DAY])
def test_a_decision_before_the_year_or_to_come_is_refused(closed, committee, on):
    assert list(refused(receive, of_unit(closed, committee), on=on)) == ["decision_signed_on"]


def test_a_level_is_needed(closed, committee):
    assert refused(receive, of_unit(closed, committee), "") == {"level": ["Chọn mức xếp loại."]}


def test_graded_again_it_is_not_received_once_more(closed, committee):
    own = of_unit(closed, committee)
    receive(own)
    regrade(own, Level.KHT)
    assert refused(receive, own) == ["Đã xếp loại lại: kết quả mới cũng ghi ở trang Xếp loại lại."]


def test_a_received_level_is_not_typed_over(graded, committee):
    own = of_unit(graded, committee)
    receive(own)
    facts = {own.pk: Grade(Level.XS)}
    assert refused(graded.grade_units, facts, by=None) == {str(own.pk): [DECIDED_ABOVE]}


# --- Managed cadres -----------------------------------------------------------------------------


def test_a_managed_cadre_gets_no_level_here(row):
    facts = {row.pk: Grade(Level.T)}
    assert refused(row.round.grade_members, facts, by=None) == {str(row.pk): [DECIDED_ABOVE]}
    row.round.grade_members({row.pk: Grade(note="Đã gửi hồ sơ")}, by=None)
    row.refresh_from_db()
    assert (row.said, row.note) == (f"Chờ kết quả của {BODY}", "Đã gửi hồ sơ")


def test_a_level_typed_before_is_what_was_proposed(grading, members):
    grade_one(grading, members[0], Level.XS)
    row = grading.member_assessments.get(member=members[0])
    row.refer_up(decided_by=BODY, by=None)
    assert (row.level, row.own_level) == ("", "xs")
    row.refer_up(decided_by="", by=None)
    assert (row.level, row.own_level) == ("xs", "")


def test_waiting_holds_up_neither_the_cell_nor_the_closing(row):
    grading = row.round
    others = grading.member_assessments.exclude(pk=row.pk)
    grading.grade_members({one.pk: Grade(Level.T) for one in others}, by=None)
    grade_all_units(grading, Level.T)
    grading.close(by=None)
    assert (
        grading.summary["members"] | {"roll": 4, "graded": 3, "left": 0, "waiting": 1}
        == (grading.summary["members"])
    )
    receive(row, Level.XS)
    assert grading.member_assessments.counts()["waiting"] == 0
    assert grading.member_assessments.counts()["xs"] == 1


def test_it_counts_in_the_numbers_and_not_in_the_cap(row, members):
    receive(row, Level.XS)
    grading = row.round
    grading.grade_members(
        {one.pk: Grade(Level.T) for one in grading.member_assessments.exclude(pk=row.pk)}, by=None
    )
    share = grading.member_shares()[0]
    assert (grading.member_assessments.counts()["xs"], share.xs, share.counted) == (1, 0, 3)


def test_taken_back_a_graded_cell_may_not_be_left_with_a_gap(row):
    grading = row.round
    others = grading.member_assessments.exclude(pk=row.pk)
    grading.grade_members({one.pk: Grade(Level.T) for one in others}, by=None)
    grade_all_units(grading, Level.T)
    assert len(refused(row.refer_up, decided_by="", by=None)) == 1
    assert MemberAssessment.objects.get(pk=row.pk).decided_by == BODY


def test_not_after_the_decision_nor_of_who_has_no_grade_nor_when_closed(row, members):
    receive(row)
    assert refused(row.refer_up, decided_by="", by=None) == [
        "Đã ghi quyết định của cấp trên cho đồng chí này."
    ]
    grading = row.round
    grade_one(grading, members[1], "", Exclusion.EXEMPT)
    excluded = grading.member_assessments.get(member=members[1])
    assert len(refused(excluded.refer_up, decided_by=BODY, by=None)) == 1
    others = grading.member_assessments.filter(level="", exclusion="")
    grading.grade_members({one.pk: Grade(Level.T) for one in others}, by=None)
    grade_all_units(grading, Level.T)
    grading.close(by=None)
    last = grading.member_assessments.get(member=members[2])
    assert refused(last.refer_up, decided_by=BODY, by=None) == [
        "Đợt xếp loại đã chốt nên không sửa được nữa."
    ]


def test_the_database_wants_a_grade_with_a_decision(row):
    paper = decision()
    paper.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberAssessment.objects.filter(pk=row.pk).update(received=paper)


def test_everybody_at_once_leaves_the_cadre_out(row):
    others = row.round.member_assessments.filter(decided_by="")
    assert others.count() == 3
    with pytest.raises(ValidationError):
        grade_all_members(row.round, Level.T)
