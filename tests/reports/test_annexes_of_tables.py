"""Annexes that print what pages of figures show, and the grades of cells."""

import pytest

from evaluations.models import CollectiveReview, MarkKind, Round
from evaluations.reading.statistics import awarded_lines
from reports.documents.annexes import ANNEXES, annexes, without_names
from reports.figures import Scope
from reports.models import Report
from reports.reading.balance import balance
from tests.conftest import day, make_member
from tests.evaluations.conftest import grade_all_members, grade_all_units, of_unit, recognise, register

TABLES = ["half-year", "structure", *(f"form-{number}" for number in range(1, 6))]


@pytest.fixture
def scope(committee, cell, second_cell):
    make_member("Lê Thị Hoa", unit=cell, on=day("2020-03-01"))
    return Scope(committee, day("2020-01-01"), day("2020-12-31"))


def test_each_is_made_names_nobody_and_fills_the_page(scope):
    made = annexes(scope, TABLES)
    assert [one["code"] for one in made] == TABLES
    assert without_names({"annexes": made})["annexes"] == made
    for one in made:
        for table in one["tables"]:
            assert sum(column["width"] for column in table["columns"]) == 165
            assert {len(row) for row in table["rows"]} <= {len(table["columns"])}


def test_the_form_has_the_lines_of_its_page(scope):
    [made] = annexes(scope, ["form-1"])
    shown = [
        [line.mark, line.name, *(number.text for _, number in numbers)]
        for line, numbers in balance(scope, set()).rows
    ]
    assert made["tables"][0]["rows"] == shown
    assert shown[0] == ["A", "Đảng viên đầu kỳ", "0", "0", "—"]
    assert [table["caption"] for table in made["tables"]] == [
        "Biểu 1-BTCTW",
        "Theo dõi thêm, không có dòng trong biểu",
    ]


def test_the_half_year_table_ends_with_the_sum_and_the_notes(scope):
    [made] = annexes(scope, ["half-year"])
    table, notes = made["tables"]
    assert [row[0] for row in table["rows"]] == ["Chi bộ 1", "Chi bộ 2", "Cộng"]
    note = "Thiếu sinh hoạt thường kỳ tháng 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12; "
    note += "quý I, II, III, IV chưa có chuyên đề"
    assert notes["rows"] == [["Chi bộ 1", note], ["Chi bộ 2", note]]


def test_all_annexes_at_once_can_be_kept():
    assert len(" ".join(ANNEXES)) <= Report._meta.get_field("annexes").max_length


def test_the_name_of_a_cell_stands_on_one_line(scope):
    [made] = annexes(scope, ["cells"])
    assert made["tables"][0]["columns"][0]["width"] >= 25


def test_grades_of_cells_with_what_they_proposed_and_are_recognised_as(
    committee, cell, second_cell, office
):
    for name, unit in (("Lê Văn An", cell), ("Lê Văn Bình", second_cell)):
        make_member(name, unit=unit)
    grading = Round.objects.open_for(committee, year=2020, by=None)
    row = of_unit(grading, cell)
    points = {"conduct_points": 28, "task_points": 60}
    CollectiveReview(assessment=row, level="t", **points).write(fields=["level", *points], by=office)
    grade_all_members(grading, "t")
    grade_all_units(grading, "t")
    grading.grade_units({row.pk: ("xs", "", "")}, by=None)
    register(cell, second_cell)
    grading.close(by=None)
    recognise(cell)
    recognise(cell, kind=MarkKind.FOUR_GOODS)
    scope = Scope(committee, day("2020-01-01"), day("2020-12-31"))
    [made] = annexes(scope, ["cell-grades"])
    assert made["tables"][0]["rows"] == [
        [*("Chi bộ 1", "88", "Hoàn thành tốt nhiệm vụ", "Hoàn thành xuất sắc nhiệm vụ"), *("x", "x")],
        ["Chi bộ 2", "—", "—", "Hoàn thành tốt nhiệm vụ", "", ""],
    ]


def test_forms_of_grading_and_awards_are_those_of_their_papers(scope, committee):
    assert [one["code"] for one in annexes(scope, ["form-6f", "form-7"])] == ["form-7"]
    grading = Round.objects.open_for(committee, year=2020, by=None)
    grade_all_members(grading, "t")
    reviewed, awarded = annexes(scope, ["form-6f", "form-7"])
    [table] = reviewed["tables"]
    assert table["rows"][:2] == [
        ["1", "Trong danh sách của đợt", "3", "1", "= 2 + 3 + 5 + 6"],
        ["2", "Đã kiểm điểm, xếp loại", "0", "1", ""],
    ]
    assert awarded["tables"][0]["rows"] == awarded_lines(committee, 2020)
    assert awarded["tables"][0]["rows"][0] == ["I", "Khen thưởng", "0", "0", "—"]
