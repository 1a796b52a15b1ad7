"""A member who had moved away comes back: the known record is shown, and taken up again."""

from playwright.sync_api import expect

from cells.models import Unit
from members.models import LeftBy, Member
from tests.conftest import day


def gone() -> Member:
    cell = Unit.objects.get(code="cdc-bac-giang-1")
    spell = cell.memberships.permanent().open().by_name()[0]
    spell.leave(on=day("2020-06-01"), left_by=LeftBy.TRANSFER, left_to="Đảng bộ tỉnh bên", by=None)
    return Member.objects.get(pk=spell.member_id)


def test_a_member_who_comes_back_keeps_the_record(sign_in, page, live_server):
    sign_in("vanphong")
    member = gone()
    page.goto(f"{live_server.url}/members/?status=left&q={member.full_name}")
    page.locator("tbody").get_by_role("link", name=member.full_name).click()
    expect(page.get_by_text("Đảng bộ tỉnh bên").first).to_be_visible()
    page.get_by_role("link", name="Tiếp nhận trở lại").click()
    page.get_by_label("Chi bộ nhận").select_option(label="Chi bộ 2")
    page.get_by_label("Sinh hoạt tại chi bộ từ ngày").fill("1/9/2020")
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_role("button", name="Tiếp nhận", exact=True).click()
    expect(page.locator("#messages .alert-success")).to_be_visible()
    spell = member.current_membership()
    assert (spell.unit.code, spell.starts_on) == ("cdc-bac-giang-2", day("2020-09-01"))
