"""The register of letters: what a row may say, and which rows a year and a day have."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from inspections.models import ReceivedLetter
from tests.conftest import day
from tests.inspections.conftest import ON


def receive(unit, number="01", **facts) -> ReceivedLetter:
    usual = {"received_on": ON, "kind": "complaint", "handling": "within"}
    return ReceivedLetter.objects.receive(unit=unit, number=number, by=None, **usual | facts)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"handling": "forwarded"}, "forwarded_to"),
        ({"forwarded_to": "Thanh tra"}, "forwarded_to"),
        ({"handling": "filed", "settled_on": ON}, "settled_on"),
        ({"settled_on": day("2020-03-04")}, "settled_on"),
        ({"received_on": day("2099-01-01")}, "received_on"),
    ],
)
def test_what_contradicts_itself_is_told_at_its_field(committee, facts, field):
    with pytest.raises(ValidationError) as caught:
        receive(committee, **facts)
    assert list(caught.value.message_dict) == [field]


def test_the_database_refuses_it_too(committee):
    for facts in ({"handling": "forwarded"}, {"handling": "filed", "settled_on": ON}):
        usual = {"unit": committee, "received_on": ON, "kind": "complaint", "number": "1"}
        with pytest.raises(IntegrityError), transaction.atomic():
            ReceivedLetter.objects.create(**usual | facts)


def test_a_number_of_a_day_stands_once(committee):
    receive(committee)
    with pytest.raises(ValidationError):
        receive(committee)
    receive(committee, "02")


def test_a_year_has_what_came_in_it_and_what_it_inherited(committee):
    receive(committee, "1", received_on=day("2019-12-31"))
    receive(committee, "2", received_on=day("2019-12-31"), settled_on=day("2019-12-31"))
    receive(committee, "3", received_on=day("2019-12-31"), settled_on=day("2020-01-01"))
    receive(committee, "4", received_on=day("2020-12-31"))
    receive(committee, "5", received_on=day("2021-01-01"))
    rows = ReceivedLetter.objects.of_year(2020)
    assert sorted(row.number for row in rows) == ["1", "3", "4"]


def test_open_until_the_day_before_it_was_settled(committee):
    receive(committee, settled_on=day("2020-05-06"))
    for on, number in (("2020-03-04", 0), ("2020-03-05", 1), ("2020-05-05", 1), ("2020-05-06", 0)):
        assert ReceivedLetter.objects.open_under(committee, day(on)).count() == number


def test_discarded_for_a_reason(committee):
    row = receive(committee)
    with pytest.raises(ValidationError):
        row.discard(reason=" ", by=None)
    row.discard(reason="Ghi hai lần", by=None)
    assert not ReceivedLetter.objects.exists()
