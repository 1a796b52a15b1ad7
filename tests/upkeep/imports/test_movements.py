"""Sheets of movements: who came, who went, who changed the cell."""

import pytest

from members.models import Absence, LeftBy, Member
from tests.conftest import day, make_member
from tests.upkeep.imports.batches import PERSON, bring_in, counted, said, sheet, take_over
from upkeep.imports import movements, trying

GONE = {
    "Họ và tên": "Nguyễn Văn An",
    "Ngày sinh": "20/05/1980",
    "Lý do": "Chuyển đi",
    "Ngày": "02/05/2024",
    "Nơi đến": "Đảng bộ phường Trần Phú",
}
DECISION = {
    "Số quyết định": "12-QĐ/ĐU",
    "Ngày ký quyết định": "01/06/2022",
    "Cơ quan ra quyết định": "Đảng ủy",
}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


@pytest.fixture
def bring(committee, member, second_cell, office):
    return lambda *rows: bring_in(committee, office, sheet(*rows), kind="movements")


def test_a_departure_ends_the_spell_the_day_before(bring, member, office):
    take_over(bring(GONE), office)
    spell = member.memberships.get()
    assert (spell.ends_on, spell.left_by) == (day("2024-05-01"), LeftBy.TRANSFER)
    assert spell.left_to == "Đảng bộ phường Trần Phú"


def test_the_preview_moves_nobody(bring, member):
    assert counted(bring(GONE)) == {"new": 1}
    assert member.current_membership() is not None


def test_the_same_sheet_again_changes_nothing(bring, office):
    take_over(bring(GONE), office)
    assert counted(bring(GONE)) == {"same": 1}


def test_a_move_inside_goes_to_the_other_cell(bring, member, second_cell, office):
    row = GONE | {"Lý do": "chuyển nội bộ", "Chi bộ": "2", "Nơi đến": None}
    take_over(bring(row), office)
    assert member.current_membership().unit == second_cell
    assert counted(bring(row)) == {"same": 1}


def test_who_left_comes_back(bring, member, cell, office):
    take_over(bring(GONE), office)
    row = GONE | {"Lý do": "Chuyển đến", "Ngày": "03/06/2024", "Nơi đến": "Đảng bộ tỉnh", "Chi bộ": "1"}
    take_over(bring(row), office)
    spell = member.current_membership()
    assert (spell.unit, spell.starts_on, spell.came_from) == (cell, day("2024-06-03"), "Đảng bộ tỉnh")


def test_somebody_unknown_comes_with_a_record(bring, second_cell, office):
    row = PERSON | {"Lý do": "đến", "Ngày": "01/07/2024", "Chi bộ": "2", "Nơi đi": "Đảng bộ tỉnh"}
    del row["Ngày về chi bộ"]
    take_over(bring(row), office)
    spell = Member.objects.get(full_name="Trần Thị Bình").current_membership()
    assert (spell.unit, spell.starts_on) == (second_cell, day("2024-07-01"))


def test_somebody_unknown_without_a_record_is_an_error(bring):
    row = {"Họ và tên": "Lê Lạ", "Lý do": "đến", "Ngày": "01/07/2024", "Chi bộ": "2", "Nơi đi": "Tỉnh"}
    missing = [reason for _, _, reason in said(bring(row), "error")]
    assert missing == ["Thiếu ngày sinh.", "Thiếu giới tính.", "Thiếu trình độ.", "Thiếu ngày kết nạp."]


def test_two_columns_of_days_say_the_direction(bring, member, office):
    row = {"Họ và tên": "Nguyễn Văn An", "Ngày đi": "02/05/2024", "Nơi chuyển đến": "Tỉnh"}
    take_over(bring(row), office)
    assert member.memberships.get().ends_on == day("2024-05-01")


@pytest.mark.parametrize(
    ("days", "column", "reason"),
    [
        (
            {"Ngày đi": "02/05/2024", "Ngày đến": "02/09/2024"},
            "C",
            "Dòng có nhiều ngày khác nhau; đề nghị ghi mỗi việc một dòng.",
        ),
        (
            {"Ngày đến": "02/05/2024", "Lý do": "Từ trần"},
            "B",
            "Ngày ở cột này không hợp với loại việc.",
        ),
        (
            {"Ngày đi": "02/05/2024", "Lý do": "Chuyển đến"},
            "B",
            "Ngày ở cột này không hợp với loại việc.",
        ),
    ],
)
def test_days_that_say_two_things_are_an_error(bring, days, column, reason):
    batch = bring({"Họ và tên": "Nguyễn Văn An"} | days | {"Nơi đến": "Tỉnh", "Chi bộ": "2"})
    assert (2, column, reason) in said(batch, "error")


@pytest.mark.parametrize(
    ("written", "movement"),
    [
        ("Giảm: chuyển đi", "out:transfer"),
        ("Giảm do từ trần", "out:death"),
        ("Tăng (tiếp nhận)", "in:transfer"),
        ("Chuyển SHĐ đến", "in:transfer"),
        ("Chuyển sinh hoạt Đảng chính thức đi", "out:transfer"),
        ("bị xóa tên", "out:deletion"),
        ("Chuyển từ CB 1 sang CB 2", "inside"),
    ],
)
def test_what_happened_is_read_as_it_is_said(written, movement):
    assert movements.movement(written) == movement


@pytest.mark.parametrize("written", ["Tăng", "Giảm", "Chuyển đến Đảng bộ phường Trần Phú"])
def test_which_way_is_never_guessed(bring, written):
    assert said(bring(GONE | {"Lý do": written}), "error") == [(2, "C", f"Không rõ “{written}”.")]


@pytest.mark.parametrize("written", ["Giảm: chuyển đến", "Tăng do từ trần"])
def test_words_that_contradict_each_other_are_refused(bring, written):
    reason = f"“{written}” nói hai điều trái nhau."
    assert said(bring(GONE | {"Lý do": written}), "error") == [(2, "C", reason)]


INSIDE = {"Họ và tên": "Nguyễn Văn An", "Lý do": "Nội bộ", "Ngày": "01/02/2024"}


@pytest.mark.parametrize(
    "told", [{"Lý do": "Chuyển từ CB 1 sang CB 2"}, {"Nơi đi, nơi đến": "từ Chi bộ 1 sang chi bộ số 2"}]
)
def test_both_cells_may_be_told_in_one_text(bring, member, second_cell, office, told):
    take_over(bring(INSIDE | told), office)
    assert member.current_membership().unit == second_cell
    assert counted(bring(INSIDE | told)) == {"same": 1}


@pytest.mark.parametrize(
    ("told", "column", "reason"),
    [
        ({"Nơi đến": "từ CB 2 sang CB 1"}, "D", "Đang sinh hoạt tại Chi bộ 1."),
        ({"Nơi đến": "từ CB 9 sang CB 2"}, "D", "Không tìm thấy tổ chức này trong phạm vi nhập."),
        ({"Nơi đến": "từ CB 1 sang CB 2", "Chi bộ": "1"}, "D", "Khác chi bộ ở cột Chi bộ đến."),
    ],
)
def test_cells_that_cannot_be_are_named(bring, told, column, reason):
    assert said(bring(INSIDE | told), "error") == [(2, column, reason)]


def test_who_leaves_another_cell_is_perhaps_somebody_else(bring):
    reason = "Đang sinh hoạt tại Chi bộ 1; đề nghị xem có đúng là một người không."
    assert said(bring(GONE | {"Chi bộ": "2"}), "warning") == [(2, "F", reason)]
    assert said(bring(GONE | {"Chi bộ": "1"}), "warning") == []


def test_what_happened_first_is_done_first(bring, member, second_cell, office):
    inside = GONE | {"Lý do": "nội bộ", "Ngày": "01/02/2024", "Chi bộ": "2", "Nơi đến": None}
    take_over(bring(GONE, inside), office)
    assert [spell.unit.name for spell in member.memberships.order_by("starts_on")] == [
        "Chi bộ 1",
        "Chi bộ 2",
    ]


def test_an_expulsion_needs_its_decision(bring, member, office):
    row = GONE | {"Lý do": "khai trừ", "Nơi đến": None}
    assert said(bring(row), "error") == [(2, "", "Thiếu số quyết định.")]
    take_over(bring(row | DECISION), office)
    assert member.memberships.get().left_decision.number == "12-QĐ/ĐU"
    assert member.disciplines.get().form == "expulsion"


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"Họ và tên": "Phạm Văn Lạ"}, "A", "Không tìm thấy đảng viên này trong phạm vi nhập."),
        ({"Lý do": "nghỉ"}, "C", "Không rõ “nghỉ”."),
        ({"Lý do": None}, "C", "Thiếu loại việc."),
        ({"Ngày": None}, "D", "Thiếu ngày có hiệu lực."),
        ({"Ngày": "01/01/2099"}, "D", "Chưa đến ngày này."),
        ({"Ngày": "01/01/2019"}, "D", "Phải sau ngày bắt đầu sinh hoạt (01/01/2019)."),
        ({"Nơi đến": None}, "E", "Thiếu nơi chuyển đến."),
    ],
)
def test_what_cannot_be_is_named_at_its_cell(bring, changes, column, reason):
    assert said(bring(GONE | changes), "error") == [(2, column, reason)]


def test_who_belongs_here_does_not_arrive(bring):
    row = GONE | {"Lý do": "Chuyển đến", "Chi bộ": "2"}
    reason = "Đang sinh hoạt tại Chi bộ 1; đề nghị ghi là chuyển nội bộ, hoặc ghi chuyển đi trước."
    assert said(bring(row), "error") == [(2, "C", reason)]


def test_nobody_leaves_twice(bring, office):
    take_over(bring(GONE), office)
    batch = bring(GONE | {"Ngày": "02/06/2024"})
    assert said(batch, "error") == [(2, "A", "Đồng chí không còn trong danh sách của chi bộ nào.")]


def test_found_by_the_year_of_birth_the_person_is_asked_about(bring, member):
    batch = bring(GONE | {"Ngày sinh": 1980})
    reason = "Trong phần mềm là 20/05/1980; đề nghị xem có đúng là một người không."
    assert said(batch, "warning") == [(2, "B", reason)]
    assert said(batch, "error") == []


def test_namesakes_need_the_day_of_birth(bring, cell):
    make_member(unit=cell, born_on=day("1970-01-01"))
    row = {name: value for name, value in GONE.items() if name != "Ngày sinh"}
    assert said(bring(row), "error") == [
        (2, "A", "Có 2 người cùng tên này. Ghi thêm ngày sinh, số thẻ.")
    ]
    assert counted(bring(GONE)) == {"new": 1}


def test_who_goes_for_a_time_is_only_compared(bring, member, office):
    """As our own register of transfers has it."""
    row = GONE | {"Lý do": "đi, tạm thời", "Nơi đến": "Hà Nội"}
    reason = "Trong phần mềm chưa ghi; đề nghị ghi ở hồ sơ của đồng chí, phần Sinh hoạt."
    assert [text for *_, text in said(bring(row), "error")] == [reason]
    Absence.objects.begin(member, on=day("2024-05-02"), place="Hà Nội", by=office)
    assert counted(bring(row)) == {"same": 1}
    assert counted(bring(row | {"Ngày": "03/05/2024"})) == {"error": 1}


def test_what_is_on_record_needs_no_whole_decision(bring, member, office):
    take_over(bring(GONE), office)
    assert counted(bring(GONE | {"Số quyết định": "12-QĐ/ĐU, ngày 01/05/2024"})) == {"same": 1}


def test_rows_about_one_person_are_written_at_once(bring, member, office, cell, monkeypatch):
    """The second one is judged as if the first had not happened yet, in the preview as when written."""
    monkeypatch.setattr(trying.Trial, "AT_ONCE", 1)
    make_member("Lê Thị Hoa", unit=cell)
    inside = GONE | {"Lý do": "chuyển nội bộ", "Chi bộ": "2", "Ngày": "02/05/2023", "Nơi đến": None}
    batch = bring(GONE, GONE | {"Họ và tên": "Lê Thị Hoa", "Ngày sinh": None}, inside)
    assert [row.portion for row in batch.rows.all()] == [0, 1, 0]
    batch = take_over(batch, office)
    assert (counted(batch), batch.written_count) == ({"new": 3}, 3)
    assert member.memberships.count() == 2
