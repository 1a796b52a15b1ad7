"""Saying on which day a task was done."""

import pytest
from django.urls import reverse

from meetings.models import Task
from tests.conftest import day
from tests.meetings.conftest import adopted, record, task


@pytest.fixture
def given(meeting):
    record(meeting, tasks=[task()])
    return meeting.tasks.get()


def url(given):
    return reverse("meetings:task_complete", args=[given.pk])


def test_the_page_proposes_no_day(client, secretary, given):
    client.force_login(secretary)
    response = client.get(url(given))
    assert (response.status_code, response.context["form"]["done_on"].value()) == (200, None)


def test_a_task_is_completed_though_the_minutes_are_adopted(client, secretary, given):
    adopted(given.meeting)
    client.force_login(secretary)
    response = client.post(url(given), {"done_on": "2020-07-01"})
    assert response.url == reverse("meetings:meeting_detail", args=[given.meeting_id])
    assert Task.objects.get().done_on == day("2020-07-01")


@pytest.mark.parametrize(
    ("typed", "message"),
    [("14/06/2020", "Không thể trước ngày họp (15/06/2020)."), ("01/01/2099", "Chưa đến ngày này.")],
)
def test_a_message_stands_at_the_day(client, secretary, given, typed, message):
    client.force_login(secretary)
    response = client.post(url(given), {"done_on": typed})
    form = response.context["form"]
    assert (response.status_code, form.errors) == (422, {"done_on": [message]})
    assert form["done_on"].value() == typed
    assert Task.objects.get().done_on is None


def test_a_task_done_meanwhile_is_said_to_be(client, secretary, given):
    given.complete(on=day("2020-07-01"), by=None)
    client.force_login(secretary)
    response = client.post(url(given), {"done_on": "2020-07-02"})
    message = "Nhiệm vụ này đã hoàn thành ngày 01/07/2020."
    assert response.context["form"].non_field_errors() == [message]
    assert Task.objects.get().done_on == day("2020-07-01")


@pytest.mark.parametrize(
    ("who", "status"), [("outsider", 404), ("other_secretary", 404), ("leader", 403)]
)
def test_nobody_else_completes(client, request, given, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(url(given)).status_code == status
    assert client.post(url(given), {"done_on": "2020-07-01"}).status_code == status
    assert Task.objects.get().done_on is None
