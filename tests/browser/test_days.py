"""A day is typed as Vietnamese write it, whatever the browser speaks."""

import pytest
from playwright.sync_api import expect

from meetings.models import Meeting
from tests.conftest import day

pytestmark = pytest.mark.browser_context_args(locale="en-US")


@pytest.fixture
def held_on(sign_in, live_server):
    page = sign_in("bithu1")
    page.goto(f"{live_server.url}/meetings/create/")
    return page.get_by_label("Ngày họp")


def test_the_day_stands_before_the_month(held_on, page):
    page.get_by_label("Loại").select_option("regular")
    held_on.click()
    page.keyboard.type("04/05/2020")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Thứ Hai. Mở lịch")).to_have_text("T2")
    page.get_by_label("Giờ bắt đầu").fill("14h30")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("heading", name="Điểm danh").wait_for()
    made = Meeting.objects.latest("id")
    assert (made.held_on, made.starts_at.hour, made.starts_at.minute) == (day("2020-05-04"), 14, 30)


def test_digits_alone_are_set_as_a_day(held_on, page):
    held_on.fill("040520")
    held_on.blur()
    expect(held_on).to_have_value("04/05/2020")


def test_what_is_no_day_stays_as_it_was_typed(held_on, page):
    held_on.fill("31/02/2020")
    held_on.blur()
    expect(held_on).to_have_value("31/02/2020")
    expect(page.get_by_role("button", name="Mở lịch", exact=True)).to_have_text("Lịch")


def test_the_calendar_sets_the_day(held_on, page):
    page.get_by_role("button", name="Mở lịch", exact=True).click()
    page.locator("input[type=date]").evaluate(
        "node => { node.value = '2020-05-04'; node.dispatchEvent(new Event('change')); }"
    )
    expect(held_on).to_have_value("04/05/2020")


def test_a_browser_that_refuses_to_open_the_calendar_is_asked_in_the_old_way(held_on, page):
    refuse = "HTMLInputElement.prototype.showPicker = () => { throw new DOMException(); };"
    page.evaluate(f"() => {{ {refuse} }}")
    picker = page.locator("input[type=date]")
    picker.evaluate("node => node.addEventListener('click', () => { node.dataset.clicked = ''; })")
    page.get_by_role("button", name="Mở lịch", exact=True).click()
    expect(picker).to_have_attribute("data-clicked", "")
