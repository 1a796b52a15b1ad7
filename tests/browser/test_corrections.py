"""What was recorded on the roll by mistake is taken back, or put right, by the office."""

from playwright.sync_api import expect

from cells.models import Unit
from members.models import Member


def first_on_roll() -> int:
    cell = Unit.objects.get(code="cdc-bac-giang-1")
    return cell.memberships.permanent().open().by_name()[0].member_id


def mark_dead(page, live_server, pk, on):
    page.goto(f"{live_server.url}/members/{pk}/leave/")
    page.get_by_label("Lý do").select_option("death")
    page.get_by_label("Ngày có hiệu lực").fill(on)
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.locator("#messages .alert-success")).to_be_visible()
    page.goto(f"{live_server.url}/members/{pk}/places/")


def test_a_wrong_death_is_taken_back(sign_in, page, live_server):
    sign_in("vanphong")
    pk = first_on_roll()
    mark_dead(page, live_server, pk, "01/06/2020")
    page.get_by_role("link", name="Rút lại").click()
    page.get_by_label("Lý do đính chính").fill("Nhầm với đồng chí cùng tên")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_text("trở lại như trước khi ghi", exact=False)).to_be_visible()
    page.get_by_role("button", name="Rút lại").click()
    expect(page.get_by_text("Nhầm với đồng chí cùng tên")).to_be_visible()
    assert Member.objects.get(pk=pk).current_membership().unit.code == "cdc-bac-giang-1"


def test_a_wrong_day_is_put_right_on_a_telephone(sign_in, page, live_server):
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in("vanphong")
    pk = first_on_roll()
    mark_dead(page, live_server, pk, "01/06/2020")
    page.get_by_role("link", name="Sửa", exact=True).click()
    expect(page.get_by_label("Ngày có hiệu lực")).to_have_value("01/06/2020")
    page.get_by_label("Ngày có hiệu lực").fill("11/6/20")
    page.get_by_label("Lý do đính chính").fill("Theo giấy báo tử")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_role("button", name="Sửa", exact=True).click()
    expect(page.get_by_text("đến hết 10/06/2020")).to_be_visible()
