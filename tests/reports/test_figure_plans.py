"""The text of a query of figures is written once for all units of a kind and depth."""

import pytest

from cells.models import Unit, UnitKind
from reports.figures import FIGURES, Rate, Scope, compute, compute_each
from reports.figures.counting import _planned, _stand_in, count_all
from reports.figures.figure import Count
from tests.conftest import day, found, make_member

YEAR = day("2020-01-01"), day("2020-12-31")
LISTED = [figure for figure in FIGURES.values() if not isinstance(figure, Rate)]


@pytest.fixture
def members(cell, second_cell):
    for i, unit in enumerate([cell, second_cell, second_cell]):
        make_member(f"Nguyễn Văn {i}", unit=unit)


def written(units) -> int:
    """How many texts are written to count the members of these units, one after another."""
    _planned.cache_clear()
    for unit in units:
        compute(Scope(unit, *YEAR), ["members.closing"])
    return _planned.cache_info().misses


def test_units_of_a_kind_and_depth_share_one(cell, second_cell, committee):
    inner = found("bo-phan", UnitKind.SUBCOMMITTEE, "Đảng bộ bộ phận", parent=committee)
    deeper = found("chi-bo-sau", UnitKind.CELL, "Chi bộ 3", parent=inner, number=3)
    assert written([cell, second_cell, cell]) == 1
    assert written([cell, inner]) == 2
    assert written([cell, deeper]) == 2


def test_each_unit_has_numbers_of_its_own(members, cell, second_cell, committee):
    scopes = [Scope(unit, *YEAR) for unit in (cell, committee, second_cell)]
    scopes.append(Scope(second_cell, day("2018-01-01"), day("2018-12-31")))
    assert [one["members.closing"] for one in compute_each(scopes)] == [1, 3, 2, 0]
    assert compute_each(scopes) == [compute(scope) for scope in scopes]


def test_no_stand_in_is_left(cell, committee):
    for unit in (cell, committee):
        stand_in = _stand_in(0, unit)
        plan = _planned((Scope(stand_in, *YEAR),), tuple(LISTED), YEAR[1], (unit.kind,))
        asked = plan.for_units({stand_in: unit}).params
        assert [
            one for one in asked if isinstance(one, int | str) and str(stand_in.pk) in str(one)
        ] == []


NAMED = Count("named", "named", lambda scope: Unit.objects.filter(name=scope.unit.name), table="")


def test_what_reads_more_of_a_unit_is_asked_anew(cell):
    assert count_all([Scope(cell, *YEAR)], [NAMED]) == [{"named": 1}]
    plan = _planned((Scope(_stand_in(0, cell), *YEAR),), (NAMED,), YEAR[1], (cell.kind,))
    assert plan.others == [(0, NAMED)]


def test_what_was_tried_while_writing_is_no_query(cell, django_assert_num_queries):
    _planned.cache_clear()
    for _ in range(2):  # the text is written the first time, and there is one the second
        with django_assert_num_queries(1):
            count_all([Scope(cell, *YEAR)], [NAMED])
