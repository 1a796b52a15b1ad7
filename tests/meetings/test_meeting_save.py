"""Saving a handful of fields while people talk: the answer tells what was left."""

import datetime

import pytest
from django.urls import reverse

from meetings.models import Meeting, changes
from tests.conftest import day
from tests.meetings.conftest import adopted, mark, record

KEY = "6f0a1c52-9a3b-4d0e-8a55-0d5a6d3f1b77"
NO_CONCLUSION = ["Chưa có kết luận nên chưa thể thông qua.", "meeting-conclusion", False]


def url(meeting):
    return reverse("meetings:meeting_save", args=[meeting.pk])


def now(meeting) -> Meeting:
    return Meeting.objects.get(pk=meeting.pk)


@pytest.fixture
def save(client, secretary, meeting):
    client.force_login(secretary)
    return lambda **fields: client.post(
        url(meeting),
        {"version": "1"} | {name.replace("__", "-"): text for name, text in fields.items()},
    ).json()


def test_a_field_is_saved(save, meeting):
    assert save(meeting__place="Hội trường", initial__meeting__place="") == {
        "version": 2,
        "others": False,
        "refusal": "",
        "errors": {},
        "left": [],
        "conflicts": {},
        "problems": [
            ["Chưa ghi giờ kết thúc.", "head", True],
            ["Chưa ghi chủ trì.", "meeting-chair", False],
            ["Chưa ghi thư ký.", "meeting-secretary", False],
            NO_CONCLUSION,
        ],
        "warning": "",
    }
    assert now(meeting).place == "Hội trường"


@pytest.mark.parametrize("typed", ["14h30", "1430", "14:30"])
def test_a_time_is_read_as_people_type_it(save, meeting, typed):
    assert save(**{"meeting-starts_at": typed, "initial-meeting-starts_at": ""})["left"] == []
    assert now(meeting).starts_at == datetime.time(14, 30)


def test_a_day_is_read_as_people_type_it(save, meeting):
    batch = {"meeting-held_on": "040620", "initial-meeting-held_on": "15/06/2020"}
    assert save(**batch)["left"] == []
    assert now(meeting).held_on == day("2020-06-04")


def test_a_time_that_is_none_says_how_it_is_written(save, meeting):
    answer = save(**{"meeting-starts_at": "25h", "initial-meeting-starts_at": ""})
    assert answer["errors"] == {"meeting-starts_at": "Ghi giờ và phút, ví dụ 14:30."}


def test_fields_that_were_not_sent_stay(save, meeting, people):
    record(meeting, invited="Đồng chí Hà", attendance={people[0]: ("excused", "Ốm")})
    save(meeting__place="Hội trường")
    assert now(meeting).invited == "Đồng chí Hà"
    assert meeting.attendances.get(member=people[0]).status == "excused"


def test_the_same_batch_twice_is_one_row(save, meeting):
    batch = {f"task-{KEY}-text": "Viết báo cáo", f"initial-task-{KEY}-text": ""}
    answers = [save(**batch), save(**batch)]
    assert [(one["left"], one["conflicts"]) for one in answers] == [([], {})] * 2
    assert [task.text for task in meeting.tasks.all()] == ["Viết báo cáo"]


def test_what_is_sent_again_and_was_saved_already_is_nobody_elses(save, meeting):
    batch = {"meeting__place": "Hội trường", "initial__meeting__place": ""}
    save(**batch)
    answer = save(**batch, again="1")
    assert (answer["version"], answer["others"]) == (2, False)


def test_what_is_sent_again_and_had_not_come_through_tells_of_others(save, meeting):
    record(meeting, invited="Đồng chí Hà")
    answer = save(meeting__place="Hội trường", again="1")
    assert (answer["version"], answer["others"]) == ("1", True)


def test_another_field_saved_meanwhile_is_told_and_does_not_count_as_read(save, meeting):
    record(meeting, invited="Đồng chí Hà")
    answer = save(meeting__place="Hội trường")
    assert (answer["version"], answer["others"], answer["left"]) == ("1", True, [])


def test_in_one_field_the_other_text_comes_back(save, meeting):
    record(meeting, content="<p>Của người kia</p>")
    answer = save(meeting__content="<p>Của tôi</p>", initial__meeting__content="")
    assert answer["conflicts"] == {"meeting-content": "<p>Của người kia</p>"}
    assert answer["left"] == ["meeting-content"]
    assert now(meeting).content == "<p>Của người kia</p>"
    kept = save(meeting__content="<p>Của tôi</p>", initial__meeting__content="<p>Của người kia</p>")
    assert (kept["conflicts"], now(meeting).content) == ({}, "<p>Của tôi</p>")


def test_what_was_sent_last_is_no_conflict_though_it_was_cleaned(save, meeting):
    first = "<p onclick='x()'>Một</p>"
    save(meeting__content=first, initial__meeting__content="")
    answer = save(meeting__content="<p>Một hai</p>", initial__meeting__content=first)
    assert (answer["conflicts"], now(meeting).content) == ({}, "<p>Một hai</p>")


def test_blanks_around_and_line_ends_are_no_conflict(save, meeting):
    name = f"opinion-{KEY}-text"
    save(**{name: "Một\nhai ", f"initial-{name}": ""})
    answer = save(**{name: "Một\nhai ba", f"initial-{name}": "Một\r\nhai "})
    assert (answer["conflicts"], meeting.opinions.get().text) == ({}, "Một\nhai ba")


def test_what_depends_on_a_wrong_field_is_left_too(save, meeting):
    answer = save(meeting__kind="thematic", initial__meeting__kind="regular")
    assert list(answer["errors"]) == ["meeting-topic"]
    assert answer["left"] == ["meeting-kind"]
    together = {"meeting__kind": "thematic", "initial__meeting__kind": "regular"}
    answer = save(**together, meeting__topic="Nêu gương", initial__meeting__topic="")
    assert (answer["left"], now(meeting).topic) == ([], "Nêu gương")


def test_an_unreadable_field_does_not_hold_back_the_others(save, meeting):
    answer = save(meeting__starts_at="chiều", meeting__place="Hội trường")
    assert answer["left"] == ["meeting-starts_at"]
    assert now(meeting).place == "Hội trường"


def test_half_a_row_is_left_with_its_message(save, meeting):
    answer = save(**{f"vote-{KEY}-in_favour": "3", f"initial-vote-{KEY}-in_favour": ""})
    assert answer["errors"] == {f"vote-{KEY}-question": "Ghi nội dung biểu quyết."}
    assert answer["left"] == [f"vote-{KEY}-in_favour"]
    assert not meeting.votes.exists()


def test_an_opinion_of_an_item_that_is_gone_says_so(save, meeting):
    answer = save(**{f"opinion-{KEY}-text": "Nhất trí", f"opinion-{KEY}-item": KEY})
    assert answer["left"] == [f"opinion-{KEY}-item"]
    assert meeting.opinions.get().text == "Nhất trí"


def test_a_mark_of_somebody_no_longer_due_is_left(save, meeting, foreign_member):
    answer = save(**mark(foreign_member, "unexcused"))
    assert answer["left"] == [f"attendance-{foreign_member.pk}-status"]


def test_a_row_is_dropped_once_however_often_it_is_sent(save, meeting):
    meeting.record(changes("task", KEY, text="Việc"), by=None)
    answers = [save(**{f"task-{KEY}-delete": "on"}) for _ in range(2)]
    assert [one["left"] for one in answers] == [[], []]
    assert not meeting.tasks.exists()


def test_adopted_minutes_refuse(save, meeting):
    adopted(meeting)
    answer = save(meeting__place="Hội trường")
    assert answer["refusal"] == "Biên bản đã thông qua nên không sửa được nữa."
    assert now(meeting).place == ""


def test_a_discarded_meeting_is_gone(client, secretary, meeting):
    address = url(meeting)
    meeting.discard(by=None)
    client.force_login(secretary)
    assert client.post(address).status_code == 404


def test_a_broken_name_of_a_row_is_refused(save, meeting):
    key = "0" * 36
    assert save(**{f"task-{key}-text": "Việc"})["refusal"] == "Trang gửi lên bị hỏng. Mở lại trang."


@pytest.mark.parametrize(
    ("who", "status"), [("outsider", 404), ("other_secretary", 404), ("leader", 403)]
)
def test_nobody_else_saves(client, request, meeting, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.post(url(meeting), {"meeting-place": "Hội trường"}).status_code == status
    assert now(meeting).place == ""


def test_only_post(client, secretary, meeting):
    client.force_login(secretary)
    assert client.get(url(meeting)).status_code == 405
