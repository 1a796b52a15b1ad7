"""A staff number that was typed wrongly."""

import pytest
from django.urls import reverse

from organisation.models import StaffCount
from tests.conftest import day


@pytest.fixture
def count(cell):
    return StaffCount.objects.record(
        unit=cell, counted_on=day("2020-12-31"), number=40, source="", by=None
    )


def post(client, user, count, **changes):
    client.force_login(user)
    typed = {"number": "44", "source": "Phòng Tổ chức"}
    return client.post(reverse("organisation:staff_correct", args=[count.pk]), typed | changes)


def test_the_new_number_is_kept(client, office, count):
    assert post(client, office, count).status_code == 302
    count.refresh_from_db()
    assert (count.number, count.source) == (44, "Phòng Tổ chức")


def test_a_wrong_number_is_named(client, office, count):
    response = post(client, office, count, number="-1")
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["number"]


def test_outsider_gets_404(client, outsider, count):
    assert post(client, outsider, count).status_code == 404


def test_secretary_gets_403(client, secretary, count):
    assert post(client, secretary, count).status_code == 403
