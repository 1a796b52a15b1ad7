"""What one meeting has to see to beside its minutes."""

import pytest
from django.urls import reverse

from meetings.models import Meeting, Observer, Petition
from tests.conftest import day
from tests.meetings.conftest import HELD_ON, adopted, open_meeting, record, task
from tests.meetings.test_directive import receive


@pytest.fixture
def by_secretary(client, secretary):
    client.force_login(secretary)
    return client


@pytest.fixture
def next_meeting(meeting):
    record(meeting, tasks=[task()])
    return open_meeting(meeting.unit, on=day("2020-07-15"))


def url(meeting):
    return reverse("meetings:meeting_follow_up", args=[meeting.pk])


def test_earlier_tasks_are_reported_here(by_secretary, next_meeting, meeting):
    report = reverse("meetings:task_report", args=[meeting.tasks.get().pk])
    address = f"{report}?meeting={next_meeting.pk}"
    assert address in by_secretary.get(url(next_meeting)).text
    assert address not in by_secretary.get(url(adopted(next_meeting))).text


def test_papers_from_above_wait_here_until_they_are_taken_up(by_secretary, meeting, committee):
    directive = receive(committee)
    directive.hand_down(on=day("2020-06-01"), by=None)
    address = reverse("meetings:directive_take_up", args=[directive.pk])
    assert address in by_secretary.get(url(meeting)).text
    by_secretary.post(address, {"meeting": meeting.pk})
    assert address not in by_secretary.get(url(meeting)).text


def test_petitions_observers_and_the_review_stand_here(by_secretary, meeting):
    Petition.objects.raise_up(
        unit=meeting.unit, meeting=meeting, text="Cần phòng", raised_on=HELD_ON, by=None
    )
    meeting.mark_model(True, by=None)
    Observer.objects.invite(meeting, name="Lê Văn Khách", by=None)
    page = by_secretary.get(url(meeting)).text
    addresses = [f"{reverse('meetings:petition_add')}?meeting={meeting.pk}"]
    addresses += [
        reverse(f"meetings:{n}", args=[meeting.pk]) for n in ("review_detail", "observer_list")
    ]
    for text in ("Cần phòng", "Lê Văn Khách", *addresses):
        assert text in page


def test_a_planned_meeting_has_no_petitions_and_no_review(by_secretary, cell):
    planned = Meeting.objects.plan(unit=cell, kind="regular", held_on=HELD_ON, by=None)
    page = by_secretary.get(url(planned)).text
    assert reverse("meetings:petition_add") not in page
    assert reverse("meetings:review_detail", args=[planned.pk]) not in page


def test_a_reader_is_offered_no_act(client, leader, next_meeting):
    client.force_login(leader)
    page = client.get(url(next_meeting)).text
    assert 'method="post" action="/meetings' not in page


def test_an_outsider_finds_nothing(client, outsider, meeting):
    client.force_login(outsider)
    assert client.get(url(meeting)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(by_secretary, meeting, committee, count, django_assert_max_num_queries):
    meeting.mark_model(True, by=None)
    next_meeting = open_meeting(meeting.unit, on=day("2020-07-15"))
    for number in range(count):
        record(meeting, tasks=[task(str(number))])
        receive(committee, number=str(number)).hand_down(on=day("2020-06-01"), by=None)
        said = {"unit": meeting.unit, "meeting": next_meeting, "text": str(number), "by": None}
        Petition.objects.raise_up(raised_on=next_meeting.held_on, **said)
    for one in meeting.tasks.all():
        one.report("going_on", meeting=next_meeting, by=None)
    by_secretary.get(url(next_meeting))
    with django_assert_max_num_queries(12):
        by_secretary.get(url(next_meeting))
