"""Deadlines in working days: weekends and public holidays do not count."""

from common.workdays import working_days_after
from tests.conftest import day


def test_the_day_itself_does_not_count():
    assert working_days_after(day("2020-06-01"), 1) == day("2020-06-02")


def test_a_weekend_does_not_count():
    assert working_days_after(day("2020-06-05"), 1) == day("2020-06-08")


def test_tet_does_not_count():
    """From Wednesday 22/1/2020; Tết days off were 23 to 29 January."""
    assert working_days_after(day("2020-01-22"), 1) == day("2020-01-30")


def test_the_national_day_does_not_count():
    assert working_days_after(day("2020-09-01"), 1) == day("2020-09-03")


def test_thirty_working_days_are_six_weeks_without_holidays():
    assert working_days_after(day("2020-06-01"), 30) == day("2020-07-13")
