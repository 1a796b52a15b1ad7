"""Tasks that meetings gave."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import AuditEvent
from meetings.models import Meeting, Task, changes
from tests.conftest import day
from tests.meetings.conftest import HELD_ON, adopted, concluded, open_meeting, record, task

DUE_ON = day("2020-07-01")


@pytest.fixture
def given(meeting):
    record(meeting, tasks=[task(due_on=DUE_ON)])
    return meeting.tasks.get()


def refusal(act, **facts):
    with pytest.raises(ValidationError) as refused:
        act(**facts, by=None)
    error = refused.value
    return error.message_dict if hasattr(error, "error_dict") else error.messages


def test_completing_writes_the_day_and_who_said_so(given, secretary):
    given.complete(on=DUE_ON, by=secretary)
    given.refresh_from_db()
    assert given.done_on == DUE_ON
    assert AuditEvent.objects.get(action="task.complete").by == secretary


def test_a_task_is_completed_after_its_minutes_were_adopted(given):
    adopted(given.meeting)
    given.complete(on=DUE_ON, by=None)
    given.refresh_from_db()
    assert given.done_on == DUE_ON


def test_done_from_the_day_of_the_meeting_on(given):
    message = {"done_on": ["Không thể trước ngày họp (15/06/2020)."]}
    assert refusal(given.complete, on=day("2020-06-14")) == message
    given.complete(on=HELD_ON, by=None)
    assert Task.objects.get().done_on == HELD_ON


def test_done_until_today(given):
    today = timezone.localdate()
    tomorrow = today + datetime.timedelta(days=1)
    assert refusal(given.complete, on=tomorrow) == {"done_on": ["Chưa đến ngày này."]}
    given.complete(on=today, by=None)
    assert Task.objects.get().done_on == today


def test_a_task_is_completed_once(given):
    other_window = Task.objects.get(pk=given.pk)
    given.complete(on=DUE_ON, by=None)
    message = ["Nhiệm vụ này đã hoàn thành ngày 01/07/2020."]
    assert refusal(other_window.complete, on=day("2020-08-01")) == message
    assert Task.objects.get().done_on == DUE_ON


def test_a_completion_entered_by_mistake_is_taken_back(given, secretary):
    given.complete(on=DUE_ON, by=None)
    given.reopen(by=secretary)
    assert Task.objects.get().done_on is None
    assert AuditEvent.objects.get(action="task.reopen").by == secretary
    assert refusal(given.reopen) == ["Nhiệm vụ này chưa hoàn thành."]


def test_who_reads_the_minutes_meanwhile_is_told(given):
    read = concluded(Meeting.objects.get(pk=given.meeting_id)).version
    given.complete(on=DUE_ON, by=None)
    assert refusal(given.meeting.adopt, version=read) == ["Người khác vừa lưu cuộc họp này."]


def test_due_no_earlier_than_the_meeting(meeting):
    wrong = changes("task", **task(due_on=day("2020-06-14")))
    outcome = meeting.record(wrong, by=None)
    message = {"due_on": ["Hạn không thể trước ngày họp (15/06/2020)."]}
    assert list(outcome.errors.values()) == [message]
    assert not meeting.tasks.exists()
    record(meeting, tasks=[task(due_on=HELD_ON)])
    assert meeting.tasks.get().due_on == HELD_ON


def test_overdue_from_the_day_after_it_was_due(given):
    overdue = Task.objects.overdue
    assert list(overdue(DUE_ON)) == []
    assert list(overdue(day("2020-07-02"))) == [given]


def test_overdue_until_the_day_before_it_was_done(given):
    given.complete(on=day("2020-07-05"), by=None)
    assert list(Task.objects.overdue(day("2020-07-04"))) == [given]
    assert list(Task.objects.overdue(day("2020-07-05"))) == []


def test_undone_from_the_meeting_to_the_day_before_it_was_done(given):
    given.complete(on=DUE_ON, by=None)
    undone = Task.objects.undone_on
    days = ["2020-06-14", "2020-06-15", "2020-06-30", "2020-07-01"]
    assert [list(undone(day(text))) for text in days] == [[], [given], [given], []]


def test_late_is_judged_on_a_day(meeting):
    record(meeting, tasks=[task("Có hạn", due_on=DUE_ON), task("Không hạn")])
    judged = {
        text: [task.is_late for task in Task.objects.judged_on(day(text)).by_due_day()]
        for text in ("2020-07-01", "2020-07-02")
    }
    assert judged == {"2020-07-01": [False, False], "2020-07-02": [True, False]}


def test_the_most_urgent_comes_first_and_without_a_day_last(meeting):
    record(
        meeting, tasks=[task("Không hạn"), task("Sau", due_on=DUE_ON), task("Trước", due_on=HELD_ON)]
    )
    assert [str(t) for t in Task.objects.by_due_day()] == ["Trước", "Sau", "Không hạn"]


def test_tasks_of_a_unit_are_its_own(given, second_cell):
    other = open_meeting(second_cell)
    record(other, tasks=[task("Của chi bộ khác")])
    assert list(Task.objects.of_unit(given.meeting.unit)) == [given]
    assert [str(t) for t in Task.objects.of_unit(second_cell)] == ["Của chi bộ khác"]


def test_what_a_planned_meeting_means_to_give_is_not_given_yet(cell, people):
    planned = Meeting.objects.plan(unit=cell, kind="regular", held_on=HELD_ON, by=None)
    record(planned, tasks=[task(due_on=HELD_ON)])
    later = HELD_ON + datetime.timedelta(days=1)

    def counted():
        rows = Task.objects.all()
        by_unit = rows.tally("meeting__unit", later).get(cell.pk)
        return rows.undone_on(later).count(), rows.overdue(later).count(), by_unit and by_unit["open"]

    assert counted() == (0, 0, None)
    planned.hold(by=None)
    assert counted() == (1, 1, 1)
