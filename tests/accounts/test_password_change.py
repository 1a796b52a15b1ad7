"""Changing one's own password; a one-time password leads here before anything else."""

import pytest
from django.test import Client

from accounts.models import AuditEvent, User
from tests.accounts.pages import PASSWORD, sign_in, visible_text

URL = "/accounts/password/change/"
NEW = "mùa thu Bắc Giang"


@pytest.fixture
def newcomer(db):
    """An account just made, and its one-time password."""
    return User.objects.create_account(username="moi", full_name="Người Mới", by=None)


def change(client, old, new, again=None):
    answer = {"oldpassword": old, "password1": new, "password2": again or new}
    return client.post(URL, answer)


def test_new_password_with_blanks_and_marks_opens_the_account(client, secretary):
    client.force_login(secretary)
    assert change(client, PASSWORD, NEW).url == "/"
    secretary.refresh_from_db()
    assert secretary.check_password(NEW)
    assert AuditEvent.objects.filter(by=secretary, action="account.change_password").count() == 1


def test_this_session_goes_on_and_the_others_end(client, secretary):
    client.force_login(secretary)
    other = Client()
    other.force_login(secretary)
    change(client, PASSWORD, NEW)
    assert client.get("/accounts/working-year/").status_code == 200
    assert other.get("/accounts/working-year/").status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "field", "text"),
    [
        ("sai", NEW, NEW, "oldpassword", "Mật khẩu đang dùng không đúng."),
        (PASSWORD, NEW, NEW + "x", "password2", "Hai lần nhập mật khẩu mới không giống nhau."),
        (PASSWORD, "mười một kt", None, "password1", "Mật khẩu quá ngắn, cần ít nhất 12 ký tự."),
        (PASSWORD, PASSWORD, None, "password1", "Mật khẩu mới phải khác mật khẩu đang dùng."),
        (PASSWORD, "password1234", None, "password1", "Mật khẩu này quá phổ biến."),
    ],
)
def test_bad_password_is_refused_at_its_field(client, secretary, old, new, again, field, text):
    client.force_login(secretary)
    response = change(client, old, new, again)
    assert response.context["form"].errors[field] == [text]
    secretary.refresh_from_db()
    assert secretary.check_password(PASSWORD)


def test_twelve_characters_are_enough(client, secretary):
    client.force_login(secretary)
    assert change(client, PASSWORD, "mười hai ký!").status_code == 302


def test_one_time_password_opens_only_the_page_to_change_it(client, newcomer):
    sign_in(client, "moi", newcomer[1])
    for page in ["/", "/accounts/working-year/", "/accounts/2fa/", "/members/"]:
        assert client.get(page).url == URL
    assert "đề nghị đặt mật khẩu mới" in visible_text(client.get(URL))


def test_own_password_opens_the_rest(client, newcomer):
    sign_in(client, "moi", newcomer[1])
    client.post(URL, {"password1": NEW, "password2": NEW})
    assert client.get("/accounts/working-year/").status_code == 200


def test_one_time_password_is_typed_once(client, newcomer):
    sign_in(client, "moi", newcomer[1])
    assert "oldpassword" not in client.get(URL).context["form"].fields
    client.post(URL, {"password1": NEW, "password2": NEW})
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200


def test_own_password_is_asked_for_at_the_next_change(client, newcomer):
    sign_in(client, "moi", newcomer[1])
    client.post(URL, {"password1": NEW, "password2": NEW})
    response = client.post(URL, {"password1": NEW + "!", "password2": NEW + "!"})
    assert response.context["form"].errors["oldpassword"] == ["Điền mục này."]


def test_one_time_password_cannot_stay(client, newcomer):
    sign_in(client, "moi", newcomer[1])
    response = change(client, newcomer[1], newcomer[1])
    assert response.context["form"].errors["password1"] == [
        "Mật khẩu mới phải khác mật khẩu đang dùng."
    ]
    assert client.get("/").url == URL


def test_whoever_holds_a_one_time_password_can_sign_out(client, newcomer):
    sign_in(client, "moi", newcomer[1])
    assert client.post("/accounts/logout/").url == "/accounts/login/"


def test_sixth_try_in_a_minute_waits(client, secretary):
    client.force_login(secretary)
    answers = [change(client, "sai", NEW).status_code for _ in range(6)]
    assert answers == [200, 200, 200, 200, 200, 429]
    assert "Đã thử quá nhiều lần" in visible_text(change(client, PASSWORD, NEW))
