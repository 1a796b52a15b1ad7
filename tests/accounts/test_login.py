"""Signing in: by user name, back to the page one wanted, with limits for whoever guesses."""

import pytest
from django.core import signing
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from tests.accounts.pages import PASSWORD, sign_in, visible_text

WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."
TOO_MANY = "Đã nhập sai quá nhiều lần. Đề nghị đồng chí đợi 15 phút rồi thử lại."


def errors(response):
    return response.context["form"].non_field_errors()


def signed_in_as(client):
    return User.objects.filter(pk=client.session.get("_auth_user_id")).first()


def fail(client, times, username, **extra):
    for _ in range(times):
        response = sign_in(client, username, "sai", **extra)
    return response


def test_right_password_leads_to_the_first_page(client, secretary):
    response = sign_in(client, "bithu")
    assert (response.status_code, response.url) == (302, "/")
    assert signed_in_as(client) == secretary


def test_case_of_the_user_name_does_not_matter(client, secretary):
    sign_in(client, "BiThu")
    assert signed_in_as(client) == secretary


def test_page_tells_whom_to_ask_for_a_forgotten_password(client):
    assert "đề nghị liên hệ người quản trị hệ thống" in visible_text(client.get("/accounts/login/"))


def test_anonymous_is_sent_to_sign_in_and_back(client, secretary):
    response = client.get("/members/?year=2020")
    assert response.url == "/accounts/login/?next=/members/%3Fyear%3D2020"
    page = client.get(response.url)
    assert page.context["redirect_field_value"] == "/members/?year=2020"
    answer = {"login": "bithu", "password": PASSWORD, "next": "/members/?year=2020"}
    assert client.post("/accounts/login/", answer).url == "/members/?year=2020"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "///x.y"],
)
def test_sign_in_never_leads_to_another_host(client, secretary, elsewhere):
    answer = {"login": "bithu", "password": PASSWORD, "next": elsewhere}
    assert client.post("/accounts/login/", answer).url == "/"


def test_wrong_password_is_refused_and_the_name_kept(client, secretary):
    response = sign_in(client, "bithu", "sai")
    assert errors(response) == [WRONG]
    assert response.context["form"]["login"].value() == "bithu"
    assert PASSWORD not in response.content.decode()


def test_unknown_user_gets_the_same_text(client, secretary):
    assert errors(sign_in(client, "khong-co", "sai")) == errors(sign_in(client, "bithu", "sai"))


def test_locked_account_does_not_get_in(client, secretary):
    User.objects.update(is_active=False)
    assert sign_in(client, "bithu").url == reverse("account_inactive")
    assert "liên hệ người quản trị" in visible_text(client.get(reverse("account_inactive")))
    assert signed_in_as(client) is None


def test_session_key_changes_at_sign_in(client, secretary):
    client.get("/accounts/login/")
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    sign_in(client, "bithu")
    assert client.session.session_key != before
    client.cookies["sessionid"] = before
    assert client.get("/").url == "/accounts/login/?next=/"


def test_ten_failures_in_a_quarter_hour_are_allowed(client, secretary):
    fail(client, 9, "bithu")
    assert errors(sign_in(client, "bithu", "sai")) == [WRONG]
    assert errors(sign_in(client, "bithu", "sai")) == [TOO_MANY]


def test_after_ten_failures_the_right_password_is_refused_too_on_a_device_never_used(client, secretary):
    fail(client, 10, "bithu")
    assert errors(sign_in(client, "bithu")) == [TOO_MANY]
    assert signed_in_as(client) is None


@pytest.fixture
def known(client, secretary) -> Client:
    """A browser that the secretary signed in with and out of again."""
    sign_in(client, "bithu")
    client.post(reverse("account_logout"))
    return client


def test_guesses_of_strangers_do_not_lock_out_a_device_used_before(known, secretary):
    fail(Client(), 12, "bithu", REMOTE_ADDR="10.0.0.9")
    sign_in(known, "BiThu")
    assert signed_in_as(known) == secretary


def test_tries_on_a_device_used_before_have_their_own_limit(known, secretary):
    fail(known, 10, "bithu")
    assert errors(sign_in(known, "bithu")) == [TOO_MANY]
    other = Client()
    sign_in(other, "bithu")
    assert signed_in_as(other) == secretary


def test_the_mark_of_a_device_is_hidden_from_scripts_and_changes_at_each_sign_in(known):
    before = known.cookies["device"]
    assert (before["httponly"], before["samesite"]) == (True, "Strict")
    sign_in(known, "bithu")
    assert known.cookies["device"].value != before.value


def test_a_device_used_by_one_is_not_one_of_another(known, office):
    fail(Client(), 10, "vanphong", REMOTE_ADDR="10.0.0.9")
    assert errors(sign_in(known, "vanphong")) == [TOO_MANY]


def test_a_computer_of_the_office_knows_all_who_signed_in_there(known, secretary, office):
    sign_in(known, "vanphong")
    known.post(reverse("account_logout"))
    fail(Client(), 10, "bithu", REMOTE_ADDR="10.0.0.9")
    sign_in(known, "bithu")
    assert signed_in_as(known) == secretary


def test_a_mark_made_by_oneself_is_none(client, secretary):
    for number in range(10):
        client.cookies["device"] = signing.dumps([[str(secretary.pk), f"{number}"]])
        sign_in(client, "bithu", "sai")
    assert errors(sign_in(client, "bithu")) == [TOO_MANY]


def test_a_password_that_waits_for_its_second_factor_makes_no_known_device(client, secretary):
    secretary.authenticator_set.create(type="totp", data={"secret": "x"})
    sign_in(client, "bithu")
    assert "device" not in client.cookies


def test_after_nine_failures_the_right_password_is_taken(client, secretary):
    fail(client, 9, "bithu")
    sign_in(client, "bithu")
    assert signed_in_as(client) == secretary


def test_unknown_user_is_limited_with_the_same_text(client, db):
    assert errors(fail(client, 11, "khong-co")) == [TOO_MANY]


def test_failures_are_counted_from_all_addresses(client, secretary):
    for last in range(10):
        sign_in(client, "bithu", "sai", REMOTE_ADDR=f"10.0.0.{last}")
    assert errors(sign_in(client, "bithu", REMOTE_ADDR="10.0.0.99")) == [TOO_MANY]


def test_failures_are_counted_whatever_the_case_of_the_name(client, secretary):
    fail(client, 5, "bithu")
    fail(client, 5, "BITHU")
    assert errors(sign_in(client, "BiThu")) == [TOO_MANY]


def test_failures_are_counted_whatever_port_the_client_names(client, secretary):
    for port in range(8000, 8010):
        sign_in(client, "bithu", "sai", HTTP_HOST=f"localhost:{port}")
    assert errors(sign_in(client, "bithu", HTTP_HOST="127.0.0.1")) == [TOO_MANY]


def test_another_account_is_not_limited(client, secretary, office):
    fail(client, 11, "bithu")
    sign_in(client, "vanphong")
    assert signed_in_as(client) == office


def test_thirty_failures_use_up_an_address(client, secretary):
    for number in range(30):
        sign_in(client, f"khong-co-{number}", "sai", REMOTE_ADDR="10.0.0.9")
    assert errors(sign_in(client, "bithu", REMOTE_ADDR="10.0.0.9")) == [TOO_MANY]
    sign_in(client, "bithu", REMOTE_ADDR="10.0.0.10")
    assert signed_in_as(client) == secretary


def test_used_up_address_does_not_use_up_an_account(client, secretary):
    for number in range(30):
        sign_in(client, f"khong-co-{number}", "sai", REMOTE_ADDR="10.0.0.9")
    fail(client, 12, "bithu", REMOTE_ADDR="10.0.0.9")
    sign_in(client, "bithu", REMOTE_ADDR="10.0.0.10")
    assert signed_in_as(client) == secretary


def test_client_cannot_choose_its_address(client, secretary):
    for number in range(30):
        sign_in(client, f"khong-co-{number}", "sai", HTTP_X_FORWARDED_FOR=f"10.1.0.{number}")
    assert errors(sign_in(client, "bithu", HTTP_X_FORWARDED_FOR="10.2.0.1")) == [TOO_MANY]


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_reset_password", "account_set_password"]
)
def test_no_sign_up_and_no_mail(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["signup", "email", "password/reset", "password/set"])
def test_closed_pages_of_allauth_do_not_exist(client, secretary, path):
    client.force_login(secretary)
    assert client.get(f"/accounts/{path}/").status_code == 404


def test_limits_survive_a_flood_of_names(settings):
    assert settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] == 100_000
