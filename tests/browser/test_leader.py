"""What waits for a leader is on the first page, and signed in few presses; no address is typed."""

import re

import pytest
from playwright.sync_api import expect

from cells.models import Term
from reports.models import Report

MOST_PRESSES = 6


@pytest.fixture
def approved(case):
    """The report of the year, checked by the office and approved."""
    report = Report.objects.get(unit__code="cdc-bac-giang")
    if not Term.objects.filter(unit=report.unit).exists():
        Term.objects.create(unit=report.unit, name="2020-2025", congress_on="2020-05-20")
    report.check_off(figures={}, by=None)
    report.approve(by=None)
    return report


def test_what_waits_on_the_first_page_is_signed_in_six_presses(sign_in, approved):
    page, presses = sign_in("lanhdao"), 1

    def press(role: str, name) -> None:
        nonlocal presses
        presses += 1
        page.get_by_role(role, name=name).first.click()

    press("link", re.compile("chờ ký ban hành"))
    press("link", approved.title)
    press("link", "Ban hành")
    page.get_by_label("Số báo cáo cuối cùng").fill("40")
    expect(page.get_by_label("Lý do vẫn ban hành")).to_have_count(0)  # nothing was found
    press("button", "Ban hành")
    expect(page.get_by_text("41-BC/ĐU").first).to_be_visible()
    assert Report.objects.get(pk=approved.pk).is_issued
    assert presses <= MOST_PRESSES
