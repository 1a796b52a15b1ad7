"""Batches: asked for step by step, taken over in portions, each row once."""

import datetime
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db.models.signals import post_save
from django.utils import timezone

from accounts.models import AuditEvent
from cells.models import Assignment
from common.models import LeaseLostError
from members.models import Member, Membership, RollAct
from tests.conftest import day, make_member
from tests.upkeep.imports import workbooks
from tests.upkeep.imports.batches import (
    PERSON,
    Killed,
    bring_in,
    counted,
    kill_at,
    said,
    sheet,
    take_over,
)
from upkeep import tasks
from upkeep.imports import members
from upkeep.imports.verdicts import CHANGED_SINCE
from upkeep.models import ImportBatch, ImportPortion, ImportRow

BAD = PERSON | {"Ngày sinh": "31/02/1980"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def batch(committee, cell, office):
    return bring_in(committee, office, sheet(PERSON))


@pytest.fixture
def many(committee, cell, office, monkeypatch):
    """Fifty rows in five portions, asked for."""
    monkeypatch.setattr(members.Judge, "AT_ONCE", 10)
    batch = bring_in(committee, office, workbooks.workbook(workbooks.people(50, ["Chi bộ 1"])))
    batch.request_apply(by=office)
    return batch


def files(folder) -> list[Path]:
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def test_the_file_is_kept_under_a_name_of_ours(batch, settings):
    (kept,) = files(settings.MEDIA_ROOT)
    assert "bang" not in kept.name
    assert kept.parent.name == "imports"


def test_a_preview_writes_nothing_of_members(batch):
    assert (batch.is_previewed, counted(batch)) == (True, {"new": 1})
    assert Member.objects.count() == 0


def test_rows_without_an_error_are_written_and_the_others_kept_to_be_mended(committee, cell, office):
    batch = take_over(bring_in(committee, office, sheet(PERSON, BAD)), office)
    assert (batch.is_applied, counted(batch)) == (True, {"new": 1, "error": 1})
    assert [member.full_name for member in Member.objects.all()] == ["Trần Thị Bình"]
    assert [(row.number, row.verdict) for row in batch.rows.all()] == [(3, "error")]


def test_a_batch_of_errors_alone_is_not_taken_over(committee, cell, office):
    batch = bring_in(committee, office, sheet(BAD))
    with pytest.raises(ValidationError) as refused:
        batch.request_apply(by=office)
    assert refused.value.messages == ["Còn 1 dòng có lỗi, không có dòng nào ghi được."]


def test_a_batch_is_taken_over_once(batch, office):
    take_over(batch, office)
    with pytest.raises(ValidationError) as refused:
        batch.request_apply(by=office)
    assert refused.value.messages == ["Bảng này đã được ghi vào phần mềm."]
    tasks.run_import(batch.pk)
    assert Member.objects.count() == 1


def test_asking_twice_is_refused_while_a_worker_has_it(batch, office):
    batch.request_apply(by=office)
    with pytest.raises(ValidationError) as refused:
        batch.request_apply(by=office)
    assert refused.value.messages == ["Chưa có bản xem trước đọc thành công."]


def test_two_messages_write_once(batch, office):
    batch.request_apply(by=office)
    tasks.run_import(batch.pk)
    tasks.run_import(batch.pk)
    assert Member.objects.count() == 1


def test_what_was_taken_over_leaves_neither_file_nor_rows(
    batch, office, settings, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        take_over(batch, office)
    assert files(settings.MEDIA_ROOT) == []
    assert ImportRow.objects.count() == 0
    assert AuditEvent.objects.filter(action="import.apply").count() == 1


def test_what_is_discarded_leaves_nothing(batch, office, settings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        batch.discard(by=office)
    assert (files(settings.MEDIA_ROOT), ImportBatch.objects.count()) == ([], 0)


def test_what_was_taken_over_is_not_discarded(batch, office):
    done = take_over(batch, office)
    with pytest.raises(ValidationError):
        done.discard(by=office)


def test_a_crash_in_the_middle_leaves_whole_portions(many, office):
    written = []

    def crash(**kwargs):
        written.append(1)
        if len(written) == 3:
            raise MemoryError

    post_save.connect(crash, sender=ImportPortion)
    try:
        with pytest.raises(MemoryError):
            tasks.run_import(many.pk)
    finally:
        post_save.disconnect(crash, sender=ImportPortion)
    many.refresh_from_db()
    assert (Member.objects.count(), many.written_count) == (20, 20)
    assert (many.state, many.error) == ("failed", tasks.CRASHED)


@pytest.mark.parametrize("killed_at", range(6))
def test_what_was_killed_and_taken_up_again_is_written_once(many, office, monkeypatch, killed_at):
    kill_at(monkeypatch, killed_at)
    with pytest.raises(Killed):
        tasks.run_import(many.pk)
    assert Member.objects.count() == 10 * min(killed_at, 5)
    monkeypatch.undo()
    ImportBatch.objects.update(lease_until=timezone.now() - datetime.timedelta(seconds=1))
    tasks.sweep_imports()
    tasks.run_import(many.pk)
    many.refresh_from_db()
    assert (many.is_applied, counted(many), many.written_count) == (True, {"new": 50}, 50)
    assert Member.objects.count() == Membership.objects.count() == RollAct.objects.count() == 50


def test_a_worker_that_died_is_followed_by_another(batch, office):
    batch.request_apply(by=office)
    ImportBatch.objects.get().claim()
    ImportBatch.objects.update(lease_until=timezone.now() - datetime.timedelta(seconds=1))
    tasks.sweep_imports()
    tasks.run_import(batch.pk)
    assert Member.objects.count() == 1
    assert ImportBatch.objects.get().is_applied


def test_a_worker_given_up_changes_nothing(batch, office):
    batch.request_apply(by=office)
    late = ImportBatch.objects.get()
    late.claim()
    late.requeue()
    ImportBatch.objects.get().claim()
    with pytest.raises(LeaseLostError):
        late.finish()


def test_what_has_changed_since_the_preview_is_handed_back(batch, foreign_cell, cell, office):
    batch.request_apply(by=office)
    make_member("Trần Thị Bình", unit=cell, born_on=day("1985-10-02"))
    make_member("Trần Thị Bình", unit=cell, born_on=day("1985-10-02"))
    tasks.run_import(batch.pk)
    batch.refresh_from_db()
    assert (batch.is_applied, counted(batch)) == (True, {"error": 1})
    why = f"{CHANGED_SINCE} Trong phần mềm có 2 người cùng tên, ngày sinh. Ghi số thẻ."
    assert said(batch, "error") == [(2, "A", why)]
    assert Member.objects.count() == 2


def test_a_value_that_was_edited_since_the_preview_is_not_overwritten(committee, cell, office):
    facts = {"born_on": day("1985-10-02"), "sex": "female", "schooling": "college"}
    member = make_member("Trần Thị Bình", unit=cell, on=day("2020-01-01"), **facts)
    batch = bring_in(committee, office, sheet(PERSON))
    assert counted(batch) == {"changed": 1}
    member.schooling = "master"
    member.edit(fields=["schooling"], by=None)
    batch = take_over(batch, office)
    assert (counted(batch), batch.written_count) == ({"error": 1}, 0)
    assert said(batch, "error") == [(2, "A", CHANGED_SINCE)]
    assert Member.objects.get().schooling == "master"


def test_what_was_the_same_in_the_preview_is_not_written(committee, cell, office):
    member = make_member(
        "Trần Thị Bình", unit=cell, on=day("2020-01-01"), born_on=day("1985-10-02"), sex="female"
    )
    other = PERSON | {"Họ và tên": "Lê Thị Hoa"}
    batch = bring_in(committee, office, sheet(PERSON, other))
    assert counted(batch) == {"new": 1, "same": 1}
    member.schooling = "master"
    member.edit(fields=["schooling"], by=None)
    assert take_over(batch, office).is_applied
    assert sorted(Member.objects.values_list("schooling", flat=True)) == ["bachelor", "master"]


def test_what_is_so_by_now_is_neither_written_nor_refused(batch, office):
    batch.request_apply(by=office)
    other = bring_in(batch.unit, office, sheet(PERSON))
    take_over(other, office)
    tasks.run_import(batch.pk)
    batch.refresh_from_db()
    assert (batch.is_applied, batch.error_count, batch.written_count) == (True, 0, 0)
    assert Member.objects.count() == 1


def test_a_right_that_ended_meanwhile_stops_it(batch, office):
    batch.request_apply(by=office)
    Assignment.objects.filter(user=office).update(ends_on=day("2020-01-01"))
    tasks.run_import(batch.pk)
    batch.refresh_from_db()
    assert batch.error == "Người yêu cầu không còn quyền nhập cho tổ chức này."
    assert Member.objects.count() == 0


def test_a_file_that_was_changed_on_the_disk_is_not_read(batch, office):
    Path(batch.file.path).write_bytes(sheet(PERSON | {"Họ và tên": "Lê Lạ"}))
    batch.ask_again(by=office)
    tasks.run_import(batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.error) == ("failed", tasks.FILE_LOST)


def test_a_workbook_that_cannot_be_read_fails_with_a_sentence(committee, office):
    batch = bring_in(committee, office, workbooks.workbook([], {"a": "Kính gửi"}))
    assert (batch.state, batch.is_open) == ("failed", True)
    assert batch.error.startswith("Không tìm thấy dòng tiêu đề.")


def test_corrected_columns_are_judged_again(committee, cell, office):
    row = {("Tên gọi" if name == "Họ và tên" else name): value for name, value in PERSON.items()}
    batch = bring_in(committee, office, sheet(row))
    assert batch.error == tasks.NO_COLUMN.format("Họ và tên")
    batch.remap(batch.mapping | {"full_name": "A"}, by=office)
    tasks.run_import(batch.pk)
    batch.refresh_from_db()
    assert (batch.error, counted(batch)) == ("", {"new": 1})


def test_a_column_left_out_changes_nothing(committee, cell, office):
    member = make_member("Trần Thị Bình", unit=cell, born_on=day("1985-10-02"), sex="female")
    batch = bring_in(committee, office, sheet(PERSON | {"Dân tộc": "Tày"}))
    batch.remap({"full_name": "A", "born_on": "B"}, by=office)
    tasks.run_import(batch.pk)
    batch.refresh_from_db()
    assert counted(batch) == {"same": 1}
    assert member.ethnicity == "Kinh"


@pytest.mark.parametrize(("who", "count"), [("office", 1), ("outsider", 0), ("secretary", 0)])
def test_who_sees_a_batch(batch, request, who, count):
    assert ImportBatch.objects.visible_to(request.getfixturevalue(who)).count() == count


def test_it_is_slow_to_start_from_the_last_asking(batch, office):
    past = timezone.now() - datetime.timedelta(days=1)
    ImportBatch.objects.update(created_at=past, asked_at=past)
    batch.ask_again(by=office)
    assert ImportBatch.objects.get().is_slow_to_start is False
    ImportBatch.objects.update(asked_at=timezone.now() - datetime.timedelta(seconds=11))
    assert ImportBatch.objects.get().is_slow_to_start is True


@pytest.mark.parametrize(("days", "left"), [(29, 1), (31, 0)])
def test_what_lies_for_a_month_is_forgotten(batch, days, left):
    ImportBatch.objects.update(asked_at=timezone.now() - datetime.timedelta(days=days))
    tasks.forget_imports()
    assert ImportBatch.objects.count() == left


def test_what_was_taken_over_is_not_forgotten(batch, office):
    take_over(batch, office)
    ImportBatch.objects.update(asked_at=timezone.now() - datetime.timedelta(days=31))
    tasks.forget_imports()
    assert ImportBatch.objects.count() == 1
