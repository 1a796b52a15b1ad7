"""The verbs of assignments."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from cells.models import Assignment
from cells.rights import Role, may
from common.periods import DAY
from tests.conftest import START, day


def assign(user, unit, role=Role.LEADER, starts_on=START, by=None):
    return Assignment.objects.assign(user=user, unit=unit, role=role, starts_on=starts_on, by=by)


def last_event():
    event = AuditEvent.objects.first()
    return event.by, event.action, event.record_id


def test_assign(secretary, committee, admin):
    given = assign(secretary, committee, by=admin)
    assert (given.user, given.unit, given.role) == (secretary, committee, Role.LEADER)
    assert (given.starts_on, given.ends_on) == (START, None)
    assert last_event() == (admin, "assignment.assign", str(given.pk))


def test_assign_from_the_day_of_founding_and_no_earlier(secretary, committee):
    with pytest.raises(ValidationError) as refusal:
        assign(secretary, committee, starts_on=START - DAY)
    assert refusal.value.message_dict == {"starts_on": ["Tổ chức đảng này thành lập ngày 01/01/2019."]}
    assert assign(secretary, committee, starts_on=START).pk


def test_same_role_is_not_held_twice_at_once(secretary, cell, admin):
    secretary.assignments.get().end(on=day("2020-12-31"), by=admin)
    with pytest.raises(ValidationError):
        assign(secretary, cell, Role.SECRETARY, day("2020-12-31"))
    assert assign(secretary, cell, Role.SECRETARY, day("2021-01-01")).pk


def test_database_refuses_two_open_rows_of_one_role(secretary, cell):
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(
            user=secretary, unit=cell, role=Role.SECRETARY, starts_on=day("2020-01-01")
        )


def test_database_refuses_an_end_before_the_beginning(secretary):
    with pytest.raises(IntegrityError), transaction.atomic():
        secretary.assignments.update(ends_on=START - DAY)
    assert secretary.assignments.update(ends_on=START) == 1


def test_nobody_assigns_himself(admin, committee):
    with pytest.raises(ValidationError, match="tự phân công"):
        assign(admin, committee, by=admin)


def test_end(secretary, admin):
    assignment = secretary.assignments.get()
    assignment.end(on=day("2020-12-31"), by=admin)
    assignment.refresh_from_db()
    assert assignment.ends_on == day("2020-12-31")
    assert last_event() == (admin, "assignment.end", str(assignment.pk))


def test_right_lasts_until_the_end_of_the_last_day(secretary, cell, admin):
    today = timezone.localdate()
    secretary.assignments.get().end(on=today, by=admin)
    assert may(secretary, "meeting.record", cell) is True
    secretary.assignments.update(ends_on=today - DAY)
    del secretary._assignments_today
    assert may(secretary, "meeting.record", cell) is False


def test_end_on_the_first_day_and_no_earlier(secretary, admin):
    assignment = secretary.assignments.get()
    with pytest.raises(ValidationError) as refusal:
        assignment.end(on=START - DAY, by=admin)
    assert list(refusal.value.message_dict) == ["ends_on"]
    assignment.end(on=START, by=admin)
    assert secretary.assignments.get().ends_on == START


def test_end_once(secretary, admin):
    secretary.assignments.get().end(on=day("2020-12-31"), by=admin)
    with pytest.raises(ValidationError, match="đã kết thúc ngày 31/12/2020"):
        secretary.assignments.get().end(on=day("2021-12-31"), by=admin)


def test_nobody_ends_his_own_role_of_administrator(admin):
    with pytest.raises(ValidationError, match="không thể tự kết thúc"):
        admin.assignments.get().end(on=day("2020-12-31"), by=admin)


@pytest.mark.parametrize("days", [0, 1])
def test_withdraw_on_the_first_day_or_before(secretary, committee, admin, days):
    starts_on = timezone.localdate() + datetime.timedelta(days=days)
    mistake = assign(secretary, committee, starts_on=starts_on)
    key = str(mistake.pk)
    mistake.withdraw(by=admin)
    assert secretary.assignments.count() == 1
    assert last_event() == (admin, "assignment.withdraw", key)


@pytest.mark.parametrize("verb", ["end", "withdraw"])
def test_what_somebody_else_withdrew_meanwhile_is_refused(secretary, committee, admin, verb):
    today = timezone.localdate()
    mistake = Assignment.objects.create(
        user=secretary, unit=committee, role=Role.OFFICE, starts_on=today
    )
    Assignment.objects.get(pk=mistake.pk).withdraw(by=admin)
    acts = {
        "end": lambda: mistake.end(on=today, by=admin),
        "withdraw": lambda: mistake.withdraw(by=admin),
    }
    with pytest.raises(ValidationError, match="vừa được thu hồi"):
        acts[verb]()
    assert AuditEvent.objects.filter(action__startswith="assignment.").count() == 1


def test_withdraw_not_the_day_after(secretary, committee, admin):
    assignment = assign(secretary, committee, starts_on=timezone.localdate() - DAY)
    with pytest.raises(ValidationError, match="đề nghị kết thúc"):
        assignment.withdraw(by=admin)
    assert secretary.assignments.count() == 2


def test_neither_begins_nor_ends_in_two_hundred_years(secretary, committee, admin):
    for act in (
        lambda: assign(secretary, committee, starts_on=day("2206-01-01")),
        lambda: secretary.assignments.get().end(on=day("2206-01-01"), by=admin),
    ):
        with pytest.raises(ValidationError, match="trước tối đa một năm"):
            act()
