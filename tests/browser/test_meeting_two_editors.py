"""Two secretaries write the same minutes; and one who presses a button twice."""

import pytest
from playwright.sync_api import expect

from meetings.models import Meeting
from tests.browser.conftest import PASSWORD
from tests.browser.minutes import cell_of_twenty, opened

STATE = "[data-state]"


@pytest.fixture
def case(rules_alone):
    """In the place of the demo year, which takes long to load and is not needed here."""
    return cell_of_twenty()


@pytest.fixture
def meeting(case):
    return opened(case)


@pytest.fixture
def first(sign_in, meeting, live_server):
    page = sign_in("thuky")
    page.goto(f"{live_server.url}/meetings/{meeting.pk}/edit/")
    return page


@pytest.fixture
def second(browser, browser_context_args, first):
    """The other one, at another machine, with the same page open."""
    context = browser.new_context(**browser_context_args)
    page = context.new_page()
    page.goto(first.url)
    page.get_by_label("Tên đăng nhập").fill("phobithu")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_label("Ghi người vắng").wait_for()
    yield page
    context.close()


def now(meeting) -> Meeting:
    return Meeting.objects.get(pk=meeting.pk)


def head(page, label):
    field = page.get_by_label(label, exact=True)
    if not field.is_visible():
        page.get_by_text("Loại họp, ngày, địa điểm, khách mời").click()
    return field


def saved(page):
    expect(page.locator(STATE)).to_have_attribute("data-state", "saved", timeout=20_000)


def test_in_different_fields_both_are_saved(first, second, meeting):
    head(first, "Đại biểu, khách mời").fill("Đồng chí Hà")
    saved(first)
    head(second, "Địa điểm").fill("Phòng họp số 2")
    saved(second)
    assert (now(meeting).invited, now(meeting).place) == ("Đồng chí Hà", "Phòng họp số 2")
    expect(second.locator("[data-alerts]")).to_contain_text("Người khác cũng đang ghi biên bản này")


@pytest.fixture
def in_conflict(first, second):
    head(first, "Đại biểu, khách mời").fill("Đồng chí Hà")
    saved(first)
    head(second, "Đại biểu, khách mời").fill("Đồng chí Sơn")
    expect(second.locator(STATE)).to_have_attribute("data-state", "left", timeout=20_000)
    return second


def test_in_one_field_both_texts_are_shown_and_nothing_is_overwritten(in_conflict, meeting):
    expect(head(in_conflict, "Đại biểu, khách mời")).to_have_value("Đồng chí Sơn")
    expect(in_conflict.locator(".sheet-other")).to_have_text("Đồng chí Hà")
    assert now(meeting).invited == "Đồng chí Hà"


def test_the_second_keeps_his_own(in_conflict, meeting):
    in_conflict.get_by_role("button", name="Giữ bản của tôi").click()
    saved(in_conflict)
    assert now(meeting).invited == "Đồng chí Sơn"


def test_the_second_takes_the_other_text(in_conflict, meeting):
    in_conflict.get_by_role("button", name="Lấy bản kia").click()
    saved(in_conflict)
    expect(head(in_conflict, "Đại biểu, khách mời")).to_have_value("Đồng chí Hà")
    assert now(meeting).invited == "Đồng chí Hà"


def test_a_rich_text_in_conflict_is_readable(first, second, meeting):
    for page, text in ((first, "Bản một"), (second, "Bản hai")):
        page.keyboard.press("Alt+k")
        page.keyboard.insert_text(text)
        page.keyboard.press("Control+s")
        expect(page.locator(STATE)).not_to_have_attribute("data-state", "saving")
    expect(second.locator(".sheet-other")).to_have_text("Bản một")
    assert "Bản một" in now(meeting).conclusion


def test_adopting_with_two_clicks_adopts_once(first, meeting):
    first.keyboard.press("Alt+k")
    first.keyboard.insert_text("Chi bộ thống nhất.")
    first.keyboard.press("Alt+q")
    button = first.get_by_role("button", name="Thông qua biên bản")
    expect(button).to_be_focused()
    button.dblclick()
    # The message may be read on the way that the second click gave up: the page says it too.
    expect(first.get_by_text("Biên bản đã khóa.")).to_be_visible()
    assert now(meeting).is_adopted


def test_what_is_typed_into_locked_minutes_is_refused_and_stays_readable(first, second, meeting):
    first.keyboard.press("Alt+k")
    first.keyboard.insert_text("Chi bộ thống nhất.")
    saved(first)
    now(meeting).adopt(by=None)
    head(second, "Đại biểu, khách mời").fill("Đồng chí Sơn")
    expect(second.locator(STATE)).to_contain_text("Biên bản đã thông qua", timeout=20_000)
    expect(head(second, "Đại biểu, khách mời")).to_have_value("Đồng chí Sơn")
    assert now(meeting).invited == ""
