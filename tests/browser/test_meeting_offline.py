"""Minutes are saved as they are typed; a lost network, session or page loses nothing."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from meetings.models import Meeting, changes
from tests.browser.minutes import cell_of_twenty, opened

STATE = "[data-state]"
KEY = "6f0a1c52-9a3b-4d0e-8a55-0d5a6d3f1b77"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def case(rules_alone):
    """In the place of the demo year, which takes long to load and is not needed here."""
    return cell_of_twenty()


@pytest.fixture
def meeting(case):
    return opened(case)


@pytest.fixture
def minutes(sign_in, meeting, live_server):
    page = sign_in("thuky")
    page.goto(f"{live_server.url}/meetings/{meeting.pk}/edit/")
    return page


def now(meeting) -> Meeting:
    return Meeting.objects.get(pk=meeting.pk)


def saved(page):
    expect(page.locator(STATE)).to_have_attribute("data-state", "saved", timeout=20_000)


def guests(page):
    page.get_by_text("Loại họp, ngày, địa điểm, khách mời").click()
    return page.get_by_label("Đại biểu, khách mời", exact=True)


def test_typing_is_saved_without_any_button(minutes, meeting):
    guests(minutes).fill("Đồng chí Hà")
    saved(minutes)
    assert now(meeting).invited == "Đồng chí Hà"
    minutes.reload()
    assert minutes.evaluate("Object.keys(localStorage).length") == 0


def test_a_cut_network_and_a_reload_lose_nothing(minutes, meeting, live_server):
    page = minutes
    guests(page).fill("Đồng chí Hà")
    saved(page)
    page.context.set_offline(True)
    guests_field = page.get_by_label("Đại biểu, khách mời", exact=True)
    guests_field.fill("Đồng chí Hà, đồng chí Sơn")
    page.get_by_label("Ghi người vắng").fill("le van chi; ốm")
    page.keyboard.press("Enter")
    page.locator("[data-section=''] [data-task-line]").fill("Thu đảng phí; tran van an; 31/12")
    page.keyboard.press("Enter")
    page.keyboard.press("Alt+y")
    page.get_by_label("Ý kiến", exact=True).last.fill("Nhất trí với dự thảo.")
    expect(page.locator(STATE)).to_contain_text("còn giữ trong máy này")
    assert now(meeting).invited == "Đồng chí Hà"

    page.route("**/save/", lambda route: route.abort())
    page.context.set_offline(False)  # the page comes, saving still does not
    page.reload()
    expect(page.get_by_label("Ý kiến", exact=True).last).to_have_value("Nhất trí với dự thảo.")
    assert not meeting.tasks.exists()
    page.unroute("**/save/")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    saved(page)

    assert now(meeting).invited == "Đồng chí Hà, đồng chí Sơn"
    absent = meeting.attendances.exclude(status="present").get()
    assert (str(absent.member), absent.status, absent.reason) == ("Lê Văn Chi", "excused", "ốm")
    assert [(t.text, str(t.assignee)) for t in meeting.tasks.all()] == [("Thu đảng phí", "Trần Văn An")]
    assert [opinion.text for opinion in meeting.opinions.all()] == ["Nhất trí với dự thảo."]
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_lost_session_is_told_and_loses_nothing(minutes, meeting):
    page = minutes
    page.wait_for_load_state("networkidle")  # the bell has asked
    Session.objects.all().delete()
    guests(page).fill("Đồng chí Hà")
    expect(page.locator(STATE)).to_contain_text("Phiên làm việc đã hết.", timeout=20_000)
    page.get_by_role("link", name="Đăng nhập lại").click()
    page.get_by_label("Tên đăng nhập").fill("thuky")
    page.get_by_label("Mật khẩu").fill("mat-khau-thu-nghiem")
    page.get_by_role("button", name="Đăng nhập").click()
    saved(page)
    assert now(meeting).invited == "Đồng chí Hà"


def test_the_same_batch_sent_twice_makes_one_row(minutes, meeting):
    """The answer is lost on its way: the browser cannot know, and sends the batch again."""
    page, answers = minutes, []

    def lose_the_first(route):
        answers.append(route.fetch())
        if len(answers) == 1:
            route.abort()
        else:
            route.fulfill(response=answers[-1])

    page.route("**/save/", lose_the_first)
    page.locator("[data-section=''] [data-task-line]").fill("Thu đảng phí")
    page.keyboard.press("Enter")
    saved(page)
    assert len(answers) == 2
    assert [task.text for task in meeting.tasks.all()] == ["Thu đảng phí"]


def test_a_reload_before_the_answer_loses_nothing_and_blames_nobody(minutes, meeting):
    """The network is back, a batch is on its way, and the page is read before the server has it."""
    page, bodies = minutes, []
    meeting.record(changes("item", KEY, title="Đánh giá tháng trước"), by=None)
    page.reload()

    def hold_the_first(route):
        bodies.append(route.request.post_data)
        if len(bodies) == 1:
            return  # neither sent nor answered while this page lives
        if len(bodies) == 2:
            csrf = route.request.headers["x-csrftoken"]
            page.request.post(
                route.request.url,
                data=bodies[0],
                headers={"X-CSRFToken": csrf, "Content-Type": FORM, "Referer": page.url},
            )
        route.continue_()

    page.route("**/save/", hold_the_first)
    page.locator(f"#item-{KEY}").get_by_role("button", name="Thêm ý kiến").click()
    page.keyboard.insert_text("tran van an")
    page.keyboard.press("Tab")
    page.get_by_label("Ý kiến", exact=True).first.fill("Nhất")
    page.wait_for_timeout(2_000)  # longer than the pause after which it is sent
    assert len(bodies) == 1
    page.get_by_label("Ý kiến", exact=True).first.fill("Nhất trí.")
    page.reload()
    saved(page)
    opinion = meeting.opinions.get()
    assert (opinion.text, str(opinion.member), str(opinion.item.key)) == (
        "Nhất trí.",
        "Trần Văn An",
        KEY,
    )
    expect(page.locator("[data-alerts]")).to_be_empty()
    assert page.locator(".sheet-beside").count() == 0


def test_a_new_line_of_the_agenda_is_put_back_where_it_was_typed(minutes, meeting, live_server):
    page = minutes
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{live_server.url}/meetings/{meeting.pk}/prepare/")
    page.get_by_label("Thêm nội dung").first.fill("Kết nạp đảng viên")
    page.reload()
    page.get_by_role("button", name="Khôi phục nội dung chưa lưu").click()
    expect(page.get_by_label("Thêm nội dung").first).to_have_value("Kết nạp đảng viên")
    page.get_by_role("button", name="Lưu chương trình").click()
    expect(page.locator("#messages .alert-success")).to_be_visible()
    assert [item.title for item in meeting.items.all()] == ["Kết nạp đảng viên"]


def test_a_mark_set_before_the_scripts_came_is_saved(sign_in, meeting, live_server):
    page, waiting = sign_in("thuky"), []

    def hold(route):
        waiting.append(route)

    page.route("**/minutes/fields*.js", hold)
    page.goto(f"{live_server.url}/meetings/{meeting.pk}/edit/", wait_until="commit")
    page.get_by_text("Điểm danh từng người").click()
    page.locator("[data-person]").nth(2).get_by_text("Vắng không lý do").click()
    while not waiting:
        page.wait_for_timeout(50)
    waiting[0].continue_()
    page.wait_for_load_state()
    guests(page).fill("Đồng chí Hà")
    for _ in range(50):
        if now(meeting).invited == "Đồng chí Hà":
            break
        page.wait_for_timeout(200)
    assert now(meeting).attendances.filter(status="unexcused").count() == 1
