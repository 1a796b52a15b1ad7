"""What was brought in."""

import pytest
from django.urls import reverse

from upkeep.models import ImportBatch

URL = reverse("upkeep:import_list")


def brought_in(unit, by, name="bang.xlsx"):
    return ImportBatch.objects.create(
        unit=unit, kind="members", original_name=name, requested_by=by, state="done"
    )


def test_an_empty_list_says_what_to_do(client, office):
    client.force_login(office)
    assert "Chưa nhập bảng nào. Tải một mẫu" in client.get(URL).content.decode()


def test_only_what_the_office_brought_in_is_listed(client, committee, foreign_cell, office):
    own = brought_in(committee, office)
    brought_in(foreign_cell, office, "khac.xlsx")
    client.force_login(office)
    assert list(client.get(URL).context["page"]) == [own]


def test_secretary_gets_403(client, secretary):
    client.force_login(secretary)
    assert client.get(URL).status_code == 403


@pytest.mark.parametrize("batches", [1, 3])
def test_number_of_queries(client, committee, office, django_assert_num_queries, batches):
    for _ in range(batches):
        brought_in(committee, office)
    client.force_login(office)
    client.get(URL)
    with django_assert_num_queries(5):
        client.get(URL)
