"""The mistakes as a workbook to work through."""

import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from members.models import Member
from tests.upkeep.imports.batches import PERSON, bring_in, counted, sheet, take_over
from upkeep import tasks
from upkeep.models import ImportBatch


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def batch(committee, cell, office):
    bad = {"Họ và tên": "=Lê Thị 7", "Giới tính": "không"}
    return bring_in(committee, office, sheet(PERSON, PERSON | bad))


def get(client, user, batch):
    client.force_login(user)
    return client.get(reverse("upkeep:import_errors", args=[batch.pk]))


def handed_back(client, user, batch):
    return load_workbook(io.BytesIO(get(client, user, batch).content)).active


def test_each_refused_row_comes_back_whole_with_its_reasons_and_nothing_runs(client, office, batch):
    heading, *rows = handed_back(client, office, batch).iter_rows(min_row=4, values_only=True)
    assert [dict(zip(heading, row, strict=True)) for row in rows] == [
        {name: text for name, text in PERSON.items() if name != "Ngày về chi bộ"}
        | {
            "Số thứ tự": 1,
            "Lý do chưa ghi": (
                "Dòng 3. Họ và tên: Ô là công thức chưa có kết quả. Dán thành giá trị. "
                "Giới tính: Không rõ “không”."
            ),
            "Họ và tên": "công thức",
            "Giới tính": "không",
            "Sinh hoạt tại chi bộ từ ngày": "01/01/2020",
        }
    ]


def test_mended_it_is_sent_in_again(client, committee, office, batch):
    """What was written meanwhile is the same; the mended row is new."""
    take_over(batch, office)
    sheet = handed_back(client, office, batch)
    places = {cell.value: cell.column for cell in sheet[4]}
    sheet.cell(5, places["Họ và tên"]).value = "Lê Thị Hoa"
    sheet.cell(5, places["Giới tính"]).value = "Nữ"
    file = io.BytesIO()
    sheet.parent.save(file)
    again = bring_in(committee, office, file.getvalue())
    assert counted(again) == {"new": 1}
    assert counted(take_over(again, office)) == {"new": 1}
    assert sorted(Member.objects.values_list("full_name", flat=True)) == ["Lê Thị Hoa", "Trần Thị Bình"]


def test_a_day_that_was_a_number_comes_back_in_words_and_is_read_so(client, committee, cell, office):
    row = PERSON | {"Ngày sinh": 29361, "Giới tính": "không"}
    batch = bring_in(committee, office, sheet(row))
    back = handed_back(client, office, batch)
    places = {cell.value: cell.column for cell in back[4]}
    assert back.cell(5, places["Ngày sinh"]).value == "ngày 20 tháng 5 năm 1980"
    back.cell(5, places["Giới tính"]).value = "Nữ"
    file = io.BytesIO()
    back.parent.save(file)
    take_over(bring_in(committee, office, file.getvalue()), office)
    assert str(Member.objects.get().born) == "20/05/1980"


def test_what_was_refused_is_forgotten_after_a_month(batch, office):
    take_over(batch, office)
    asked = timezone.now() - datetime.timedelta(days=30)
    for days, left in ((1, 1), (0, 0)):
        ImportBatch.objects.update(asked_at=asked + datetime.timedelta(minutes=1) * days)
        tasks.forget_imports()
        assert batch.rows.count() == left


def test_outsider_gets_404(client, outsider, batch):
    assert get(client, outsider, batch).status_code == 404


def test_secretary_gets_404(client, secretary, batch):
    assert get(client, secretary, batch).status_code == 404
