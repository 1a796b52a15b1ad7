"""Giving an account a role at a unit."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cells.models import Assignment
from cells.rights import Role


def url(account):
    return reverse("cells:assignment_add", args=[account.pk])


def answer(unit, **changes):
    return {"role": "leader", "unit": unit.pk, "starts_on": "2020-03-01"} | changes


def test_role_is_given(client, admin, secretary, committee):
    client.force_login(admin)
    response = client.post(url(secretary), answer(committee))
    assert response.url == reverse("cells:account_detail", args=[secretary.pk])
    given = secretary.assignments.get(role=Role.LEADER)
    assert (given.unit, str(given.starts_on), given.ends_on) == (committee, "2020-03-01", None)


def test_only_units_of_the_administrator_are_offered(client, admin, secretary, foreign_cell):
    client.force_login(admin)
    form = client.get(url(secretary)).context["form"]
    assert [unit.code for unit in form.fields["unit"].queryset] == ["dang-bo", "chi-bo-1"]
    assert form["starts_on"].value() == timezone.localdate()
    response = client.post(url(secretary), answer(foreign_cell))
    assert list(response.context["form"].errors) == ["unit"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_on": "2018-12-31"}, "starts_on"),
        ({"starts_on": "31/02/2020"}, "starts_on"),
        ({"role": "chief"}, "role"),
        ({"role": "secretary"}, "__all__"),
    ],
)
def test_bad_input_is_refused_at_its_field(client, admin, secretary, cell, changes, field):
    client.force_login(admin)
    response = client.post(url(secretary), answer(cell, **changes))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert secretary.assignments.count() == 1


def test_nobody_gives_himself_a_role(client, admin, committee):
    client.force_login(admin)
    response = client.post(url(admin), answer(committee, role="office"))
    assert response.context["form"].non_field_errors() == ["Đồng chí không thể tự phân công cho mình."]
    assert not Assignment.objects.filter(role=Role.OFFICE).exists()


def test_account_of_another_committee_is_404(client, admin, outsider, committee):
    client.force_login(admin)
    assert client.post(url(outsider), answer(committee)).status_code == 404


def test_other_roles_get_403(client, office, admin, committee):
    client.force_login(office)
    assert client.post(url(admin), answer(committee)).status_code == 403
