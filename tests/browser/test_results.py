"""After the decision: a grade is changed by decision, and a ward grades its own cells."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cells.models import Unit, UnitKind
from evaluations.models import AwardForm, AwardKind, Commendation, Level, Round
from tests.conftest import found, make_member, make_user


@pytest.fixture
def award(case):
    """Given to a member at the highest level in the closed round of the demo year."""
    row = Round.objects.get(year=2020).member_assessments.at_level(Level.XS).by_cell_and_name()[0]
    Commendation.objects.to_members().in_year(2020).filter(member=row.member).delete()
    facts = {"kind": AwardKind.ANNUAL, "form": AwardForm.MERIT, "reason": "Xuất sắc", "year": 2020}
    on = timezone.localdate()
    return Commendation.objects.give(unit=row.cell, member=row.member, given_on=on, by=None, **facts)


def test_grading_again_withdraws_what_was_given(sign_in, live_server, award):
    page, grading, name = sign_in("vanphong"), Round.objects.get(year=2020), award.member.full_name
    if not grading.is_closed:
        grading.close(by=None)
    page.goto(f"{live_server.url}/grading/{grading.pk}/members/?state=xs")
    page.get_by_role("link", name=f"Xếp loại lại {name}").first.click()
    page.get_by_label("Kết quả mới").select_option("Không hoàn thành nhiệm vụ")
    page.get_by_label("Lý do xếp loại lại").fill("Bị kỷ luật về vi phạm của năm 2020")
    page.get_by_label("Số quyết định").fill("03-QĐ/ĐU")
    page.get_by_label("Ngày ký quyết định").fill(f"{timezone.localdate():%d/%m/%Y}")
    page.get_by_label("Cơ quan ra quyết định").fill("Đảng ủy")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_text("Đồng thời hủy: giấy khen “Xuất sắc”")).to_be_visible()
    assert Commendation.objects.valid().filter(pk=award.pk).exists()
    page.get_by_role("button", name="Xếp loại lại").click()
    expect(page.get_by_text(f"{name}: hoàn thành xuất sắc nhiệm vụ, nay không")).to_be_visible()
    assert Commendation.objects.get(pk=award.pk).is_cancelled is True
    page.goto(f"{live_server.url}/grading/members/{award.member_id}/")
    expect(page.get_by_text("kết quả cũ: hoàn thành xuất sắc nhiệm vụ")).to_be_visible()


@pytest.fixture
def ward(case):
    """With a cell of its own and, below it, a body that grades its own members."""
    ward = found("phuong", UnitKind.UPPER_COMMITTEE, "Đảng bộ phường")
    cell = found("khu-pho", UnitKind.CELL, "Chi bộ khu phố", parent=ward, number=1)
    make_member("Lò Thị Hoa", unit=cell)
    body = found("tram", UnitKind.GRASSROOTS_CELL, "Chi bộ trạm y tế", parent=ward)
    make_member("Lò Văn Bản", unit=body)
    user = make_user("vanphongphuong", "office", Unit.objects.get(pk=ward.pk))
    user.working_year = 2025
    user.save(update_fields=["working_year"])
    return ward


def choose(page, who: str, level: str):
    row = page.locator("[data-row]").filter(has=page.locator("legend", has_text=who))
    row.get_by_label(level, exact=True).check()


def test_a_ward_grades_its_own_cells_and_decides_on_the_bodies_below(sign_in, ward):
    page = sign_in("vanphongphuong")
    page.get_by_role("button", name="Xếp loại, khen thưởng").click()
    page.get_by_role("link", name="Xếp loại", exact=True).first.click()
    page.get_by_role("link", name="Mở đợt xếp loại").first.click()
    page.get_by_label("Tổ chức đảng").select_option("Đảng bộ phường")
    page.get_by_label("Năm xếp loại").fill("2025")
    page.get_by_role("button", name="Mở đợt").click()
    expect(page.get_by_role("heading", name="Xếp loại năm 2025")).to_be_visible()
    page.get_by_role("link", name="Xếp loại đảng viên Chi bộ khu phố").click()
    expect(page.locator("legend", has_text="Lò Văn Bản")).to_have_count(0)
    choose(page, "Lò Thị Hoa", "Hoàn thành tốt nhiệm vụ")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("link", name="Xếp loại chi bộ và đảng bộ").click()
    choose(page, "Chi bộ khu phố", "Hoàn thành tốt nhiệm vụ")
    choose(page, "Chi bộ trạm y tế", "Hoàn thành nhiệm vụ")
    choose(page, "Đảng bộ phường", "Hoàn thành tốt nhiệm vụ")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đề nghị, chờ cấp trên quyết định")).to_be_visible()
    grading = Round.objects.get(unit=ward)
    levels = dict(grading.unit_assessments.values_list("name", "level"))
    assert levels == {"Đảng bộ phường": "t", "Chi bộ khu phố": "t", "Chi bộ trạm y tế": "ht"}
    assert grading.member_assessments.get().member.full_name == "Lò Thị Hoa"
