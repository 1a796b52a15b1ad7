"""What the record of a meeting tells by itself."""

import datetime

import pytest
from django.utils import timezone

from meetings.models import Attendance, Meeting, Opinion
from members.models import Office
from scoring.models import facts_of
from tests.conftest import day, make_member
from tests.meetings.conftest import adopted, open_meeting, record, times

TODAY = day("2020-06-15")


@pytest.fixture
def people(cell):
    return [make_member(f"Đảng viên {n}", unit=cell) for n in range(10)]


@pytest.fixture
def meeting(cell, people):
    return open_meeting(cell)


def fact(meeting, code, today=TODAY):
    found = facts_of(Meeting.objects.get(pk=meeting.pk), today=today)[code]
    return (found.value, found.is_met)


@pytest.mark.parametrize(
    ("ends", "value"), [("15:30", (0, True)), ("15:29", (-1, False)), ("16:00", (30, True))]
)
def test_length_is_measured_against_the_rule_of_the_day(meeting, ends, value):
    record(meeting, **times("14:00", ends))
    assert fact(meeting, "length") == value


def test_without_times_the_length_is_unknown(meeting):
    assert fact(meeting, "length") == (None, None)


@pytest.mark.parametrize(("absent", "value"), [(0, (100, True)), (1, (90, True)), (2, (80, False))])
def test_attendance_is_present_of_due(meeting, people, absent, value):
    record(meeting, attendance=dict.fromkeys(people[:absent], ("excused", "Ốm")))
    assert fact(meeting, "attendance") == value


def test_one_absence_without_reason_takes_the_rate_down(meeting, people):
    record(meeting, attendance={people[0]: ("unexcused", "")})
    assert fact(meeting, "attendance") == (0, False)
    assert fact(meeting, "attendance_rate") == (90, True)
    assert fact(meeting, "no_unexcused") == (0, False)


def test_a_run_of_absences_ends_with_coming_and_with_the_year(cell, people, meeting):
    sick = {people[0]: ("excused", "Ốm")}
    record(open_meeting(cell, day("2019-12-15")), attendance=sick)
    for month in (2, 3, 4):
        record(open_meeting(cell, datetime.date(2020, month, 15)), attendance=sick)
    assert fact(meeting, "absences") == (-3, None)
    record(meeting, attendance=sick)
    assert fact(meeting, "absences") == (-4, None)
    record(open_meeting(cell, day("2020-07-15")), attendance=sick)
    assert fact(meeting, "absences") == (-4, None)


def test_who_is_exempt_now_counts_no_more(cell, people, meeting):
    record(open_meeting(cell, day("2020-05-15")), attendance={people[0]: ("excused", "Ốm")})
    Attendance.objects.filter(meeting=meeting, member=people[0]).update(status="exempt")
    assert fact(meeting, "absences") == (0, None)


def test_speakers_are_counted_once_and_only_those_present(meeting, people):
    assert fact(meeting, "spoke") == (None, None)
    for person in (people[0], people[0], people[1]):
        Opinion.objects.create(meeting=meeting, member=person, text="Nhất trí")
    Opinion.objects.create(meeting=meeting, guest="Khách", text="Chúc mừng")
    record(meeting, attendance={people[1]: ("excused", "Ốm")})
    assert fact(meeting, "spoke")[0] == pytest.approx(100 / 9)


def test_tasks_count_when_they_fell_due_since_the_last_regular_meeting(cell, meeting):
    before, last = open_meeting(cell, day("2020-04-15")), open_meeting(cell, day("2020-05-15"))
    record(before, tasks=[{"text": "Cũ", "due_on": day("2020-05-15")}])
    assert fact(meeting, "tasks_done") == (None, None)
    record(
        last,
        tasks=[
            {"text": "Kịp", "due_on": day("2020-05-16"), "done_on": day("2020-05-16")},
            {"text": "Muộn", "due_on": day("2020-06-14"), "done_on": day("2020-06-15")},
            {"text": "Không hạn, xong", "done_on": day("2020-06-15")},
            {"text": "Chưa đến hạn", "due_on": day("2020-06-16")},
            {"text": "Đúng ngày họp", "due_on": TODAY},
        ],
    )
    assert fact(meeting, "tasks_done") == (50, False)


@pytest.mark.parametrize(("after", "value"), [(0, True), (2, True), (3, False)])
def test_minutes_are_on_time_until_the_last_day(meeting, after, value):
    adopted(meeting)
    moment = timezone.make_aware(datetime.datetime(2020, 6, 15 + after, 23, 59))
    Meeting.objects.filter(pk=meeting.pk).update(adopted_at=moment)
    assert fact(meeting, "minutes") == (int(value), value)


@pytest.mark.parametrize(("today", "value"), [("2020-06-17", (None, None)), ("2020-06-18", (0, False))])
def test_minutes_not_adopted_are_late_only_after_the_last_day(meeting, today, value):
    assert fact(meeting, "minutes", day(today)) == value


def test_conclusion_and_resolution_are_unknown_while_it_is_written_up(meeting):
    assert fact(meeting, "conclusion") == fact(meeting, "resolution") == (None, None)
    adopted(meeting)
    assert fact(meeting, "conclusion") == (1, True)
    assert fact(meeting, "resolution") == (0, False)


def test_the_chi_uy_met_before_with_minutes(cell, people, meeting):
    assert fact(meeting, "prepared") == (None, None)
    take = {"unit": cell, "on": day("2020-01-01"), "by": None}
    Office.objects.take_up(member=people[0], kind="secretary", **take)
    assert fact(meeting, "prepared") == (1, True)  # nobody to meet with
    Office.objects.take_up(member=people[1], kind="deputy_secretary", **take)
    assert fact(meeting, "prepared") == (0, False)
    before = open_meeting(cell, day("2020-06-12"), kind="committee")
    Meeting.objects.filter(pk=meeting.pk).update(prepared_in=before)
    assert fact(meeting, "prepared") == (0, False)
    adopted(before)
    assert fact(meeting, "prepared") == (1, True)


@pytest.mark.parametrize(("on", "value"), [(13, (1, True)), (14, (1, True)), (15, (0, False))])
def test_papers_lie_ready_a_day_ahead(meeting, on, value):
    assert fact(meeting, "papers") == (None, None)
    moment = timezone.make_aware(datetime.datetime(2020, 6, on, 23, 0))
    meeting.attachments.create(title="Dự thảo", file="x.pdf", size=1, posted_at=moment)
    assert fact(meeting, "papers") == value


@pytest.mark.parametrize(("on", "value"), [(14, (1, True)), (15, (None, None))])
def test_a_register_approved_before_the_day_is_a_notice(meeting, on, value):
    moment = timezone.make_aware(datetime.datetime(2020, 6, on, 8, 0))
    Meeting.objects.filter(pk=meeting.pk).update(approved_at=moment)
    assert fact(meeting, "notice") == value
