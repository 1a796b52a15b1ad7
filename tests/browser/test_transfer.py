"""A member moves to another cell: both rolls tell so, and the inner letter is made out."""

from playwright.sync_api import expect

from cells.models import Unit


def roll(page, live_server, cell, on, name):
    """How often the name stands on the roll of the cell on that day."""
    page.goto(f"{live_server.url}/members/?unit={cell}&on={on}&q={name}")
    return page.locator("tbody").get_by_role("link", name=name)


def test_a_member_moves_and_both_rolls_tell(sign_in, page, live_server):
    sign_in("vanphong")
    cell = Unit.objects.get(code="cdc-bac-giang-1")
    name = cell.memberships.permanent().open().by_name()[0].member.full_name
    roll(page, live_server, cell.code, "2020-06-30", name).click()

    page.get_by_role("link", name="Chuyển chi bộ").click()
    page.get_by_label("Chuyển đến chi bộ").select_option("Chi bộ 2")
    page.get_by_label("Ngày đầu tiên ở chi bộ mới").fill("2020-07-01")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_text("ngày cuối ở Chi bộ 1 là 30/06/2020")).to_be_visible()
    page.get_by_role("button", name="Chuyển", exact=True).click()

    page.get_by_role("link", name="Lập giấy giới thiệu nội bộ").click()
    page.get_by_label("Đảng phí đã đóng đến hết tháng").fill("06/2020")
    page.get_by_role("button", name="Lập giấy").click()
    expect(page.get_by_text("Số 01/2020", exact=True)).to_be_visible()
    expect(page.get_by_role("definition").filter(has_text="Chi bộ 2")).to_be_visible()

    for code, on, number in [
        ("cdc-bac-giang-1", "2020-06-30", 1),
        ("cdc-bac-giang-1", "2020-07-01", 0),
        ("cdc-bac-giang-2", "2020-06-30", 0),
        ("cdc-bac-giang-2", "2020-07-01", 1),
    ]:
        expect(roll(page, live_server, code, on, name)).to_have_count(number)
