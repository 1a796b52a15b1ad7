"""The minutes, to be read and printed."""

import pytest
from django.urls import reverse

from members.models import Exemption
from tests.conftest import make_member
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


def url(meeting):
    return reverse("meetings:meeting_detail", args=[meeting.pk])


def test_the_counts_are_those_of_the_roll_call(client, secretary, cell, people):
    make_member("Vũ Thị Dung", unit=cell)
    make_member("Ngô Văn Em", unit=cell, official_on=None)
    Exemption.objects.create(member=people[0], starts_on=HELD_ON)
    meeting = open_meeting(cell)
    absent = {row_of(meeting, people[1]).pk: ("excused", "Ốm")}
    absent[row_of(meeting, people[2]).pk] = ("unexcused", "")
    record(meeting, attendance=absent)
    client.force_login(secretary)
    roll = client.get(url(meeting)).context["roll"]
    groups = ("members", "due", "present", "excused", "unexcused", "exempt", "away", "guests")
    counts = {name: len(getattr(roll, name)) for name in (*groups, "voters")}
    assert counts == {
        "members": 5,
        "due": 4,
        "present": 2,
        "excused": 1,
        "unexcused": 1,
        "exempt": 1,
        "away": 0,
        "guests": 0,
        "voters": 1,
    }
    assert roll.rate == "50,00%"


def test_a_meeting_without_a_roll_has_no_rate(client, secretary, cell):
    client.force_login(secretary)
    assert client.get(url(open_meeting(cell))).context["roll"].rate == "—"


def test_the_name_is_that_of_the_day(client, office, cell, meeting):
    cell.rename(name="Chi bộ 7", number=7, on=HELD_ON.replace(day=16), by=None)
    client.force_login(office)
    assert client.get(url(meeting)).context["meeting"].unit_name == "Chi bộ 1"


def test_a_short_meeting_is_warned_of_mildly(client, secretary, cell):
    meeting = open_meeting(cell, **times("14:00", "15:00"))
    client.force_login(secretary)
    text = client.get(url(meeting)).text
    assert "60 phút" in text
    assert "Ngắn hơn 90 phút nêu tại Hướng dẫn 12-HD/BTCTW" in text


def test_a_draft_can_be_edited_adopted_and_discarded(client, secretary, meeting):
    concluded(meeting)
    client.force_login(secretary)
    text = client.get(url(meeting)).text
    acts = ["meeting_edit", "meeting_adopt", "meeting_discard"]
    links = [reverse(f"meetings:{act}", args=[meeting.pk]) for act in acts]
    assert [link in text for link in links] == [True, True, True]


def test_adopted_minutes_offer_nothing_but_their_tasks(client, secretary, meeting):
    record(meeting, tasks=[task()])
    adopted(meeting)
    client.force_login(secretary)
    text = client.get(url(meeting)).text
    acts = ["meeting_edit", "meeting_adopt", "meeting_discard"]
    links = [reverse(f"meetings:{act}", args=[meeting.pk]) for act in acts]
    assert [link in text for link in links] == [False, False, False]
    assert reverse("meetings:task_complete", args=[meeting.tasks.get().pk]) in text


def test_a_reader_is_offered_no_act(client, leader, meeting):
    record(meeting, tasks=[task()])
    concluded(meeting)
    client.force_login(leader)
    response = client.get(url(meeting))
    acts = ["may_record", "may_adopt", "may_discard", "may_complete"]
    assert [response.context[act] for act in acts] == [False] * 4
    assert reverse("meetings:task_complete", args=[meeting.tasks.get().pk]) not in response.text


@pytest.mark.parametrize("who", ["outsider", "other_secretary", "upper_staff", "admin"])
def test_who_has_no_part_in_it_gets_404(client, request, meeting, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(url(meeting)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, secretary, cell, count, django_assert_num_queries):
    for number in range(count):
        make_member(f"Vũ Thị Dung {number}", unit=cell)
    meeting = open_meeting(cell, **times("14:00", "15:00"))
    record(meeting, tasks=[task(str(number)) for number in range(count)])
    client.force_login(secretary)
    with django_assert_num_queries(11):
        client.get(url(meeting))
