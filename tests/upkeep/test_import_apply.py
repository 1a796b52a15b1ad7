"""Taking a workbook over, reading it again, throwing it away."""

import pytest
from django.urls import reverse

from tests.upkeep.imports.batches import PERSON, bring_in, sheet
from upkeep.models import ImportBatch

ACTS = ["import_apply", "import_read", "import_discard"]


@pytest.fixture
def batch(committee, cell, office, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return bring_in(committee, office, sheet(PERSON))


def post(client, user, batch, act):
    client.force_login(user)
    return client.post(reverse(f"upkeep:{act}", args=[batch.pk]), follow=True)


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_applying_asks_the_worker(client, office, batch):
    post(client, office, batch, "import_apply")
    row = ImportBatch.objects.get()
    assert (row.step, row.state) == ("apply", "queued")


def test_applying_twice_says_why_not(client, office, batch):
    post(client, office, batch, "import_apply")
    assert told(post(client, office, batch, "import_apply")) == [
        "Chưa có bản xem trước đọc thành công."
    ]


def test_reading_again_asks_the_worker(client, office, batch):
    post(client, office, batch, "import_read")
    row = ImportBatch.objects.get()
    assert (row.step, row.state) == ("read", "queued")


def test_discarding_says_so_and_leaves_nothing(client, office, batch):
    response = post(client, office, batch, "import_discard")
    assert told(response) == ["Đã bỏ tệp Excel. Không có gì được ghi vào phần mềm."]
    assert ImportBatch.objects.count() == 0


def test_what_a_worker_has_is_not_discarded(client, office, batch):
    post(client, office, batch, "import_apply")
    assert told(post(client, office, batch, "import_discard")) == ["Lúc này không bỏ được bảng này."]
    assert ImportBatch.objects.count() == 1


@pytest.mark.parametrize("act", ACTS)
def test_outsider_gets_404(client, outsider, batch, act):
    assert post(client, outsider, batch, act).status_code == 404


@pytest.mark.parametrize("act", ACTS)
def test_secretary_gets_404(client, secretary, batch, act):
    assert post(client, secretary, batch, act).status_code == 404


@pytest.mark.parametrize("act", ACTS)
def test_a_get_does_nothing(client, office, batch, act):
    client.force_login(office)
    assert client.get(reverse(f"upkeep:{act}", args=[batch.pk])).status_code == 405
