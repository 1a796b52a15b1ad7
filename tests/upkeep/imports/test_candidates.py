"""Lists of candidates."""

import pytest

from members.models import Candidate
from tests.conftest import day, make_member
from tests.upkeep.imports.batches import bring_in, counted, said, sheet, take_over

ROW = {
    "Họ và tên": "Trần Thị Bình",
    "Ngày sinh": "02/10/1995",
    "Giới tính": "Nữ",
    "Trình độ": "Đại học",
    "Chi bộ": "1",
    "Ngày đưa vào nguồn": "05/03/2024",
}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def bring(committee, cell, second_cell, office):
    return lambda *rows: bring_in(committee, office, sheet(*rows), kind="candidates")


def test_somebody_new_is_noted_by_the_cell(bring, cell, office):
    take_over(bring(ROW), office)
    found = Candidate.objects.get()
    assert (found.unit, found.starts_on, found.sex) == (cell, day("2024-03-05"), "female")


def test_the_preview_notes_nobody(bring):
    assert counted(bring(ROW)) == {"new": 1}
    assert Candidate.objects.count() == 0


def test_the_same_list_again_changes_nothing(bring, office):
    take_over(bring(ROW), office)
    assert counted(bring(ROW)) == {"same": 1}


def test_what_is_written_besides_is_taken_over(bring, office):
    take_over(bring(ROW | {"Trình độ": None, "Ngày sinh": None}), office)
    batch = bring(ROW)
    assert said(batch, "changed") == [(2, "B", "Trước đây: trống."), (2, "D", "Trước đây: trống.")]
    take_over(batch, office)
    assert Candidate.objects.get().schooling == "bachelor"


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"Họ và tên": None}, "A", "Thiếu họ và tên."),
        ({"Ngày sinh": "hè 1995"}, "B", "Không đọc được ngày. Mời ghi như 20/05/1980."),
        ({"Ngày sinh": "02/10/2999"}, "B", "Năm 2999 không hợp lý."),
        ({"Chi bộ": "9"}, "E", "Không tìm thấy tổ chức này trong phạm vi nhập."),
        ({"Chi bộ": None}, "E", "Thiếu chi bộ."),
        ({"Ngày đưa vào nguồn": None}, "F", "Thiếu ngày đưa vào nguồn."),
        ({"Ngày đưa vào nguồn": "01/01/2099"}, "F", "Chưa đến ngày này."),
        ({"Ngày đưa vào nguồn": "31/12/2018"}, "E", "Vào ngày này đây không phải là một chi bộ."),
    ],
)
def test_what_cannot_be_is_named_at_its_cell(bring, changes, column, reason):
    assert said(bring(ROW | changes), "error") == [(2, column, reason)]


def test_two_rows_for_one_person_are_an_error(bring):
    assert said(bring(ROW, ROW), "error") == [(3, "A", "Trùng người với hàng 2.")]


def test_whoever_is_a_member_already_is_no_candidate(bring, cell):
    make_member("Trần Thị Bình", unit=cell, born_on=day("1995-10-02"))
    assert said(bring(ROW), "error") == [(2, "A", "Trong sổ đã là đảng viên.")]


def test_whoever_may_be_a_member_already_is_asked_about(bring, cell):
    make_member("Trần Thị Bình", unit=cell, born_on=day("1995-01-01"), born_precision="year")
    batch = bring(ROW)
    reason = "Trong sổ là 1995; mời xem có đúng là một người không."
    assert (counted(batch), said(batch, "warning")) == ({"new": 1, "warning": 1}, [(2, "B", reason)])


def test_of_a_birth_as_much_is_noted_as_is_written(bring, office):
    take_over(bring(ROW | {"Ngày sinh": "1995"}), office)
    assert str(Candidate.objects.get().born) == "1995"
    batch = bring(ROW)
    reason = "Trước đây: 1995. Trong sổ là 1995; mời xem có đúng là một người không."
    assert said(batch, "warning") == [(2, "B", reason)]
    take_over(batch, office)
    assert str(Candidate.objects.get().born) == "02/10/1995"
    assert counted(bring(ROW | {"Ngày sinh": "10/1995"})) == {"same": 1, "warning": 1}


def test_another_cell_does_not_take_a_candidate_over(bring, office):
    take_over(bring(ROW), office)
    assert said(bring(ROW | {"Chi bộ": "2"}), "error") == [(2, "E", "Đang được Chi bộ 1 theo dõi.")]
