"""A secretary drives a whole meeting by the keyboard alone, while people talk.

An input is one press of a key or of a chord that is not text: Tab, Enter, an arrow, Alt+B. The letters
typed into a field are text, which somebody has to write in any program.
"""

import pytest
from playwright.sync_api import expect

from meetings.models import Meeting, Vote
from tests.browser.minutes import cell_of_twenty, planned

MOST_INPUTS = 12


class Keyboard:
    """Presses keys and counts them; types text."""

    def __init__(self, page):
        self.page, self.inputs = page, 0

    def press(self, key):
        self.inputs += 1
        self.page.keyboard.press(key)

    def text(self, text):
        self.page.keyboard.insert_text(text)


@pytest.fixture
def case(rules_alone):
    """In the place of the demo year, which takes long to load and is not needed here."""
    return cell_of_twenty()


@pytest.fixture
def meeting(case):
    return planned(case)


@pytest.fixture
def page_of_meeting(sign_in, meeting, live_server):
    page = sign_in("thuky")
    page.goto(f"{live_server.url}/meetings/{meeting.pk}/edit/")
    expect(page.get_by_role("button", name="Bắt đầu họp")).to_be_focused()
    return page


def test_from_opening_to_adopted_minutes_in_twelve_inputs(page_of_meeting, meeting):
    page = page_of_meeting
    keys = Keyboard(page)
    keys.press("Enter")  # begin: roll, chair, secretary and start are there
    expect(page.get_by_label("Ghi người vắng")).to_be_focused()
    keys.text("le van binh; ốm")
    keys.press("Enter")
    keys.text("pham van chi; đi công tác")
    keys.press("Enter")
    expect(page.locator(".tally")).to_contain_text("18/20")
    keys.press("Alt+b")
    keys.text("Thông qua nghị quyết tháng")
    keys.press("Alt+t")
    expect(page.locator("[data-result]")).to_have_text("Được thông qua (18/20 = 90%).")
    keys.press("Alt+n")
    keys.text("Viết báo cáo tháng; tran van an; 31/12")
    keys.press("Enter")
    keys.text("Thu đảng phí; tran van dong; 31/12")
    keys.press("Enter")
    keys.press("Alt+k")
    keys.text("Chi bộ thống nhất.")
    keys.press("Alt+g")  # it ends now
    keys.press("Alt+q")
    expect(page.get_by_role("button", name="Thông qua biên bản")).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_text("Đã thông qua và khóa biên bản.")).to_be_visible()
    assert keys.inputs <= MOST_INPUTS

    saved = Meeting.objects.get(pk=meeting.pk)
    assert saved.is_adopted
    assert (str(saved.chair), str(saved.secretary)) == ("Nguyễn Văn An", "Nguyễn Văn Bình")
    assert saved.ends_at is not None
    absent = saved.attendances.exclude(status="present").by_name()
    assert [(str(row.member), row.status, row.reason) for row in absent] == [
        ("Lê Văn Bình", "excused", "ốm"),
        ("Phạm Văn Chi", "excused", "đi công tác"),
    ]
    vote = Vote.objects.get(meeting=saved)
    assert (vote.question, vote.in_favour) == ("Thông qua nghị quyết tháng", 18)
    assert vote.is_carried(eligible=20)
    tasks = saved.tasks.order_by("id")
    assert [(task.text, str(task.assignee), f"{task.due_on:%d/%m}") for task in tasks] == [
        ("Viết báo cáo tháng", "Trần Văn An", "31/12"),
        ("Thu đảng phí", "Trần Văn Đông", "31/12"),
    ]
