"""Making an account."""

import pytest
from django.urls import reverse

from accounts.models import User

URL = reverse("cells:account_add")


def test_password_is_shown_once_and_opens_the_account(client, admin):
    client.force_login(admin)
    response = client.post(URL, {"full_name": " Nguyễn  Văn An ", "username": "nva.chibo1"})
    user = User.objects.get(username="nva.chibo1")
    assert user.full_name == "Nguyễn Văn An"
    assert user.check_password(response.context["password"])
    assert user.must_change_password is True
    assert response.context["password"] in response.content.decode()
    later = client.get(reverse("cells:account_detail", args=[user.pk]))
    assert response.context["password"] not in later.content.decode()
    assert response.context["password"] not in str(dict(client.session))


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        ({"full_name": "", "username": "nva"}, "full_name"),
        ({"full_name": "An", "username": ""}, "username"),
        ({"full_name": "An", "username": "Nguyễn"}, "username"),
        ({"full_name": "An", "username": "quantri"}, "username"),
    ],
)
def test_bad_input_is_refused_at_its_field_and_shown_again(client, admin, answer, field):
    client.force_login(admin)
    response = client.post(URL, answer)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"]["full_name"].value() == answer["full_name"]
    assert User.objects.count() == 1


def test_fields_of_the_account_that_are_not_asked_for_stay(client, admin):
    client.force_login(admin)
    answer = {"full_name": "An", "username": "an", "is_superuser": "1", "is_staff": "1"}
    client.post(URL, answer)
    user = User.objects.get(username="an")
    assert (user.is_superuser, user.is_staff) == (False, False)


def test_empty_form(client, admin):
    client.force_login(admin)
    assert client.get(URL).status_code == 200


def test_other_roles_get_403(client, office):
    client.force_login(office)
    assert client.post(URL, {"full_name": "An", "username": "an"}).status_code == 403
    assert not User.objects.filter(username="an").exists()
