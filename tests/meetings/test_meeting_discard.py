"""Discarding a draft."""

import pytest
from django.urls import reverse

from meetings.models import Meeting, Petition
from tests.meetings.conftest import adopted


def url(meeting):
    return reverse("meetings:meeting_discard", args=[meeting.pk])


def test_the_page_asks_and_changes_nothing(client, secretary, meeting):
    client.force_login(secretary)
    assert client.get(url(meeting)).status_code == 200
    assert Meeting.objects.filter(pk=meeting.pk).exists()


def test_the_draft_is_gone_after_saying_yes(client, secretary, meeting):
    client.force_login(secretary)
    response = client.post(url(meeting))
    assert (response.status_code, response.url) == (302, reverse("meetings:meeting_list"))
    assert not Meeting.objects.exists()


def test_adopted_minutes_stay(client, secretary, meeting):
    adopted(meeting)
    client.force_login(secretary)
    response = client.post(url(meeting), follow=True)
    assert "Biên bản đã thông qua nên không sửa được nữa." in response.text
    assert Meeting.objects.filter(pk=meeting.pk).exists()


def test_a_meeting_with_a_petition_stays(client, secretary, meeting):
    Petition.objects.raise_up(
        unit=meeting.unit, text="Sửa điện", raised_on=meeting.held_on, meeting=meeting, by=None
    )
    client.force_login(secretary)
    response = client.post(url(meeting), follow=True)
    assert "Chi bộ đã nêu kiến nghị tại cuộc họp này nên không hủy được." in response.text
    assert Meeting.objects.filter(pk=meeting.pk).exists()


@pytest.mark.parametrize(
    ("who", "status"), [("outsider", 404), ("other_secretary", 404), ("leader", 403)]
)
def test_nobody_else_discards(client, request, meeting, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(url(meeting)).status_code == status
    assert client.post(url(meeting)).status_code == status
    assert Meeting.objects.filter(pk=meeting.pk).exists()
