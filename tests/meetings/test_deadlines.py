"""The last day of what is due about meetings, on both sides of a change of its rule."""

import pytest

from cells.models import Threshold, Unit
from common.months import next_month
from common.periods import DAY
from meetings.models import Meeting
from meetings.rules.deadlines import (
    approve_by,
    late_minutes,
    minutes_by,
    papers_by,
    register_by,
    registering_is_over,
)
from tests.conftest import day
from tests.meetings.conftest import open_meeting

pytestmark = pytest.mark.django_db


def rule(code, value, since):
    Threshold.objects.set(
        code=code, value=value, out_of=None, valid_from=day(since), source="Quy chế", by=None
    )


def test_minutes_follow_the_rule_of_the_day_of_the_meeting():
    rule("minutes_days", 5, "2020-06-10")
    assert minutes_by(day("2020-06-09")) == day("2020-06-11")
    assert minutes_by(day("2020-06-10")) == day("2020-06-15")


@pytest.mark.parametrize("held", ["2020-06-09", "2020-06-10"])
def test_late_minutes_are_those_whose_day_is_over(cell, held):
    rule("minutes_days", 5, "2020-06-10")
    meeting = open_meeting(cell, day(held))
    last = minutes_by(day(held))
    assert list(late_minutes(Meeting.objects.drafts(), last)) == []
    [late] = late_minutes(Meeting.objects.drafts(), last + DAY)
    assert (late, late.minutes_by) == (meeting, last)


def test_minutes_from_before_the_first_known_rule_follow_that_rule(cell):
    Threshold.objects.filter(code="minutes_days").update(valid_from=day("2021-01-01"))
    open_meeting(cell, day("2020-06-09"))
    assert minutes_by(day("2020-06-09")) == day("2020-06-11")
    [late] = late_minutes(Meeting.objects.drafts(), day("2020-06-12"))
    assert late.minutes_by == day("2020-06-11")


def test_papers_follow_the_rule_of_the_day_of_the_meeting():
    rule("papers_days", 3, "2020-06-10")
    assert papers_by(day("2020-06-09")) == day("2020-06-08")
    assert papers_by(day("2020-06-10")) == day("2020-06-07")


def test_plans_follow_the_rule_of_the_month_before_theirs():
    rule("register_day", 10, "2020-11-01")
    rule("approve_day", 12, "2020-11-02")
    assert register_by(day("2020-11-01")) == day("2020-10-20")
    assert register_by(day("2020-12-01")) == day("2020-11-10")
    assert approve_by(day("2020-12-01")) == day("2020-11-25")
    assert approve_by(day("2021-01-01")) == day("2020-12-12")


def test_a_day_that_a_month_does_not_have_is_its_last():
    rule("register_day", 31, "2020-01-01")
    assert register_by(day("2020-03-01")) == day("2020-02-29")
    assert register_by(day("2021-03-01")) == day("2021-02-28")
    assert register_by(day("2020-04-01")) == day("2020-03-31")


@pytest.mark.parametrize(
    ("number", "on"),
    [
        (20, "2020-11-20"),
        (20, "2020-11-21"),
        (31, "2020-02-29"),
        (31, "2020-03-31"),
        (30, "2020-03-31"),
    ],
)
def test_registering_is_over_as_a_condition_says_the_same(cell, number, on):
    Threshold.objects.filter(code="register_day").update(value=number)
    is_over = register_by(next_month(day(on))) < day(on)
    assert Unit.objects.filter(registering_is_over(day(on)), pk=cell.pk).exists() == is_over
