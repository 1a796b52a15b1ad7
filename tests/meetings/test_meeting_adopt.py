"""Adopting the minutes."""

import pytest
from django.urls import reverse

from meetings.models import Meeting
from tests.meetings.conftest import concluded, record


def url(meeting):
    return reverse("meetings:meeting_adopt", args=[meeting.pk])


def is_adopted(meeting):
    return Meeting.objects.get(pk=meeting.pk).is_adopted


def test_adopting_locks(client, secretary, meeting):
    concluded(meeting)
    client.force_login(secretary)
    response = client.post(url(meeting), {"version": meeting.version}, follow=True)
    assert is_adopted(meeting)
    assert "Đã thông qua và khóa biên bản." in response.text


@pytest.mark.parametrize(
    ("conclusion", "version", "message"),
    [
        ("", 2, "Chưa có kết luận nên chưa thể thông qua."),
        ("Thống nhất.", 1, "Người khác vừa lưu cuộc họp này. Đọc lại rồi thông qua."),
        ("Thống nhất.", "", "Mở lại trang này rồi thông qua."),
    ],
)
def test_a_refusal_says_why(client, secretary, meeting, conclusion, version, message):
    record(meeting, conclusion=conclusion, place="Hội trường")
    client.force_login(secretary)
    response = client.post(url(meeting), {"version": version}, follow=True)
    assert message in response.text
    assert not is_adopted(meeting)


def test_adopting_twice_is_refused(client, secretary, meeting):
    concluded(meeting)
    client.force_login(secretary)
    client.post(url(meeting), {"version": 2})
    response = client.post(url(meeting), {"version": 2}, follow=True)
    assert "Biên bản đã thông qua nên không sửa được nữa." in response.text


@pytest.mark.parametrize(
    ("who", "status"), [("outsider", 404), ("other_secretary", 404), ("leader", 403)]
)
def test_nobody_else_adopts(client, request, meeting, who, status):
    concluded(meeting)
    client.force_login(request.getfixturevalue(who))
    assert client.post(url(meeting), {"version": 2}).status_code == status
    assert not is_adopted(meeting)


def test_only_post(client, secretary, meeting):
    client.force_login(secretary)
    assert client.get(url(meeting)).status_code == 405
