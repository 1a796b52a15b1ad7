"""Minutes are saved as they are typed; a lost network, session or page loses nothing."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from meetings.models import Meeting
from tests.browser.minutes import cell_of_twenty, opened

STATE = "[data-state]"


@pytest.fixture
def case(transactional_db, django_db_serialized_rollback):
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
    return page.get_by_label("Khách mời", exact=True)


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
    guests_field = page.get_by_label("Khách mời", exact=True)
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
