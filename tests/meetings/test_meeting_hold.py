"""Beginning a planned meeting."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.models import Meeting
from tests.meetings.conftest import HELD_ON


def url(meeting):
    return reverse("meetings:meeting_hold", args=[meeting.pk])


@pytest.fixture
def planned(cell, people):
    return Meeting.objects.plan(unit=cell, kind="regular", held_on=HELD_ON, by=None)


def is_begun(meeting) -> bool:
    return not Meeting.objects.get(pk=meeting.pk).is_planned


def test_it_begins_with_its_roll(client, secretary, planned):
    client.force_login(secretary)
    response = client.post(url(planned))
    edit = reverse("meetings:meeting_edit", args=[planned.pk])
    assert (response.status_code, response.url) == (302, edit)
    assert (is_begun(planned), planned.attendances.count()) == (True, 3)


def test_two_clicks_begin_it_once(client, secretary, planned):
    client.force_login(secretary)
    client.post(url(planned))
    assert "Cuộc họp này đã bắt đầu." in client.post(url(planned), follow=True).text
    assert planned.attendances.count() == 3


def test_not_before_its_day(client, secretary, cell, people):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    meeting = Meeting.objects.plan(unit=cell, kind="regular", held_on=tomorrow, by=None)
    client.force_login(secretary)
    assert "Chưa đến ngày họp." in client.post(url(meeting), follow=True).text
    assert not is_begun(meeting)


@pytest.mark.parametrize(
    ("who", "status"), [("outsider", 404), ("other_secretary", 404), ("leader", 403)]
)
def test_nobody_else_begins_it(client, request, planned, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.post(url(planned)).status_code == status
    assert not is_begun(planned)


def test_only_post(client, secretary, planned):
    client.force_login(secretary)
    assert client.get(url(planned)).status_code == 405
