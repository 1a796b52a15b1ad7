"""Party age in whole months: never negative, never falling, exactly the time outside deducted."""

import datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from common.periods import DAY
from members.rules.party_age import add_months, latest_start, months_on, reached_on, whole_months
from tests.conftest import day

DATES = st.dates(day("1930-01-01"), day("2060-12-31"))
MONTHS = st.integers(0, 90 * 12)


@st.composite
def spells_outside(draw):
    """Up to three times outside, one after the other, the last perhaps without return."""
    days = sorted(draw(st.lists(DATES, max_size=6, unique=True)))
    pairs = [*zip(days[::2], days[1::2], strict=False)]
    return [*pairs, (days[-1], None)] if len(days) % 2 else pairs


@pytest.mark.parametrize(
    ("start", "on", "months"),
    [
        ("1990-02-03", "2020-02-02", 359),
        ("1990-02-03", "2020-02-03", 360),
        ("1990-01-31", "1990-02-27", 0),
        ("1990-01-31", "1990-02-28", 1),
        ("1992-02-29", "1993-02-28", 12),
        ("2020-01-01", "2019-12-31", 0),
    ],
)
def test_a_month_is_full_on_the_same_day_or_the_last_of_a_shorter_month(start, on, months):
    assert whole_months(day(start), day(on)) == months


def test_the_clock_stands_still_outside_and_runs_on_from_the_return():
    outside = [(day("2000-03-15"), day("2005-01-10"))]
    ages = [
        months_on(day("1990-03-15"), day(on), outside)
        for on in ("2000-03-14", "2000-03-15", "2005-01-09", "2005-01-10", "2005-02-10")
    ]
    assert ages == [119, 119, 119, 120, 121]


def test_who_never_returned_never_reaches_the_mark():
    assert reached_on(day("1990-03-15"), 360, [(day("2020-03-15"), None)]) is None
    assert reached_on(day("1990-03-15"), 360, [(day("2020-03-16"), None)]) == day("2020-03-15")


@given(DATES, DATES, spells_outside())
def test_never_negative_and_never_falling(start, on, outside):
    age = months_on(start, on, outside)
    assert 0 <= age <= months_on(start, on + DAY, outside)


@given(DATES, DATES, st.integers(1, 5000))
def test_exactly_the_days_outside_are_deducted(start, on, days):
    assume(start <= on)
    outside = datetime.timedelta(days=days)
    assert months_on(start, on + outside, [(start, start + outside)]) == months_on(start, on)


@given(DATES, MONTHS, spells_outside())
def test_a_mark_is_reached_on_its_day_and_not_the_day_before(start, months, outside):
    outside = [(out, back) for out, back in outside if out > start]
    reached = reached_on(start, months, outside)
    if reached is not None:
        assert months_on(start, reached, outside) >= months
        assert reached == start or months_on(start, reached - DAY, outside) < max(months, 1)


def test_the_first_and_the_last_day_of_python_break_nothing():
    assert latest_start(datetime.date.min, 360) == datetime.date.min
    assert add_months(datetime.date.max, 1) == datetime.date.max
    assert months_on(datetime.date.min, datetime.date.max, [(day("2000-01-01"), None)]) == 1999 * 12 - 1


@given(DATES, MONTHS)
def test_who_began_on_the_latest_start_has_the_months_and_who_began_later_has_not(on, months):
    limit = latest_start(on, months)
    assert add_months(limit, months) <= on < add_months(limit + DAY, months)
