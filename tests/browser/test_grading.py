"""Grading: a secretary counts votes, a member files the self-review, the office grades by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import User
from cells.models import Unit
from evaluations.models import Opinion, Round, Vote
from tests.conftest import day, make_member, make_user


@pytest.fixture
def rows(case):
    """Of the first cell, 16 members, in the open round of 2025, whose rule set scores."""
    cell = Unit.objects.get(code="cdc-bac-giang-1")
    make_member("Đỗ Thị Yến", unit=cell, on=day("2021-01-01"))
    grading = Round.objects.open_for(Unit.objects.get(code="cdc-bac-giang"), year=2025, by=None)
    return list(grading.member_assessments.in_cell(cell).by_name())


def test_votes_that_do_not_add_up_are_told_then_put_right(sign_in, rows):
    page, row = sign_in("bithu1"), rows[0]
    page.get_by_role("button", name="Mục khác").click()
    page.get_by_role("link", name="Xếp loại", exact=True).click()
    page.get_by_role("link", name=row.member.full_name, exact=True).click()
    form = page.locator("details", has_text="Chi bộ bỏ phiếu và đề nghị")
    voters = row.voters().count()
    expect(form.get_by_label("Phiếu phát ra")).to_have_value(str(voters))
    form.get_by_role("spinbutton", name="Phiếu T*", exact=True).fill(str(voters - 1))
    form.get_by_label("Mức xếp loại").select_option("Hoàn thành tốt nhiệm vụ")
    form.get_by_role("button", name="Ghi").click()
    told = f"Tổng số phiếu các mức là {voters - 1}, phải bằng số phiếu hợp lệ {voters}."
    expect(form.get_by_text(told)).to_be_visible()
    expect(form.get_by_role("spinbutton", name="Phiếu T*", exact=True)).to_have_value(str(voters - 1))

    form.get_by_role("spinbutton", name="Phiếu XS*", exact=True).fill("1")
    form.get_by_role("button", name="Ghi").click()
    expect(page.get_by_text(f"Phiếu XS 1, T {voters - 1}; chi bộ đề nghị T.")).to_be_visible()
    assert (Vote.objects.get().assessment, Opinion.objects.get().level) == (row, "t")


def test_a_member_files_the_self_review(sign_in, rows):
    row = rows[0]
    row.member.user = make_user("dangvien1", "member", row.cell)
    row.member.save()
    page = sign_in("dangvien1")
    page.get_by_role("link", name="Tự xếp loại").click()
    page.get_by_label("Điểm tiêu chí chung").fill("26,5")
    page.get_by_label("Điểm kết quả nhiệm vụ").fill("65")
    page.get_by_label("Mức xếp loại").select_option("Hoàn thành tốt nhiệm vụ")
    page.get_by_role("button", name="Ghi").click()
    told = "91,5 điểm ứng với mức hoàn thành xuất sắc nhiệm vụ: đề nghị ghi lý do ở ghi chú."
    expect(page.get_by_text(told)).to_be_visible()
    page.get_by_label("Ghi chú").fill("Một việc chậm hạn")
    page.get_by_role("button", name="Ghi").click()
    expect(page.get_by_text("Đã ghi bản tự xếp loại.")).to_be_visible()
    expect(
        page.get_by_text("hoàn thành tốt nhiệm vụ, 91,5 điểm (26,5 + 65). Một việc chậm hạn")
    ).to_be_visible()
    assert Opinion.objects.get().is_filed_by_member is True


def test_the_office_grades_a_cell_with_a_key_for_each(sign_in, live_server, rows):
    page, grading = sign_in("vanphong"), rows[0].round
    page.goto(f"{live_server.url}/grading/{grading.pk}/cells/cdc-bac-giang-1/")
    keys = ["1", "2", *["2"] * (len(rows) - 3), "3", "Enter"]
    page.locator("[data-row] label").first.click()
    for key in keys:
        page.keyboard.press(key)
    expect(page.get_by_text("Đã lưu xếp loại đảng viên Chi bộ 1.")).to_be_visible()
    levels = grading.member_assessments.in_cell(rows[0].cell).by_name()
    assert list(levels.values_list("level", flat=True)) == ["xs", *["t"] * (len(rows) - 2), "ht"]
    assert (len(rows), 1 + len(keys)) == (16, 18)


def test_a_level_is_saved_as_it_is_chosen_and_an_excel_column_waits_for_saving(
    sign_in, live_server, rows
):
    page, grading = sign_in("vanphong"), rows[0].round
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{live_server.url}/grading/{grading.pk}/grade/")
    first, second, third = (page.locator(f"[data-row='{row.pk}']") for row in rows[:3])
    first.get_by_label("Hoàn thành tốt nhiệm vụ", exact=True).check()
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible()
    members = grading.member_assessments
    assert members.graded().count() == 1

    page.get_by_text("Dán từ Excel").click()
    names = [row.member.full_name for row in rows]
    lines = [f"{names[1]}\tHoàn thành xuất sắc", "3\tHT", "Người Lạ\tT", f"{names[3]}\tGiỏi"]
    page.get_by_label("Hai cột").fill("\n".join(lines))
    page.get_by_role("button", name="Điền vào bảng").click()
    told = page.get_by_text("Đã điền 2 người")
    expect(told).to_contain_text("“Người Lạ”: không có trong bảng")
    expect(told).to_contain_text(f"{names[3]}: không rõ mức “Giỏi”")
    expect(second.get_by_label("Hoàn thành xuất sắc nhiệm vụ", exact=True)).to_be_checked()
    expect(third.get_by_label("Hoàn thành nhiệm vụ", exact=True)).to_be_checked()
    assert members.graded().count() == 1
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đã lưu xếp loại đảng viên cả đảng bộ.")).to_be_visible()
    assert [row.level for row in members.filter(pk__in=[row.pk for row in rows[:4]]).by_name()] == [
        "t",
        "xs",
        "ht",
        "",
    ]


def test_what_was_filled_in_beside_a_refused_row_is_sent_again(sign_in, live_server, rows):
    page, grading = sign_in("vanphong"), rows[0].round
    page.goto(f"{live_server.url}/grading/{grading.pk}/cells/cdc-bac-giang-1/")
    page.get_by_role("button", name="Điền “Hoàn thành tốt” cho những người còn trống").click()
    first = page.locator(f"[data-row='{rows[0].pk}']")
    first.get_by_label("Không xếp loại", exact=True).check()
    page.get_by_role("button", name="Lưu", exact=True).click()
    told = page.get_by_role("alert").filter(has_text="Chưa lưu.")
    expect(told).to_contain_text(f"{rows[0].member.full_name}: Chọn lý do không xếp loại.")

    first.get_by_label("Lý do không xếp loại").select_option(index=1)
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đã lưu xếp loại đảng viên Chi bộ 1.")).to_be_visible()
    levels = grading.member_assessments.in_cell(rows[0].cell).by_name()
    assert list(levels.values_list("level", flat=True)) == ["", *["t"] * (len(rows) - 1)]


def test_the_own_row_is_passed_over_by_keys_filling_and_pasting(sign_in, live_server, rows):
    own, grading = rows[1].member, rows[0].round
    own.user = User.objects.get(username="vanphong")
    own.save()
    page = sign_in("vanphong")
    page.goto(f"{live_server.url}/grading/{grading.pk}/cells/cdc-bac-giang-1/")
    row = page.locator(f"[data-row='{rows[1].pk}']")
    expect(row.get_by_text("Đồng chí khác xếp loại")).to_be_visible()
    expect(row.get_by_label("Hoàn thành tốt nhiệm vụ", exact=True)).to_be_disabled()
    page.locator("[data-row] label").first.click()
    page.keyboard.press("2")
    page.keyboard.press("3")
    page.get_by_role("button", name="Điền “Hoàn thành tốt” cho những người còn trống").click()
    page.get_by_text("Dán từ Excel").click()
    page.get_by_label("Hai cột").fill(f"{own.full_name}\tXS")
    page.get_by_role("button", name="Điền vào bảng").click()
    told = f"{own.full_name}: không ai ghi mức của chính mình, đồng chí khác ghi"
    expect(page.get_by_text(told)).to_be_visible()
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đã lưu xếp loại đảng viên Chi bộ 1.")).to_be_visible()
    levels = grading.member_assessments.in_cell(rows[0].cell).by_name()
    expected = ["t", "", "ht", *["t"] * (len(rows) - 3)]
    assert list(levels.values_list("level", flat=True)) == expected


def test_twenty_people_stand_on_one_screen_and_are_found_by_name_and_state(sign_in, live_server, rows):
    page, grading = sign_in("vanphong"), rows[0].round
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{live_server.url}/grading/{grading.pk}/grade/")
    page.locator("[data-row]").first.evaluate("row => row.scrollIntoView({ behavior: 'instant' })")
    bar = page.locator(".sticky-lg-bottom").bounding_box()["y"]
    boxes = [page.locator("[data-row]").nth(at).bounding_box() for at in range(20)]
    assert (boxes[0]["y"] >= -1, boxes[19]["y"] + boxes[19]["height"] <= bar) == (True, True)
    page.get_by_label("Tìm theo tên").fill(rows[0].member.full_name.lower())
    expect(page.locator("[data-row]:visible").first).to_have_id(f"row-{rows[0].pk}")
    page.get_by_label("Tìm theo tên").fill("")
    page.get_by_label("Chỉ hiện").select_option("Hoàn thành tốt nhiệm vụ")
    expect(page.locator("[data-row]:visible")).to_have_count(0)


@pytest.fixture
def grid(sign_in, live_server, rows):
    page = sign_in("vanphong")
    page.goto(f"{live_server.url}/grading/{rows[0].round.pk}/grade/")
    return page


def test_a_level_whose_answer_got_lost_is_saved_without_blaming_anybody(grid, rows):
    """Fault: whoever pressed "Lưu" was told that somebody else had just written there."""
    lost = re.compile(rf"/grade/{rows[0].pk}/$")
    grid.route(lost, lambda route: (route.fetch(), route.abort()))
    first = grid.locator(f"[data-row='{rows[0].pk}']")
    first.get_by_label("Hoàn thành tốt nhiệm vụ", exact=True).check()
    expect(grid.get_by_text("Mất mạng: chọn xong bấm Lưu. 1 người chưa lưu.")).to_be_visible()
    grid.get_by_role("button", name="Lưu", exact=True).click()
    expect(grid.get_by_text("Đã lưu xếp loại đảng viên cả đảng bộ.")).to_be_visible()


def test_a_server_that_never_answers_does_not_hold_up_saving(grid, rows):
    grid.clock.install()
    grid.reload()
    grid.route(re.compile(rf"/grade/{rows[0].pk}/$"), lambda route: None)
    first = grid.locator(f"[data-row='{rows[0].pk}']")
    first.get_by_label("Hoàn thành tốt nhiệm vụ", exact=True).check()
    expect(grid.get_by_text("Đang lưu…")).to_be_visible()
    grid.get_by_role("button", name="Lưu", exact=True).click()
    grid.clock.fast_forward("00:21")
    expect(grid.get_by_text("Đã lưu xếp loại đảng viên cả đảng bộ.")).to_be_visible()


def test_the_rows_do_not_move_when_the_script_comes(grid, hold):
    grid.set_viewport_size({"width": 360, "height": 740})
    let_in = hold("**/js/grading*.js")
    first = grid.locator("[data-row]").first
    before = first.bounding_box()["y"]
    let_in()
    expect(grid.get_by_label("Tìm theo tên")).to_be_visible()
    assert first.bounding_box()["y"] == before
