"""A cell is split, as the office lives it: the decision, who goes over, the preview, both rolls."""

from playwright.sync_api import expect

from cells.models import Unit
from members.models import Membership
from tests.conftest import day


def test_office_splits_a_cell(sign_in, live_server):
    page = sign_in("vanphong")
    page.goto(f"{live_server.url}/restructurings/")
    page.get_by_role("main").get_by_role("link", name="Lập kế hoạch").first.click()
    page.get_by_label("Số quyết định").fill("15-QĐ/ĐU")
    page.get_by_label("Ngày ký quyết định").fill("2020-12-15")
    page.get_by_label("Cơ quan ra quyết định").fill("Đảng ủy")
    page.get_by_label("Có hiệu lực từ ngày").fill("2021-01-01")
    page.get_by_role("button", name="Tiếp tục").click()

    page.get_by_role("link", name="Chia tách thành tổ chức mới").click()
    page.get_by_label("Chia tách từ tổ chức").select_option("Chi bộ 1")
    page.get_by_label("Tên tổ chức mới").fill("Chi bộ 7")
    page.get_by_label("Số thứ tự").fill("7")
    page.get_by_role("button", name="Thêm việc này").click()

    members = page.get_by_role("checkbox")
    expect(members).to_have_count(15)
    for row in range(4):
        members.nth(row).check()
    page.get_by_role("button", name="Lưu phân công").click()
    expect(page.get_by_text("4 đảng viên sang Chi bộ 7.")).to_be_visible()

    page.get_by_role("link", name="Xem trước và thực hiện").click()
    expect(page.get_by_role("heading", name="Chi bộ 1 → Chi bộ 7: 4 đảng viên")).to_be_visible()
    page.get_by_role("button", name="Thực hiện").click()
    expect(page.get_by_text("Kế hoạch đã thực hiện.")).to_be_visible()

    for name, size in (("Chi bộ 1", 11), ("Chi bộ 7", 4)):
        unit = Unit.objects.get(name=name, path__contains="/")
        page.goto(f"{live_server.url}/units/{unit.code}/?on=2021-01-01")
        expect(page.get_by_role("heading", name=f"Đảng viên: {size}")).to_be_visible()
        assert Membership.objects.on_roll(unit, day("2021-01-01")).count() == size
