"""A secretary, from signing in to adopted minutes of a meeting of today, by what the pages say alone.

An input is one press, one choice, or one field that is written in; the letters are text, which somebody
has to write in any program. No address is typed.
"""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings.models import Meeting
from tests.browser.conftest import PASSWORD
from tests.browser.minutes import cell_of_twenty

MOST_INPUTS = 60


@pytest.fixture
def case(rules_alone):
    """In the place of the demo year, which takes long to load and is not needed here."""
    return cell_of_twenty()


class Person:
    """Presses and writes what is on the page, and counts it."""

    def __init__(self, page):
        self.page, self.inputs = page, 0

    def press(self, name: str, role: str = "button") -> None:
        self.inputs += 1
        shown = self.page.get_by_role(role, name=name).locator("visible=true")
        shown.first.click()

    def write(self, label: str, text: str, *, last: bool = False, within=None) -> None:
        self.inputs += 1
        fields = (within or self.page).get_by_label(label).locator("visible=true")
        (fields.last if last else fields.first).fill(text)

    def enter(self, label: str, text: str) -> None:
        """A line that is ended by Enter: two inputs."""
        self.write(label, text)
        self.inputs += 1
        self.page.keyboard.press("Enter")

    def item(self, title: str, *, is_open: bool = False):
        """The item of that title, opened by its line."""
        line = self.page.locator("summary", has_text=title)
        item = self.page.locator("[data-items] > [data-section]").filter(has=line)
        if not is_open:
            self.inputs += 1
            item.locator("summary").first.click()
        return item


@pytest.fixture
def secretary(page, live_server, case):
    page.goto(live_server.url)
    return Person(page)


def test_from_signing_in_to_adopted_minutes_in_sixty_inputs(secretary):
    sign_in_and_open(secretary)
    attend(secretary)
    write_up(secretary)
    adopt(secretary)
    meeting = Meeting.objects.get()
    assert (meeting.is_adopted, meeting.held_on) == (True, timezone.localdate())
    assert (meeting.items.count(), meeting.tasks.count(), meeting.votes.get().in_favour) == (11, 2, 18)
    assert (meeting.opinions.count(), meeting.ends_at is None) == (2, False)
    assert meeting.items.exclude(conclusion="").count() == 7
    assert secretary.inputs <= MOST_INPUTS, secretary.inputs


def sign_in_and_open(person: Person) -> None:
    person.write("Tên đăng nhập", "thuky")
    person.write("Mật khẩu", PASSWORD)
    person.press("Đăng nhập")
    person.press("Ghi cuộc họp", "link")
    person.write("Giờ bắt đầu", "00:00")
    person.write("Địa điểm", "Hội trường")
    person.press("Tiếp tục")  # unit, kind and day are there
    person.press("Lấy chương trình mẫu")


def attend(person: Person) -> None:
    """Chair, secretary and everybody present are there."""
    person.enter("Ghi người vắng", "le van binh; ốm")
    person.enter("Ghi người vắng", "pham van chi; đi công tác")


ITEMS = [
    "Điểm danh",
    "Báo cáo đánh giá tháng trước",
    "Kiểm điểm nhiệm vụ đã giao",
    "Thông tin thời sự",
    "Phương hướng, nhiệm vụ tháng tới",
    "Tổng hợp ý kiến",
]


def write_up(person: Person) -> None:
    first = person.item("Nêu mục đích", is_open=True)  # the first in which nothing is written
    person.write("Diễn biến", "Chủ trì nêu mục đích.", within=first)
    person.write("Kết luận nội dung này", "Nhất trí.", within=first)
    for title in ITEMS:
        item = person.item(title)
        person.write("Diễn biến", "Báo cáo, thảo luận.", within=item)
        person.write("Kết luận nội dung này", "Nhất trí.", within=item)
    said = person.item("Thảo luận; tự phê bình")
    for name, text in (("tran van an", "Nhất trí với báo cáo."), ("pham van dong", "Cần sớm hơn.")):
        person.inputs += 1
        said.get_by_role("button", name="Thêm ý kiến").click()
        person.write("Người phát biểu", name, last=True, within=said)
        person.write("Ý kiến", text, last=True, within=said)
    decided = person.item("Giải đáp kiến nghị")
    person.inputs += 2
    decided.get_by_role("button", name="Thêm biểu quyết").click()
    decided.get_by_role("button", name="Tất cả tán thành").click()
    person.write("Nội dung biểu quyết", "Thông qua kết luận", within=decided)
    for text in ("Viết báo cáo; tran van an; 31/12", "Thu đảng phí; tran van dong; 31/12"):
        person.inputs += 2
        decided.locator("[data-task-line]").fill(text)
        person.page.keyboard.press("Enter")


def adopt(person: Person) -> None:
    person.press("Kết luận", "link")
    person.inputs += 1
    person.page.get_by_role("textbox", name="Kết luận", exact=False).last.fill("Chi bộ thống nhất.")
    person.press("Bây giờ Alt+G")
    person.press("Lưu biên bản")
    person.press("Thông qua biên bản")
    expect(person.page.get_by_text("Đã thông qua và khóa biên bản.")).to_be_visible()
