"""Staff numbers of a unit."""

import pytest
from django.urls import reverse

from organisation.models import StaffCount
from tests.conftest import day


def see(client, user, unit):
    client.force_login(user)
    return client.get(reverse("organisation:unit_staff", args=[unit.code]))


def record(unit, on):
    return StaffCount.objects.record(unit=unit, counted_on=day(on), number=40, source="", by=None)


def test_the_newest_number_stands_first(client, upper_staff, cell):
    old, new = record(cell, "2019-12-31"), record(cell, "2020-12-31")
    assert list(see(client, upper_staff, cell).context["counts"]) == [new, old]


def test_an_empty_page_says_what_to_do(client, office, secretary, cell):
    assert "Bấm “Ghi số người”" in see(client, office, cell).content.decode()
    assert "Bộ phận giúp việc đảng ủy ghi số này" in see(client, secretary, cell).content.decode()


def test_outsider_gets_404(client, outsider, cell):
    assert see(client, outsider, cell).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries(client, office, cell, django_assert_num_queries, rows):
    for number in range(rows):
        record(cell, f"202{number}-12-31")
    address = see(client, office, cell).wsgi_request.get_full_path()
    with django_assert_num_queries(6):
        client.get(address)
