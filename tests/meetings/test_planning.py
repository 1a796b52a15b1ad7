"""The plan of a meeting: approved, sent back, changed; by when."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from cells.models import Threshold
from meetings.models import Meeting, MeetingKind, MeetingState, changes
from meetings.models.planning import approve_all, moved_to
from meetings.reading.register import register_of
from meetings.rules.deadlines import approve_by, register_by
from tests.conftest import day
from tests.meetings.conftest import open_meeting, record


def plan(unit, on="2020-12-03", *, kind=MeetingKind.REGULAR, **fields) -> Meeting:
    return Meeting.objects.plan(unit=unit, kind=kind, held_on=day(on), by=None, **fields)


def planned_at(meeting, text) -> Meeting:
    """As if it had been registered on that day."""
    at = datetime.datetime.combine(day(text), datetime.time(23, 30), timezone.get_default_timezone())
    Meeting.objects.filter(pk=meeting.pk).update(planned_at=at)
    return Meeting.objects.get(pk=meeting.pk)


def test_approving_says_who_and_when(cell, office):
    meeting = plan(cell)
    assert meeting.state == MeetingState.WAITING
    meeting.approve(by=office)
    meeting = Meeting.objects.get(pk=meeting.pk)
    assert (meeting.state, meeting.approved_by) == (MeetingState.APPROVED, office)


def test_approving_twice_is_refused(cell, office):
    meeting = plan(cell)
    meeting.approve(by=office)
    with pytest.raises(ValidationError, match="đã được duyệt"):
        meeting.approve(by=office)


def test_only_what_is_still_a_plan_of_a_cell_is_approved(cell, office):
    with pytest.raises(ValidationError, match="đã bắt đầu"):
        open_meeting(cell).approve(by=office)
    with pytest.raises(ValidationError, match="Chỉ lịch sinh hoạt"):
        plan(cell, kind=MeetingKind.COMMITTEE).approve(by=office)


def test_sending_back_wants_a_reason_and_takes_the_approval(cell, office):
    meeting = plan(cell)
    meeting.approve(by=office)
    with pytest.raises(ValidationError, match="Ghi lý do"):
        meeting.send_back(reason="  ", by=office)
    meeting.send_back(reason="Trùng hội nghị", by=office)
    meeting = Meeting.objects.get(pk=meeting.pk)
    state = (meeting.state, meeting.approved_at, meeting.returned_reason)
    assert state == (MeetingState.RETURNED, None, "Trùng hội nghị")


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"held_on": day("2020-12-04")}, MeetingState.WAITING),
        ({"place": "Hội trường"}, MeetingState.WAITING),
        ({"plan_note": "Khách"}, MeetingState.APPROVED),
        ({}, MeetingState.APPROVED),
    ],
)
def test_what_was_agreed_to_and_changed_is_asked_again(cell, office, changes, state):
    meeting = plan(cell)
    meeting.approve(by=office)
    meeting.replan(by=None, **changes)
    assert Meeting.objects.get(pk=meeting.pk).state == state


@pytest.mark.parametrize(
    ("changes", "state"),
    [({"plan_note": "Đã đổi phòng"}, MeetingState.WAITING), ({}, MeetingState.RETURNED)],
)
def test_whatever_the_cell_changes_answers_what_was_sent_back(cell, office, changes, state):
    meeting = plan(cell)
    meeting.send_back(reason="Trùng hội nghị", by=office)
    assert list(Meeting.objects.returned()) == [meeting]
    meeting.replan(by=None, **changes)
    assert Meeting.objects.get(pk=meeting.pk).state == state


def test_the_page_of_minutes_changes_a_plan_no_other_way(cell, office):
    meeting = plan(cell)
    meeting.approve(by=office)
    record(meeting, place="Hội trường")
    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.WAITING


def test_a_plan_changed_since_it_was_read_is_not_approved(cell, second_cell, office):
    first, second = plan(cell), plan(second_cell)
    first.replan(by=None, place="Nơi khác")
    assert approve_all({first: 1, second: 1}, by=office) == 1
    assert list(Meeting.objects.waiting()) == [first]


def test_the_days_are_settings_of_the_month_before(db):
    assert register_by(day("2020-12-01")) == day("2020-11-20")
    assert approve_by(day("2021-01-01")) == day("2020-12-25")
    Threshold.objects.set(
        code="register_day",
        value=31,
        out_of=None,
        valid_from=day("2020-11-01"),
        source="Quy chế",
        by=None,
    )
    assert register_by(day("2020-12-01")) == day("2020-11-30")
    assert register_by(day("2020-11-01")) == day("2020-10-20")


@pytest.mark.parametrize(("registered", "late"), [("2020-11-20", False), ("2020-11-21", True)])
def test_the_last_day_is_in_time(cell, office, registered, late):
    planned_at(plan(cell), registered)
    [row] = register_of(office, day("2020-12-01")).rows
    assert (row.is_late, row.is_missing) == (late, False)


def test_a_topic_alone_is_no_regular_meeting(cell, office):
    plan(cell, kind=MeetingKind.THEMATIC, topic="Nêu gương")
    [row] = register_of(office, day("2020-12-01")).rows
    assert row.is_missing


def test_the_same_day_of_a_shorter_month(cell):
    meeting = plan(cell, "2020-10-31", place="Phòng họp")
    facts = moved_to(meeting, day("2020-11-01"))
    assert (facts["held_on"], facts["place"]) == (day("2020-11-30"), "Phòng họp")


def test_planned_meetings_are_not_held(cell):
    plan(cell)
    assert list(Meeting.objects.held(day("2020-12-01"), day("2020-12-31"))) == []


@pytest.mark.parametrize("page", ["meeting_detail", "meeting_calendar"])
def test_the_reason_is_told_until_it_is_answered(client, secretary, cell, office, page):
    meeting = plan(cell)
    address = reverse(f"meetings:{page}", args=[meeting.pk] if page == "meeting_detail" else [])
    meeting.send_back(reason="Trùng hội nghị đảng bộ.", by=office)
    client.force_login(secretary)
    assert "Trùng hội nghị đảng bộ." in client.get(address, {"year": 2020}).text
    meeting.replan(held_on=day("2020-12-08"), by=None)
    assert "Trùng hội nghị đảng bộ." not in client.get(address, {"year": 2020}).text


def test_who_is_to_chair_now_is_to_present_what_the_chair_was(cell, people):
    meeting = plan(cell, chair=people[0])
    meeting.record(changes("item", title="Mở đầu", speaker=people[0]), by=None)
    meeting.record(changes("item", title="Báo cáo", speaker=people[1]), by=None)
    meeting.replan(chair=people[2], by=None)
    assert [item.speaker for item in meeting.items.all()] == [people[2], people[1]]
