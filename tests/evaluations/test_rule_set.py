"""Rule sets: which year is governed by which, and who is too new to be graded."""

import pytest

from evaluations.models import RuleSet
from tests.conftest import day


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("year", "code"),
    [
        (2014, "27-HD/BTCTW"),
        (2017, "27-HD/BTCTW"),
        (2018, "16-HD/BTCTW"),
        (2019, "21-HD/BTCTW"),
        (2022, "21-HD/BTCTW"),
        (2023, "25-HD/BTCTW"),
        (2024, "25-HD/BTCTW"),
        (2025, "43-HD/BTCTW"),
        (2030, "43-HD/BTCTW"),
    ],
)
def test_the_latest_set_not_after_the_year_governs_it(year, code):
    assert RuleSet.objects.for_year(year).code == code


@pytest.mark.django_db
def test_a_year_before_the_first_set_has_none():
    assert RuleSet.objects.for_year(2013) is None


@pytest.mark.parametrize(
    ("since", "on", "is_new"),
    [
        ("2020-06-30", "2020-12-31", False),
        ("2020-07-01", "2020-12-31", True),
        ("2020-07-01", "2021-01-01", False),
        ("2020-08-31", "2021-02-27", True),  # 28 February: there is no 31st
        ("2020-08-31", "2021-02-28", False),
        ("2019-08-31", "2020-02-28", True),
        ("2019-08-31", "2020-02-29", False),
        ("2020-12-31", "2021-06-29", True),
        ("2020-12-31", "2021-06-30", False),
        ("2020-05-31", "2020-11-29", True),
        ("2020-05-31", "2020-11-30", False),
    ],
)
def test_six_months_end_on_the_same_day_or_the_last_of_the_month(since, on, is_new):
    rules = RuleSet(months_before_grading=6)
    assert rules.is_too_new(day(since), day(on)) is is_new


def test_no_waiting_time_excludes_nobody():
    assert RuleSet(months_before_grading=0).is_too_new(day("2020-12-31"), day("2020-12-31")) is False


@pytest.mark.django_db
def test_frozen_values_make_the_same_rule_set_again():
    rules = RuleSet.objects.for_year(2020)
    counts = {"xs": 19, "t": 73, "graded": 92}
    again = RuleSet(**rules.frozen())
    assert again.shares(counts) == rules.shares(counts)
    assert str(again) == str(rules)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("year", "cap", "caps_units", "months", "scores"),
    [
        (2014, (15, 0, "t", "half_up", "committee", False), False, (6, 6), None),
        (2018, (20, 0, "t", "half_up", "committee", False), False, (6, 6), None),
        (2019, (20, 0, "t", "half_up", "committee", False), False, (6, 6), None),
        (2023, (20, 0, "t", "half_up", "committee", False), True, (6, 0), None),
        (2025, (20, 25, "t", "half_up", "group", False), True, (6, 0), (90, 70, 50)),
    ],
)
def test_what_each_set_says(year, cap, caps_units, months, scores):
    it = RuleSet.objects.for_year(year)
    how = (it.cap_base, it.cap_rounding, it.cap_scope, it.head_apart)
    assert (it.cap_percent, it.raised_cap_percent, *how) == cap
    assert it.caps_units is caps_units
    assert (it.months_before_grading, it.unit_months_before_grading) == months
    assert ((it.least_xs, it.least_t, it.least_ht) if it.scores else None) == scores


@pytest.mark.django_db
def test_a_set_kept_before_there_were_groups_counts_the_whole_committee():
    kept = RuleSet.objects.for_year(2025).frozen()
    del kept["cap_scope"], kept["head_apart"]
    assert RuleSet(**kept).counts_otherwise is False


@pytest.mark.django_db
def test_cells_are_capped_only_where_the_rule_set_says_so():
    counts = {"xs": 2, "t": 4, "graded": 6}
    bound = [
        [share.is_binding for share in RuleSet.objects.for_year(year).shares(counts, of_units=True)]
        for year in (2020, 2025)
    ]
    assert bound == [[False, False, False], [True, False, False]]
