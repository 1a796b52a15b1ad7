"""A new one-time password."""

from django.urls import reverse


def url(account):
    return reverse("cells:account_password", args=[account.pk])


def test_new_password_is_shown_and_opens_the_account(client, admin, secretary):
    client.force_login(admin)
    response = client.post(url(secretary))
    secretary.refresh_from_db()
    assert secretary.check_password(response.context["password"])
    assert secretary.must_change_password is True


def test_own_password_is_not_renewed_here(client, admin):
    client.force_login(admin)
    response = client.post(url(admin), follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "Đổi mật khẩu của mình ở mục Đổi mật khẩu."
    ]


def test_following_a_link_renews_nothing(client, admin, secretary):
    client.force_login(admin)
    before = secretary.password
    assert client.get(url(secretary)).status_code == 405
    secretary.refresh_from_db()
    assert secretary.password == before


def test_account_of_another_committee_is_404(client, admin, outsider):
    client.force_login(admin)
    assert client.post(url(outsider)).status_code == 404


def test_other_roles_get_403(client, office, admin):
    client.force_login(office)
    assert client.post(url(admin)).status_code == 403
