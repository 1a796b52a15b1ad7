"""Figures of organisation: what happened to units, in the period of its effect, where they stood."""

import pytest

from cells.models import EventKind, Unit, UnitKind
from reports.figures import Scope, compute, counted_by
from tests.conftest import day, found

FIRST = day("2020-07-01")


HAPPENINGS = [
    "established",
    "dissolved",
    "merged",
    "split",
    "renamed",
    "kind_changed",
    "received",
    "handed_over",
]


def figures(unit, start="2020-01-01", end="2020-12-31"):
    """What happened in the period; the figures that are not zero."""
    scope = Scope(unit, day(start), day(end))
    values = compute(scope, [f"org.{name}" for name in HAPPENINGS])
    return {code.removeprefix("org."): value for code, value in values.items() if value}


def test_a_founding_counts_from_its_day(committee):
    found("moi", UnitKind.CELL, "Mới", parent=committee, on=FIRST)
    assert figures(committee, end="2020-06-30") == {}
    assert figures(committee, "2020-07-01", "2020-07-01") == {"established": 1}


@pytest.mark.parametrize(
    ("how", "name"), [(EventKind.DISSOLVED, "dissolved"), (EventKind.MERGED, "merged")]
)
def test_an_ending_counts_on_the_first_day_without_the_unit(committee, cell, how, name):
    cell.end(on=FIRST, how=how, by=None)
    assert figures(committee, end="2020-06-30") == {}
    assert figures(committee, "2020-07-01", "2020-07-01") == {name: 1}
    assert figures(cell) == {name: 1}
    assert figures(committee, "2020-07-02") == {}


def test_an_ending_counts_where_the_unit_stood_the_day_before(committee, cell, foreign_cell):
    other = Unit.objects.get(code="dang-bo-khac")
    cell.move(under=other, on=FIRST, by=None)
    cell.end(on=day("2020-09-01"), how=EventKind.MERGED, into=foreign_cell, by=None)
    assert figures(committee) == {"handed_over": 1}
    assert figures(other) == {"received": 1, "merged": 1}


def test_two_units_merged_into_one_are_two(committee, cell, second_cell):
    third = found("chi-bo-3", UnitKind.CELL, "Chi bộ 3", parent=committee)
    cell.end(on=FIRST, how=EventKind.MERGED, into=third, by=None)
    second_cell.end(on=FIRST, how=EventKind.MERGED, into=third, by=None)
    assert figures(committee) == {"merged": 2}
    scope = Scope(committee, day("2020-01-01"), day("2020-12-31"))
    assert list(counted_by("org.merged").rows(scope)) == [cell, second_cell]


def test_a_unit_split_in_three_is_one_unit_split(committee, cell):
    for n in (7, 8):
        new = found(f"chi-bo-{n}", UnitKind.CELL, f"Chi bộ {n}", parent=committee, on=FIRST)
        cell.split(into=new, on=FIRST, by=None)
    assert figures(committee) == {"established": 2, "split": 1}
    assert figures(cell) == {"split": 1}
    assert figures(committee, "2020-07-02") == {}


def test_a_change_of_kind_counts_on_its_day(committee, cell, foreign_cell):
    cell.change_kind(kind=UnitKind.SUBCOMMITTEE, on=FIRST, by=None)
    assert figures(committee, "2020-07-01", "2020-07-01") == {"kind_changed": 1}
    assert figures(committee, "2020-07-02") == {}
    assert figures(Unit.objects.get(code="dang-bo-khac")) == {}


def test_cells_at_the_end_are_those_that_still_stand(committee, cell, second_cell):
    cell.end(on=FIRST, how=EventKind.MERGED, into=second_cell, by=None)

    def cells(end):
        return compute(Scope(committee, day("2020-01-01"), day(end)), ["org.cells"])["org.cells"]

    assert (cells("2020-06-30"), cells("2020-07-01")) == (2, 1)


def test_what_moved_and_ended_on_one_day_was_not_handed_over(
    committee, cell, second_cell, foreign_cell
):
    other = Unit.objects.get(code="dang-bo-khac")
    second_cell.move(under=other, on=FIRST, by=None)
    cell.move(under=other, on=FIRST, by=None)
    cell.end(on=FIRST, how=EventKind.MERGED, into=foreign_cell, by=None)
    assert figures(committee) == {"merged": 1, "handed_over": 1}
    assert figures(other) == {"received": 1}
