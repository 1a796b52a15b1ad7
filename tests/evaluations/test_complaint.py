"""What is held against a result: until when it is answered, and how."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cells.models import Threshold, ThresholdCode
from common.periods import DAY
from evaluations.models import Complaint, Outcome
from members.models import Member
from tests.conftest import day
from tests.evaluations.conftest import complain, of_unit, regrade


@pytest.fixture
def row(closed, members):
    return closed.member_assessments.get(member=members[0])


def answer(complaint, on=None, outcome=Outcome.KEPT, by=None, text="Kết quả đúng quy định"):
    complaint.answer(answered_on=on or timezone.localdate(), text=text, outcome=outcome, by=by)


def refused(verb, *args, **facts):
    with pytest.raises(ValidationError) as caught:
        verb(*args, **facts)
    error = caught.value
    return error.message_dict if hasattr(error, "error_dict") else error.messages


def test_it_is_due_by_the_number_of_its_day(row):
    Threshold.objects.set(
        code=ThresholdCode.COMPLAINT_DAYS,
        value=15,
        valid_from=day("2021-02-01"),
        source="Quy định khác",
        by=None,
    )
    early, late = complain(row, day("2021-01-05")), complain(row, day("2021-02-05"))
    assert (early.due_on, late.due_on) == (day("2021-02-04"), day("2021-02-20"))


def test_overdue_only_when_its_day_is_over(row):
    today = timezone.localdate()
    last, over = complain(row, today - 30 * DAY), complain(row, today - 31 * DAY)
    assert [last.is_overdue, over.is_overdue] == [False, True]
    assert Complaint.objects.numbers() == {"all": 2, "waiting": 2, "overdue": 1}
    assert list(Complaint.objects.standing()) == [over, last]
    answer(over)
    assert (over.is_overdue, over.is_late) == (False, True)
    assert list(Complaint.objects.standing()) == [last, over]


def test_about_a_unit_too(closed, cell):
    assert complain(of_unit(closed, cell)).subject == "Chi bộ 1"


def test_without_a_result_there_is_nothing_to_hold_against(graded, members):
    row = graded.member_assessments.get(member=members[0])
    assert refused(complain, row) == ["Đợt xếp loại chưa chốt nên chưa có kết quả để kiến nghị."]


def test_the_same_twice_is_one(row):
    complain(row)
    assert refused(complain, row) == {"what": ["Kiến nghị này đã được ghi."]}


@pytest.mark.parametrize("on", ["2019-12-31", "2999-01-01"])
def test_a_day_before_the_year_or_to_come_is_refused(row, on):
    assert list(refused(complain, row, day(on))) == ["received_on"]


def test_answered_with_who_and_once(row, office):
    complaint = complain(row)
    answer(complaint, by=office)
    assert (complaint.outcome, complaint.answered_by) == ("kept", office)
    assert refused(answer, complaint) == ["Kiến nghị này đã được trả lời."]


def test_another_result_only_with_its_decision(row):
    complaint = complain(row)
    assert refused(answer, complaint, outcome=Outcome.REGRADED) == {
        "outcome": ["Chưa ghi quyết định xếp loại lại nào từ ngày nhận: ghi quyết định trước."]
    }
    regrade(row)
    answer(complaint, outcome=Outcome.REGRADED)
    assert complaint.outcome == "regraded"


def test_nobody_answers_the_own_one(row, office):
    Member.objects.filter(pk=row.member_id).update(user=office)
    complaint = Complaint.objects.get(pk=complain(row).pk)
    assert refused(answer, complaint, by=office) == [
        "Không ai trả lời kiến nghị của chính mình: đồng chí khác ghi."
    ]


def test_not_before_it_came(row):
    complaint = complain(row)
    assert list(refused(answer, complaint, timezone.localdate() - DAY)) == ["answered_on"]


def test_withdrawn_it_stays_with_its_reason(row, office):
    complaint = complain(row)
    complaint.withdraw(reason="Ghi nhầm người", by=office)
    assert list(Complaint.objects.standing()) == []
    assert Complaint.objects.withdrawn().get().withdraw_reason == "Ghi nhầm người"
    assert refused(complaint.withdraw, reason="Lại", by=None) == ["Mục này đã được rút trước đó."]
    assert refused(answer, complaint) == ["Mục này đã được rút trước đó."]


@pytest.mark.parametrize(
    "values", [{"of_member": None}, {"outcome": "kept"}, {"withdraw_reason": "Vì"}]
)
def test_the_database_refuses_halves(row, values):
    complain(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.update(**values)
