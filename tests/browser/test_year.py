"""The year as three people live it: a secretary, the office, a leader. Real browser, real worker."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from cells.models import Unit
from evaluations.models import Round
from meetings.models import Meeting


def test_secretary_logs_a_meeting_with_two_absences(sign_in):
    page = sign_in("bithu1")
    page.get_by_role("link", name="Ghi cuộc họp").click()
    page.get_by_label("Loại").select_option("Thường kỳ")
    page.get_by_label("Ngày họp").fill("2021-01-12")
    page.get_by_label("Giờ bắt đầu").fill("14:00")
    page.get_by_label("Giờ kết thúc").fill("15:40")
    page.get_by_role("button", name="Tiếp tục").click()
    people = page.locator("[data-person]")
    expect(people).to_have_count(15)
    page.get_by_text("Điểm danh từng người").click()
    people.nth(2).get_by_text("Vắng có lý do").click()
    people.nth(2).get_by_label("Lý do", exact=True).fill("Đi công tác")
    people.nth(4).get_by_text("Vắng không lý do").click()
    page.locator("#meeting-conclusion").get_by_role("textbox").fill(
        "Chi bộ thống nhất nhiệm vụ tháng 1. <script>alert(1)</script>"
    )
    page.get_by_role("button", name="Lưu biên bản").click()
    expect(page.get_by_text("13/15")).to_be_visible()
    expect(page.get_by_text("<script>alert(1)</script>")).to_be_visible()
    absent = Meeting.objects.latest("id").attendances.exclude(status="present").order_by("status")
    marks = [("excused", "Đi công tác"), ("unexcused", "")]
    for _ in range(50):  # the page saves by itself, some time after the click
        if list(absent.values_list("status", "reason")) == marks:
            break
        page.wait_for_timeout(200)
    assert list(absent.values_list("status", "reason")) == marks


def test_office_enters_a_level_and_sees_the_cap_warning(sign_in):
    committee = Unit.objects.get(code="cdc-bac-giang")
    grading = Round.objects.open_for(committee, year=2021, by=None)
    page = sign_in("vanphong")
    page.goto(page.url + f"grading/{grading.pk}/")
    page.get_by_role("link", name="Xếp loại đảng viên Chi bộ 1").click()
    row = page.locator("[data-row]").first
    row.get_by_label("Hoàn thành xuất sắc nhiệm vụ", exact=True).check()
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đã lưu xếp loại đảng viên Chi bộ 1.")).to_be_visible()
    page.goto(page.url.split("/grading/")[0] + f"/grading/{grading.pk}/")
    expect(page.get_by_text("Số hoàn thành xuất sắc vượt 20%")).to_be_visible()
    assert grading.member_assessments.graded().get().level == "xs"


def test_leader_asks_for_the_report_and_opens_a_figure(sign_in, worker):
    page = sign_in("lanhdao")
    page.get_by_role("link", name="Mở dự thảo").click()
    page.get_by_role("button", name="Tạo tệp PDF").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    download = page.get_by_role("link", name="Tải tệp PDF")
    download.wait_for(timeout=60_000)
    with page.expect_download() as downloaded:
        download.click()
    pdf = PdfReader(io.BytesIO(downloaded.value.path().read_bytes()))
    text = "\n".join(sheet.extract_text() for sheet in pdf.pages)
    assert "19/92" in text
    assert "20,65%" in text
    page.get_by_role("button", name="Số liệu").click()
    page.get_by_role("link", name="Tất cả số liệu").click()
    page.get_by_label("Chủ đề").select_option("Xếp loại đảng viên")
    page.get_by_role("button", name="Xem").click()
    page.get_by_role("link", name="20,65%").first.click()
    expect(page.locator("tbody tr")).to_have_count(19)


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_the_screen(sign_in, width):
    page = sign_in("vanphong")
    page.set_viewport_size({"width": width, "height": 800})
    start = page.url.rstrip("/")
    for address in [
        "/",
        "/units/",
        "/members/",
        "/meetings/",
        "/meetings/calendar/",
        "/meetings/create/",
    ]:
        page.goto(start + address)
        assert page.evaluate("document.documentElement.scrollWidth") == width, address
