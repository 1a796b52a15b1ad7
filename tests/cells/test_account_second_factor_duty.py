"""Every role above member needs a second factor before it opens anything."""

import pytest
from django.urls import reverse

from cells.rights import Role
from tests.accounts.pages import PASSWORD, code_of, sign_in, visible_text
from tests.conftest import make_user

SET_UP = reverse("mfa_activate_totp")


@pytest.fixture(autouse=True)
def duty(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.mark.parametrize("cast", ["secretary", "office", "leader", "upper_staff", "admin", "outsider"])
def test_roles_above_member_set_it_up_first(client, request, cast):
    client.force_login(request.getfixturevalue(cast))
    for path in ["/", "/units/", "/administration/accounts/", "/members/"]:
        response = client.get(path)
        assert (response.status_code, response.url) == (302, SET_UP)


def test_member_needs_none(client, cell):
    client.force_login(make_user("dangvien", Role.MEMBER, cell))
    assert client.get("/").status_code == 200


def test_account_without_a_role_needs_none(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("moi"))
    assert client.get("/").status_code == 200


def test_way_through_the_set_up_is_open_to_its_end(client, secretary):
    sign_in(client, "bithu")
    assert client.get("/").url == SET_UP
    asked = client.get(SET_UP)
    assert asked.url.startswith(reverse("account_reauthenticate"))
    page = client.get(asked.url)
    assert "cần xác thực hai lớp. Đề nghị cài đặt." in visible_text(page)
    client.post(asked.url, {"password": PASSWORD})
    page = client.get(SET_UP)
    done = client.post(SET_UP, {"code": code_of(page.context["form"].secret)})
    assert client.get(done.url).status_code == 200
    assert client.get("/").status_code == 200


def test_the_bell_does_not_begin_the_set_up_anew(client, secretary):
    """It asks while the page with the key is open: another key would make the code wrong."""
    client.force_login(secretary)
    answer = client.get(reverse("reports:news_count"), headers={"hx-request": "true"})
    assert (answer.status_code, answer.content) == (204, b"")
    page = client.get("/accounts/password/change/").content.decode()
    assert "cần xác thực hai lớp" not in page


@pytest.mark.parametrize("name", ["account_change_password", "usersessions_list", "mfa_index"])
def test_own_account_stays_within_reach(client, secretary, name):
    client.force_login(secretary)
    assert client.get(reverse(name)).status_code == 200


def test_sign_out_stays_within_reach(client, secretary):
    client.force_login(secretary)
    assert client.post(reverse("account_logout")).url == reverse("account_login")


def test_anonymous_is_sent_to_sign_in(client, db):
    assert client.get("/").url == "/accounts/login/?next=/"


def test_health_page_answers(client, db):
    assert client.get("/healthz").status_code == 200


def test_dropping_the_second_factor_brings_the_duty_back(client, secretary, admin):
    secretary.authenticator_set.create(type="totp", data={"secret": "x"})
    client.force_login(secretary)
    assert client.get("/").status_code == 200
    secretary.drop_second_factor(by=admin)
    assert client.get("/").url == SET_UP


def test_try_out_asks_nobody(client, secretary, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(secretary)
    assert client.get("/").status_code == 200
