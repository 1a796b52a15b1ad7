"""One person's row of the roll call."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from meetings.models import Attendance
from tests.conftest import make_member
from tests.meetings.conftest import record, row_of


@pytest.fixture
def row(meeting, people):
    return row_of(meeting, people[0])


@pytest.mark.parametrize(
    ("status", "reason"),
    [("present", ""), ("excused", "Ốm"), ("unexcused", ""), ("unexcused", "Không báo trước")],
)
def test_who_is_due_is_marked(row, status, reason):
    row.mark(status, reason)
    assert (row.status, row.reason) == (status, reason)


@pytest.mark.parametrize("reason", ["", "   "])
def test_excused_needs_a_reason(row, reason):
    with pytest.raises(ValidationError) as refused:
        row.mark("excused", reason)
    assert refused.value.message_dict == {"reason": ["Ghi lý do vắng của đồng chí này."]}
    assert row.status == "present"


def test_a_reason_of_somebody_present_is_asked_about(row):
    with pytest.raises(ValidationError) as refused:
        row.mark("present", "Ốm")
    message = "Đã ghi lý do: chọn “Vắng có lý do”, hoặc xóa lý do nếu có mặt."
    assert refused.value.message_dict == {"reason": [message]}


@pytest.mark.parametrize("status", ["exempt", "away", "absent"])
def test_nobody_is_exempted_by_hand(row, status):
    with pytest.raises(ValidationError):
        row.mark(status)
    assert row.status == "present"


@pytest.mark.parametrize("status", ["exempt", "away"])
def test_who_is_not_due_is_not_marked(row, status):
    row.status = status
    with pytest.raises(ValidationError):
        row.mark("unexcused")
    assert row.status == status


def test_due_are_those_whom_the_base_counts(meeting, people, cell):
    make_member("Vũ Thị Dung", unit=cell)
    record(meeting, renew_roll=True)
    statuses = ["present", "excused", "unexcused", "exempt"]
    for row, status in zip(meeting.attendances.by_name(), statuses, strict=True):
        Attendance.objects.filter(pk=row.pk).update(status=status, reason="Ốm")
    rows = meeting.attendances
    assert [row.status for row in rows.due().by_name()] == ["present", "excused", "unexcused"]
    assert [row.status for row in rows.present()] == ["present"]


def test_by_name_lists_guests_last(meeting, people):
    Attendance.objects.filter(pk=row_of(meeting, people[0]).pk).update(is_guest=True)
    names = [str(row.member) for row in meeting.attendances.by_name()]
    assert names == ["Lê Văn Bình", "Đỗ Mai Chi", "Trần Thị An"]


def test_the_database_refuses_excused_without_reason(row):
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.filter(pk=row.pk).update(status="excused", reason="")


def test_the_database_refuses_the_same_person_twice(meeting, row):
    facts = {"unit": row.unit, "is_official": True, "is_guest": False}
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(meeting=meeting, member=row.member, **facts)
