"""One person's row of the roll call."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from meetings.models import Attendance, changes
from tests.conftest import make_member
from tests.meetings.conftest import row_of


@pytest.fixture
def row(meeting, people):
    return row_of(meeting, people[0])


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("present", ""),
        ("late", "Tắc đường"),
        ("online", ""),
        ("excused", "Ốm"),
        ("excused", ""),
        ("unexcused", "Không báo trước"),
    ],
)
def test_who_is_due_is_marked(row, status, reason):
    row.status, row.reason = status, reason
    row.clean()


@pytest.mark.parametrize("status", ["exempt", "away", "suspended"])
def test_nobody_is_exempted_by_hand(row, status):
    row.status = status
    with pytest.raises(ValidationError) as refused:
        row.clean()
    message = "Mục này theo danh sách đảng viên, không điểm danh bằng tay."
    assert refused.value.message_dict == {"status": [message]}


@pytest.mark.parametrize(
    ("status", "reason", "lacks"),
    [("excused", "", True), ("excused", "Ốm", False), ("unexcused", "", False), ("late", "", False)],
)
def test_only_who_is_excused_needs_a_reason(row, status, reason, lacks):
    row.status, row.reason = status, reason
    assert row.lacks_reason == lacks


@pytest.mark.parametrize("status", ["exempt", "away", "suspended"])
def test_who_is_not_due_is_not_marked(meeting, row, status):
    Attendance.objects.filter(pk=row.pk).update(status=status)
    key = str(row.member_id)
    outcome = meeting.record(changes("attendance", key, status="unexcused"), by=None)
    assert list(outcome.errors) == [("attendance", key)]
    row.refresh_from_db()
    assert row.status == status


@pytest.mark.parametrize(
    ("status", "is_present"),
    [("present", True), ("late", True), ("online", True), ("excused", False), ("unexcused", False)],
)
def test_late_and_online_came(row, status, is_present):
    row.status = status
    assert (row.is_due, row.is_present) == (True, is_present)


def test_due_are_those_whom_the_base_counts(meeting, people, cell):
    make_member("Vũ Thị Dung", unit=cell)
    meeting.renew_roll(by=None)
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


def test_the_database_refuses_the_same_person_twice(meeting, row):
    facts = {"unit": row.unit, "is_official": True, "is_guest": False}
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(meeting=meeting, member=row.member, **facts)
