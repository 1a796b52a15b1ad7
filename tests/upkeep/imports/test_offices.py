"""Lists of offices: judged by trying the very verbs."""

import pytest

from cells.models import Term
from members.models import Office
from tests.conftest import day, make_member
from tests.upkeep.imports.batches import bring_in, counted, said, sheet, take_over

ROW = {
    "Họ và tên": "Nguyễn Văn An",
    "Tổ chức đảng": "Chi bộ 1",
    "Chức vụ": "Bí thư",
    "Từ ngày": "10/06/2022",
    "Đến hết ngày": None,
}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


@pytest.fixture
def bring(committee, member, office):
    return lambda *rows: bring_in(committee, office, sheet(*rows), kind="offices")


def test_an_office_is_taken_up(bring, member, cell, office):
    take_over(bring(ROW), office)
    found = Office.objects.get()
    assert (found.member, found.unit, found.kind) == (member, cell, "secretary")
    assert (found.starts_on, found.ends_on) == (day("2022-06-10"), None)


def test_the_preview_records_nothing(bring):
    assert counted(bring(ROW)) == {"new": 1}
    assert Office.objects.count() == 0


def test_the_same_list_again_changes_nothing(bring, office):
    take_over(bring(ROW), office)
    assert counted(bring(ROW)) == {"same": 1}


def test_an_office_that_ended_since_is_ended(bring, office):
    take_over(bring(ROW), office)
    batch = bring(ROW | {"Đến hết ngày": "30/06/2023"})
    assert said(batch, "changed") == [(2, "E", "Trước đây: đang giữ.")]
    take_over(batch, office)
    assert Office.objects.get().ends_on == day("2023-06-30")


def test_one_after_the_other_may_stand_in_any_order(bring, cell, office):
    make_member("Lê Thị Hoa", unit=cell)
    first = ROW | {"Đến hết ngày": "31/12/2022"}
    second = ROW | {"Họ và tên": "Lê Thị Hoa", "Từ ngày": "01/01/2023"}
    take_over(bring(second, first), office)
    assert [(row.member.full_name, row.ends_on) for row in Office.objects.order_by("starts_on")] == [
        ("Nguyễn Văn An", day("2022-12-31")),
        ("Lê Thị Hoa", None),
    ]


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"Chức vụ": "trưởng phòng"}, "C", "Không rõ “trưởng phòng”."),
        ({"Chức vụ": "đảng ủy viên"}, "C", "Chi bộ 1 không có chức vụ này."),
        ({"Họ và tên": "Phạm Văn Lạ"}, "A", "Không tìm thấy đảng viên này trong phạm vi nhập."),
        ({"Tổ chức đảng": "Chi bộ 9"}, "B", "Không tìm thấy tổ chức này trong phạm vi nhập."),
        ({"Tổ chức đảng": None}, "B", "Thiếu tổ chức đảng."),
        ({"Từ ngày": "01/01/2099"}, "D", "Chưa đến ngày này."),
        ({"Đến hết ngày": "01/01/2022"}, "E", "Ngày kết thúc không được trước ngày bắt đầu."),
        ({"Đến hết ngày": "01/01/2099"}, "E", "Chưa đến ngày này."),
    ],
)
def test_what_cannot_be_is_named_at_its_cell(bring, changes, column, reason):
    assert said(bring(ROW | changes), "error") == [(2, column, reason)]


def test_a_second_secretary_is_refused_by_the_verb(bring, cell):
    make_member("Lê Thị Hoa", unit=cell)
    batch = bring(ROW, ROW | {"Họ và tên": "Lê Thị Hoa", "Từ ngày": "01/01/2023"})
    assert said(batch, "error") == [(3, "C", "Đồng chí Nguyễn Văn An giữ chức vụ này từ 10/06/2022.")]


def test_a_term_must_be_known(bring, cell):
    batch = bring(ROW | {"Nhiệm kỳ": "2020-2025"})
    assert said(batch, "error") == [(2, "F", "Chi bộ 1 chưa có nhiệm kỳ này trong sổ.")]
    Term.objects.create(unit=cell, name="2020-2025", congress_on=day("2020-05-01"))
    assert counted(bring(ROW | {"Nhiệm kỳ": "2020-2025"})) == {"new": 1}


def test_half_a_decision_is_asked_for(bring):
    batch = bring(ROW | {"Số quyết định": "12-QĐ/ĐU", "Ngày ký quyết định": None})
    assert said(batch, "error") == [
        (2, "G", "Thiếu ngày ký quyết định."),
        (2, "", "Thiếu cơ quan ra quyết định."),
    ]


def test_rows_of_one_decision_share_the_paper(bring, cell, office):
    make_member("Lê Thị Hoa", unit=cell)
    decision = {
        "Số quyết định": "12-QĐ/ĐU",
        "Ngày ký quyết định": "01/06/2022",
        "Cơ quan ra quyết định": "Đảng ủy",
    }
    other = {"Họ và tên": "Lê Thị Hoa", "Chức vụ": "Phó bí thư"}
    take_over(bring(ROW | decision, ROW | other | decision), office)
    assert Office.objects.values("decision").distinct().count() == 1
