"""Exempt from work and meetings: on the roll all the same."""

import pytest
from django.db import IntegrityError, transaction

from members.models import Exemption, Membership
from tests.conftest import day, make_member


def test_an_exempt_member_stays_on_the_roll(cell):
    member = make_member(unit=cell)
    Exemption.objects.create(member=member, starts_on=day("2020-01-01"))
    roll = Membership.objects.on_roll(cell, day("2020-01-01"))
    assert [spell.member for spell in roll] == [member]


def test_one_open_exemption_a_member(db):
    member = make_member()
    first = Exemption.objects.create(member=member, starts_on=day("2020-01-01"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Exemption.objects.create(member=member, starts_on=day("2021-01-01"))
    first.ends_on = day("2020-12-31")
    first.save()
    Exemption.objects.create(member=member, starts_on=day("2021-01-01"))


def test_an_end_before_the_start_is_refused(db):
    Exemption.objects.create(member=make_member(), starts_on=day("2020-01-01"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Exemption.objects.update(ends_on=day("2019-12-31"))
    assert Exemption.objects.update(ends_on=day("2020-01-01")) == 1
