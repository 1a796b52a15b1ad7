"""What was done of targets: counted from their first day, or typed."""

from decimal import Decimal

import pytest

from members.models import CameBy
from reports.figures import Ratio, Scope, compute
from reports.reading.targets import beside, by_code, of_year, standing
from tests.conftest import day, make_member
from tests.reports.test_target import YEAR, set_free, set_target

TERM_DAYS = "2018-01-01", "2022-12-31"
TERM = {"starts_on": day(TERM_DAYS[0]), "ends_on": day(TERM_DAYS[1])}


def scope(unit, start="2020-01-01", end="2020-12-31") -> Scope:
    return Scope(unit, day(start), day(end))


def admit(cell, on):
    make_member(f"Nguyễn Văn {on}").join(cell, on=day(on), by=None, came_by=CameBy.ADMISSION)


@pytest.mark.parametrize(
    ("end", "done", "verdict"),
    [("2020-06-30", 1, "not_yet"), ("2020-12-30", 2, "met"), ("2020-12-31", 3, "exceeded")],
)
def test_done_is_the_figure_from_the_first_day_of_the_target(committee, cell, end, done, verdict):
    for on in ("2019-12-31", "2020-03-05", "2020-12-30", "2020-12-31"):
        admit(cell, on)
    set_target(committee, plan=Decimal(2))
    [one] = standing(scope(committee, start="2020-06-01", end=end))
    assert (one.done, one.verdict, one.percent) == (done, verdict, 50 * done)
    assert (one.is_typed, one.counted) == (False, scope(committee, end=end))


@pytest.mark.parametrize(("end", "number"), [("2019-12-31", 0), ("2020-01-01", 1), ("2021-01-01", 0)])
def test_looked_at_is_what_is_in_force_on_the_last_day(committee, end, number):
    set_target(committee)
    assert len(standing(scope(committee, "2019-06-01", end))) == number


def test_a_year_and_a_term_beside_each_other(committee, cell):
    admit(cell, "2019-03-05")
    admit(cell, "2020-03-05")
    set_target(committee)
    set_target(committee, **TERM)
    assert [one.done for one in standing(scope(committee))] == [2, 1]
    assert by_code(scope(committee))["moves.admitted"].done == 1
    assert by_code(scope(committee, "2018-01-01"))["moves.admitted"].done == 2


def test_targets_of_several_days_are_counted_at_once(committee, cell, django_assert_num_queries):
    admit(cell, "2019-03-05")
    admit(cell, "2020-03-05")
    for code, year in [("moves.admitted", YEAR), ("moves.admitted", TERM), ("org.cells", TERM)]:
        set_target(committee, **year, code=code, name=code)
    set_free(committee)
    with django_assert_num_queries(2):
        stands = by_code(scope(committee, "2020-04-01"))
    assert {code: one.done for code, one in stands.items()} == {"moves.admitted": 1, "org.cells": 1}
    assert list(by_code(scope(committee), {"moves.admitted": 1})) == ["moves.admitted"]


def test_of_a_rate_done_is_its_percent(committee, cell):
    set_target(committee, code="meetings.attendance", name="Dự", measure="%", plan=Decimal(90))
    [one] = standing(scope(committee))
    assert (one.done, one.verdict, one.percent) == (None, "unknown", None)


def test_a_code_that_is_no_figure_any_more_has_no_number(committee):
    set_target(committee, code="no.such.figure")
    assert [one.verdict for one in standing(scope(committee))] == ["unknown"]


@pytest.mark.parametrize(("end", "done"), [("2020-06-29", None), ("2020-06-30", 1), ("2020-12-31", 2)])
def test_typed_is_the_last_one_by_that_day(committee, end, done):
    target = set_free(committee)
    for on, value in (("2020-12-31", 2), ("2020-06-30", 1)):
        target.record_result(on=day(on), value=Decimal(value), by=None)
    [one] = standing(scope(committee, end=end))
    assert (one.done, one.is_typed) == (done, True)


def test_the_targets_of_a_cell_are_its_own(committee, cell):
    set_target(committee).hand_down({cell: Decimal(2)}, by=None)
    assert [one.planned for one in standing(scope(cell))] == [2]


def test_of_a_year_each_up_to_its_own_last_day(committee, cell):
    admit(cell, "2020-03-05")
    admit(cell, "2020-09-05")
    set_target(committee, ends_on=day("2020-06-30"))
    set_target(committee, **TERM)
    assert [one.done for one in of_year(committee, 2020)] == [2, 1]
    assert of_year(committee, 2017) == of_year(cell, 2020) == []


@pytest.mark.parametrize("number", [1, 3])
def test_number_of_queries(committee, cell, number, django_assert_num_queries):
    values = compute(scope(committee))
    for year in range(2020, 2020 - number, -1):
        for code in ("moves.admitted", "moves.confirmed"):
            set_target(committee, code=code, starts_on=day(f"{year}-01-01"), name=code)
        set_free(committee, starts_on=day(f"{year}-01-01"))
    with django_assert_num_queries(2 + (number > 1)):
        standing(scope(committee), values)


@pytest.mark.parametrize(
    ("facts", "value", "said"),
    [
        ({"plan": Decimal(12)}, 9, "chỉ\N{NO-BREAK SPACE}tiêu\N{NO-BREAK SPACE}12 · không đạt (75%)"),
        (
            {"plan": Decimal(12), "maximum": Decimal(13)},
            13,
            "chỉ\N{NO-BREAK SPACE}tiêu\N{NO-BREAK SPACE}12 · đạt (108,33%)",
        ),
        ({"plan": Decimal(0)}, 1, "chỉ\N{NO-BREAK SPACE}tiêu\N{NO-BREAK SPACE}0 · vượt"),
        (
            {"plan": Decimal(2), "direction": "at_most"},
            1,
            "chỉ\N{NO-BREAK SPACE}tiêu\N{NO-BREAK SPACE}không quá 2 · đạt (50%)",
        ),
        (
            {"plan": Decimal(95), "measure": "%"},
            Ratio(19, 20),
            "chỉ\N{NO-BREAK SPACE}tiêu\N{NO-BREAK SPACE}95% · đạt (100%)",
        ),
        (
            {"plan": Decimal(95), "measure": "%"},
            Ratio(0, 0),
            "chỉ\N{NO-BREAK SPACE}tiêu\N{NO-BREAK SPACE}95% · chưa có số liệu",
        ),
    ],
)
def test_under_its_figure_it_is_said_in_short(committee, facts, value, said):
    set_target(committee, **facts)
    stands = beside(scope(committee), [committee])(committee, "moves.admitted", value)
    assert stands.short == said.split(" · ")


def test_beside_a_figure_stands_what_is_counted_over_its_days(committee, cell):
    set_target(committee)
    set_target(committee, **TERM)
    set_target(cell, plan=Decimal(2))
    plans = {}
    for start, end in [("2020-01-01", "2020-06-30"), ("2020-07-01", "2020-12-31"), *[TERM_DAYS]]:
        stands = beside(scope(committee, start, end), [committee, cell])
        both = [stands(unit, "moves.admitted", 0) for unit in (committee, cell)]
        plans[start] = [one and one.planned for one in both]
    assert plans == {"2020-01-01": [5, 2], "2020-07-01": [None, None], "2018-01-01": [5, None]}
