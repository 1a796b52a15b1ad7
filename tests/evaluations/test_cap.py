"""The arithmetic of the cap: the worked examples of the rules, and what must always hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.rules.cap import Base, Rounding, Standing, allowed, shares

counts = st.integers(min_value=0, max_value=10_000)
percents = st.integers(min_value=0, max_value=100)
roundings = st.sampled_from(Rounding.values)


# 19 XS and 73 T of 92, at 20 % and, for T only, at 25 %.
@pytest.mark.parametrize(
    ("counted", "cap_percent", "floor", "half_up", "up"),
    [
        (92, 20, 18, 18, 19),
        (73, 20, 14, 15, 15),
        (73, 25, 18, 18, 19),
        (77, 20, 15, 15, 16),
        (4, 20, 0, 1, 1),
        (6, 20, 1, 1, 2),
        (4, 25, 1, 1, 1),
        (16, 20, 3, 3, 4),
        (13, 20, 2, 3, 3),
        (0, 20, 0, 0, 0),
    ],
)
def test_worked_examples_in_every_rounding(counted, cap_percent, floor, half_up, up):
    assert [
        allowed(counted, cap_percent, rounding)
        for rounding in (Rounding.FLOOR, Rounding.HALF_UP, Rounding.UP)
    ] == [floor, half_up, up]


@pytest.mark.parametrize(("t", "expected"), [(7, 1), (8, 2), (12, 2), (13, 3)])
def test_half_up_examples_of_the_corporation(t, expected):
    assert allowed(t, 20, Rounding.HALF_UP) == expected


def test_half_is_rounded_up_and_less_is_not():
    assert [allowed(n, 10, Rounding.HALF_UP) for n in (4, 5, 14, 15)] == [0, 1, 1, 2]


@pytest.mark.parametrize(
    ("base", "rounding", "exceeded"),
    [
        (Base.T, Rounding.FLOOR, True),
        (Base.T, Rounding.HALF_UP, True),
        (Base.T, Rounding.UP, True),
        (Base.T_OR_BETTER, Rounding.FLOOR, True),
        (Base.T_OR_BETTER, Rounding.HALF_UP, True),
        (Base.T_OR_BETTER, Rounding.UP, False),
        (Base.GRADED, Rounding.FLOOR, True),
        (Base.GRADED, Rounding.HALF_UP, True),
        (Base.GRADED, Rounding.UP, False),
    ],
)
def test_19_of_92_under_every_reading(base, rounding, exceeded):
    found = shares(xs=19, t=73, graded=92, cap_percent=20, base=base, rounding=rounding)
    assert [share.base for share in found if share.is_exceeded] == ([base] if exceeded else [])


def test_all_three_bases_are_shown_and_one_binds():
    found = shares(xs=19, t=73, graded=92, cap_percent=20, base=Base.T, rounding=Rounding.HALF_UP)
    assert [(s.base, s.xs, s.counted, s.allowed, s.is_binding, s.percent) for s in found] == [
        (Base.T, 19, 73, 15, True, "26,03%"),
        (Base.T_OR_BETTER, 19, 92, 18, False, "20,65%"),
        (Base.GRADED, 19, 92, 18, False, "20,65%"),
    ]


def test_without_a_base_nothing_is_exceeded():
    found = shares(xs=9, t=0, graded=9, cap_percent=20, base=None, rounding=Rounding.FLOOR)
    assert [share.is_exceeded for share in found] == [False, False, False]


def test_exactly_the_number_allowed_is_not_above_the_cap():
    args = {"graded": 100, "cap_percent": 20, "base": Base.GRADED, "rounding": Rounding.FLOOR}
    assert shares(xs=20, t=80, **args)[2].is_exceeded is False
    assert shares(xs=21, t=79, **args)[2].is_exceeded is True


def test_a_reason_answers_only_the_numbers_it_was_given_for():
    over = shares(xs=3, t=1, graded=4, cap_percent=20, base=Base.T, rounding=Rounding.HALF_UP)
    assert Standing(over, [], []).is_unanswered is True
    assert Standing(over, [], [[3, 1]]).is_unanswered is False
    assert Standing(over, [], [[2, 2]]).is_unanswered is True


def test_nothing_to_answer_within_the_cap():
    within = shares(xs=0, t=4, graded=4, cap_percent=20, base=Base.T, rounding=Rounding.HALF_UP)
    assert Standing(within, [], []).is_unanswered is False


@given(counts, percents, roundings)
def test_allowed_never_falls_when_the_base_grows(counted, cap_percent, rounding):
    assert allowed(counted, cap_percent, rounding) <= allowed(counted + 1, cap_percent, rounding)


@given(counts, st.integers(min_value=0, max_value=99), roundings)
def test_allowed_never_falls_when_the_percentage_grows(counted, cap_percent, rounding):
    assert allowed(counted, cap_percent, rounding) <= allowed(counted, cap_percent + 1, rounding)


@given(counts, percents)
def test_floor_half_up_and_up_are_in_order_and_one_apart(counted, cap_percent):
    floor, half_up, up = (allowed(counted, cap_percent, one) for one in Rounding.values)
    assert floor <= half_up <= up <= floor + 1


@given(counts, percents, roundings)
def test_allowed_stays_within_the_base(counted, cap_percent, rounding):
    assert 0 <= allowed(counted, cap_percent, rounding) <= counted


@given(counts, st.integers(min_value=1, max_value=10_000), percents, roundings)
def test_moving_one_from_t_to_xs_never_raises_what_base_t_allows(xs, t, cap_percent, rounding):
    rules = {"graded": xs + t, "cap_percent": cap_percent, "base": Base.T, "rounding": rounding}
    before, after = shares(xs=xs, t=t, **rules)[0], shares(xs=xs + 1, t=t - 1, **rules)[0]
    assert after.allowed <= before.allowed
    assert after.is_exceeded or not before.is_exceeded
