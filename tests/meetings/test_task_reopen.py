"""Taking back a completion entered by mistake."""

import pytest
from django.urls import reverse

from meetings.models import Task
from tests.conftest import day
from tests.meetings.conftest import record, task


@pytest.fixture
def done(meeting):
    record(meeting, tasks=[task(done_on=day("2020-07-01"))])
    return meeting.tasks.get()


def url(done):
    return reverse("meetings:task_reopen", args=[done.pk])


def test_the_task_is_open_again(client, secretary, done):
    client.force_login(secretary)
    response = client.post(url(done), follow=True)
    assert "Đã ghi lại là chưa hoàn thành." in response.text
    assert Task.objects.get().done_on is None


def test_an_open_task_is_said_to_be(client, secretary, done):
    client.force_login(secretary)
    client.post(url(done))
    assert "Nhiệm vụ này chưa hoàn thành." in client.post(url(done), follow=True).text


@pytest.mark.parametrize(
    ("who", "status"), [("outsider", 404), ("other_secretary", 404), ("leader", 403)]
)
def test_nobody_else_reopens(client, request, done, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.post(url(done)).status_code == status
    assert Task.objects.get().done_on == day("2020-07-01")


def test_only_post(client, secretary, done):
    client.force_login(secretary)
    assert client.get(url(done)).status_code == 405
