"""Meetings: what one row tells, which rows a question finds, what the database refuses."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from meetings.models import Meeting, MeetingKind
from tests.conftest import day
from tests.meetings.conftest import HELD_ON, open_meeting, times


@pytest.mark.parametrize(
    ("kind", "end", "warning"),
    [
        (MeetingKind.REGULAR, "15:29", 90),
        (MeetingKind.REGULAR, "15:30", None),
        (MeetingKind.THEMATIC, "15:29", 90),
        (MeetingKind.COMBINED, "15:59", 120),
        (MeetingKind.COMBINED, "16:00", None),
        (MeetingKind.COMMITTEE, "14:30", None),
    ],
)
def test_a_short_cell_meeting_is_warned_of(cell, kind, end, warning):
    topic = "Nêu gương" if kind in (MeetingKind.THEMATIC, MeetingKind.COMBINED) else ""
    text = open_meeting(cell, kind=kind, topic=topic, **times("14:00", end)).length_warning()
    source = "Hướng dẫn 12-HD/BTCTW ngày 06/7/2018"
    assert text == (f"Ngắn hơn {warning} phút nêu tại {source}." if warning else "")


def test_length_is_unknown_without_both_times(cell):
    meeting = open_meeting(cell, starts_at=datetime.time(14))
    assert (meeting.minutes, meeting.length_warning()) == (None, "")


def test_titles_say_what_kind_of_meeting_it_was(committee, cell):
    titles = [
        open_meeting(cell).title,
        open_meeting(cell, kind=MeetingKind.COMBINED, topic="Nêu gương").title,
        open_meeting(cell, kind=MeetingKind.COMMITTEE).title,
        open_meeting(committee, kind=MeetingKind.COMMITTEE).title,
        open_meeting(committee, kind=MeetingKind.CONFERENCE).title,
    ]
    assert titles == [
        "Sinh hoạt thường kỳ",
        "Sinh hoạt thường kỳ kết hợp chuyên đề",
        "Họp chi ủy",
        "Họp đảng ủy",
        "Hội nghị đảng bộ",
    ]


def test_queries_by_kind(committee, cell):
    regular = open_meeting(cell)
    thematic = open_meeting(cell, kind=MeetingKind.THEMATIC, topic="Nêu gương")
    combined = open_meeting(cell, kind=MeetingKind.COMBINED, topic="Nêu gương")
    open_meeting(cell, kind=MeetingKind.COMMITTEE)
    open_meeting(committee, kind=MeetingKind.CONFERENCE)
    assert set(Meeting.objects.regular()) == {regular, combined}
    assert set(Meeting.objects.thematic()) == {thematic, combined}
    assert set(Meeting.objects.of_cells()) == {regular, thematic, combined}


def test_held_counts_both_edge_days(meeting):
    held = Meeting.objects.held
    assert list(held(HELD_ON, HELD_ON)) == [meeting]
    assert list(held(day("2020-06-16"), day("2020-12-31"))) == []
    assert list(held(day("2020-01-01"), day("2020-06-14"))) == []


def test_the_name_is_that_of_the_day(cell):
    first = open_meeting(cell, day("2020-06-14"))
    second = open_meeting(cell, HELD_ON)
    cell.rename(name="Chi bộ 7", number=7, on=HELD_ON, by=None)
    names = dict(Meeting.objects.with_unit_name().values_list("pk", "unit_name"))
    assert names == {first.pk: "Chi bộ 1", second.pk: "Chi bộ 7"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_at": datetime.time(15), "ends_at": datetime.time(15)},
        {"ends_on": day("2020-06-16")},
        {"kind": "congress", "ends_on": HELD_ON},
        {"starts_at": None, "ends_at": datetime.time(14)},
        {"kind": "thematic", "topic": ""},
    ],
)
def test_the_database_refuses_what_contradicts_itself(meeting, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(**wrong)


def test_the_database_refuses_a_twin(meeting):
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.create(unit=meeting.unit, kind=meeting.kind, held_on=meeting.held_on)
