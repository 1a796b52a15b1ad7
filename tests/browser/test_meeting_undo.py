"""What one press did in the minutes can be taken back; an ambiguous name is asked about."""

import pytest
from playwright.sync_api import expect

from meetings.models import Meeting, changes
from tests.browser.minutes import cell_of_twenty, open_item, opened

KEY = "6f0a1c52-9a3b-4d0e-8a55-0d5a6d3f1b77"


@pytest.fixture
def case(rules_alone):
    """In the place of the demo year, which takes long to load and is not needed here."""
    return cell_of_twenty()


@pytest.fixture
def meeting(case):
    """With an item in which somebody spoke, something was put to the vote and a task was given."""
    meeting = opened(case)
    made = changes("item", KEY, title="Nhiệm vụ tháng tới", subject="direction", notes="<p>Bàn.</p>")
    made += changes("opinion", item=KEY, member=meeting.people()[0], text="Nhất trí.")
    made += changes("vote", item=KEY, question="Thông qua", in_favour=20)
    made += changes("task", item=KEY, text="Viết báo cáo", assignee=meeting.people()[1])
    meeting.record(made, by=None)
    return meeting


@pytest.fixture
def minutes(sign_in, meeting, live_server):
    page = sign_in("thuky")
    page.goto(f"{live_server.url}/meetings/{meeting.pk}/edit/")
    open_item(page, "Nhiệm vụ tháng tới")
    return page


def saved(page):
    expect(page.locator("[data-state]")).to_have_attribute("data-state", "saved", timeout=20_000)


def everything(meeting) -> dict:
    """All that was said of the item, but for the numbers of its rows."""
    meeting = Meeting.objects.get(pk=meeting.pk)
    return {
        "items": list(meeting.items.values_list("key", "title", "subject", "notes", "position")),
        "opinions": list(meeting.opinions.values_list("key", "item__key", "member", "text")),
        "votes": list(meeting.votes.values_list("key", "item__key", "question", "matter", "in_favour")),
        "tasks": list(meeting.tasks.values_list("key", "item__key", "text", "assignee")),
    }


def drop(page, name):
    page.get_by_role("button", name=name).first.click()
    expect(page.get_by_role("button", name="Hoàn tác")).to_be_focused()


@pytest.mark.parametrize("what", ["ý kiến", "biểu quyết", "nhiệm vụ"])
def test_a_dropped_row_comes_back_as_it_was(minutes, meeting, what):
    before = everything(meeting)
    drop(minutes, f"Bỏ {what} này")
    expect(minutes.get_by_text(f"Đã bỏ {what} này · Hoàn tác")).to_be_visible()
    saved(minutes)
    assert everything(meeting) != before
    minutes.get_by_role("button", name="Hoàn tác").click()
    minutes.get_by_role("button", name="Lưu biên bản").click()
    saved(minutes)
    assert everything(meeting) == before


def test_a_dropped_item_comes_back_with_all_that_stood_in_it(minutes, meeting):
    before = everything(meeting)
    minutes.get_by_text("Người trình bày, thời gian, bỏ nội dung").first.click()
    drop(minutes, "Bỏ nội dung này")
    saved(minutes)
    assert everything(meeting)["opinions"] == []
    minutes.get_by_role("button", name="Hoàn tác").press("Enter")
    minutes.get_by_role("button", name="Lưu biên bản").click()
    saved(minutes)
    assert everything(meeting) == before
    minutes.reload()
    open_item(minutes, "Nhiệm vụ tháng tới")
    expect(minutes.get_by_label("Ý kiến", exact=True).first).to_have_value("Nhất trí.")


def test_what_is_taken_back_before_the_answer_came_is_there(minutes, meeting):
    before, held = everything(meeting), []

    def hold(route):
        if held:
            route.continue_()
        held.append(route)

    minutes.route("**/save/", hold)
    drop(minutes, "Bỏ ý kiến này")
    while not held:
        minutes.wait_for_timeout(50)
    minutes.get_by_role("button", name="Hoàn tác").click()
    held[0].continue_()
    minutes.get_by_role("button", name="Lưu biên bản").click()
    saved(minutes)
    assert everything(meeting) == before


def test_everybody_present_can_be_taken_back(minutes, meeting):
    absent = meeting.attendances.by_name()[3]
    absent.status, absent.reason = "excused", "Ốm"
    absent.save()
    minutes.reload()
    expect(minutes.locator("[data-missing]")).to_have_text("Trần Văn An (vắng có lý do)")
    minutes.get_by_text("Điểm danh từng người").click()
    minutes.get_by_role("button", name="Ghi mọi người có mặt").click()
    expect(minutes.locator(".tally")).to_contain_text("20/20")
    saved(minutes)
    assert not meeting.attendances.filter(status="excused").exists()
    minutes.get_by_role("button", name="Hoàn tác").click()
    minutes.get_by_role("button", name="Lưu biên bản").click()
    saved(minutes)
    again = meeting.attendances.get(status="excused")
    assert (again.member_id, again.reason) == (absent.member_id, "Ốm")


def test_a_name_that_several_have_is_asked_about(minutes, meeting):
    chair = minutes.locator("#id_meeting-chair-typed")
    chair.fill("an")
    chair.press("Enter")
    expect(minutes.get_by_text("Có 4 người khớp “an”. Gõ thêm họ, hoặc bấm ↓ để chọn.")).to_be_visible()
    chair.blur()
    saved(minutes)
    expect(chair).to_have_value("an")
    expect(minutes.get_by_text("Có 4 người khớp “an”.")).to_be_visible()
    chair.fill("an")
    chair.press("ArrowDown")
    chair.press("Enter")
    expect(chair).to_have_value("Lê Văn An")
    minutes.get_by_label("Ghi người vắng").fill("chi; ốm")
    minutes.keyboard.press("Enter")
    expect(minutes.get_by_text("Có 4 người khớp “chi”.")).to_be_visible()
    line = minutes.locator("[data-section=''] [data-task-line]")
    line.fill("Thu đảng phí; bình; 31/12")
    line.press("Enter")
    expect(minutes.locator("[id$=-assignee-typed]:focus")).to_have_value("bình")
    minutes.keyboard.press("ArrowDown")
    minutes.keyboard.press("Enter")
    minutes.keyboard.press("Control+s")
    saved(minutes)
    assert str(Meeting.objects.get(pk=meeting.pk).chair) == "Lê Văn An"
    assert not meeting.attendances.exclude(status="present").exists()
    assert str(meeting.tasks.get(text="Thu đảng phí").assignee) == "Lê Văn Bình"


def test_who_is_missing_is_recorded_without_enter_and_who_is_not_known_is_told(minutes, meeting):
    """On a telephone the key may say "next" instead of Enter."""
    box = minutes.get_by_label("Ghi người vắng")
    box.fill("le van chi; ốm")
    box.blur()
    expect(minutes.get_by_text("Đã ghi: Lê Văn Chi vắng có lý do (ốm).")).to_be_visible()
    expect(box).to_have_value("")
    box.fill("chi; ốm")
    box.blur()
    expect(minutes.get_by_text("Chưa ghi: có 4 người khớp “chi”.")).to_be_visible()
    box.fill("hoa; ốm")
    box.blur()
    expect(minutes.get_by_text("Không có ai tên “hoa” trong danh sách")).to_be_visible()
    expect(box).to_have_value("hoa; ốm")
    saved(minutes)
    [absent] = meeting.attendances.exclude(status="present")
    assert (str(absent.member), absent.status, absent.reason) == ("Lê Văn Chi", "excused", "ốm")


def test_who_chairs_now_presents_what_the_chair_was_to_present(minutes, meeting):
    people = meeting.people()
    Meeting.objects.filter(pk=meeting.pk).update(chair=people[0])
    meeting.items.update(speaker=people[0])
    minutes.reload()
    chair = minutes.locator("#id_meeting-chair-typed")
    chair.fill("nguyen van dong")
    chair.press("Tab")
    expect(minutes.locator(f"#id_item-{KEY}-speaker-typed")).to_have_value("Nguyễn Văn Đông")
    saved(minutes)
    assert str(meeting.items.get().speaker) == "Nguyễn Văn Đông"
