"""Registering a meeting, and changing it."""

import pytest
from django.urls import reverse

from meetings.models import Meeting, TopicPlan
from tests.conftest import day
from tests.meetings.conftest import open_meeting
from tests.meetings.test_planning import plan

URL = reverse("meetings:meeting_plan")
TYPED = {"kind": "regular", "held_on": "2027-01-05", "starts_at": "14:00", "place": "Phòng họp"}


@pytest.fixture
def signed_in(client, secretary):
    client.force_login(secretary)
    return client


def test_a_day_to_come_is_registered_and_no_roll_is_taken(signed_in, cell, people, secretary):
    response = signed_in.post(URL, TYPED)
    made = Meeting.objects.get()
    assert (response.status_code, made.unit, made.planned_by) == (302, cell, secretary)
    assert (made.is_planned, made.attendances.count()) == (True, 0)


def test_the_month_before_is_suggested(signed_in, cell):
    open_meeting(cell, day("2020-11-05"), place="Nhà văn hóa")
    form = signed_in.get(URL, {"month": "2020-12"}).context["form"]
    assert (form["held_on"].value(), form["place"].value()) == (day("2020-12-05"), "Nhà văn hóa")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "thematic"}, "topic"),
        ({"kind": "conference"}, "kind"),
        ({"held_on": ""}, "held_on"),
        ({"held_on": "2018-12-31"}, "held_on"),
    ],
)
def test_a_message_stands_at_its_field(signed_in, cell, changes, field):
    response = signed_in.post(URL, TYPED | changes)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert not Meeting.objects.exists()


def test_the_second_click_shows_the_first(signed_in, cell):
    signed_in.post(URL, TYPED)
    response = signed_in.post(URL, TYPED)
    assert response.status_code == 422
    assert reverse("meetings:meeting_detail", args=[Meeting.objects.get().pk]) in response.text


def test_an_office_names_the_unit_first(client, office, cell, second_cell):
    client.force_login(office)
    assert "choice" in client.get(URL).context
    assert client.get(URL, {"unit": cell.code}).context["form"].unit == cell


def test_a_unit_out_of_scope_is_no_choice(signed_in, second_cell):
    response = signed_in.post(f"{URL}?unit={second_cell.code}", TYPED)
    assert (response.status_code, Meeting.objects.count()) == (422, 0)


def test_changing_a_plan_asks_again(signed_in, cell, office):
    meeting = plan(cell)
    meeting.approve(by=office)
    url = reverse("meetings:plan_edit", args=[meeting.pk])
    assert signed_in.post(url, TYPED).status_code == 302
    changed = Meeting.objects.get()
    assert (changed.held_on, changed.approved_at) == (day("2027-01-05"), None)


def test_two_at_the_same_plan(signed_in, cell):
    meeting = plan(cell)
    meeting.replan(by=None, place="Nơi khác")
    url = reverse("meetings:plan_edit", args=[meeting.pk])
    response = signed_in.post(url, TYPED | {"place": "Nơi tôi", "initial-place": ""})
    assert (response.status_code, Meeting.objects.get().place) == (422, "Nơi khác")
    assert "“Nơi khác”" in response.context["form"].errors["place"][0]


def test_a_meeting_that_began_is_no_plan(signed_in, meeting):
    url = reverse("meetings:plan_edit", args=[meeting.pk])
    assert signed_in.get(url).url == reverse("meetings:meeting_detail", args=[meeting.pk])


def test_a_topic_of_the_plan_is_scheduled(signed_in, cell):
    topic = TopicPlan.objects.write(unit=cell, year=2027, quarter=1, title="Nêu gương", by=None)
    url = f"{URL}?unit={cell.code}&topic={topic.pk}"
    form = signed_in.get(url).context["form"]
    assert (form["kind"].value(), form["topic"].value()) == ("thematic", "Nêu gương")
    signed_in.post(url, TYPED | {"kind": "thematic", "topic": "Nêu gương"})
    topic.refresh_from_db()
    assert topic.meeting == Meeting.objects.get()


@pytest.mark.parametrize("who", ["leader", "upper_staff", "admin"])
def test_who_records_nothing_gets_403(client, request, cell, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(URL).status_code == 403
