"""Minutes without a chair are not adopted: the list leads to what lacks."""

import pytest
from playwright.sync_api import expect

from meetings.models import Meeting, changes
from tests.browser.minutes import cell_of_twenty, opened


@pytest.fixture
def case(rules_alone):
    """In the place of the demo year, which takes long to load and is not needed here."""
    return cell_of_twenty()


@pytest.fixture
def meeting(case):
    meeting = opened(case)
    meeting.record(changes("meeting", chair=None, conclusion="<p>Nhất trí.</p>"), by=None)
    return meeting


def test_the_list_leads_to_the_chair_and_then_they_are_adopted(sign_in, meeting, live_server):
    page = sign_in("thuky")
    page.goto(f"{live_server.url}/meetings/{meeting.pk}/")
    adopt = page.get_by_role("button", name="Thông qua và khóa")
    expect(adopt).to_have_count(0)
    page.get_by_role("link", name="Chưa ghi chủ trì.").click()
    chair = page.locator("#id_meeting-chair-typed")
    chair.fill("nguyen van an")
    chair.press("Tab")
    expect(chair).to_have_value("Nguyễn Văn An")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-state]")).to_have_attribute("data-state", "saved", timeout=20_000)
    page.goto(f"{live_server.url}/meetings/{meeting.pk}/")
    adopt.click()
    expect(page.get_by_text("Đã thông qua và khóa biên bản.")).to_be_visible()
    assert str(Meeting.objects.get().chair) == "Nguyễn Văn An"
