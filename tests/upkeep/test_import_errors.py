"""The mistakes as a workbook to work through."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.upkeep.imports.batches import PERSON, bring_in, sheet


@pytest.fixture
def batch(committee, cell, office, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    bad = {"Họ và tên": "=Lê Thị 7", "Giới tính": "không"}
    return bring_in(committee, office, sheet(PERSON, PERSON | bad))


def get(client, user, batch):
    client.force_login(user)
    return client.get(reverse("upkeep:import_errors", args=[batch.pk]))


def test_each_mistake_is_a_row_and_nothing_runs(client, office, batch):
    sheet = load_workbook(io.BytesIO(get(client, office, batch).content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert rows == [
        [1, 3, "A", "Họ và tên", "công thức", "Ô là công thức chưa có kết quả. Mời dán thành giá trị."],
        [2, 3, "C", "Giới tính", "không", "Không rõ “không”."],
    ]


def test_outsider_gets_404(client, outsider, batch):
    assert get(client, outsider, batch).status_code == 404


def test_secretary_gets_404(client, secretary, batch):
    assert get(client, secretary, batch).status_code == 404
