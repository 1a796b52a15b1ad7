"""A workbook set right by choosing its columns; rows that were refused, mended and sent in again."""

import io

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from cells.models import UnitKind
from cells.rights import Role
from members.models import Member
from tests.conftest import found, make_user
from tests.upkeep.imports.batches import PERSON, sheet

OTHER = PERSON | {"Họ và tên": "Lê Văn Nam", "Giới tính": "Nam", "Ngày sinh": "31/02/1980"}


@pytest.fixture
def case(rules_alone):
    """In the place of the demo year, which takes long to load and is not needed here."""
    committee = found("dang-bo", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ Trung tâm")
    found("chi-bo", UnitKind.CELL, "Chi bộ 1", parent=committee, number=1)
    make_user("vanphong", Role.OFFICE, committee)


@pytest.fixture
def send(sign_in, live_server, worker, tmp_path):
    page = sign_in("vanphong")

    def send(content: bytes):
        """Upload a list, and wait for its preview."""
        (tmp_path / "danh-sach.xlsx").write_bytes(content)
        page.goto(f"{live_server.url}/imports/add/")
        page.get_by_label("Loại bảng").select_option(label="Danh sách đảng viên")
        page.get_by_label("Nhập cho").select_option(label="Đảng bộ Trung tâm")
        page.get_by_label("Tệp Excel").last.set_input_files(tmp_path / "danh-sach.xlsx")
        page.get_by_role("button", name="Tải lên và xem trước").click()
        return page

    return send


def names() -> list[str]:
    return list(Member.objects.order_by("pk").values_list("full_name", flat=True))


def test_two_columns_chosen_by_hand_set_a_list_right(send):
    own = {"Họ và tên": "Đồng chí", "Ngày kết nạp": "Vào"}
    page = send(sheet({own.get(name, name): value for name, value in PERSON.items()}))
    expect(page.get_by_text("Không thấy cột Họ và tên").first).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="Sửa các cột").first.click()
    page.get_by_label("Cột A: Đồng chí").select_option(label="Họ và tên")
    page.get_by_label("Cột F: Vào").select_option(label="Ngày kết nạp")
    page.get_by_role("button", name="Lưu và xem trước lại").click()
    page.get_by_role("button", name="Ghi tất cả vào phần mềm").click(timeout=60_000)
    expect(page.get_by_text("Đã ghi vào phần mềm lúc")).to_be_visible(timeout=60_000)
    assert names() == ["Trần Thị Bình"]


def test_refused_rows_are_mended_and_sent_in_again(send):
    page = send(sheet(PERSON, OTHER))
    page.get_by_role("button", name="Ghi 1 dòng").click(timeout=60_000)
    link = page.get_by_role("link", name="Tải 1 dòng có lỗi về")
    with page.expect_download() as downloaded:
        link.click(timeout=60_000)
    book = load_workbook(io.BytesIO(downloaded.value.path().read_bytes()))
    cells = {cell.value: cell for row in book.active.iter_rows() for cell in row}
    cells["31/02/1980"].value = "28/02/1980"
    mended = io.BytesIO()
    book.save(mended)
    send(mended.getvalue())
    page.get_by_role("button", name="Ghi tất cả vào phần mềm").click(timeout=60_000)
    expect(page.get_by_text("Đã ghi vào phần mềm lúc")).to_be_visible(timeout=60_000)
    assert names() == ["Trần Thị Bình", "Lê Văn Nam"]
