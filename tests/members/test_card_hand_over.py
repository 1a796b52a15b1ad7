"""Handing a card over to its member."""

import pytest
from django.urls import reverse

from members.models import Card
from tests.conftest import day, make_member


@pytest.fixture
def card(cell):
    facts = {"number": "00012345", "reason": "new", "issued_on": day("2011-06-01")}
    return Card.objects.issue(member=make_member(unit=cell), by=None, **facts)


def post(client, user, card, on="2011-06-03"):
    client.force_login(user)
    return client.post(reverse("members:card_hand_over", args=[card.pk]), {"on": on})


def test_the_day_is_written(client, office, card):
    assert post(client, office, card).status_code == 302
    assert Card.objects.get().handed_over_on == day("2011-06-03")


@pytest.mark.parametrize("on", ["", "2011-05-31", "2999-01-01", "31/02/2012"])
def test_a_wrong_day_is_named(client, office, card, on):
    response = post(client, office, card, on)
    assert list(response.context["form"].errors) == ["on"]
    assert Card.objects.get().handed_over_on is None


def test_outsider_gets_404(client, outsider, card):
    assert post(client, outsider, card).status_code == 404


def test_secretary_gets_403(client, secretary, card):
    assert post(client, secretary, card).status_code == 403
