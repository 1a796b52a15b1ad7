"""The items of the minutes are one line each: opened by a tap, put up and down without a reload."""

import pytest
from playwright.sync_api import expect

from meetings.models import AgendaTemplate, Meeting, preparing
from tests.browser.minutes import cell_of_twenty, open_item, opened

SCREEN = 800
MOST_SCREENS = 4
TELEPHONE = {"width": 360, "height": 740}
LINE = 60


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
    page.set_viewport_size({"width": 1280, "height": SCREEN})
    page.goto(f"{live_server.url}/meetings/{meeting.pk}/edit/")
    return page


@pytest.fixture
def with_agenda(minutes, meeting):
    template = AgendaTemplate.objects.in_force(meeting.unit, meeting.kind, meeting.held_on)
    preparing.take_agenda(meeting, template, by=None)
    minutes.reload()
    return minutes


def saved(page):
    expect(page.locator("[data-state]")).to_have_attribute("data-state", "saved", timeout=20_000)


def titles(meeting) -> list[str]:
    return [item.title for item in Meeting.objects.get(pk=meeting.pk).items.all()]


def test_the_template_is_taken_with_one_press_and_what_was_typed_is_kept(minutes, meeting):
    minutes.keyboard.press("Alt+k")
    minutes.keyboard.insert_text("Chi bộ thống nhất.")
    minutes.get_by_role("button", name="Lấy chương trình mẫu").click()
    expect(minutes.locator("[data-items] > [data-section]")).to_have_count(11)
    assert "Chi bộ thống nhất." in Meeting.objects.get(pk=meeting.pk).conclusion


def test_eleven_items_and_a_roll_of_twenty_are_four_screens(with_agenda):
    height = with_agenda.evaluate("document.documentElement.scrollHeight")
    assert height <= MOST_SCREENS * SCREEN
    assert with_agenda.locator("[data-items] > [data-section] > details[open]").count() == 1


def test_an_item_goes_down_and_up_without_a_reload(with_agenda, meeting):
    page, before = with_agenda, titles(meeting)
    page.evaluate("window.isSame = true")
    page.get_by_role("button", name="Chuyển nội dung này xuống").first.click()
    saved(page)
    assert titles(meeting) == [before[1], before[0], *before[2:]]
    page.get_by_role("button", name="Chuyển nội dung này lên").nth(1).click()
    expect(page.locator("[data-state]")).to_have_attribute("data-state", "saved")
    page.keyboard.press("Control+s")
    saved(page)
    assert titles(meeting) == before
    assert page.evaluate("window.isSame")


def test_its_line_says_what_is_written_as_one_types(with_agenda):
    page = with_agenda
    line = page.locator("[data-items] summary").filter(has_text="Phương hướng, nhiệm vụ tháng tới")
    expect(line).to_contain_text("chưa ghi")
    open_item(page, "Phương hướng, nhiệm vụ tháng tới")
    section = page.locator("[data-items] > [data-section]").filter(has_text="Phương hướng, nhiệm vụ")
    section.get_by_role("textbox", name="Diễn biến").fill("Bàn kỹ.")
    section.get_by_role("button", name="Thêm ý kiến").click()
    section.get_by_label("Ý kiến", exact=True).fill("Nhất trí.")
    section.get_by_label("Nội dung", exact=True).fill("Nhiệm vụ tháng sau")
    line = page.locator("[data-items] summary").filter(has_text="Nhiệm vụ tháng sau")
    expect(line).to_have_text("Nhiệm vụ tháng sau diễn biến, 1 ý kiến")


def test_a_vote_counted_before_its_question_came_is_saved_whole(minutes, meeting):
    """The question is written while the numbers, which are refused without it, are on their way."""
    held = []

    def hold(route):
        if held:
            route.continue_()
        held.append(route)

    minutes.route("**/save/", hold)
    loose = minutes.locator("[data-section='']")
    loose.get_by_role("button", name="Thêm biểu quyết").click()
    loose.get_by_role("button", name="Tất cả tán thành").click()
    while not held:
        minutes.wait_for_timeout(50)
    loose.get_by_label("Nội dung biểu quyết").fill("Thông qua kết luận")
    held[0].continue_()
    saved(minutes)
    vote = Meeting.objects.get(pk=meeting.pk).votes.get()
    assert (vote.question, vote.in_favour, vote.against) == ("Thông qua kết luận", 20, 0)


def test_a_link_of_the_jump_list_opens_what_it_leads_to(with_agenda):
    with_agenda.get_by_role("link", name="Nghị quyết", exact=True).click()
    expect(with_agenda.get_by_role("button", name="Soạn nghị quyết từ biên bản")).to_be_visible()


def test_on_a_telephone_each_person_is_one_line_that_a_tap_opens(minutes, meeting):
    minutes.set_viewport_size(TELEPHONE)
    minutes.get_by_text("Điểm danh từng người").click()
    person = minutes.locator("[data-person]").nth(2)
    expect(person.get_by_text("Muộn", exact=True)).to_be_hidden()
    assert minutes.locator(".attendance").evaluate("list => list.offsetHeight") <= 20 * LINE
    person.locator("summary").click()
    person.get_by_text("Muộn", exact=True).click()
    expect(person.locator("summary")).to_contain_text("đến muộn")
    saved(minutes)
    assert meeting.attendances.filter(status="late").count() == 1
    minutes.set_viewport_size({"width": 1280, "height": SCREEN})
    expect(person.locator("summary")).to_be_hidden()
    expect(minutes.get_by_text("Muộn", exact=True)).to_have_count(20)
    expect(minutes.get_by_text("Muộn", exact=True).last).to_be_visible()


def test_on_a_telephone_each_item_to_prepare_is_one_line(with_agenda, meeting, live_server):
    page = with_agenda
    page.goto(f"{live_server.url}/meetings/{meeting.pk}/prepare/")
    expect(page.get_by_label("Nội dung", exact=True)).to_have_count(11)
    expect(page.get_by_label("Nội dung", exact=True).last).to_be_visible()
    page.set_viewport_size(TELEPHONE)
    expect(page.get_by_label("Nội dung", exact=True).last).to_be_hidden()
    page.locator("summary").filter(has_text="2. ").click()
    page.get_by_label("Dự kiến (phút)").nth(1).fill("37")
    page.get_by_role("button", name="Chuyển nội dung 2 lên").click()
    expect(page.locator("summary").filter(has_text="1. ").first).to_contain_text("37 phút")
    assert meeting.items.get(planned_minutes=37) == meeting.items.first()
