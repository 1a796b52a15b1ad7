"""Meetings: opened, recorded, adopted, discarded."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import AuditEvent
from cells.models import UnitKind
from meetings.models import Attendance, Meeting, MeetingKind, Task, changes
from members.models import Exemption, Office
from tests.conftest import day, found, make_member
from tests.meetings.conftest import HELD_ON, adopted, concluded, open_meeting, record, task, times

LATER = day("2020-06-20")


def refusal(act, *args, **facts):
    """The messages of a refused act, by field."""
    with pytest.raises(ValidationError) as refused, transaction.atomic():
        act(*args, **facts)
    error = refused.value
    return error.message_dict if hasattr(error, "error_dict") else error.messages


# --- open ---------------------------------------------------------------------------------------


def test_opening_writes_who_opened_it(cell, secretary):
    meeting = Meeting.objects.open(unit=cell, kind=MeetingKind.REGULAR, held_on=HELD_ON, by=secretary)
    assert meeting.opened_by == secretary
    event = AuditEvent.objects.get(action="meeting.open")
    assert (event.by, event.record_id) == (secretary, str(meeting.pk))


def test_a_meeting_of_today_is_taken_one_of_tomorrow_is_not(cell):
    today = timezone.localdate()
    tomorrow = today + datetime.timedelta(days=1)
    assert open_meeting(cell, today).held_on == today
    assert refusal(open_meeting, cell, tomorrow) == {"held_on": ["Chưa đến ngày họp."]}


def test_a_unit_meets_from_the_day_it_was_founded(cell):
    gone = {"held_on": ["Tổ chức đảng chưa có hoặc đã kết thúc hoạt động vào ngày này."]}
    assert refusal(open_meeting, cell, day("2018-12-31")) == gone
    assert open_meeting(cell, day("2019-01-01")).held_on == day("2019-01-01")


def test_a_unit_that_ended_meets_until_its_last_day(cell):
    cell.versions.update(ends_on=HELD_ON)
    gone = {"held_on": ["Tổ chức đảng chưa có hoặc đã kết thúc hoạt động vào ngày này."]}
    assert refusal(open_meeting, cell, day("2020-06-16")) == gone
    assert open_meeting(cell, HELD_ON).held_on == HELD_ON


def test_a_thematic_meeting_has_a_topic(cell):
    message = {"topic": ["Sinh hoạt chuyên đề phải có tên chuyên đề."]}
    assert refusal(open_meeting, cell, kind=MeetingKind.THEMATIC) == message
    assert refusal(open_meeting, cell, kind=MeetingKind.COMBINED, topic="  ") == message
    assert open_meeting(cell, kind=MeetingKind.COMBINED, topic="Nêu gương").topic == "Nêu gương"


def test_a_regular_meeting_with_a_topic_is_a_combined_one(cell):
    message = "Có chuyên đề thì chọn loại “Thường kỳ kết hợp chuyên đề”, nếu không thì để trống."
    assert refusal(open_meeting, cell, topic="Nêu gương") == {"topic": [message]}


def test_the_end_is_another_time_than_the_beginning(cell):
    message = {"ends_at": ["Giờ kết thúc phải khác giờ bắt đầu."]}
    assert refusal(open_meeting, cell, **times("14:00", "14:00")) == message
    meeting = open_meeting(cell, **times("14:00", "14:01"))
    assert (meeting.minutes, meeting.ends_next_day, meeting.last_on) == (1, False, HELD_ON)


def test_a_meeting_past_midnight_ends_on_the_next_day(cell):
    meeting = open_meeting(cell, **times("20:00", "00:30"))
    assert (meeting.minutes, meeting.ends_next_day) == (270, True)
    assert meeting.last_on == day("2020-06-16")


def test_a_congress_may_last_some_days(cell):
    facts = {"kind": MeetingKind.CONGRESS, **times("08:00", "08:00")}
    message = {"ends_on": ["Phải sau ngày đầu (15/06/2020)."]}
    assert refusal(open_meeting, cell, ends_on=HELD_ON, **facts) == message
    congress = open_meeting(cell, ends_on=day("2020-06-16"), **facts)
    assert (congress.minutes, congress.last_on) == (None, day("2020-06-16"))
    message = ["Chỉ đại hội họp nhiều ngày. Cuộc họp qua nửa đêm chỉ cần ghi giờ."]
    assert refusal(open_meeting, cell, ends_on=LATER) == {"ends_on": message}


def test_an_end_needs_a_beginning(cell):
    message = {"starts_at": ["Đã ghi giờ kết thúc thì phải ghi giờ bắt đầu."]}
    assert refusal(open_meeting, cell, ends_at=datetime.time(15)) == message


def test_each_kind_of_unit_holds_its_own_kinds(committee, cell):
    upper = found("cap-tren", UnitKind.UPPER_COMMITTEE, "Đảng bộ cấp trên")
    held = {}
    for unit in (cell, committee, upper):
        held[unit.code] = []
        for kind in MeetingKind:
            topic = "Nêu gương" if kind in (MeetingKind.THEMATIC, MeetingKind.COMBINED) else ""
            try:
                open_meeting(unit, kind=kind, topic=topic)
                held[unit.code].append(kind)
            except ValidationError as error:
                assert error.message_dict == {"kind": [f"{unit} không có loại họp này."]}
    assert held == {
        "chi-bo-1": ["regular", "thematic", "combined", "committee", "congress", "grading"],
        "dang-bo": ["committee", "conference", "congress"],
        "cap-tren": ["committee"],
    }


def test_the_same_meeting_is_not_opened_twice(cell):
    open_meeting(cell)
    assert refusal(open_meeting, cell) == {"__all__": ["Cuộc họp này đã được ghi."]}


def test_topics_told_apart_by_blanks_and_unicode_only_are_the_same(cell):
    open_meeting(cell, kind=MeetingKind.THEMATIC, topic="Nêu gương")
    again = "Ne\u0302u  gương"
    refused = refusal(open_meeting, cell, kind=MeetingKind.THEMATIC, topic=again)
    assert refused == {"__all__": ["Cuộc họp này đã được ghi."]}


# --- hold ---------------------------------------------------------------------------------------


@pytest.fixture
def seats(cell, people):
    """Chi leads the cell, Bình is the deputy."""
    for member, kind in ((people[2], "secretary"), (people[1], "deputy_secretary")):
        Office.objects.take_up(member=member, unit=cell, kind=kind, on=day("2020-01-01"), by=None)


def plan(cell, on=HELD_ON, **fields):
    return Meeting.objects.plan(unit=cell, kind=MeetingKind.REGULAR, held_on=on, by=None, **fields)


def test_holding_takes_the_roll_of_the_day(cell, people, secretary):
    meeting = plan(cell)
    assert (meeting.is_planned, meeting.attendances.count()) == (True, 0)
    meeting.hold(by=secretary)
    saved = Meeting.objects.get(pk=meeting.pk)
    assert (saved.is_planned, saved.opened_by) == (False, secretary)
    assert [row.status for row in saved.attendances.all()] == ["present"] * 3


def test_a_meeting_begins_once(cell, people):
    meeting = plan(cell)
    meeting.hold(by=None)
    assert refusal(meeting.hold, by=None) == ["Cuộc họp này đã bắt đầu."]


def test_a_meeting_does_not_begin_before_its_day(cell, people):
    today = timezone.localdate()
    ahead = plan(cell, today + datetime.timedelta(days=1))
    assert refusal(ahead.hold, by=None) == {"held_on": ["Chưa đến ngày họp."]}
    plan(cell, today).hold(by=None)


def test_chair_and_secretary_are_suggested_from_the_offices_of_the_day(cell, people, seats):
    meeting = plan(cell)
    meeting.hold(by=None)
    saved = Meeting.objects.get(pk=meeting.pk)
    assert (saved.chair, saved.secretary) == (people[2], people[1])


def test_whoever_wrote_last_time_writes_again(cell, people, seats):
    open_meeting(cell, day("2020-05-15"), secretary=people[0])
    meeting = plan(cell)
    meeting.hold(by=None)
    assert (meeting.chair, meeting.secretary) == (people[2], people[0])


def test_who_is_exempt_that_day_is_not_suggested(cell, people, seats):
    Exemption.objects.create(member=people[2], starts_on=HELD_ON)
    meeting = plan(cell)
    meeting.hold(by=None)
    assert (meeting.chair, meeting.secretary) == (people[1], None)


def test_it_begins_as_it_was_planned_last(cell, people, seats):
    meeting = plan(cell)
    stale = Meeting.objects.get(pk=meeting.pk)
    meeting.replan(by=None, chair=people[0], held_on=timezone.localdate())
    stale.hold(by=None)
    assert (stale.chair, stale.held_on) == (people[0], timezone.localdate())


def test_a_meeting_taken_back_meanwhile_does_not_begin(cell, people):
    meeting = plan(cell)
    Meeting.objects.get(pk=meeting.pk).discard(by=None)
    assert refusal(meeting.hold, by=None) == ["Người khác vừa hủy cuộc họp này."]


def test_who_was_named_in_the_plan_stays(cell, people, seats):
    meeting = plan(cell, chair=people[0])
    meeting.hold(by=None)
    assert (meeting.chair, meeting.secretary) == (people[0], people[1])


# --- record: the rules of one meeting; field by field is told in test_recording.py ----------------


def wrong(meeting, **fields):
    """The messages of a recording that was not wholly saved."""
    [messages] = meeting.record(changes("meeting", **fields), by=None).errors.values()
    return messages


def test_recording_writes_who_saved_what(meeting, people, secretary):
    made = changes("meeting", place="Hội trường", chair=people[0])
    meeting.record(made + changes("task", text="Thu đảng phí"), by=secretary)
    event = AuditEvent.objects.get(action="meeting.record")
    assert event.by == secretary
    assert event.fields == ["meeting.chair", "meeting.place", "task.text"]


def test_times_and_topics_are_judged_when_recorded_too(meeting):
    assert wrong(meeting, **times("15:00", "15:00")) == {
        "ends_at": ["Giờ kết thúc phải khác giờ bắt đầu."]
    }
    message = ["Sinh hoạt chuyên đề phải có tên chuyên đề."]
    assert wrong(meeting, kind=MeetingKind.THEMATIC) == {"topic": message}
    assert (meeting.ends_at, meeting.kind) == (None, MeetingKind.REGULAR)
    record(meeting, kind=MeetingKind.THEMATIC, topic="Nêu gương")


def test_another_day_takes_the_roll_of_that_day_and_keeps_the_marks(meeting, people, cell, second_cell):
    people[0].current_membership().transfer(to=second_cell, on=LATER, by=None)
    make_member("Vũ Thị Dung", unit=cell, on=LATER)
    record(meeting, held_on=LATER, attendance={people[1]: ("excused", "Ốm")})
    assert [(str(r.member), r.status, r.reason) for r in meeting.attendances.by_name()] == [
        ("Lê Văn Bình", "excused", "Ốm"),
        ("Đỗ Mai Chi", "present", ""),
        ("Vũ Thị Dung", "present", ""),
    ]


def test_renewing_the_roll_takes_what_was_entered_late(meeting, people):
    Exemption.objects.create(member=people[0], starts_on=HELD_ON)
    meeting.renew_roll(by=None)
    assert [r.status for r in meeting.attendances.by_name()] == ["exempt", "present", "present"]


def test_a_corrected_day_may_not_be_that_of_a_twin(meeting, cell):
    open_meeting(cell, LATER)
    assert wrong(meeting, held_on=LATER) == {"__all__": ["Cuộc họp này đã được ghi."]}


def test_marking_twenty_takes_as_many_queries_as_marking_two(
    cell, meeting, people, django_assert_num_queries
):
    def cost(count):
        made = changes("meeting", place=f"Phòng {count}")
        for row in meeting.attendances.all()[:count]:
            made += changes("attendance", str(row.member_id), status="unexcused")
        read = Meeting.objects.select_related("unit").get(pk=meeting.pk)
        with django_assert_num_queries(11):
            read.record(made, by=None)

    cost(2)
    for number in range(17):
        make_member(f"Vũ Thị Dung {number}", unit=cell)
    meeting.renew_roll(by=None)
    cost(20)


# --- adopt, discard -----------------------------------------------------------------------------


def test_adopting_writes_who_and_when(meeting, secretary):
    concluded(meeting).adopt(by=secretary)
    saved = Meeting.objects.get(pk=meeting.pk)
    assert (saved.is_adopted, saved.adopted_by) == (True, secretary)
    assert AuditEvent.objects.get(action="meeting.adopt").by == secretary


def test_a_meeting_without_conclusion_is_not_adopted(meeting):
    concluded(meeting, conclusion=" \n ")
    assert refusal(meeting.adopt, by=None) == ["Chưa có kết luận nên chưa thể thông qua."]
    assert not Meeting.objects.get(pk=meeting.pk).is_adopted


def test_what_was_read_is_what_is_adopted(meeting):
    concluded(meeting)
    read = meeting.version
    record(meeting, conclusion="<p>Kết luận khác</p>")
    assert refusal(meeting.adopt, by=None, version=read) == ["Người khác vừa lưu cuộc họp này."]
    assert not Meeting.objects.get(pk=meeting.pk).is_adopted


@pytest.mark.parametrize("act", ["record", "renew_roll", "adopt", "discard"])
def test_adopted_minutes_refuse_every_verb(meeting, act):
    adopted(meeting)
    facts = {"changes": changes("meeting", place="Phòng")} if act == "record" else {}
    refused = refusal(getattr(meeting, act), **facts, by=None)
    assert refused == ["Biên bản đã thông qua nên không sửa được nữa."]
    assert Meeting.objects.get(pk=meeting.pk).is_adopted


def test_discarding_leaves_nothing_but_the_audit_event(meeting, secretary):
    record(meeting, tasks=[task()])
    pk = meeting.pk
    meeting.discard(by=secretary)
    assert (Meeting.objects.count(), Attendance.objects.count(), Task.objects.count()) == (0, 0, 0)
    event = AuditEvent.objects.get(action="meeting.discard")
    assert (event.by, event.record_id) == (secretary, str(pk))


def test_a_discarded_meeting_refuses_every_verb(meeting):
    other_window = Meeting.objects.get(pk=meeting.pk)
    meeting.discard(by=None)
    assert refusal(other_window.adopt, by=None) == ["Người khác vừa hủy cuộc họp này."]
