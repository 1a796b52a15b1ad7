"""Quarters of the year."""

import datetime

import pytest

from common.months import month_end, months_of_quarter, quarter_of, quarter_start
from tests.conftest import day


@pytest.mark.parametrize(
    ("of", "number", "start"),
    [
        (day("2024-01-01"), 1, day("2024-01-01")),
        (day("2024-03-31"), 1, day("2024-01-01")),
        (day("2024-04-01"), 2, day("2024-04-01")),
        (day("2024-09-30"), 3, day("2024-07-01")),
        (day("2024-12-31"), 4, day("2024-10-01")),
    ],
)
def test_a_day_lies_in_the_quarter_of_its_month(of, number, start):
    assert (quarter_of(of), quarter_start(of)) == (number, start)


def test_a_quarter_has_three_months():
    months = months_of_quarter(day("2024-02-29"))
    assert months == [day("2024-01-01"), day("2024-02-01"), day("2024-03-01")]
    assert month_end(months[-1]) + datetime.timedelta(days=1) == quarter_start(day("2024-05-01"))
