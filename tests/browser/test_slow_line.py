"""A slow line and an old telephone: what comes late, or never, loses nothing."""

import re

import pytest
from playwright.sync_api import expect

from cells.models import Unit
from cells.rights import Role
from evaluations.models import Appendix
from members.models import Member
from reports.figures import Scope
from reports.registers import REGISTERS, printing
from scoring.models import ScoreSheet
from tests.browser.minutes import cell_of_twenty, planned
from tests.conftest import day, make_user

OFFER = "Khôi phục nội dung chưa lưu"


@pytest.fixture
def case(rules_alone):
    """In the place of the demo year, which takes long to load and is not needed here."""
    return cell_of_twenty()


@pytest.fixture
def job(committee, office):
    """Which waits, as no worker runs."""
    scope = Scope(committee, day("2020-01-01"), day("2020-12-31"))
    return printing.ask(REGISTERS["members"], scope, of="own", by=office)


@pytest.fixture
def committee(case):
    return Unit.objects.get(code="dang-bo-hop")


@pytest.fixture
def office(committee):
    return make_user("vanphong", Role.OFFICE, committee)


@pytest.fixture
def page(sign_in, office):
    page = sign_in("vanphong")
    page.on("dialog", lambda dialog: dialog.accept())
    return page


def go_to_form(page, live_server, number=0):
    page.goto(f"{live_server.url}/members/{Member.objects.all()[number].pk}/edit/")
    return page.get_by_label("Nơi công tác")


def save(page):
    page.get_by_role("button", name="Lưu", exact=True).click()


def test_what_was_typed_before_the_scripts_came_is_kept(page, live_server, hold):
    go_to_form(page, live_server)
    let_in = hold("**/js/app*.js")
    page.get_by_label("Nơi công tác").fill("Gõ từ sớm")
    let_in()
    page.wait_for_load_state()
    go_to_form(page, live_server)
    page.get_by_role("button", name=OFFER).click()
    expect(page.get_by_label("Nơi công tác")).to_have_value("Gõ từ sớm")


def test_what_the_network_lost_is_not_forgotten_when_something_else_is_saved(page, live_server):
    go_to_form(page, live_server).fill("Chữ chưa lưu")
    address = page.url
    page.route(address, lambda route: route.abort())
    save(page)
    page.wait_for_timeout(500)
    page.unroute(address)
    go_to_form(page, live_server, 1).fill("Nơi khác")
    save(page)
    expect(page.locator("#messages .alert-success")).to_be_visible()
    page.goto(address)
    expect(page.get_by_role("button", name=OFFER)).to_be_visible()


SAVE_ANOTHER = """async (address) => {
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  const sent = new FormData(page.querySelector("form[data-draft]"));
  sent.set("work_place", "Nơi khác");
  await fetch(address, { method: "POST", body: sent, redirect: "manual" });
}"""


def test_an_error_page_that_tells_of_something_else_forgets_nothing(page, live_server):
    go_to_form(page, live_server).fill("Chữ chưa lưu")
    other = Member.objects.all()[1]
    page.evaluate(SAVE_ANOTHER, f"/members/{other.pk}/edit/")
    page.evaluate("document.querySelector('form[data-draft]').action = '/members/999999/edit/'")
    # Its console would tell of the status.
    page.route("**/999999/**", lambda route: route.fulfill(response=route.fetch(), status=200))
    save(page)
    expect(page.locator("body[data-failed] #messages .alert-success")).to_be_visible()
    go_to_form(page, live_server)
    expect(page.get_by_role("button", name=OFFER)).to_be_visible()


def test_a_saved_form_that_one_comes_back_to_is_offered_to_nobody(page, live_server):
    """The browser itself fills in what was typed before."""
    page.goto(f"{live_server.url}/members/")
    page.goto(f"{live_server.url}/meetings/create/")
    place = page.get_by_label("Địa điểm")
    place.fill("Phòng họp 2")
    page.evaluate("localStorage.clear()")  # as once it is saved
    page.goto(f"{live_server.url}/members/")
    page.go_back()
    expect(place).to_have_value("Phòng họp 2")
    assert page.evaluate("localStorage.length") == 0


def test_a_form_whose_sending_was_stopped_can_be_sent_again(page, live_server):
    page.clock.install()
    field = go_to_form(page, live_server)
    # The page stays, as when one stops it.
    page.route(page.url, lambda route: route.fulfill(status=204))
    field.fill("Dừng rồi gửi lại")
    save(page)
    button = page.get_by_role("button", name="Lưu", exact=True)
    expect(button).to_be_disabled()
    page.clock.fast_forward("00:31")
    expect(button).to_be_enabled()


def test_the_menu_that_was_pressed_before_its_script_came_opens(page, hold):
    page.set_viewport_size({"width": 360, "height": 740})
    let_in = hold("**/bootstrap.bundle*.js")
    page.get_by_role("button", name="Mục", exact=True).click()
    let_in()
    expect(page.locator("#menu")).to_be_visible()


def test_who_reads_on_is_not_led_back_to_the_wrong_field(page, live_server, hold):
    page.goto(f"{live_server.url}/members/add/")
    button = page.get_by_role("button", name="Xem trước").or_(page.locator("main [type=submit]")).first
    let_in = hold("**/js/app*.js", go=lambda: button.click(no_wait_after=True))
    page.locator("main .is-invalid").first.wait_for()
    page.evaluate("scrollTo({ top: 700, behavior: 'instant' })")
    let_in()
    page.wait_for_load_state()
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") == pytest.approx(700, abs=20)


def test_what_could_not_be_sent_is_told_where_it_was_pressed(page, live_server, case):
    page.goto(f"{live_server.url}/meetings/{planned(case).pk}/prepare/")
    page.wait_for_load_state("networkidle")  # the bell has asked
    page.context.set_offline(True)
    button = page.get_by_role("button", name="Tạo giấy mời PDF")
    for _ in range(2):
        button.click()
        expect(page.get_by_role("alert").filter(has_text="Chưa gửi được: mất mạng")).to_have_count(1)
    page.context.set_offline(False)
    button.click()
    expect(page.get_by_role("link", name="Xem lại tiến độ")).to_be_visible()
    expect(page.get_by_text("Chưa gửi được")).to_have_count(0)


def test_a_button_in_a_list_that_renews_itself_is_there_until_it_is_released(page, live_server, job):
    page.goto(f"{live_server.url}/jobs/")
    button = page.get_by_role("button", name="Dừng việc này")
    button.hover()
    page.mouse.down()
    with page.expect_response(re.compile("/jobs/")):
        pass
    page.wait_for_timeout(200)
    page.mouse.up()
    expect(button).to_have_count(0)
    job.refresh_from_db()
    assert job.is_over


def test_who_goes_by_keyboard_stays_at_the_button_when_the_list_renews_itself(page, live_server, job):
    page.goto(f"{live_server.url}/jobs/")
    button = page.get_by_role("button", name="Dừng việc này")
    button.focus()
    with page.expect_response(re.compile("/jobs/")):
        pass
    page.wait_for_timeout(300)
    expect(button).to_be_focused()


def test_rows_that_a_script_added_come_back_with_what_was_typed(page, live_server, committee):
    page.goto(f"{live_server.url}/grading/criteria/{committee.code}/new/{Appendix.values[0]}/")
    part = page.locator("[data-part]").first
    rows = part.locator("tbody tr")
    served = rows.count()
    for number in (1, 2):
        page.locator("[data-add-row]").first.click()
        rows.last.locator("textarea").fill(f"Tiêu chí thêm {number}")
    page.goto(page.url)
    expect(rows).to_have_count(served)
    page.get_by_role("button", name=OFFER).click()
    expect(rows).to_have_count(served + 2)
    expect(rows.last.locator("textarea")).to_have_value("Tiêu chí thêm 2")


def test_groups_and_items_that_a_script_added_come_back(page, live_server, committee):
    facts = {"name": "Biểu mới", "issuer": "Đảng ủy", "source": "Hướng dẫn 01"}
    sheet = ScoreSheet.objects.draft(unit=committee, valid_from=day("2020-01-01"), by=None, **facts)
    page.goto(f"{live_server.url}/meetings/score-sheets/{sheet.pk}/edit/")
    page.get_by_role("button", name="Thêm nhóm").click()
    group = page.locator("[data-group]").last
    group.get_by_label("Nhóm nội dung").fill("Nhóm thêm")
    group.get_by_role("button", name="Thêm tiêu chí").click()
    for number in (0, 1):
        item = group.locator("[data-sheet-item]").nth(number)
        item.locator("[name$='-text']").fill(f"Việc {number}")
    page.goto(page.url)
    page.get_by_role("button", name=OFFER).click()
    expect(group.get_by_label("Nhóm nội dung")).to_have_value("Nhóm thêm")
    expect(group.locator("[data-sheet-item]")).to_have_count(2)
    last = group.locator("[data-sheet-item]").last
    expect(last.locator("[name$='-text']")).to_have_value("Việc 1")
    assert last.locator("[name$='-group']").input_value() == group.get_attribute("data-group")
    group.get_by_role("button", name="Thêm tiêu chí").click()
    texts = page.locator("[data-sheet-item] textarea")
    names = texts.evaluate_all("all => all.map(({ name }) => name)")
    assert len(names) == len(set(names))
