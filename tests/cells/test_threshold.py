"""Dated numbers of rules: which is in force on a day, and how a new one comes."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cells.models import Threshold, ThresholdCode
from tests.conftest import day

CODE = ThresholdCode.CELL_COMMITTEE_FROM


@pytest.fixture
def new_rule(db):
    return Threshold.objects.set(
        code=CODE, value=10, out_of=None, valid_from=day("2027-01-01"), source="Quy định mới", by=None
    )


def test_the_new_number_is_in_force_from_its_day(new_rule):
    def value(text):
        return Threshold.objects.in_force(CODE, day(text)).value

    assert (value("2026-12-31"), value("2027-01-01")) == (9, 10)


def test_the_first_number_known_also_covers_the_time_before_it(db):
    assert Threshold.objects.in_force(CODE, day("1990-01-01")).value == 9


def test_all_numbers_of_a_day_in_one_query(new_rule, django_assert_num_queries):
    with django_assert_num_queries(1):
        before = Threshold.objects.on(day("2026-12-31"))
    assert before[CODE].value == 9
    assert Threshold.objects.on(day("2027-01-01"))[CODE].value == 10


def test_every_number_has_a_first_value_with_its_source(db):
    on = Threshold.objects.on(day("2026-01-01"))
    assert set(on) == set(ThresholdCode)
    assert all(row.source for row in on.values())


def test_two_numbers_from_the_same_day_are_refused(new_rule):
    with pytest.raises(ValidationError) as refusal:
        Threshold.objects.set(
            code=CODE, value=11, out_of=None, valid_from=day("2027-01-01"), source="x", by=None
        )
    assert list(refusal.value.message_dict) == ["valid_from"]


def test_a_share_is_never_more_than_the_whole(db):
    share = {"code": ThresholdCode.VOTE_SHARE, "valid_from": day("2027-01-01"), "source": "x"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Threshold.objects.create(value=4, out_of=3, **share)
    Threshold.objects.create(value=3, out_of=3, **share)


def test_a_share_is_reached_exactly(db):
    two_thirds = Threshold.objects.in_force(ThresholdCode.VOTE_SHARE, day("2020-01-01"))
    assert [two_thirds.is_reached(part, 7) for part in (4, 5)] == [False, True]
    assert [two_thirds.is_reached(part, 6) for part in (3, 4)] == [False, True]


def test_a_number_is_not_set_for_two_hundred_years_ahead(db):
    with pytest.raises(ValidationError, match="trước tối đa một năm"):
        Threshold.objects.set(code=CODE, value=10, valid_from=day("2206-01-01"), source="x", by=None)
