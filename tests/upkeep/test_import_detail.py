"""The preview: totals, verdicts, rows and columns as in Excel."""

import pytest
from django.urls import reverse
from openpyxl import Workbook

from tests.conftest import make_member
from tests.upkeep.imports.batches import PERSON, bring_in, sheet, take_over
from tests.upkeep.imports.workbooks import saved
from upkeep import tasks
from upkeep.models import ImportBatch

BAD = PERSON | {"Họ và tên": "Lê Thị Hoa", "Giới tính": "không"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def get(client, user, batch, **query):
    client.force_login(user)
    return client.get(reverse("upkeep:import_detail", args=[batch.pk]), query)


def numbers(response) -> list[int]:
    return [row.number for row, *_ in response.context["lines"]]


def test_a_mistake_is_named_by_row_and_column(client, committee, cell, office):
    batch = bring_in(committee, office, sheet(PERSON, BAD))
    page = get(client, office, batch).content.decode()
    assert "Ghi 1 dòng, để lại 1 dòng có lỗi" in page
    assert "Dòng 3: Lê Thị Hoa" in page
    assert "Cột C, Giới tính</strong>: “không”. Không rõ “không”." in page


@pytest.mark.parametrize(
    ("verdict", "rows"), [("", [2, 3]), ("new", [2]), ("error", [3]), ("same", []), ("odd", [2, 3])]
)
def test_rows_are_filtered_by_verdict(client, committee, cell, office, verdict, rows):
    batch = bring_in(committee, office, sheet(PERSON, BAD))
    assert numbers(get(client, office, batch, verdict=verdict)) == rows


def test_rows_that_carry_a_warning_are_found_by_it(client, committee, cell, office):
    early = PERSON | {"Họ và tên": "Lê Thị Hoa", "Ngày chính thức": "03/01/2011"}
    batch = bring_in(committee, office, sheet(PERSON, early))
    assert numbers(get(client, office, batch, verdict="warning")) == [3]


def test_a_good_preview_says_what_would_be_and_offers_it(client, committee, cell, office):
    page = get(client, office, bring_in(committee, office, sheet(PERSON))).content.decode()
    assert "Chưa ghi gì. Nếu ghi: 1 dòng mới, 0 dòng thay đổi, 0 dòng không đổi." in page
    assert "Ghi tất cả vào phần mềm" in page


def test_a_preview_with_mistakes_alone_does_not_offer_it(client, committee, cell, office):
    page = get(client, office, bring_in(committee, office, sheet(BAD))).content.decode()
    assert "Còn 1 dòng có lỗi, không có dòng nào ghi được." in page
    assert reverse("upkeep:import_apply", args=[ImportBatch.objects.get().pk]) not in page


def test_what_was_refused_is_offered_after_the_others_were_written(client, committee, cell, office):
    batch = take_over(bring_in(committee, office, sheet(PERSON, BAD)), office)
    page = get(client, office, batch).content.decode()
    assert "1 dòng có lỗi chưa ghi" in page
    assert reverse("upkeep:import_errors", args=[batch.pk]) in page


def test_what_was_taken_over_says_so(client, committee, cell, office):
    batch = take_over(bring_in(committee, office, sheet(PERSON)), office)
    page = get(client, office, batch).content.decode()
    assert "1 dòng mới, 0 dòng thay đổi, 0 dòng không đổi." in page
    assert "Tệp và bản xem trước đã được xóa" in page


def test_what_could_not_be_read_says_why(client, committee, office):
    batch = bring_in(committee, office, sheet({"a": "Kính gửi"}))
    assert "Không tìm thấy dòng tiêu đề." in get(client, office, batch).content.decode()


def test_a_column_unknown_is_asked_for(client, committee, cell, office):
    batch = bring_in(committee, office, sheet({"Tên gọi": "An", "Ngày sinh": "1", "Giới tính": "Nam"}))
    page = get(client, office, batch).content.decode()
    assert tasks.NO_COLUMN.format("Họ và tên") in page
    assert reverse("upkeep:import_columns", args=[batch.pk]) in page


def test_the_page_waits_while_a_worker_has_it(client, committee, office):
    batch = ImportBatch.objects.create(
        unit=committee, kind="members", original_name="bang.xlsx", requested_by=office
    )
    assert 'hx-trigger="every 2s"' in get(client, office, batch).content.decode()


def test_what_stood_before_is_masked(client, committee, cell, office):
    numbers = {"card_number": "76543210", "citizen_id": "024185000001"}
    make_member("Trần Thị Bình", unit=cell, born_on="1985-10-02", **numbers)
    same = {"Số thẻ": "11111111", "Số định danh cá nhân": "024185000001"}
    batch = bring_in(committee, office, sheet(PERSON | same))
    page = get(client, office, batch).content.decode()
    assert "Trước đây: ••••210." in page
    assert "76543210" not in page


def test_what_was_read_stands_above_the_rows(client, committee, cell, office):
    row = {"STT": 1, **PERSON, "Đảng phí": "120", "Ngày vào Đảng dự bị cũ": ""}
    batch = bring_in(committee, office, sheet(row, row | {"Họ và tên": "Tổng cộng: 1"}))
    assert batch.told[0] == ["Trang được đọc", "“Danh sách”, tiêu đề ở dòng 1", False]
    assert ["Cột KHÔNG đọc", "K “Đảng phí”; L “Ngày vào Đảng dự bị cũ”", True] in batch.told
    page = get(client, office, batch).content.decode()
    places = [
        page.index(text) for text in ("Đã đọc tệp thế nào", "Sửa các cột", "Dòng 2: Trần Thị Bình")
    ]
    assert places == sorted(places)
    assert page.count("Sửa các cột") == 1
    assert "Dòng 3: 1 · Tổng cộng: 1" in page


@pytest.mark.parametrize(("rows", "at_rows"), [(2, 2), (3, 0)])
def test_what_is_said_of_every_row_is_said_once(client, committee, cell, office, rows, at_rows):
    people = [PERSON | {"Họ và tên": f"Trần Thị {'ABC'[n]}nh"} for n in range(rows)]
    for row in people:
        row["Ngày quyết định kết nạp"] = None
    page = get(client, office, bring_in(committee, office, sheet(*people))).content.decode()
    reason = "Không có ngày quyết định kết nạp nên tạm lấy ngày kết nạp."
    assert page.count(reason) == (at_rows or 1)
    assert page.count("Cột F, Ngày kết nạp (mọi dòng)") == (0 if at_rows else 1)


def test_rows_of_several_sheets_are_told_apart(client, committee, cell, second_cell, office):
    content = two_sheets(["Chi bộ 1", "Chi bộ 2"])
    batch = bring_in(committee, office, content)
    rows = [(row.number, row.sheet, row.cells[-1][2]) for row in batch.rows.all()]
    assert rows == [(2, "Chi bộ 1", "Chi bộ 1"), (2, "Chi bộ 2", "Chi bộ 2")]
    page = get(client, office, batch).content.decode()
    assert "Dòng 2 trang “Chi bộ 2”: Trần Thị Bnh" in page


def two_sheets(names: list[str]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for letter, name in zip("AB", names, strict=True):
        row = {k: v for k, v in PERSON.items() if k != "Chi bộ"} | {"Họ và tên": f"Trần Thị {letter}nh"}
        made = book.create_sheet(name)
        made.append(list(row))
        made.append(list(row.values()))
    return saved(book)


def test_outsider_gets_404(client, committee, outsider, office, cell):
    batch = bring_in(committee, office, sheet(PERSON))
    assert get(client, outsider, batch).status_code == 404


def test_secretary_gets_404(client, committee, secretary, office, cell):
    batch = bring_in(committee, office, sheet(PERSON))
    assert get(client, secretary, batch).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries(client, committee, cell, office, django_assert_num_queries, rows):
    people = [PERSON | {"Họ và tên": f"Trần Thị {'ABC'[n]}nh"} for n in range(rows)]
    batch = bring_in(committee, office, sheet(*people))
    get(client, office, batch)
    url = reverse("upkeep:import_detail", args=[batch.pk])
    with django_assert_num_queries(7):
        client.get(url)
