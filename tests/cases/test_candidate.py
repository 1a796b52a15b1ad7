"""Candidates followed by a cell."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.models import Case
from cells.models import Decision
from common.partial import read_partial
from members.models import Candidate, Member
from tests.cases.test_case import refused
from tests.conftest import day, found, make_member


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


def test_an_admitted_candidate_is_seen_where_the_member_is(candidate, cell, second_cell, secretary):
    member = make_member(unit=cell)
    Candidate.objects.update(member=member)
    assert list(Candidate.objects.visible_to(secretary)) == [candidate]
    member.current_membership().transfer(to=second_cell, on=day("2020-05-01"), by=None)
    assert not Candidate.objects.visible_to(secretary).exists()


def test_a_birth_is_saved_as_far_as_known_and_only_when_it_is_meant(candidate):
    seen_before = Candidate.objects.get()
    candidate.born = read_partial("1995")
    candidate.edit(fields=["born_on"], by=None)
    seen_before.work_place = "Khoa Dược"
    seen_before.edit(fields=["work_place"], by=None)
    assert str(Candidate.objects.get().born) == "1995"


def test_a_birth_is_admitted_as_far_as_it_is_known(candidate, committee):
    candidate.born, candidate.sex = read_partial("5/1995"), "female"
    candidate.ethnicity, candidate.schooling = "Kinh", "bachelor"
    paper = Decision(number="1-QĐ", signed_on=day("2020-05-01"), issuer="Đảng ủy")
    paper.save()
    member = candidate.admit(on=day("2020-05-10"), decision=paper, by=None)
    assert str(Member.objects.get(pk=member.pk).born) == "05/1995"


def test_dropped_from_a_day_with_the_reason_and_the_case_stops(candidate):
    case = Case.objects.follow(candidate, on=day("2020-02-01"), by=None)
    assert list(refused(lambda: drop(candidate, "2020-01-31"))) == ["on"]
    drop(candidate, "2020-02-01")
    candidate.refresh_from_db()
    case.refresh_from_db()
    assert (candidate.ends_on, candidate.drop_reason) == (day("2020-01-31"), "Chuyển công tác")
    assert (case.closed_on, case.reason) == (day("2020-02-01"), "Chuyển công tác")


def test_never_dropped_on_the_first_day_to_come_or_twice(candidate):
    assert list(refused(lambda: drop(candidate, "2020-01-15"))) == ["on"]
    assert list(refused(lambda: drop(candidate, "2999-01-01"))) == ["on"]
    drop(candidate, "2020-01-16")
    assert list(refused(lambda: drop(candidate, "2020-02-01"))) == [""]


def test_who_is_a_member_is_corrected_at_the_member(candidate, cell):
    candidate.edit(fields=["full_name"], by=None)
    candidate.member = make_member(unit=cell)
    assert "" in refused(lambda: candidate.edit(fields=["full_name"], by=None))


def drop(candidate, on):
    Candidate.objects.get(pk=candidate.pk).drop(on=day(on), reason="Chuyển công tác", by=None)


def test_only_a_cell_of_that_day_follows_on(candidate, committee, cell):
    young = found("chi-bo-9", "cell", "Chi bộ 9", parent=committee, on=day("2020-09-01"))
    for unit, on in ((young, "2020-08-31"), (committee, "2020-09-01")):
        with pytest.raises(ValidationError):
            candidate.follow_unit(unit, on=day(on), by=None)
    candidate.follow_unit(young, on=day("2020-09-01"), by=None)
    assert (candidate.unit, candidate.starts_on) == (young, day("2020-09-01"))
