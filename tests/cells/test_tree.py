"""The order in which a tree of units is read."""

from cells.models import UnitKind, UnitVersion
from cells.reading.tree import in_tree_order
from tests.conftest import START, day, found


def read(versions):
    return [(depth, version.name) for depth, version in in_tree_order(versions)]


def test_each_unit_follows_the_one_above_it_by_number(committee):
    found("cb-10", UnitKind.CELL, "Chi bộ 10", parent=committee, number=10)
    found("cb-2", UnitKind.CELL, "Chi bộ 2", parent=committee, number=2)
    part = found("bp", UnitKind.SUBCOMMITTEE, "Đảng bộ bộ phận", parent=committee)
    found("cb-bp", UnitKind.CELL, "Chi bộ 1", parent=part, number=1)
    assert read(UnitVersion.objects.on(START)) == [
        (0, "Đảng bộ Trung tâm"),
        (1, "Đảng bộ bộ phận"),
        (2, "Chi bộ 1"),
        (1, "Chi bộ 2"),
        (1, "Chi bộ 10"),
    ]


def test_a_unit_whose_superior_is_not_shown_is_a_top(cell, second_cell):
    versions = UnitVersion.objects.on(START).filter(unit__in=[cell, second_cell])
    assert read(versions) == [(0, "Chi bộ 1"), (0, "Chi bộ 2")]


def test_no_units_no_rows(db):
    assert read(UnitVersion.objects.on(day("1930-02-03"))) == []
