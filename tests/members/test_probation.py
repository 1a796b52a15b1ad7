"""When probation ends, on both sides of a change of its rule."""

import pytest

from cells.models import Threshold
from members.models import Member
from members.rules.probation import probation_end, probation_over
from tests.conftest import day, make_member

pytestmark = pytest.mark.django_db
OLD, NEW = "2020-05-31", "2020-06-01"


@pytest.fixture
def eighteen():
    facts = {"code": "probation_months", "value": 18, "out_of": None, "source": "Điều lệ mới"}
    Threshold.objects.set(**facts, valid_from=day(NEW), by=None)


def test_it_follows_the_rule_of_the_day_of_the_ceremony(eighteen):
    assert probation_end(day(OLD)) == day("2021-05-31")
    assert probation_end(day(NEW)) == day("2021-12-01")
    assert probation_end(day("1960-01-05")) == day("1961-01-05")


@pytest.mark.parametrize(
    ("on", "over"),
    [("2021-05-30", []), ("2021-05-31", [OLD]), ("2021-11-30", [OLD]), ("2021-12-01", [OLD, NEW])],
)
def test_over_by_a_day_says_the_same_of_rows(eighteen, cell, on, over):
    for number, admitted in enumerate((OLD, NEW)):
        member = make_member(f"Nguyễn Văn {number}", unit=cell, official_on=None)
        Member.objects.filter(pk=member.pk).update(admitted_on=day(admitted))
    rows = Member.objects.filter(probation_over(day(on))).order_by("admitted_on")
    assert [row.admitted_on for row in rows] == [day(admitted) for admitted in over]
    ended = [row for row in Member.objects.order_by("admitted_on") if row.probation_ends_on <= day(on)]
    assert list(rows) == ended
