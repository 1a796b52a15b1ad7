"""Correcting a name, locking and opening an account."""

from django.urls import reverse


def url(account):
    return reverse("cells:account_edit", args=[account.pk])


def test_name_is_corrected_and_the_account_locked(client, admin, secretary):
    client.force_login(admin)
    response = client.post(url(secretary), {"full_name": "Trần Thị Bình"})
    assert response.url == reverse("cells:account_detail", args=[secretary.pk])
    secretary.refresh_from_db()
    assert (secretary.full_name, secretary.is_active) == ("Trần Thị Bình", False)


def test_account_is_opened_again(client, admin, secretary):
    secretary.edit(full_name="bithu", is_active=False, by=admin)
    client.force_login(admin)
    client.post(url(secretary), {"full_name": "bithu", "is_active": "on"})
    secretary.refresh_from_db()
    assert secretary.is_active is True


def test_own_account_cannot_be_locked(client, admin):
    client.force_login(admin)
    response = client.post(url(admin), {"full_name": "Quản trị"})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["is_active"]
    admin.refresh_from_db()
    assert (admin.full_name, admin.is_active) == ("quantri", True)


def test_name_must_not_be_empty(client, admin, secretary):
    client.force_login(admin)
    assert client.post(url(secretary), {"full_name": " "}).status_code == 422


def test_account_of_another_committee_is_404(client, admin, outsider):
    client.force_login(admin)
    assert client.post(url(outsider), {"full_name": "x"}).status_code == 404


def test_other_roles_get_403(client, office, admin):
    client.force_login(office)
    assert client.post(url(admin), {"full_name": "x"}).status_code == 403
