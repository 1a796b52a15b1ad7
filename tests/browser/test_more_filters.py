"""The conditions of a list that are seldom asked for come when asked for; what was typed stays."""

import pytest
from playwright.sync_api import expect

from tests.browser.minutes import cell_of_twenty


@pytest.fixture
def case(rules_alone):
    """In the place of the demo year, which takes long to load and is not needed here."""
    return cell_of_twenty()


def test_more_conditions_come_without_losing_what_was_typed(sign_in, live_server):
    page = sign_in("thuky")
    page.goto(f"{live_server.url}/members/")
    expect(page.locator("body")).to_be_focused()
    page.get_by_label("Tìm theo tên hoặc số").fill("binh")
    page.get_by_role("link", name="Lọc thêm").click()
    page.get_by_label("Tuổi đời từ").fill("18")
    expect(page.get_by_label("Tìm theo tên hoặc số")).to_have_value("binh")
    page.get_by_role("button", name="Xem").first.click()
    expect(page.get_by_text("4 đảng viên")).to_be_visible()
    expect(page.get_by_label("Tuổi đời từ")).to_have_value("18")


def test_who_types_while_they_come_goes_on_typing(sign_in, live_server, hold):
    page = sign_in("thuky")
    page.goto(f"{live_server.url}/members/")
    let_in = hold("**/members/?more=1", go=page.get_by_role("link", name="Lọc thêm").click)
    asked = page.get_by_label("Tìm theo tên hoặc số")
    asked.press_sequentially("bi")
    let_in()
    expect(page.get_by_label("Tuổi đời từ")).to_be_visible()
    page.keyboard.type("nh")
    expect(asked).to_have_value("binh")


def test_who_opens_them_by_keyboard_goes_on_from_there(sign_in, live_server):
    page = sign_in("thuky")
    page.goto(f"{live_server.url}/members/")
    page.get_by_role("link", name="Lọc thêm").press("Enter")
    expect(page.locator("summary", has_text="Lọc thêm")).to_be_focused()
