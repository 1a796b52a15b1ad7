"""Keeping the filter of a page."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from cells.models import SavedFilter

URL = reverse("cells:filter_save")
LIST = reverse("members:member_list")


def send(client, user, **changes):
    client.force_login(user)
    return client.post(
        URL, {"page": "members:member_list", "name": "Nữ", "query": "sex=female"} | changes
    )


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_kept_and_back_on_the_page(client, office):
    response = send(client, office, query="sex=female&q=an&page=3")
    assert response.url == f"{LIST}?sex=female"
    assert said(response) == ["Đã lưu bộ lọc “Nữ”."]
    assert SavedFilter.objects.get().user == office


def test_the_usual_day_is_not_kept_and_another_one_is(client, office):
    office.working_year = 2020
    office.save()
    send(client, office, query="sex=female&on=2020-12-31")
    send(client, office, query="sex=female&on=2020-06-30", name="Giữa năm")
    assert [kept.query for kept in SavedFilter.objects.order_by("id")] == [
        "sex=female",
        "on=2020-06-30&sex=female",
    ]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": ""}, "Đặt tên cho bộ lọc."),
        ({"name": "a" * 61}, "Tên bộ lọc dài nhất 60 ký tự."),
        ({"query": "on="}, "Chưa chọn điều kiện nào. Chọn, bấm Xem rồi lưu."),
    ],
)
def test_what_is_refused_is_said_on_the_page(client, office, changes, message):
    assert said(send(client, office, **changes)) == [message]
    assert not SavedFilter.objects.exists()


def test_a_refused_name_is_not_lost(client, office):
    send(client, office)
    response = send(client, office, query="sex=male")
    assert response.url == f"{LIST}?sex=male&keep=N%E1%BB%AF"


def test_another_page_is_a_bad_request(client, office):
    assert send(client, office, page="//vi-du.vn").status_code == 400


def test_looking_saves_nothing(client, office):
    client.force_login(office)
    assert client.get(URL).status_code == 405
