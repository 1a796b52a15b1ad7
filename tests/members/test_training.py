"""Who learns what."""

import pytest
from django.db import IntegrityError, transaction

from members.models import Candidate, Course, Training
from tests.conftest import day, make_member


@pytest.fixture
def training(cell):
    return Training.objects.create(
        unit=cell,
        member=make_member(unit=cell),
        course=Course.NEW_MEMBER,
        sent_on=day("2020-09-07"),
    )


def test_a_course_may_end_on_the_day_it_began_but_not_before(training):
    with pytest.raises(IntegrityError), transaction.atomic():
        Training.objects.update(completed_on=day("2020-09-06"))
    assert Training.objects.update(completed_on=day("2020-09-07")) == 1


def test_a_course_is_of_one_person(training, cell):
    candidate = Candidate.objects.create(
        full_name="Hoàng Thị Mai", unit=cell, starts_on=day("2020-01-15")
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Training.objects.update(candidate=candidate)
    with pytest.raises(IntegrityError), transaction.atomic():
        Training.objects.update(member=None)
    assert Training.objects.update(member=None, candidate=candidate) == 1
    training.refresh_from_db()
    assert training.person == candidate


def test_trainings_are_seen_by_the_own_cell_only(training, secretary, other_secretary):
    assert list(Training.objects.visible_to(secretary)) == [training]
    assert not Training.objects.visible_to(other_secretary).exists()
