"""A report signed as it was read: the office and the leader, each in a browser."""

import pytest
from playwright.sync_api import expect

from cells.models import Term
from reports.models import Report, Stage


@pytest.fixture
def draft(case):
    report = Report.objects.get(unit__code="cdc-bac-giang")
    if not Term.objects.filter(unit=report.unit).exists():
        Term.objects.create(unit=report.unit, name="2020-2025", congress_on="2020-05-20")
    return report


def test_what_was_saved_after_the_leader_opened_the_page_is_shown_and_not_signed(
    sign_in, live_server, draft
):
    page = sign_in("lanhdao")
    page.goto(f"{live_server.url}/reports/{draft.pk}/issue/")
    draft.write("lessons", "Phải chuẩn bị chuyên đề sớm hơn.", revision=0, by=None)
    page.get_by_label("Số báo cáo cuối cùng").fill("40")
    page.get_by_label("Lý do vẫn ban hành").fill("Đã xem từng điểm.")
    page.get_by_role("button", name="Ban hành").click()
    alert = page.get_by_role("alert")
    expect(alert.get_by_text("Phải chuẩn bị chuyên đề sớm hơn.")).to_be_visible()
    assert Report.objects.get(pk=draft.pk).is_issued is False
    page.get_by_role("button", name="Ban hành").click()
    expect(page.get_by_text("41-BC/ĐU").first).to_be_visible()
    kept = Report.objects.get(pk=draft.pk).snapshot["headings"]
    lessons = next(heading["typed"] for heading in kept if heading["key"] == "lessons")
    assert lessons == ["Phải chuẩn bị chuyên đề sớm hơn."]


def test_the_office_rewords_a_counted_sentence_and_hands_the_report_on(sign_in, live_server, draft):
    page = sign_in("vanphong")
    page.goto(f"{live_server.url}/reports/{draft.pk}/")
    heading = page.get_by_role("heading", name="3. Công tác tổ chức")
    page.locator("section", has=heading).get_by_role("link", name="Viết mục này").click()
    page.get_by_label("Phần tự viết").fill("Kiện toàn cấp ủy các chi bộ.")
    page.get_by_text("Sửa câu, bỏ câu hoặc chuyển chỗ").first.click()
    words = page.get_by_label("Câu in ra").first
    words.fill("Toàn đảng bộ có {Đảng viên cuối năm} đồng chí.")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Không có số liệu tên “Đảng viên cuối năm”.")).to_be_visible()
    words.fill("Toàn đảng bộ có {Đảng viên cuối kỳ} đồng chí.")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Toàn đảng bộ có 92 đồng chí.")).to_be_visible()
    expect(page.get_by_text("Kiện toàn cấp ủy các chi bộ.")).to_be_visible()
    page.get_by_role("button", name="Đã soát xong, trình duyệt").click()
    expect(page.get_by_text("Đã soát", exact=True)).to_be_visible()
    assert Report.objects.get(pk=draft.pk).stage == Stage.CHECKED
