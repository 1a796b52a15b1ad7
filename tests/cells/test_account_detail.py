"""The page of one account."""

import pytest
from django.urls import reverse


def url(account):
    return reverse("cells:account_detail", args=[account.pk])


def test_page_shows_the_roles(client, admin, secretary):
    client.force_login(admin)
    response = client.get(url(secretary))
    assert response.context["account"] == secretary
    assert list(response.context["roles"]) == list(secretary.assignments.all())


def test_own_account_offers_no_roles_and_no_new_password(client, admin):
    client.force_login(admin)
    html = client.get(url(admin)).content.decode()
    assert reverse("cells:assignment_add", args=[admin.pk]) not in html
    assert reverse("cells:account_password", args=[admin.pk]) not in html


def test_account_of_another_committee_is_404(client, admin, outsider):
    client.force_login(admin)
    assert client.get(url(outsider)).status_code == 404


@pytest.mark.parametrize("cast", ["office", "outsider"])
def test_other_roles_get_403(client, request, admin, cast):
    client.force_login(request.getfixturevalue(cast))
    assert client.get(url(admin)).status_code == 403


@pytest.mark.parametrize("roles", [1, 3])
def test_number_of_queries(
    client, admin, secretary, second_cell, committee, django_assert_num_queries, roles
):
    for unit in [second_cell, committee][: roles - 1]:
        secretary.assignments.create(unit=unit, role="secretary", starts_on="2019-01-01")
    client.force_login(admin)
    client.get(url(secretary))
    with django_assert_num_queries(5):
        client.get(url(secretary))
