"""Rounds, windows and marks, as plain dates."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.periods import DAY
from members.rules.badges import ROUNDS, free_again_on, mark_ahead, mark_reached, round_from
from tests.conftest import day

YEARS = st.integers(1951, 2099)


@given(YEARS)
def test_the_windows_of_a_year_follow_each_other_without_a_gap(year):
    windows = [entry.window(year) for entry in ROUNDS.values()]
    windows.append(ROUNDS["0302"].window(year + 1))
    for (_, last), (first, _) in pairwise(windows):
        assert first == last + DAY


def test_the_first_window_begins_in_the_year_before_and_ends_with_february():
    assert ROUNDS["0302"].window(2024) == (day("2023-12-01"), day("2024-02-29"))
    assert ROUNDS["0302"].window(2026) == (day("2025-12-01"), day("2026-02-28"))
    assert ROUNDS["0711"].window(2026) == (day("2026-10-01"), day("2026-11-30"))


@pytest.mark.parametrize(
    ("on", "next_on"),
    [
        ("2026-02-03", "2026-02-03"),
        ("2026-02-04", "2026-05-19"),
        ("2026-11-07", "2026-11-07"),
        ("2026-11-08", "2027-02-03"),
    ],
)
def test_the_next_round_is_on_the_day_at_the_earliest(on, next_on):
    entry, year = round_from(day(on))
    assert entry.on(year) == day(next_on)


@pytest.mark.parametrize(
    ("by", "held", "years"),
    [
        ("2020-02-24", [], None),
        ("2020-02-25", [], 30),
        ("2020-02-25", [30], None),
        ("2030-02-25", [30], 40),
        ("2030-02-25", [], 40),
        ("2030-02-25", [40], None),
    ],
)
def test_only_the_highest_mark_reached_is_due_and_only_without_its_badge(by, held, years):
    mark = mark_reached(day("1990-02-25"), day(by), held)
    assert (mark and mark.years) == years


def test_a_mark_says_on_which_day_it_is_reached_time_outside_deducted():
    outside = [(day("2000-01-01"), day("2000-01-11"))]
    assert mark_reached(day("1990-02-25"), day("2020-12-31"), [], outside).reached_on == day(
        "2020-03-06"
    )


@pytest.mark.parametrize(
    ("after", "until", "is_ahead"),
    [("2020-02-24", "2020-02-25", True), ("2020-02-25", "2020-12-31", False),
     ("2020-02-01", "2020-02-24", False)],
)  # fmt: skip
def test_ahead_is_a_mark_reached_after_the_window_and_in_time(after, until, is_ahead):
    ahead = mark_ahead(day("1990-02-25"), day(after), day(until))
    assert (ahead is not None) == is_ahead


def test_a_discipline_holds_whole_months():
    assert free_again_on(day("2020-08-31"), 6) == day("2021-02-28")
