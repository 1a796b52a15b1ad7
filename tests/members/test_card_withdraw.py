"""Taking away a card typed by mistake."""

import pytest
from django.urls import reverse

from members.models import Card
from tests.conftest import day, make_member


@pytest.fixture
def card(cell):
    facts = {"number": "00012345", "reason": "new", "issued_on": day("2011-06-01")}
    return Card.objects.issue(member=make_member(unit=cell), by=None, **facts)


def post(client, user, card):
    client.force_login(user)
    return client.post(reverse("members:card_withdraw", args=[card.pk]))


def test_it_is_gone_and_said(client, office, card):
    assert post(client, office, card)["Location"] == reverse(
        "members:member_cards", args=[card.member_id]
    )
    assert Card.objects.count() == 0


def test_the_second_click_finds_nothing(client, office, card):
    post(client, office, card)
    assert post(client, office, card).status_code == 404


def test_outsider_gets_404(client, outsider, card):
    assert post(client, outsider, card).status_code == 404


def test_secretary_gets_403(client, secretary, card):
    assert post(client, secretary, card).status_code == 403
    assert Card.objects.count() == 1
