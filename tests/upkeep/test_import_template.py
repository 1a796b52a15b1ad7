"""The workbook to fill in: it passes our own guard, and its example is left out."""

import io
from urllib.parse import quote

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.upkeep.imports.batches import bring_in, counted
from upkeep.imports import guard, kinds
from upkeep.models import ImportKind


def get(client, user, kind):
    client.force_login(user)
    return client.get(reverse("upkeep:import_template", args=[kind]))


@pytest.mark.parametrize("kind", ImportKind.values)
def test_every_field_has_its_column_and_its_note(client, office, kind):
    book = load_workbook(io.BytesIO(get(client, office, kind).content))
    labels = [field.label for field in kinds.KINDS[kind].FIELDS if field.in_template]
    assert [cell.value for cell in book["Danh sách"][1]] == ["STT", *labels]
    assert [row[0].value for row in book["Cách ghi"].iter_rows(min_row=2)] == labels


@pytest.mark.parametrize("kind", ImportKind.values)
def test_filled_in_with_nothing_it_says_nothing(client, office, committee, kind, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    content = get(client, office, kind).content
    guard.check("mau.xlsx", content)
    batch = bring_in(committee, office, content, kind=kind)
    assert (batch.state, [where for where, _ in batch.left_out]) == ("done", ["2"])
    assert counted(batch) == {}


def test_it_comes_as_a_file_with_a_vietnamese_name(client, office):
    name = quote("Mẫu danh sách đảng viên.xlsx")
    disposition = get(client, office, "members")["Content-Disposition"]
    assert disposition == f"attachment; filename*=utf-8''{name}"


def test_another_kind_is_not_found(client, office):
    assert get(client, office, "units").status_code == 404


def test_secretary_gets_403(client, secretary):
    assert get(client, secretary, "members").status_code == 403
