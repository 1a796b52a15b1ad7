"""Stopping the worker: what it wrote stays and is told; the rest may be asked for again."""

import pytest
from django.urls import reverse

from members.models import Member
from tests.upkeep.imports import workbooks
from tests.upkeep.imports.batches import PERSON, Killed, bring_in, counted, kill_at, sheet
from upkeep import tasks
from upkeep.imports import members
from upkeep.models import ImportBatch


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def waiting(committee, office):
    content = sheet(PERSON)
    return ImportBatch.objects.receive(
        unit=committee, kind="members", name="bang.xlsx", content=content, by=office
    )


@pytest.fixture
def half(committee, cell, office, monkeypatch):
    """A worker has written two of five portions."""
    monkeypatch.setattr(members.Judge, "AT_ONCE", 10)
    batch = bring_in(committee, office, workbooks.workbook(workbooks.people(50, ["Chi bộ 1"])))
    batch.request_apply(by=office)
    with monkeypatch.context() as patch:
        kill_at(patch, 2)
        with pytest.raises(Killed):
            tasks.run_import(batch.pk)
    return batch


def stop(client, user, batch):
    client.force_login(user)
    return client.post(reverse("upkeep:import_stop", args=[batch.pk]), follow=True)


def test_the_page_has_the_button_while_a_worker_has_it(client, office, waiting):
    client.force_login(office)
    page = client.get(reverse("upkeep:import_detail", args=[waiting.pk])).content.decode()
    assert reverse("upkeep:import_stop", args=[waiting.pk]) in page


def test_reading_is_stopped(client, office, waiting):
    page = stop(client, office, waiting).content.decode()
    assert "Đã dừng. Chưa ghi gì vào phần mềm." in page
    tasks.run_import(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.rows.count()) == ("failed", 0)


def test_a_worker_that_was_stopped_writes_nothing_more(client, office, half, monkeypatch):
    page = stop(client, office, half).content.decode()
    assert "Đã dừng: 20 trong 50 dòng đã ghi." in page
    assert "Chưa ghi gì vào phần mềm." not in page
    tasks.sweep_imports()
    tasks.run_import(half.pk)
    assert Member.objects.count() == 20


def test_between_two_portions_it_is_stopped(committee, cell, office, monkeypatch):
    monkeypatch.setattr(members.Judge, "AT_ONCE", 10)
    batch = bring_in(committee, office, workbooks.workbook(workbooks.people(30, ["Chi bộ 1"])))
    batch.request_apply(by=office)
    keep = ImportBatch.keep_written

    def kept(job, number, refused):
        keep(job, number, refused)
        ImportBatch.objects.get().stop(by=office)

    monkeypatch.setattr(ImportBatch, "keep_written", kept)
    tasks.run_import(batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.error) == ("failed", "Đã dừng: 10 trong 30 dòng đã ghi.")
    assert Member.objects.count() == 10


def test_the_rest_is_asked_for_again(client, office, half):
    half.stop(by=office)
    half.ask_again(by=office)
    tasks.run_import(half.pk)
    half.refresh_from_db()
    assert counted(half) == {"new": 30, "same": 20}
    client.force_login(office)
    page = client.get(reverse("upkeep:import_detail", args=[half.pk])).content.decode()
    assert "Chưa ghi gì" not in page
    assert "20 dòng của bảng này đang ở trong phần mềm." in page
    half.request_apply(by=office)
    assert half.told_of_written() == "0 trong 30 dòng"
    tasks.run_import(half.pk)
    half.refresh_from_db()
    assert (half.is_applied, half.written_count, Member.objects.count()) == (True, 50, 50)


def test_what_was_written_is_not_thrown_away(client, office, half):
    half.stop(by=office)
    client.force_login(office)
    response = client.post(reverse("upkeep:import_discard", args=[half.pk]), follow=True)
    assert [str(text) for text in response.context["messages"]] == ["Lúc này không bỏ được bảng này."]
    assert reverse("upkeep:import_discard", args=[half.pk]) not in response.content.decode()


def test_what_lies_for_a_month_loses_its_file_and_can_still_be_taken_back(office, half, settings):
    half.stop(by=office)
    ImportBatch.objects.update(asked_at="2020-01-01T00:00:00Z")
    tasks.forget_imports()
    half.refresh_from_db()
    assert (half.file.name, half.rows.count(), half.written_count) == ("", 0, 20)
    half.request_withdrawal(reason="Nhầm", by=office)
    tasks.run_import(half.pk)
    half.refresh_from_db()
    assert (half.is_withdrawn, Member.objects.count()) == (True, 0)


def test_what_is_over_is_not_stopped(client, office, waiting, cell):
    tasks.run_import(waiting.pk)
    response = stop(client, office, waiting)
    told = [str(text) for text in response.context["messages"]]
    assert told == ["Việc này đã xong, không dừng được nữa."]
    waiting.refresh_from_db()
    assert waiting.is_previewed


@pytest.mark.parametrize("who", ["outsider", "secretary"])
def test_others_get_404(client, request, waiting, who):
    assert stop(client, request.getfixturevalue(who), waiting).status_code == 404


def test_a_get_does_nothing(client, office, waiting):
    client.force_login(office)
    assert client.get(reverse("upkeep:import_stop", args=[waiting.pk])).status_code == 405
