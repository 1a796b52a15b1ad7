"""The same period a year earlier, by lineage: of the unit, or of those it was made of."""

import pytest

from cells.models import EventKind, Unit, UnitKind
from organisation.models import Act
from reports.figures import Ratio, Scope
from reports.reading.compared import NOT_ADDED, added, values_beside, year_before
from tests.conftest import day, found, make_member
from tests.organisation.plans import make_plan

YEAR = (day("2021-01-01"), day("2021-12-31"))
EARLIER = (day("2020-01-01"), day("2020-12-31"))
MIDDLE = day("2021-03-01")  # after the year before
CODES = ["members.closing", "members.official", "moves.admitted", "moves.transferred_out"]


def before(unit):
    found = year_before(Scope(unit, *YEAR))
    assert all(scope.days == EARLIER for scope in found.scopes)
    return [scope.unit for scope in found.scopes], found.notes


def carry_out(unit, *steps, on=MIDDLE):
    plan = make_plan(unit, on=on)
    for step in steps:
        plan.add_step(**step, by=None)
    plan.apply(by=None)


def test_of_a_unit_to_which_nothing_happened_it_is_the_unit(
    committee, cell, second_cell, django_assert_num_queries
):
    with django_assert_num_queries(1):
        assert before(cell) == ([cell], [])
    assert before(committee) == ([committee], [])


def test_what_was_merged_into_it_is_added(committee, cell, second_cell):
    make_member(unit=cell)
    make_member("Trần Thị Bình", unit=second_cell)
    carry_out(committee, {"act": Act.MERGE, "unit": second_cell, "target": cell})
    assert before(cell) == ([cell, second_cell], ["gồm Chi bộ 2 (sáp nhập ngày 01/03/2021)"])
    assert before(committee) == ([committee], [])
    _, found = values_beside(Scope(cell, *YEAR), CODES)
    assert found.values == {
        "members.closing": 2,
        "members.official": 2,
        "moves.admitted": 0,
        "moves.transferred_out": None,
    }
    assert found.scope is None


def test_a_unit_founded_by_merging_two_has_the_figures_of_both(committee, cell, second_cell):
    third = found("chi-bo-3", UnitKind.CELL, "Chi bộ 3", parent=committee, on=MIDDLE)
    for merged in (cell, second_cell):
        merged.end(on=MIDDLE, how=EventKind.MERGED, into=third, by=None)
    assert before(third)[0] == [cell, second_cell]


def test_merged_in_a_chain(committee, cell, second_cell):
    third = found("chi-bo-3", UnitKind.CELL, "Chi bộ 3", parent=committee)
    cell.end(on=MIDDLE, how=EventKind.MERGED, into=second_cell, by=None)
    second_cell.end(on=day("2021-05-01"), how=EventKind.MERGED, into=third, by=None)
    assert before(third)[0] == [third, second_cell, cell]


def test_merged_before_the_period_of_a_year_ago_is_one_already(committee, cell, second_cell):
    second_cell.end(on=EARLIER[0], how=EventKind.MERGED, into=cell, by=None)
    assert before(cell) == ([cell], [])


def test_merged_within_the_year_before_both_count(committee, cell, second_cell):
    second_cell.end(on=day("2020-01-02"), how=EventKind.MERGED, into=cell, by=None)
    assert before(cell)[0] == [cell, second_cell]


def test_merged_in_parts_nothing_is_comparable(committee, cell, second_cell):
    third = found("chi-bo-3", UnitKind.CELL, "Chi bộ 3", parent=committee)
    make_member(unit=second_cell)
    other = make_member("Trần Thị Bình", unit=second_cell)
    plan = make_plan(committee, on=MIDDLE)
    step = plan.add_step(act=Act.MERGE, unit=second_cell, target=cell, by=None)
    step.distribute({other: third}, by=None)
    plan.apply(by=None)
    units, notes = before(cell)
    assert units == []
    assert notes == ["Chi bộ 2 sáp nhập ngày 01/03/2021 chỉ một phần về đây: không tính được phần đó"]
    assert values_beside(Scope(cell, *YEAR), CODES)[1].values == dict.fromkeys(CODES)


def test_split_off_it_has_none_and_the_other_had_both(committee, cell):
    make_member(unit=cell)
    carry_out(committee, {"act": Act.SPLIT, "unit": cell, "name": "Chi bộ 7"})
    new = Unit.objects.get(name="Chi bộ 7")
    assert before(new) == (
        [],
        ["Chi bộ 7 tách ra từ Chi bộ 1 ngày 01/03/2021: không tính được phần tương ứng"],
    )
    assert before(cell) == ([cell], ["gồm cả phần đã tách thành Chi bộ 7 ngày 01/03/2021"])


def test_moved_here_it_is_added_and_missed_where_it_was(committee, cell, foreign_cell):
    other = Unit.objects.get(code="dang-bo-khac")
    foreign_cell.move(under=committee, on=MIDDLE, by=None)
    assert before(committee) == (
        [committee, foreign_cell],
        ["gồm Chi bộ khác (chuyển về ngày 01/03/2021)"],
    )
    assert before(other) == ([other], ["gồm cả Chi bộ khác (chuyển đi ngày 01/03/2021)"])
    assert before(foreign_cell) == ([foreign_cell], [])


@pytest.mark.parametrize(("on", "is_added"), [("2020-12-31", False), ("2021-01-01", True)])
def test_moved_here_within_the_year_before_it_counts_from_that_day(
    committee, foreign_cell, on, is_added
):
    foreign_cell.move(under=committee, on=day(on), by=None)
    assert (foreign_cell in before(committee)[0]) == is_added


def test_a_committee_merged_with_its_cells_counts_once(committee, cell, foreign_cell):
    other = Unit.objects.get(code="dang-bo-khac")
    foreign_cell.move(under=committee, on=MIDDLE, by=None)
    other.end(on=MIDDLE, how=EventKind.MERGED, into=committee, by=None)
    assert before(committee)[0] == [committee, other]


def test_of_a_committee_merged_in_parts_the_cells_that_came_count(committee, foreign_cell):
    other = Unit.objects.get(code="dang-bo-khac")
    upper = found("cap-tren", UnitKind.UPPER_COMMITTEE, "Đảng bộ cấp trên")
    stays = found("chi-bo-9", UnitKind.CELL, "Chi bộ 9", parent=other)
    foreign_cell.move(under=committee, on=MIDDLE, by=None)
    stays.move(under=upper, on=MIDDLE, by=None)
    other.end(on=MIDDLE, how=EventKind.MERGED, into=committee, by=None)
    assert before(committee)[0] == [committee, foreign_cell]


@pytest.mark.parametrize(
    ("on", "units", "note"),
    [
        ("2020-12-31", 1, "Chi bộ 3 thành lập ngày 31/12/2020: cùng kỳ tính từ ngày đó"),
        ("2021-01-01", 0, "Chi bộ 3 thành lập ngày 01/01/2021: không có số cùng kỳ"),
    ],
)
def test_founded_out_of_nothing(committee, on, units, note):
    third = found("chi-bo-3", UnitKind.CELL, "Chi bộ 3", parent=committee, on=day(on))
    assert before(third) == ([third] * units, [note])


def test_the_sum_of_two():
    assert added("moves.admitted", [1, 2]) == 3
    assert added("org.staff", [None, 2]) is None
    assert added("meetings.attendance", [Ratio(1, 2), Ratio(2, 2)]) == Ratio(3, 4)
    assert added("members.share_of_staff", [Ratio(1, None), Ratio(1, 2)]) is None
    assert added("meetings.minutes_average", [90, 100]) is None
    assert [added(code, [1, 2]) for code in NOT_ADDED] == [None] * len(NOT_ADDED)
    assert added("moves.transferred_in", [3]) == 3
