"""Sao lưu: when the last good one was made, for the administrator."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from upkeep.models import Backup

URL = reverse("upkeep:backup_list")


@pytest.fixture(autouse=True)
def set_up(settings):
    settings.BACKUP_FOLDER, settings.BACKUP_PASSPHRASE_FILE = "/x", "/y"


def made(*, hours=0, **facts) -> Backup:
    at = timezone.now() - datetime.timedelta(hours=hours)
    values = {"file": "partyorg-2026-01-01-0005.age", "size": 5_000_000, "sha256": "ab" * 32}
    return Backup.objects.create(started_at=at, finished_at=at, is_running=False, **values | facts)


def page(client, admin, url=URL) -> str:
    client.force_login(admin)
    return client.get(url).content.decode()


def test_a_good_one_is_told_with_its_size(client, admin):
    made(hours=47)
    said = page(client, admin)
    assert "alert-success" in said
    assert "alert-danger" not in said
    assert "4,8\xa0MB" in said


@pytest.mark.parametrize("hours", [47, 49])
def test_after_two_days_it_is_told_in_red_on_both_pages(client, admin, hours):
    made(hours=hours)
    is_red = hours > 48
    assert ("alert-danger" in page(client, admin)) == is_red
    assert ("đã cũ hơn 2 ngày" in page(client, admin, "/")) == is_red


def test_one_that_failed_is_none(client, admin):
    made(error="ổ đĩa đã hết chỗ")
    said = page(client, admin)
    assert "Chưa có bản sao lưu nào dùng được." in said
    assert "ổ đĩa đã hết chỗ" in said
    assert "Chưa có bản sao lưu hằng ngày nào." in page(client, admin, "/")


def test_where_nothing_is_set_up_it_says_how(client, admin, settings):
    settings.BACKUP_FOLDER = ""
    assert "PARTYORG_BACKUPS" in page(client, admin)


@pytest.mark.parametrize("cast", ["secretary", "office", "leader", "upper_staff"])
def test_other_roles_get_403_and_are_told_nothing(client, request, cast):
    client.force_login(request.getfixturevalue(cast))
    assert client.get(URL).status_code == 403
    assert "sao lưu" not in client.get("/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, admin, django_assert_num_queries, count):
    for number in range(count):
        made(hours=number)
    client.force_login(admin)
    client.get(URL)
    with django_assert_num_queries(6):
        client.get(URL)
