"""From quần chúng ưu tú to member on probation: the secretary on a phone, the office at the desk."""

import pytest
from playwright.sync_api import expect

from cells.models import Unit
from members.models import Candidate, Member

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}


@pytest.fixture
def helpers(case):
    """Two official members of the secretary's cell."""
    cell = Unit.objects.get(code="cdc-bac-giang-1")
    roll = cell.memberships.permanent().open().filter(member__official_on__year__lt=2018)
    return [spell.member.full_name for spell in roll.by_name()[:2]]


@pytest.fixture
def turn(page, sign_in, live_server):
    """The next person sits down, with a screen of that size, and opens the case of the candidate."""

    def as_user(name, size):
        page.context.clear_cookies()
        page.set_viewport_size(size)
        sign_in(name)
        page.goto(f"{live_server.url}/cases/?kind=admission")
        page.get_by_role("link", name="Lê Thị Hoa").click()

    return as_user


def record(page, on, **typed):
    """Fill the fields of the next step by their labels, and record it."""
    page.get_by_label("Ngày thực hiện").or_(page.get_by_label("Ngày hoàn thành")).or_(
        page.get_by_label("Ngày quyết định có hiệu lực")
    ).fill(on)
    for label, value in typed.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Ghi bước này").click()
    expect(page.locator("#messages .alert-success")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]


def note(page, live_server):
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/candidates/add/")
    page.get_by_label("Chi bộ ghi nhận ngày").fill("2020-01-10")
    page.get_by_label("Họ và tên").fill("Lê Thị Hoa")
    page.get_by_role("button", name="Ghi nhận").click()
    page.get_by_role("link", name="Bổ sung").click()
    page.get_by_label("Giới tính").select_option("Nữ")
    page.get_by_label("Ngày sinh").fill("1995-04-01")
    page.get_by_label("Dân tộc").fill("Kinh")
    page.get_by_label("Trình độ").select_option("Đại học")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("link", name="Kết nạp đảng viên").click()


def test_a_candidate_becomes_a_member_on_probation(sign_in, page, live_server, turn, helpers):
    sign_in("bithu1")
    note(page, live_server)
    page.get_by_label("Đảng viên được phân công giúp đỡ thứ nhất").select_option(helpers[0])
    page.get_by_label("Đảng viên được phân công giúp đỡ thứ hai").select_option(helpers[1])
    record(page, "2020-06-20")
    record(page, "2020-07-05", **{"Ngày bắt đầu học": "2020-07-01"})
    record(page, "2020-07-10")
    expect(page.get_by_text("Đảng ủy ghi bước này.")).to_be_visible()

    turn("vanphong", DESK)
    record(page, "2020-08-10")

    turn("bithu1", PHONE)
    voters = int(page.get_by_label("Số đảng viên chính thức của chi bộ").input_value())
    record(page, "2020-09-05", **{"Số phiếu tán thành": str(voters)})

    turn("vanphong", DESK)
    record(page, "2020-09-20")
    decision = {"Số quyết định": "31-QĐ/ĐU", "Ngày ký quyết định": "2020-10-05"}
    record(page, "2020-10-05", **decision, **{"Cơ quan ra quyết định": "Đảng ủy"})

    turn("bithu1", PHONE)
    page.get_by_label("Ngày thực hiện").fill("2020-10-20")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_text("Từ 20/10/2020, Lê Thị Hoa là đảng viên dự bị")).to_be_visible()
    page.get_by_role("button", name="Ghi bước này").click()
    expect(page.get_by_text("Hồ sơ đã xong ngày 20/10/2020")).to_be_visible()

    page.goto(f"{live_server.url}/members/?unit=cdc-bac-giang-1&on=2020-10-20&q=le+thi+hoa")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text("Dự bị")
    assert Candidate.objects.get(full_name="Lê Thị Hoa").member == Member.objects.get(
        full_name="Lê Thị Hoa"
    )
