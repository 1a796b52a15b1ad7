"""From an empty installation to the first adopted minutes of a cell, as slow people do it."""

import io
import re

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from common.periods import DAY
from meetings.models import Meeting
from tests.accounts.pages import code_of
from tests.upkeep.imports.workbooks import workbook

# Seconds to find and press something, and to type a sign: four times what Card, Moran and Newell
# (1980) measured for thinking and pointing, and their slowest typist, "unfamiliar with keyboards".
FIND, SIGN = 10, 1.2
MOST = 30 * 60
WAIT = 90_000  # milliseconds for a worker to start and read, on a busy machine
CONCLUSION = "Chi bộ thống nhất nhiệm vụ tháng 12 và phân công đảng viên thực hiện."
PEOPLE = [
    ("Nguyễn Văn An", "1", "Bí thư"),
    ("Trần Thị Bình", "1", "Phó bí thư"),
    ("Lê Văn Cường", "1", None),
    ("Vũ Văn Đông", "2", "Bí thư"),
]


@pytest.fixture
def case(rules_alone, settings):
    """Nothing but the rules, as after an installation: a second factor is asked for."""
    settings.SECOND_FACTOR_REQUIRED = True


class Slow:
    """Somebody at a page of the own, and the seconds that it took so far."""

    seconds = 0

    def __init__(self, new_context, start: str):
        self.page = new_context().new_page()
        self.page.goto(start)

    def press(self, name: str, role: str = "button") -> None:
        Slow.seconds += FIND
        self.page.get_by_role(role, name=name).first.click(timeout=WAIT)

    def follow(self, name: str) -> None:
        self.press(name, "link")

    def type(self, label: str, text: str) -> None:
        Slow.seconds += FIND + SIGN * len(text)
        self.page.get_by_label(label).first.fill(text)

    def choose(self, label: str, choice: str) -> None:
        Slow.seconds += FIND
        self.page.get_by_label(label).select_option(label=choice)

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=WAIT)

    def begin(self, username: str, first: str) -> None:
        """The one-time password, the own one, and the second factor."""
        own = f"mat-khau-cua-{username}"
        self.type("Tên đăng nhập", username)
        self.type("Mật khẩu", first)
        self.press("Đăng nhập")
        self.type("Mật khẩu mới", own)
        self.type("Nhập lại mật khẩu mới", own)
        self.press("Đổi mật khẩu")
        Slow.seconds += 2 * 60  # to find the telephone, install the application and take the picture
        self.type("Mã", code_of(self.page.locator("code.secret").inner_text()))
        self.press("Bật xác thực hai lớp")
        self.follow("Công tác đảng")

    def one_time_password(self) -> str:
        return re.search(r"\b\w{4}-\w{4}-\w{4}-\w{4}\b", self.page.locator("main").inner_text())[0]


def members() -> bytes:
    """The list that an office has."""
    headings = ["Họ và tên", "Ngày sinh", "Giới tính", "Trình độ", "Ngày vào Đảng", "Ngày chính thức"]
    headings += ["Chi bộ", "Chức vụ Đảng"]
    rows = [
        (name, "20/05/1975", "Nam", "Đại học", "03/03/2005", "03/03/2006", cell, office)
        for name, cell, office in PEOPLE
    ]
    return workbook(
        [dict(zip(headings, row, strict=True)) for row in rows],
        dict(zip(headings, headings, strict=True)),
    )


def test_from_nothing_to_adopted_minutes(new_context, live_server, case, worker, tmp_path):
    printed = io.StringIO()
    found = ["dang-bo", "Đảng bộ Trung tâm", "2019-01-01"]
    call_command("create_admin", "quantri", "--found", *found, stdout=printed)
    Slow.seconds = 5 * 60  # reading what to do, and the command
    admin = Slow(new_context, live_server.url)
    admin.begin("quantri", printed.getvalue().split()[-1])
    account_of_the_office(admin)
    office = Slow(new_context, live_server.url)
    office.begin("vanphong", admin.first)
    (tmp_path / "danh-sach.xlsx").write_bytes(members())
    cells_and_members(office, tmp_path / "danh-sach.xlsx")
    admin.press("Thiết lập")
    admin.follow("Tài khoản")
    admin.follow("Tạo cho bí thư các chi bộ")
    admin.press("Lập các tài khoản này")
    secretary = Slow(new_context, live_server.url)
    secretary.begin("an.nv", admin.one_time_password())
    first_meeting(secretary)
    assert Meeting.objects.get().is_adopted
    assert Slow.seconds <= MOST, Slow.seconds


def account_of_the_office(admin: Slow) -> None:
    admin.press("Thiết lập")
    admin.follow("Tài khoản")
    admin.follow("Tạo tài khoản")
    admin.type("Họ và tên", "Văn phòng")
    admin.type("Tên đăng nhập", "vanphong")
    admin.press("Tạo tài khoản")
    admin.first = admin.one_time_password()
    admin.follow("Phân công vai trò")
    admin.choose("Vai trò", "Bộ phận giúp việc đảng ủy")
    admin.choose("Tại", "Đảng bộ Trung tâm")
    admin.press("Phân công")


def cells_and_members(office: Slow, path) -> None:
    office.follow("Bắt đầu sử dụng: từng bước một")
    office.follow("Lập danh sách chi bộ")
    office.type("Số, dòng 1", "1")
    office.type("Số, dòng 2", "2")
    office.press("Lập các chi bộ này")
    office.follow("Nhập từ tệp Excel")
    office.choose("Loại bảng", "Danh sách đảng viên")
    office.choose("Nhập cho", "Đảng bộ Trung tâm")
    office.type("Danh sách tính đến ngày", "01/01/2026")
    Slow.seconds += FIND
    office.page.get_by_label("Tệp Excel").last.set_input_files(path)
    office.press("Tải lên và xem trước")
    office.press("Ghi tất cả vào phần mềm")
    office.sees("Đã ghi vào phần mềm lúc")


def first_meeting(secretary: Slow) -> None:
    secretary.follow("Ghi cuộc họp")
    secretary.choose("Loại", "Thường kỳ")
    secretary.type("Ngày họp", f"{timezone.localdate() - DAY:%d/%m/%Y}")
    secretary.type("Giờ bắt đầu", "14:00")
    secretary.type("Giờ kết thúc", "15:40")
    secretary.press("Tiếp tục")
    Slow.seconds += FIND + SIGN * len(CONCLUSION)
    secretary.page.locator("#meeting-conclusion [contenteditable]").fill(CONCLUSION)
    secretary.press("Lưu biên bản")
    secretary.press("Thông qua biên bản")
    secretary.sees("Đã thông qua và khóa biên bản.")
