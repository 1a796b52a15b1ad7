"""What was typed wrongly of an office."""

import pytest
from django.urls import reverse

from cells.models import Term
from members.models import Office
from tests.conftest import day, make_member


@pytest.fixture
def held(cell):
    member = make_member(unit=cell)
    return Office.objects.take_up(
        member=member, unit=cell, kind="secretary", on=day("2020-03-01"), by=None
    )


def post(client, user, held, **changes):
    client.force_login(user)
    typed = {"on": "2020-04-01", "how": "appointed", "term": ""}
    return client.post(reverse("members:office_correct", args=[held.pk]), typed | changes)


def test_the_new_values_are_kept(client, office, held):
    term = Term.objects.create(unit=held.unit, name="2020-2025", congress_on=day("2020-01-05"))
    assert post(client, office, held, term=term.pk).status_code == 302
    held.refresh_from_db()
    assert (held.starts_on, held.how, held.term) == (day("2020-04-01"), "appointed", term)


@pytest.mark.parametrize("on", ["", "2018-12-31", "2999-01-01"])
def test_a_wrong_day_is_named_at_the_day(client, office, held, on):
    response = post(client, office, held, on=on)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["on"]
    assert Office.objects.get().starts_on == day("2020-03-01")


def test_a_term_of_another_unit_is_no_choice(client, office, held, second_cell):
    other = Term.objects.create(unit=second_cell, name="2020-2025", congress_on=day("2020-01-05"))
    assert list(post(client, office, held, term=other.pk).context["form"].errors) == ["term"]


def test_outsider_gets_404(client, outsider, held):
    assert post(client, outsider, held).status_code == 404


def test_secretary_gets_403(client, secretary, held):
    assert post(client, secretary, held).status_code == 403
