"""Meetings: opened, recorded, adopted, discarded."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import AuditEvent
from cells.models import UnitKind
from meetings.models import Attendance, Meeting, MeetingKind, Task
from members.models import Exemption
from tests.conftest import day, found, make_member
from tests.meetings.conftest import (
    HELD_ON,
    adopted,
    concluded,
    open_meeting,
    record,
    row_of,
    task,
    times,
)

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
    gone = {"held_on": ["Tổ chức đảng chưa có hoặc đã kết thúc vào ngày này."]}
    assert refusal(open_meeting, cell, day("2018-12-31")) == gone
    assert open_meeting(cell, day("2019-01-01")).held_on == day("2019-01-01")


def test_a_unit_that_ended_meets_until_its_last_day(cell):
    cell.versions.update(ends_on=HELD_ON)
    gone = {"held_on": ["Tổ chức đảng chưa có hoặc đã kết thúc vào ngày này."]}
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


def test_the_end_comes_after_the_beginning(cell):
    message = {"ends_at": ["Giờ kết thúc phải sau giờ bắt đầu."]}
    assert refusal(open_meeting, cell, **times("14:00", "14:00")) == message
    assert open_meeting(cell, **times("14:00", "14:01")).minutes == 1


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
        "chi-bo-1": ["regular", "thematic", "combined", "committee"],
        "dang-bo": ["committee", "conference"],
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


# --- record -------------------------------------------------------------------------------------


def test_recording_keeps_fields_attendance_and_tasks(meeting, people, secretary):
    row, facts = row_of(meeting, people[1]), task("Thu đảng phí", assignee=people[0], due_on=LATER)
    fields = {"place": "Hội trường", "conclusion": "Thống nhất.", "chair": people[0]}
    record(
        meeting,
        fields=fields,
        attendance={row.pk: ("excused", "Đi công tác")},
        tasks=[facts],
        by=secretary,
    )
    saved = Meeting.objects.get(pk=meeting.pk)
    assert (saved.place, saved.conclusion, saved.chair) == tuple(fields.values())
    assert [(r.status, r.reason) for r in saved.attendances.by_name()] == [
        ("present", ""),
        ("excused", "Đi công tác"),
        ("present", ""),
    ]
    assert [(t.text, t.assignee, t.due_on) for t in saved.tasks.all()] == [
        ("Thu đảng phí", people[0], LATER)
    ]
    event = AuditEvent.objects.get(action="meeting.record")
    assert (event.by, event.fields) == (secretary, ["chair", "conclusion", "place"])


def test_saving_twice_gives_the_same_rows(meeting, people):
    row = row_of(meeting, people[1])
    for _ in range(2):
        [known] = list(meeting.tasks.all()) or [None]
        record(
            meeting,
            attendance={row.pk: ("unexcused", "")},
            tasks=[task("Viết báo cáo", pk=known.pk if known else None)],
        )
    assert (meeting.attendances.count(), meeting.tasks.count()) == (3, 1)


def test_the_second_of_two_editors_is_refused_and_changes_nothing(meeting):
    record(meeting, fields={"content": "Của người thứ nhất"}, version=1)
    refused = refusal(
        meeting.record,
        fields={"content": "Của người thứ hai"},
        attendance={},
        version=1,
        by=None,
    )
    assert refused == ["Người khác vừa lưu cuộc họp này."]
    assert Meeting.objects.get(pk=meeting.pk).content == "Của người thứ nhất"


def test_a_refused_recording_leaves_no_half(meeting, people):
    row = row_of(meeting, people[0])
    refused = refusal(
        record,
        meeting,
        fields={"content": "Nửa chừng", "votes_for": 4},
        attendance={row.pk: ("unexcused", "")},
        tasks=[task()],
    )
    assert list(refused) == ["votes_for"]
    saved = Meeting.objects.get(pk=meeting.pk)
    assert (saved.content, saved.version, saved.tasks.count()) == ("", 1, 0)
    assert row_of(meeting, people[0]).status == "present"


def test_nobody_off_the_roll_is_marked(meeting, second_cell):
    make_member("Vũ Thị Dung", unit=second_cell)
    [stranger] = open_meeting(second_cell).attendances.all()
    refused = refusal(record, meeting, attendance={stranger.pk: ("unexcused", "")})
    assert refused == ["Có người không có tên trong danh sách của cuộc họp."]
    stranger.refresh_from_db()
    assert stranger.status == "present"


def test_as_many_votes_as_official_members_came_and_not_one_more(meeting, people, cell):
    make_member("Vũ Thị Dung", unit=cell, official_on=None)
    record(meeting, renew_roll=True)
    absent = row_of(meeting, people[0])
    record(meeting, attendance={absent.pk: ("unexcused", "")})
    votes = {"votes_for": 1, "votes_against": 0, "votes_abstained": 1}
    record(meeting, fields=votes)
    refused = refusal(record, meeting, fields=votes | {"votes_for": 2})
    message = "Tổng số phiếu là 3, nhiều hơn 2 đảng viên chính thức dự họp."
    assert refused == {"votes_for": [message]}


@pytest.mark.parametrize(("role", "label"), [("chair", "Chủ trì"), ("secretary", "Thư ký")])
def test_who_leads_or_writes_was_there(meeting, people, second_cell, role, label):
    stranger = make_member("Vũ Thị Dung", unit=second_cell)
    message = {role: [f"{label} phải là người có mặt."]}
    assert refusal(record, meeting, fields={role: stranger}) == message
    absent = {row_of(meeting, people[0]).pk: ("unexcused", "")}
    assert refusal(record, meeting, fields={role: people[0]}, attendance=absent) == message


def test_a_task_goes_to_somebody_on_the_roll(meeting, second_cell):
    stranger = make_member("Vũ Thị Dung", unit=second_cell)
    refused = refusal(record, meeting, tasks=[task(assignee=stranger)])
    assert refused == ["Đồng chí Vũ Thị Dung không có trong danh sách cuộc họp."]


def test_tasks_are_changed_added_and_dropped_by_name(meeting):
    record(meeting, tasks=[task("Một"), task("Hai")])
    one, two = meeting.tasks.order_by("id")
    record(meeting, tasks=[task("Hai, sửa", pk=two.pk), task("Ba")])
    assert [(t.pk == two.pk, t.text) for t in meeting.tasks.order_by("id")] == [
        (True, "Hai, sửa"),
        (False, "Ba"),
    ]
    assert not Task.objects.filter(pk=one.pk).exists()


def test_a_task_of_another_meeting_is_not_taken_over(meeting, second_cell):
    other = open_meeting(second_cell)
    record(other, tasks=[task("Của chi bộ khác")])
    [stranger] = other.tasks.all()
    record(meeting, tasks=[task("Lấy sang", pk=stranger.pk)])
    assert [str(t) for t in meeting.tasks.all()] == ["Lấy sang"]
    stranger.refresh_from_db()
    assert (stranger.text, stranger.meeting) == ("Của chi bộ khác", other)


def test_tasks_not_spoken_of_stay(meeting):
    record(meeting, tasks=[task("Một")])
    record(meeting, fields={"content": "Nội dung"})
    assert [t.text for t in meeting.tasks.all()] == ["Một"]


def test_another_day_takes_the_roll_of_that_day_and_keeps_the_marks(meeting, people, cell, second_cell):
    people[0].current_membership().transfer(to=second_cell, on=LATER, by=None)
    make_member("Vũ Thị Dung", unit=cell, on=LATER)
    absent = {row_of(meeting, people[1]).pk: ("excused", "Ốm")}
    record(meeting, fields={"held_on": LATER}, attendance=absent)
    assert [(str(r.member), r.status, r.reason) for r in meeting.attendances.by_name()] == [
        ("Lê Văn Bình", "excused", "Ốm"),
        ("Đỗ Mai Chi", "present", ""),
        ("Vũ Thị Dung", "present", ""),
    ]


def test_renewing_the_roll_takes_what_was_entered_late(meeting, people):
    Exemption.objects.create(member=people[0], starts_on=HELD_ON)
    record(meeting, renew_roll=True)
    assert [r.status for r in meeting.attendances.by_name()] == ["exempt", "present", "present"]


def test_a_corrected_day_may_not_be_that_of_a_twin(meeting, cell):
    open_meeting(cell, LATER)
    refused = refusal(record, meeting, fields={"held_on": LATER})
    assert refused == {"__all__": ["Cuộc họp này đã được ghi."]}


def test_text_up_to_the_limit_is_kept_and_not_one_sign_more(meeting):
    record(meeting, fields={"content": "a" * 40_000})
    refused = refusal(record, meeting, fields={"content": "a" * 40_001})
    assert list(refused) == ["content"]


def test_texts_are_kept_in_one_form_of_unicode(meeting):
    record(meeting, fields={"content": "Nghi\u0323 quye\u0302\u0301t\ndòng hai"})
    assert Meeting.objects.get(pk=meeting.pk).content == "Nghị quyết\ndòng hai"


def test_marking_twenty_takes_as_many_queries_as_marking_two(
    cell, meeting, people, django_assert_num_queries
):
    def cost(count):
        rows = list(meeting.attendances.all()[:count])
        marks = {row.pk: ("unexcused", "") for row in rows}
        meeting.refresh_from_db()
        with django_assert_num_queries(22):
            meeting.record(
                fields={"content": "Nội dung"},
                attendance=marks,
                version=meeting.version,
                tasks=[task(str(i)) for i in range(count)],
                by=None,
            )

    cost(2)
    for number in range(17):
        make_member(f"Vũ Thị Dung {number}", unit=cell)
    record(meeting, renew_roll=True, tasks=[])
    cost(20)


# --- adopt, discard -----------------------------------------------------------------------------


def test_adopting_writes_who_and_when(meeting, secretary):
    concluded(meeting).adopt(by=secretary)
    saved = Meeting.objects.get(pk=meeting.pk)
    assert (saved.is_adopted, saved.adopted_by) == (True, secretary)
    assert AuditEvent.objects.get(action="meeting.adopt").by == secretary


def test_a_meeting_without_conclusion_is_not_adopted(meeting):
    record(meeting, fields={"conclusion": " \n "})
    assert refusal(meeting.adopt, by=None) == ["Chưa có kết luận nên chưa thể thông qua."]
    assert not Meeting.objects.get(pk=meeting.pk).is_adopted


def test_what_was_read_is_what_is_adopted(meeting):
    concluded(meeting)
    read = meeting.version
    record(meeting, fields={"conclusion": "Kết luận khác"})
    assert refusal(meeting.adopt, by=None, version=read) == ["Người khác vừa lưu cuộc họp này."]
    assert not Meeting.objects.get(pk=meeting.pk).is_adopted


@pytest.mark.parametrize("act", ["record", "adopt", "discard"])
def test_adopted_minutes_refuse_every_verb(meeting, act):
    adopted(meeting)
    version = meeting.version
    facts = {"record": {"fields": {}, "attendance": {}, "version": version}}.get(act, {})
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
