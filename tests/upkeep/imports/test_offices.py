"""Lists of offices: judged by trying the very verbs."""

import pytest

from cells.models import Term
from members.models import Office
from tests.conftest import day, make_member
from tests.upkeep.imports.batches import bring_in, counted, said, sheet, take_over
from upkeep.imports import offices

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


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("BT", "secretary"),
        ("P. Bí thư", "deputy_secretary"),
        ("Phó BT chi bộ", "deputy_secretary"),
        ("UV chi uỷ", "cell_committee_member"),
        ("UV.UBKT", "inspection_member"),
        ("Ủy viên BCH Đảng bộ", "committee_member"),
        ("UV BTV", "standing_member"),
        ("Phó Bí thư TT Đảng ủy", "deputy_secretary"),
        ("UV BCH ĐB", "committee_member"),
    ],
)
def test_an_office_is_read_as_it_is_shortened(written, kind):
    assert offices.office(written) == kind


@pytest.mark.parametrize("written", ["ĐUV, BT chi bộ", "Bí thư kiêm ĐUV", "Bí thư - Chi ủy viên"])
def test_two_offices_need_two_rows(bring, written):
    reason = "Nhiều chức vụ trong một ô; đề nghị ghi mỗi chức vụ một dòng."
    assert said(bring(ROW | {"Chức vụ": written}), "error") == [(2, "C", reason)]


@pytest.mark.parametrize(
    ("unit", "kind", "reason"),
    [
        ("Đảng bộ Trung tâm", "Bí thư chi bộ", "Đảng bộ Trung tâm không có chức vụ này."),
        ("Chi bộ 1", "Bí thư Đảng ủy", "Chi bộ 1 không có chức vụ này."),
    ],
)
def test_an_office_of_the_other_kind_of_body_is_none_here(bring, unit, kind, reason):
    batch = bring(ROW | {"Tổ chức đảng": unit, "Chức vụ": kind})
    assert said(batch, "error") == [(2, "C", reason)]


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("Đảng ủy", "Đảng bộ Trung tâm"),
        ("BCH Đảng bộ Trung tâm", "Đảng bộ Trung tâm"),
        ("Chi uỷ Chi bộ 1", "Chi bộ 1"),
    ],
)
def test_a_committee_stands_for_its_organisation(bring, office, written, unit):
    take_over(bring(ROW | {"Tổ chức đảng": written}), office)
    assert Office.objects.get().unit.name == unit


def test_a_workbook_of_one_cell_has_no_committee_above(cell, member, office):
    batch = bring_in(cell, office, sheet(ROW | {"Tổ chức đảng": "Đảng ủy"}), kind="offices")
    assert said(batch, "error") == [(2, "B", "Không tìm thấy tổ chức này trong phạm vi nhập.")]


PERIOD = {name: value for name, value in ROW.items() if "ngày" not in name.lower()}


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("10/06/2022 - 30/06/2023", day("2023-06-30")),
        ("Từ ngày 10/6/2022 đến ngày 30/6/2023", day("2023-06-30")),
        ("10-06-2022-30-06-2023", day("2023-06-30")),
        ("10/06/2022 – nay", None),
        ("10/06/2022 tới hiện tại", None),
        ("10/06/2022", None),
        (day("2022-06-10"), None),
    ],
)
def test_from_and_until_may_stand_in_one_cell(bring, office, written, last):
    take_over(bring(PERIOD | {"Từ - đến": written}), office)
    found = Office.objects.get()
    assert (found.starts_on, found.ends_on) == (day("2022-06-10"), last)


def test_a_part_of_a_day_is_not_made_a_day(bring):
    reason = "Chỉ có tháng 06/2020; cần đủ ngày, tháng, năm."
    assert said(bring(PERIOD | {"Từ - đến": "6/2020 - 6/2025"}), "error") == [(2, "D", reason)]


def test_more_than_two_days_are_not_read_by_half(bring):
    batch = bring(PERIOD | {"Từ - đến": "10/06/2022 - 30/06/2023 - nay"})
    assert said(batch, "error") == [(2, "D", "Ghi như 10/06/2020 - 15/06/2025.")]


def test_days_told_twice_must_agree(bring):
    batch = bring(ROW | {"Thời gian": "11/06/2022 - nay"})
    assert said(batch, "error") == [(2, "F", "Khác ngày ở hai cột kia.")]
    assert counted(bring(ROW | {"Thời gian": "10/06/2022 - nay"})) == {"new": 1}


def test_a_second_secretary_is_refused_by_the_verb(bring, cell):
    make_member("Lê Thị Hoa", unit=cell)
    batch = bring(ROW, ROW | {"Họ và tên": "Lê Thị Hoa", "Từ ngày": "01/01/2023"})
    assert said(batch, "error") == [(3, "C", "Đồng chí Nguyễn Văn An giữ chức vụ này từ 10/06/2022.")]


def test_a_term_must_be_known(bring, cell):
    batch = bring(ROW | {"Nhiệm kỳ": "2020-2025"})
    assert said(batch, "error") == [(2, "F", "Chi bộ 1 chưa có nhiệm kỳ này trong phần mềm.")]
    Term.objects.create(unit=cell, name="2020-2025", congress_on=day("2020-05-01"))
    assert counted(bring(ROW | {"Nhiệm kỳ": "NK 2020 – 2025"})) == {"new": 1}


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
