"""Uploading a workbook."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.upkeep.imports.batches import PERSON, sheet
from upkeep.imports import guard
from upkeep.models import ImportBatch

URL = reverse("upkeep:import_add")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def post(client, user, body, content=None, name="bang.xlsx", **changes):
    client.force_login(user)
    file = SimpleUploadedFile(name, sheet(PERSON) if content is None else content)
    return client.post(URL, {"kind": "members", "unit": body.pk, "file": file} | changes)


def test_a_workbook_is_kept_for_the_worker(client, office, committee):
    response = post(client, office, committee, starts_on="2020-01-01")
    batch = ImportBatch.objects.get()
    assert response.url == reverse("upkeep:import_detail", args=[batch.pk])
    assert (batch.state, batch.unit, batch.requested_by) == ("queued", committee, office)
    assert batch.starts_on == datetime.date(2020, 1, 1)


def test_a_worker_is_told_of_it(client, office, committee, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as told:
        post(client, office, committee)
    assert len(told) == 1


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK" + bytes(guard.MAX_BYTES)])
def test_what_is_no_workbook_is_refused_at_the_file(client, office, committee, content):
    response = post(client, office, committee, content)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["file"])
    assert ImportBatch.objects.count() == 0


def test_another_ending_is_refused(client, office, committee):
    response = post(client, office, committee, name="bang.xlsm")
    assert response.context["form"].errors["file"] == [
        "Chỉ nhận tệp Excel có đuôi .xlsx. Lưu lại theo kiểu này."
    ]


def test_a_first_day_not_yet_come_is_refused(client, office, committee):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    response = post(client, office, committee, starts_on=tomorrow.isoformat())
    assert list(response.context["form"].errors) == ["starts_on"]


@pytest.mark.parametrize("field", ["kind", "unit"])
def test_kind_and_unit_are_needed(client, office, committee, field):
    response = post(client, office, committee, **{field: ""})
    assert list(response.context["form"].errors) == [field]


def test_a_foreign_unit_is_no_choice(client, office, foreign_cell):
    assert list(post(client, office, foreign_cell).context["form"].errors) == ["unit"]


def test_a_hostile_name_stays_text(client, office, committee):
    post(client, office, committee, name="<script>.xlsx")
    page = client.get(reverse("upkeep:import_list")).content.decode()
    assert "&lt;script&gt;.xlsx" in page
    assert "<script>.xlsx" not in page


def test_secretary_gets_403(client, secretary, cell):
    assert post(client, secretary, cell).status_code == 403
