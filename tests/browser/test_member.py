"""A member on a telephone reads a resolution, reports a task, asks to be absent; types no address."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cells.models import Term
from cells.rights import Role
from common.periods import DAY
from meetings.documents import of_adoption
from meetings.models import AbsenceNotice, Meeting, Task
from members.models import Member
from tests.browser.minutes import cell_of_twenty
from tests.conftest import make_user
from tests.meetings.conftest import concluded, open_meeting

WIDTH = 360
pytestmark = pytest.mark.browser_context_args(
    viewport={"width": WIDTH, "height": 740}, is_mobile=True, has_touch=True
)


@pytest.fixture
def case(rules_alone):
    """A cell that has resolved something, given a task, and meets again tomorrow."""
    cell, today = cell_of_twenty(), timezone.localdate()
    member = Member.objects.on_roll(cell, today).last()
    Member.objects.filter(pk=member.pk).update(user=make_user("dangvien", Role.MEMBER, cell))
    Term.objects.create(unit=cell, name="2025-2030", congress_on="2025-03-10")
    meeting = open_meeting(cell, on=today, resolution="<p>Kết nạp hai đảng viên.</p>")
    Task.objects.create(meeting=meeting, text="Viết bài thu hoạch", assignee=member)
    concluded(meeting)
    meeting.refresh_from_db()
    meeting.adopt(by=None, documents=of_adoption(meeting))
    Meeting.objects.plan(unit=cell, kind="regular", held_on=today + DAY, place="Hội trường", by=None)
    return cell


@pytest.fixture
def phone(sign_in):
    return sign_in("dangvien")


def assert_own_page(phone, heading: str) -> None:
    """The page of that heading, no wider than the screen."""
    expect(phone.get_by_role("heading", level=1, name=heading)).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") == WIDTH


def test_a_resolution_is_read(phone):
    assert_own_page(phone, "Sinh hoạt của tôi")  # where a member begins
    phone.get_by_role("link", name="Nghị quyết").first.tap()
    assert_own_page(phone, "Nghị quyết")
    expect(phone.get_by_text("Kết nạp hai đảng viên.")).to_be_visible()
    phone.get_by_role("navigation", name="Đường dẫn").get_by_role("link").tap()
    assert_own_page(phone, "Sinh hoạt của tôi")


def test_a_task_is_reported(phone):
    phone.get_by_role("link", name="Viết bài thu hoạch").tap()
    assert_own_page(phone, "Báo cáo nhiệm vụ")
    phone.get_by_label("Đã xong").tap()
    phone.get_by_label("Kết quả, lý do").fill("Đã nộp cho chi ủy.")
    phone.get_by_role("button", name="Ghi báo cáo").tap()
    expect(phone.get_by_text("Đã ghi báo cáo nhiệm vụ.")).to_be_visible()
    expect(phone.get_by_text("Không có nhiệm vụ nào chưa xong.")).to_be_visible()
    assert Task.objects.get().done_on == timezone.localdate()


def test_leave_is_asked_for_and_taken_back(phone):
    phone.get_by_role("link", name="Xin vắng").tap()
    assert_own_page(phone, "Xin vắng")
    phone.get_by_role("button", name="Báo xin vắng").tap()
    expect(phone.get_by_label("Lý do xin vắng")).to_have_attribute("aria-invalid", "true")
    phone.get_by_label("Lý do xin vắng").fill("Đi công tác")
    phone.get_by_role("button", name="Báo xin vắng").tap()
    expect(phone.get_by_text("Đồng chí đã báo xin vắng: Đi công tác")).to_be_visible()
    phone.get_by_role("button", name="Tôi sẽ dự, rút báo vắng").tap()
    expect(phone.get_by_role("link", name="Xin vắng")).to_be_visible()
    assert AbsenceNotice.objects.count() == 0
