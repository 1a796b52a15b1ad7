"""A lent dossier that came back, and an entry typed by mistake."""

import pytest
from django.urls import reverse

from members.models import DossierMove
from tests.conftest import day, make_member


@pytest.fixture
def loan(cell):
    return DossierMove.objects.note(
        member=make_member(unit=cell),
        kind="lent",
        on=day("2020-03-01"),
        whom="Ban Tổ chức",
        papers=12,
        due_back_on=day("2020-03-15"),
        by=None,
    )


def post(client, user, loan, on="2020-03-10", view="dossier_return"):
    client.force_login(user)
    return client.post(reverse(f"members:{view}", args=[loan.pk]), {"on": on})


def test_the_day_is_written(client, office, loan):
    assert post(client, office, loan).status_code == 302
    assert DossierMove.objects.get().returned_on == day("2020-03-10")


@pytest.mark.parametrize("on", ["", "2020-02-29", "2999-01-01"])
def test_a_wrong_day_is_named(client, office, loan, on):
    response = post(client, office, loan, on)
    assert list(response.context["form"].errors) == ["on"]
    assert DossierMove.objects.get().returned_on is None


def test_a_mistaken_entry_is_taken_away(client, office, loan):
    response = post(client, office, loan, view="dossier_withdraw")
    assert response["Location"] == reverse("members:member_cards", args=[loan.member_id])
    assert DossierMove.objects.count() == 0


@pytest.mark.parametrize("view", ["dossier_return", "dossier_withdraw"])
def test_outsider_gets_404_and_a_secretary_403(client, outsider, secretary, loan, view):
    assert post(client, outsider, loan, view=view).status_code == 404
    assert post(client, secretary, loan, view=view).status_code == 403
    assert DossierMove.objects.on_loan().count() == 1
