"""Saving field by field: nobody overwrites anybody, nothing wrong holds back what is right."""

import uuid

import pytest
from django.core.exceptions import ValidationError

from meetings.models import Change, changes
from meetings.models.recording import STRANGER
from tests.meetings.conftest import adopted


def save(meeting, *made):
    return meeting.record(made, by=None)


def test_a_field_is_saved_and_the_version_moves_on(meeting):
    outcome = save(meeting, Change("meeting", "", "place", now="Hội trường", was=""))
    assert (outcome.is_whole, meeting.place, meeting.version) == (True, "Hội trường", 2)


def test_saving_what_is_saved_already_changes_nothing(meeting):
    change = Change("meeting", "", "place", now="Hội trường", was="")
    save(meeting, change)
    outcome = save(meeting, change)
    assert (outcome.is_whole, outcome.saved, meeting.version) == (True, [], 2)


def test_two_people_in_different_fields_do_not_disturb_each_other(meeting):
    save(meeting, Change("meeting", "", "place", now="Hội trường", was=""))
    save(meeting, Change("meeting", "", "invited", now="Đồng chí Hà", was=""))
    assert (meeting.place, meeting.invited) == ("Hội trường", "Đồng chí Hà")


def test_in_one_field_the_second_is_told_what_the_first_saved(meeting):
    save(meeting, Change("meeting", "", "place", now="Hội trường", was=""))
    outcome = save(meeting, Change("meeting", "", "place", now="Phòng họp", was=""))
    assert outcome.conflicts == {("meeting", ""): {"place": "Hội trường"}}
    assert meeting.place == "Hội trường"


def test_a_wrong_field_does_not_hold_back_the_others(meeting):
    outcome = save(meeting, *changes("meeting", place="Hội trường", topic="Chuyên đề thừa"))
    assert list(outcome.errors) == [("meeting", "")]
    assert list(outcome.errors["meeting", ""]) == ["topic"]
    assert (meeting.place, meeting.topic) == ("Hội trường", "")


def test_a_new_row_is_made_once_however_often_it_is_sent(meeting, people):
    key = str(uuid.uuid4())
    made = changes("task", key, text="Viết báo cáo", assignee=people[0])
    save(meeting, *made)
    save(meeting, *made)
    assert list(meeting.tasks.values_list("text", "assignee")) == [("Viết báo cáo", people[0].pk)]


def test_an_opinion_finds_the_new_item_sent_beside_it(meeting, people):
    key = str(uuid.uuid4())
    opinion = changes("opinion", item=key, member=people[1], text="Nhất trí")
    save(meeting, *opinion, *changes("item", key, title="Đánh giá tháng trước"))
    assert meeting.opinions.get().item == meeting.items.get()


def test_dropping_twice_is_dropping_once(meeting):
    key = str(uuid.uuid4())
    save(meeting, *changes("task", key, text="Viết báo cáo"))
    for _ in range(2):
        save(meeting, Change("task", key, "delete", now=True))
    assert meeting.tasks.count() == 0


def test_attendance_beside_the_roll_is_refused(meeting):
    outcome = save(
        meeting, *changes("attendance", "999999", status="late"), *changes("meeting", place="A")
    )
    assert outcome.errors == {("attendance", "999999"): {"status": [STRANGER]}}
    assert (outcome.saved, meeting.attendances.count()) == (["meeting.place"], 3)


def test_who_chairs_now_presents_what_the_chair_was_to_present(meeting, people):
    chair, other, third = people
    save(meeting, *changes("meeting", chair=chair))
    save(meeting, *changes("item", title="Mở đầu", speaker=chair))
    save(meeting, *changes("item", title="Báo cáo", speaker=other), *changes("item", title="Kết nạp"))
    save(meeting, *changes("meeting", chair=third))
    assert [item.speaker for item in meeting.items.all()] == [third, other, None]


def test_a_stranger_takes_no_task(meeting, foreign_member):
    outcome = save(meeting, *changes("task", text="Viết báo cáo", assignee=foreign_member))
    assert [list(wrong) for wrong in outcome.errors.values()] == [["assignee"]]
    assert meeting.tasks.get().assignee is None


def test_nothing_is_saved_after_adoption(meeting):
    adopted(meeting)
    with pytest.raises(ValidationError, match="đã thông qua"):
        save(meeting, *changes("meeting", place="Hội trường"))
