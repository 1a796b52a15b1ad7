"""The piece of page that asks again until the worker is done."""

import pytest
from django.urls import reverse

from upkeep.models import ImportBatch


@pytest.fixture
def batch(committee, office):
    return ImportBatch.objects.create(
        unit=committee, kind="members", original_name="bang.xlsx", requested_by=office
    )


def get(client, user, batch):
    client.force_login(user)
    return client.get(reverse("upkeep:import_progress", args=[batch.pk]))


def test_it_says_how_far_it_is(client, office, batch):
    batch.claim()
    batch.advance(60, "Đối chiếu với phần mềm")
    page = get(client, office, batch).content.decode()
    assert "Đang xử lý</strong>: đối chiếu với phần mềm" in page
    assert 'value="60"' in page


def test_when_it_is_over_the_whole_page_is_shown(client, office, batch):
    batch.claim()
    batch.fail("Không đọc được.")
    assert get(client, office, batch)["HX-Refresh"] == "true"


def test_outsider_gets_404(client, outsider, batch):
    assert get(client, outsider, batch).status_code == 404
