"""Dropping the second factor of somebody who lost the telephone."""

import pytest
from django.urls import reverse


def url(account):
    return reverse("cells:account_second_factor", args=[account.pk])


@pytest.fixture
def protected(secretary):
    secretary.authenticator_set.create(type="totp", data={"secret": "x"})
    return secretary


def test_second_factor_is_dropped(client, admin, protected):
    client.force_login(admin)
    response = client.post(url(protected))
    assert response.url == reverse("cells:account_detail", args=[protected.pk])
    assert not protected.authenticator_set.exists()


def test_own_second_factor_is_not_dropped_here(client, admin):
    admin.authenticator_set.create(type="totp", data={"secret": "x"})
    client.force_login(admin)
    client.post(url(admin))
    assert admin.authenticator_set.exists()


def test_account_of_another_committee_is_404(client, admin, outsider):
    client.force_login(admin)
    assert client.post(url(outsider)).status_code == 404


def test_other_roles_get_403(client, office, protected):
    client.force_login(office)
    assert client.post(url(protected)).status_code == 403
    assert protected.authenticator_set.exists()
