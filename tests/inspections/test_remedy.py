"""What a conclusion demands: due, done, put right."""

import pytest
from django.core.exceptions import ValidationError

from inspections.models import Remedy
from tests.conftest import day
from tests.inspections.conftest import demand

DONE = {"result": "Đã bổ sung", "by": None}


def test_overdue_from_the_day_after_the_last(remedy):
    for on, number in (("2020-06-30", 0), ("2020-07-01", 1)):
        assert Remedy.objects.overdue(day(on)).count() == number
        assert remedy.is_overdue_on(day(on)) == bool(number)


def test_done_with_a_result_after_the_beginning(remedy):
    for facts, field in (
        ({"on": day("2020-03-04")}, "on"),
        ({"on": day("2099-01-01")}, "on"),
        ({"on": day("2020-05-01"), "result": " "}, "result"),
    ):
        with pytest.raises(ValidationError) as caught:
            remedy.complete(**DONE | facts)
        assert list(caught.value.message_dict) == [field]
    remedy.complete(on=day("2020-05-01"), **DONE)
    assert not remedy.is_overdue_on(day("2020-07-01"))


def test_once_done_it_is_changed_only_after_opening_it_again(remedy):
    remedy.complete(on=day("2020-05-01"), **DONE)
    for act in (
        lambda: remedy.change(text="Khác", due_on=day("2020-06-30"), by=None),
        lambda: remedy.discard(by=None),
        lambda: remedy.complete(on=day("2020-05-02"), **DONE),
    ):
        with pytest.raises(ValidationError):
            act()
    remedy.reopen(by=None)
    remedy.change(text="Khác", due_on=day("2020-06-30"), by=None)
    remedy.discard(by=None)
    assert not Remedy.objects.exists()


def test_due_before_the_campaign_began_or_twice_is_refused(campaign):
    for text, due_on in (("A", "2020-03-04"), ("B", "2020-03-05"), ("B", "2020-06-01")):
        if (text, due_on) == ("B", "2020-03-05"):
            demand(campaign, text, due_on)
        else:
            with pytest.raises(ValidationError):
                demand(campaign, text, due_on)
