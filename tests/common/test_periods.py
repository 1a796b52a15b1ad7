"""The boundary rule of every dated row, on both sides of both ends."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cells.models import Ancestry
from tests.conftest import day


@pytest.fixture
def march(cell):
    """A row of March 2020, apart from those that founding made."""
    Ancestry.objects.all().delete()
    return Ancestry.objects.create(
        unit=cell, ancestor=cell, starts_on=day("2020-03-01"), ends_on=day("2020-03-31")
    )


@pytest.fixture
def since_march(cell):
    Ancestry.objects.all().delete()
    return Ancestry.objects.create(unit=cell, ancestor=cell, starts_on=day("2020-03-01"))


@pytest.mark.parametrize(
    ("asked", "is_in_force"),
    [("2020-02-29", False), ("2020-03-01", True), ("2020-03-31", True), ("2020-04-01", False)],
)
def test_both_days_are_included(march, asked, is_in_force):
    assert Ancestry.objects.on(day(asked)).exists() is is_in_force
    assert march.covers(day(asked)) is is_in_force


@pytest.mark.parametrize(("asked", "is_in_force"), [("2020-02-29", False), ("2999-12-31", True)])
def test_no_end_means_still_so(since_march, asked, is_in_force):
    assert Ancestry.objects.on(day(asked)).exists() is is_in_force
    assert since_march.covers(day(asked)) is is_in_force


@pytest.mark.parametrize(
    ("start", "end", "overlaps"),
    [
        ("2020-01-01", "2020-02-29", False),
        ("2020-01-01", "2020-03-01", True),
        ("2020-03-10", "2020-03-20", True),
        ("2020-01-01", "2020-12-31", True),
        ("2020-03-31", "2020-12-31", True),
        ("2020-04-01", "2020-12-31", False),
    ],
)
def test_overlapping_means_one_common_day(march, start, end, overlaps):
    assert Ancestry.objects.overlapping(day(start), day(end)).exists() is overlaps


@pytest.mark.parametrize(
    ("start", "end", "lasts"),
    [
        ("2020-03-01", "2020-03-31", True),
        ("2020-03-02", "2020-03-30", True),
        ("2020-02-29", "2020-03-31", False),
        ("2020-03-01", "2020-04-01", False),
    ],
)
def test_throughout_means_every_day(march, start, end, lasts):
    assert Ancestry.objects.throughout(day(start), day(end)).exists() is lasts


def test_throughout_of_a_row_without_an_end(since_march):
    assert Ancestry.objects.throughout(day("2020-03-01"), day("2999-12-31")).exists()
    assert not Ancestry.objects.throughout(day("2020-02-29"), day("2020-03-31")).exists()


@pytest.mark.parametrize(("asked", "found"), [("2020-03-31", True), ("2020-04-01", False)])
def test_ending_from_includes_the_last_day(march, asked, found):
    assert Ancestry.objects.ending_from(day(asked)).exists() is found


def test_open_means_without_an_end(march, cell):
    assert not Ancestry.objects.open().exists()
    still = Ancestry.objects.create(unit=cell, ancestor=cell, starts_on=day("2020-04-01"))
    assert Ancestry.objects.open().get() == still


def test_the_old_row_ends_the_day_before_the_new_one(since_march):
    Ancestry.objects.all().end_before(day("2020-05-01"))
    since_march.refresh_from_db()
    assert since_march.ends_on == day("2020-04-30")


def test_an_ended_row_is_not_ended_again(march):
    Ancestry.objects.all().end_before(day("2020-03-15"))
    march.refresh_from_db()
    assert march.ends_on == day("2020-03-31")


def test_a_row_may_last_one_day_but_not_less(since_march):
    with pytest.raises(ValidationError) as refusal:
        Ancestry.objects.all().end_before(day("2020-03-01"))
    assert list(refusal.value.message_dict) == ["on"]
    Ancestry.objects.all().end_before(day("2020-03-02"))
    since_march.refresh_from_db()
    assert since_march.ends_on == since_march.starts_on


def test_the_database_refuses_an_end_before_the_start(march):
    with pytest.raises(IntegrityError), transaction.atomic():
        Ancestry.objects.update(ends_on=day("2020-02-29"))
    Ancestry.objects.update(ends_on=day("2020-03-01"))
