"""Candidates followed by a cell."""

import pytest
from django.db import IntegrityError, transaction

from members.models import Candidate
from tests.conftest import day, make_member


@pytest.fixture
def candidate(cell):
    return Candidate.objects.create(full_name="Hoàng Thị Mai", unit=cell, starts_on=day("2020-01-15"))


def test_a_candidate_is_followed_until_the_last_day(candidate):
    Candidate.objects.update(ends_on=day("2020-09-02"))
    assert Candidate.objects.on(day("2020-09-02")).exists()
    assert not Candidate.objects.on(day("2020-09-03")).exists()


def test_one_member_comes_of_one_candidate(candidate, cell):
    member = make_member(unit=cell)
    Candidate.objects.update(member=member)
    with pytest.raises(IntegrityError), transaction.atomic():
        Candidate.objects.create(
            full_name="Khác", unit=cell, starts_on=day("2020-01-15"), member=member
        )


def test_an_end_before_the_start_is_refused(candidate):
    with pytest.raises(IntegrityError), transaction.atomic():
        Candidate.objects.update(ends_on=day("2020-01-14"))
    assert Candidate.objects.update(ends_on=day("2020-01-15")) == 1


def test_candidates_are_seen_by_the_own_cell_only(candidate, secretary, other_secretary):
    assert list(Candidate.objects.visible_to(secretary)) == [candidate]
    assert not Candidate.objects.visible_to(other_secretary).exists()
