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
