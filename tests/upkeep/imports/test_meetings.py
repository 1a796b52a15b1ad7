"""Registers of meetings: judged by trying the very verbs, against the roll of each day."""

import pytest

from meetings.models import Attendance, Meeting, MeetingState
from tests.conftest import day, make_member
from tests.upkeep.imports.batches import bring_in, counted, sheet, take_over

ROW = {
    "Ngày họp": "05/01/2024",
    "Chi bộ": "Chi bộ 1",
    "Loại": "Thường kỳ",
    "Chuyên đề": None,
    "Giờ": "14h00 - 15h30",
    "Địa điểm": "Phòng họp",
    "Chủ trì": "Đ/c Chi",
    "Có mặt": "2/3",
    "Vắng": "Bình (ốm)",
}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def people(cell):
    return [make_member(name, unit=cell) for name in ("Trần Thị An", "Lê Văn Bình", "Đỗ Mai Chi")]


@pytest.fixture
def bring(committee, people, office):
    return lambda *rows, unit=committee: bring_in(unit, office, sheet(*rows), kind="meetings")


def absent() -> list[tuple[str, str, str]]:
    rows = Attendance.objects.exclude(status="present").by_name()
    return [(row.member.full_name, row.status, row.reason) for row in rows]


def test_a_meeting_is_held_with_the_roll_of_its_day(bring, people, cell, office):
    take_over(bring(ROW), office)
    meeting = Meeting.objects.get()
    assert (meeting.unit, meeting.kind, meeting.held_on) == (cell, "regular", day("2024-01-05"))
    assert (meeting.place, meeting.chair, meeting.minutes) == ("Phòng họp", people[2], 90)
    assert meeting.state == MeetingState.TAKEN_OVER
    assert absent() == [("Lê Văn Bình", "excused", "ốm")]


def test_the_preview_records_nothing(bring):
    assert counted(bring(ROW)) == {"new": 1}
    assert Meeting.objects.count() == 0


def test_the_same_register_again_changes_nothing(bring, office):
    take_over(bring(ROW), office)
    assert counted(bring(ROW)) == {"same": 1}
