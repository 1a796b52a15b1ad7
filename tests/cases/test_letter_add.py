"""Making out the inner letter of a move between two cells of the committee."""

import pytest
from django.urls import reverse

from cases.models import Letter, LetterKind
from tests.conftest import day, make_member


@pytest.fixture
def member(cell, second_cell):
    """Moved from cell 1 to cell 2."""
    member = make_member(unit=cell)
    member.current_membership().transfer(to=second_cell, on=day("2020-07-01"), by=None)
    return member


def url(member):
    return reverse("cases:letter_add", args=[member.pk])


def post(client, user, member, **changes):
    client.force_login(user)
    return client.post(url(member), {"issued_on": "2020-06-30", "fee_until": "06/2020"} | changes)


def test_the_letter_is_made_out_and_shown(client, office, member):
    response = post(client, office, member)
    letter = Letter.objects.get()
    assert response.headers["Location"] == reverse("cases:letter_detail", args=[letter.pk])
    assert (letter.kind, letter.destination, letter.papers) == (LetterKind.INNER, "Chi bộ 2", None)


def test_the_last_day_in_the_old_cell_is_proposed(client, office, member):
    client.force_login(office)
    assert client.get(url(member)).context["form"]["issued_on"].value() == day("2020-06-30")


@pytest.mark.parametrize("on", ["", "2018-12-31", "2999-01-01"])
def test_a_wrong_day_is_named(client, office, member, on):
    response = post(client, office, member, issued_on=on)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["issued_on"]
    assert not Letter.objects.exists()


def test_who_did_not_move_has_no_such_page(client, office, cell):
    assert post(client, office, make_member(unit=cell)).status_code == 404


def test_outsider_gets_404(client, outsider, member):
    assert post(client, outsider, member).status_code == 404


def test_the_secretary_gets_403(client, other_secretary, member):
    assert post(client, other_secretary, member).status_code == 403
    assert not Letter.objects.exists()
