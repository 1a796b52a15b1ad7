"""Saving a handful of fields while people talk: the answer tells what was left."""

import uuid

import pytest
from django.urls import reverse

from meetings.models import Meeting
from tests.meetings.conftest import adopted, record


def url(meeting):
    return reverse("meetings:meeting_save", args=[meeting.pk])


@pytest.fixture
def signed_in(client, secretary, meeting):
    client.force_login(secretary)
    return client


def now(meeting):
    return Meeting.objects.get(pk=meeting.pk)


def test_edit(signed_in, meeting):
    record(meeting, tasks=[{"text": "Việc"}])
    r = signed_in.get(reverse("meetings:meeting_edit", args=[meeting.pk]))
    assert r.status_code == 200
