"""Writing a card on the record."""

import pytest
from django.urls import reverse

from members.models import Card, Member
from tests.conftest import day, make_member


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


def post(client, user, member, **changes):
    client.force_login(user)
    typed = {"reason": "new", "number": "00012345", "issued_on": "2011-06-01"}
    return client.post(reverse("members:card_add", args=[member.pk]), typed | changes)


def test_the_card_is_written_with_its_decision(client, office, member):
    paper = {
        "decision_number": "12-QĐ/ĐU",
        "decision_signed_on": "2011-05-30",
        "decision_issuer": "Đảng ủy",
    }
    response = post(client, office, member, handed_over_on="2011-06-03", **paper)
    assert response["Location"] == reverse("members:member_cards", args=[member.pk])
    card = Card.objects.get()
    assert (card.handed_over_on, card.decision.number) == (day("2011-06-03"), "12-QĐ/ĐU")
    assert Member.objects.get().card_number == "00012345"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"number": ""}, "number"),
        ({"number": "số 1"}, "number"),
        ({"issued_on": "01/02/2011"}, "issued_on"),
        ({"issued_on": "01/01/2999"}, "issued_on"),
        ({"handed_over_on": "2011-05-31"}, "__all__"),
        ({"handed_over_on": "2999-05-31"}, "handed_over_on"),
        ({"decision_number": "12"}, "decision_signed_on"),
    ],
)
def test_bad_input_is_named_at_its_field_and_what_was_typed_stays(
    client, office, member, changes, field
):
    response = post(client, office, member, **changes)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert response.context["form"]["issued_on"].value() == changes.get("issued_on", "01/06/2011")
    assert Card.objects.count() == 0


def test_outsider_gets_404(client, outsider, member):
    assert post(client, outsider, member).status_code == 404


def test_secretary_gets_403(client, secretary, member):
    assert post(client, secretary, member).status_code == 403
    assert Card.objects.count() == 0
