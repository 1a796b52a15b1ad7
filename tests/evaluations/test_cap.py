"""The arithmetic of the cap: the worked examples of the rules, and what must always hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.rules.cap import (
    HEADS,
    WHOLE,
    Base,
    CapScope,
    Part,
    Rounding,
    Standing,
    allowed,
    most_of_all,
    shares,
    shares_by_part,
)

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


# Groups of one to thirteen: floor, half up, up.
SMALL = {
    20: "001 001 011 011 111 112 112 122 122 222 223 223 233",
    25: "001 011 011 111 112 122 122 222 223 233 233 333 334",
}


@pytest.mark.parametrize(
    ("cap_percent", "t", "expected"),
    [
        (cap_percent, t, [int(one) for one in numbers])
        for cap_percent, table in SMALL.items()
        for t, numbers in enumerate(table.split(), start=1)
    ],
)
def test_small_groups_in_every_rounding(cap_percent, t, expected):
    ways = (Rounding.FLOOR, Rounding.HALF_UP, Rounding.UP)
    assert [allowed(t, cap_percent, one) for one in ways] == expected


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


RULES = {"cap_percent": 20, "base": Base.T, "rounding": Rounding.HALF_UP}


@pytest.mark.parametrize(
    ("xs", "t", "graded", "more"),
    [
        (0, 0, 0, [0, 0, 0]),
        (0, 2, 2, [0, 0, 0]),
        (0, 3, 3, [0, 1, 1]),  # one of three raised leaves two at T: 0.4
        (0, 6, 6, [1, 1, 1]),
        (0, 8, 8, [1, 2, 2]),  # two of eight leave six: 1.2
        (0, 12, 12, [2, 2, 2]),
        (1, 5, 6, [0, 0, 0]),
        (1, 12, 20, [1, 2, 3]),
        (3, 1, 4, [0, 0, 0]),
        (0, 1, 50, [0, 0, 1]),  # there is but one to raise
    ],
)
def test_how_many_may_be_raised_from_t(xs, t, graded, more):
    assert [share.more for share in shares(xs=xs, t=t, graded=graded, **RULES)] == more


@given(counts, counts, percents, roundings)
def test_who_may_be_raised_keeps_within_the_cap(xs, t, cap_percent, rounding):
    rules = {"base": Base.T, "cap_percent": cap_percent, "rounding": rounding}
    share = shares(xs=xs, t=t, graded=xs + t, **rules)[0]
    if share.is_exceeded:
        assert share.more == 0
        return
    now = shares(xs=xs + share.more, t=t - share.more, graded=xs + t, **rules)[0]
    assert now.is_exceeded is False


@pytest.mark.parametrize(("cap_percent", "part"), [(20, "1/6"), (25, "1/5"), (15, "3/23"), (0, "0")])
def test_the_part_of_all_that_the_cap_comes_to(cap_percent, part):
    assert most_of_all(cap_percent) == part


@pytest.mark.parametrize(("cap_percent", "one_of"), [(20, 6), (25, 5)])
def test_everybody_at_least_t_leaves_one_of_six_or_of_five(cap_percent, one_of):
    for number in range(one_of, 20 * one_of, one_of):
        most = [xs for xs in range(number) if xs <= allowed(number - xs, cap_percent, Rounding.FLOOR)]
        assert most[-1] == number // one_of


# --- In parts -----------------------------------------------------------------------------------

LEADERS, STAFF = ("Lãnh đạo", 1), ("Viên chức", 2)


def part(cell, group, xs, t, graded, is_head=False) -> Part:
    name, rank = group
    return Part(f"Chi bộ {cell}", name, rank, is_head, xs, t, graded)


PARTS = [
    part(1, STAFF, 1, 7, 9),
    part(1, LEADERS, 1, 0, 1, is_head=True),
    part(1, LEADERS, 1, 2, 3),
    part(2, STAFF, 2, 6, 8),
    part(2, LEADERS, 0, 1, 1),
]


# What binds: of whom, XS, T, what is allowed; then for information.
@pytest.mark.parametrize(
    ("scope", "head_apart", "binding", "told"),
    [
        (CapScope.COMMITTEE, False, [("", 5, 16, 3)], []),
        (CapScope.COMMITTEE, True, [("", 4, 16, 3)], [(HEADS, 1, 0, 0), (WHOLE, 5, 16, 3)]),
        (CapScope.GROUP, False, [("Lãnh đạo", 2, 3, 1), ("Viên chức", 3, 13, 3)], [(WHOLE, 5, 16, 3)]),
        (
            CapScope.GROUP,
            True,
            [("Lãnh đạo", 1, 3, 1), ("Viên chức", 3, 13, 3)],
            [(HEADS, 1, 0, 0), (WHOLE, 5, 16, 3)],
        ),
        (CapScope.CELL, False, [("Chi bộ 1", 3, 9, 2), ("Chi bộ 2", 2, 7, 1)], [(WHOLE, 5, 16, 3)]),
        (
            CapScope.CELL,
            True,
            [("Chi bộ 1", 2, 9, 2), ("Chi bộ 2", 2, 7, 1)],
            [(HEADS, 1, 0, 0), (WHOLE, 5, 16, 3)],
        ),
    ],
)
def test_each_way_to_count(scope, head_apart, binding, told):
    found = shares_by_part(PARTS, scope, head_apart=head_apart, **RULES)
    on_t = [share for share in found if share.base == Base.T]
    assert len(found) == 3 * len(on_t)
    said = [(one.group, one.xs, one.counted, one.allowed) for one in on_t]
    assert said == binding + told
    assert [one.is_binding for one in on_t] == [True] * len(binding) + [False] * len(told)


@pytest.mark.parametrize(
    ("scope", "head_apart", "base", "exceeded"),
    [
        (CapScope.COMMITTEE, False, Base.T, [""]),
        (CapScope.COMMITTEE, True, Base.T, [""]),
        (CapScope.COMMITTEE, False, Base.T_OR_BETTER, [""]),  # 5 of 21: 4
        (CapScope.COMMITTEE, True, Base.T_OR_BETTER, []),  # 4 of 20: 4
        (CapScope.GROUP, False, Base.T, ["Lãnh đạo"]),
        (CapScope.GROUP, True, Base.T, []),
        (CapScope.GROUP, False, Base.GRADED, ["Lãnh đạo"]),  # 2 of 5, 3 of 17: 1, 3
        (CapScope.CELL, False, Base.T, ["Chi bộ 1", "Chi bộ 2"]),
        (CapScope.CELL, True, Base.T, ["Chi bộ 2"]),
        (CapScope.CELL, True, Base.GRADED, []),  # 2 of 12, 2 of 9: 2, 2
    ],
)
def test_what_is_exceeded_on_each_way(scope, head_apart, base, exceeded):
    found = shares_by_part(PARTS, scope, head_apart=head_apart, **RULES | {"base": base})
    assert [share.group for share in found if share.is_exceeded] == exceeded


def test_nobody_at_all_is_within_every_cap():
    for scope in CapScope:
        found = shares_by_part([], scope, head_apart=True, **RULES)
        assert [(one.group, one.xs, one.allowed, one.is_exceeded) for one in found] == [
            ("", 0, 0, False)
        ] * 3


def standing(accepted=(), parts=PARTS) -> Standing:
    found = shares_by_part(parts, CapScope.GROUP, head_apart=False, **RULES)
    return Standing(found, [], list(accepted))


def test_a_reason_is_for_the_group_it_was_given_for():
    assert standing().pairs == [[2, 3, "Lãnh đạo"]]
    assert standing([[2, 3, "Lãnh đạo"]]).is_unanswered is False
    assert standing([[2, 3, "Viên chức"]]).is_unanswered is True
    assert standing([[2, 3]]).is_unanswered is True


@pytest.mark.parametrize(
    ("reason", "named"),
    [
        ("Cấp trên cho 25%", "25"),  # of 3: 1
        ("Cấp trên cho 50%", ""),  # of 3: 2
        ("Tính 20% trên tổng số", "20"),  # of 5: 1
        ("Tính 40% trên tổng số", ""),
    ],
)
def test_a_reason_is_held_against_the_share_of_the_group(reason, named):
    assert standing().exceeded_as_named_in(reason, Rounding.HALF_UP) == named


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
