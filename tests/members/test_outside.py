"""Time outside the Party as the spells tell it, and members by party age."""

import pytest

from cells.models import Decision, Threshold
from members.models import CameBy, Discipline, LeftBy, Member, of_party_age, party_months, times_outside
from tests.conftest import day, make_member

DECIDED = {"admission_decided_on": day("2000-02-25"), "admitted_on": day("2000-03-03")}


@pytest.fixture
def member(cell):
    return make_member(unit=cell, official_on=day("2001-03-03"), **DECIDED)


def leave(member, on, left_by):
    member.current_membership().leave(on=day(on), left_by=left_by, by=None)


@pytest.mark.parametrize("left_by", ["deletion", "resignation", "expulsion", "annulment"])
def test_outside_from_the_first_day_off_the_roll_to_the_return(member, cell, left_by):
    leave(member, "2020-01-01", left_by)
    assert times_outside() == {member.pk: [(day("2020-01-01"), None)]}
    member.join(cell, on=day("2023-06-01"), by=None, came_by=CameBy.REINSTATEMENT)
    assert times_outside([member.pk]) == {member.pk: [(day("2020-01-01"), day("2023-06-01"))]}


def test_between_a_transfer_and_the_arrival_nobody_is_outside(member, second_cell):
    leave(member, "2020-01-01", LeftBy.TRANSFER)
    member.join(second_cell, on=day("2020-09-01"), by=None, came_by=CameBy.TRANSFER)
    assert times_outside() == {}


@pytest.fixture
def returned(member, cell):
    """Expelled, which was annulled; back after three years."""
    decision = Decision(number="1-QĐ", signed_on=day("2020-01-01"), issuer="Đảng ủy")
    row = Discipline.objects.record_member(
        member, form="expulsion", on=day("2020-01-01"), decision=decision, by=None
    )
    row.settle("annulled", decision=Decision(number="9-QĐ", signed_on=day("2022-12-01")), by=None)
    member.join(cell, on=day("2023-01-01"), by=None, came_by=CameBy.REINSTATEMENT)
    return member


def test_an_expulsion_that_was_annulled_put_nobody_outside(returned):
    assert times_outside() == {}
    assert party_months(returned, day("2024-02-25")) == 24 * 12
    assert aged("2024-02-24", least=24) == 0
    assert aged("2024-02-25", least=24, most=24) == 1


@pytest.mark.parametrize(("valid_from", "outside"), [("2023-01-01", 1), ("2023-01-02", 0)])
def test_that_is_a_rule_of_the_day_of_return(returned, valid_from, outside):
    Threshold.objects.set(
        code="annulled_counts", value=0, valid_from=day(valid_from), source="Quy chế", by=None
    )
    assert len(times_outside()) == outside


def test_on_probation_there_is_no_party_age_and_then_it_runs_from_the_decision(member):
    assert party_months(member, day("2001-03-02")) == 0
    assert party_months(member, day("2001-03-03")) == 12


def aged(on, **bounds) -> int:
    return Member.objects.filter(of_party_age(day(on), **bounds)).count()


@pytest.mark.parametrize(
    ("on", "least", "most", "found"),
    [
        ("2020-02-24", 20, None, 0),
        ("2020-02-25", 20, None, 1),
        ("2021-02-24", None, 20, 1),
        ("2021-02-25", None, 20, 0),
        ("2020-06-01", 20, 20, 1),
        ("2001-03-02", 0, None, 0),
    ],
)
def test_the_filter_is_exact_to_the_day(member, on, least, most, found):
    assert aged(on, least=least, most=most) == found


def test_the_filter_deducts_time_outside(member, cell):
    leave(member, "2019-03-01", LeftBy.DELETION)
    member.join(cell, on=day("2019-03-31"), by=None, came_by=CameBy.REINSTATEMENT)
    assert aged("2020-03-25", least=20) == 0
    assert aged("2020-03-26", least=20) == aged("2020-03-26", least=20, most=20) == 1


def test_the_filter_asks_the_same_number_of_queries_for_any_number_of_members(
    member, cell, django_assert_num_queries
):
    for name in ("Hai", "Ba", "Bốn"):
        other = make_member(name, unit=cell, official_on=day("2001-03-03"), **DECIDED)
        leave(other, "2020-01-01", LeftBy.RESIGNATION)
    with django_assert_num_queries(3):
        assert aged("2021-02-25", least=19) == 4
