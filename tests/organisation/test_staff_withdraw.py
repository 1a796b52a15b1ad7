"""A staff number recorded by mistake is taken back."""

import pytest
from django.urls import reverse

from organisation.models import StaffCount
from tests.conftest import day


@pytest.fixture
def count(cell):
    return StaffCount.objects.record(
        unit=cell, counted_on=day("2020-12-31"), number=40, source="", by=None
    )


def post(client, user, count):
    client.force_login(user)
    return client.post(reverse("organisation:staff_withdraw", args=[count.pk]), follow=True)


def test_it_is_as_if_it_had_never_been(client, office, count):
    response = post(client, office, count)
    assert [str(message) for message in response.context["messages"]] == [
        "Đã xóa số người tính đến 31/12/2020."
    ]
    assert not StaffCount.objects.exists()


def test_outsider_gets_404(client, outsider, count):
    assert post(client, outsider, count).status_code == 404


def test_secretary_gets_403(client, secretary, count):
    assert post(client, secretary, count).status_code == 403
