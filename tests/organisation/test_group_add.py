"""One more party group."""

import pytest
from django.urls import reverse

from organisation.models import PartyGroup
from tests.conftest import day


def post(client, user, unit, **changes):
    client.force_login(user)
    typed = {"name": "Tổ 1", "on": "2020-03-01"}
    return client.post(reverse("organisation:group_add", args=[unit.code]), typed | changes)


def test_it_is_formed_and_leads_to_its_members(client, office, cell):
    assert post(client, office, cell).url == reverse("organisation:group_distribute", args=[cell.code])
    group = PartyGroup.objects.get()
    assert (group.name, group.starts_on) == ("Tổ 1", day("2020-03-01"))


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"name": ""}, "name"), ({"on": "2018-12-31"}, "on"), ({"on": "2999-01-01"}, "on")],
)
def test_what_is_wrong_is_named_at_its_field(client, office, cell, typed, field):
    response = post(client, office, cell, **typed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_a_name_in_use_is_named(client, office, cell):
    post(client, office, cell)
    assert list(post(client, office, cell).context["form"].errors) == ["name"]


def test_a_committee_has_none(client, office, committee):
    assert post(client, office, committee).status_code == 404


def test_outsider_gets_404(client, outsider, cell):
    assert post(client, outsider, cell).status_code == 404


def test_secretary_gets_403(client, secretary, cell):
    assert post(client, secretary, cell).status_code == 403
