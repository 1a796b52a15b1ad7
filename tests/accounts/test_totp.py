"""Setting up a second factor, signing in with it, its recovery codes."""

import base64

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from accounts.models import AuditEvent
from tests.accounts.pages import PASSWORD, code_of, sign_in, visible_text

SET_UP = "/accounts/2fa/totp/activate/"
CODES = "/accounts/2fa/codes/"


@pytest.fixture
def confirmed(client, secretary):
    """A client that signed in and has just given the password again."""
    sign_in(client, "bithu")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def protected(confirmed):
    """A client of a user with a second factor; `secret` is what the telephone holds."""
    confirmed.secret = confirmed.get(SET_UP).context["form"].secret
    confirmed.post(SET_UP, {"code": code_of(confirmed.secret)})
    return confirmed


def second_step(secretary):
    """A new browser in which the password was right."""
    browser = Client()
    assert sign_in(browser, "bithu").url == "/accounts/2fa/authenticate/"
    return browser


def unused_codes(client):
    return client.get(CODES).context["unused_codes"]


def acts(secretary) -> list[str]:
    """What the log has of the account since the sign-in, the oldest first."""
    found = AuditEvent.objects.filter(by=secretary, record="accounts.user", record_id=secretary.pk)
    return list(
        found.filter(action__startswith="account.").order_by("id").values_list("action", flat=True)
    )


def test_every_act_on_the_second_factor_is_recorded(protected, secretary):
    assert acts(secretary) == ["account.set_second_factor"]
    protected.get(CODES)
    protected.get(f"{CODES}download/")
    protected.post(f"{CODES}generate/")
    protected.post("/accounts/2fa/totp/deactivate/")
    assert acts(secretary)[1:] == [
        "account.read_codes",
        "account.download_codes",
        "account.renew_codes",
        "account.remove_second_factor",
    ]


def test_what_is_refused_is_not_recorded_as_done(client, confirmed, secretary):
    secret = confirmed.get(SET_UP).context["form"].secret
    wrong = "000000" if code_of(secret) != "000000" else "111111"
    confirmed.post(SET_UP, {"code": wrong})
    confirmed.get(CODES)  # there are none
    confirmed.post(f"{CODES}generate/")
    assert acts(secretary) == []


def test_set_up_asks_for_the_password_again(client, secretary):
    sign_in(client, "bithu")
    assert client.get(SET_UP).url == (
        "/accounts/reauthenticate/?next=%2Faccounts%2F2fa%2Ftotp%2Factivate%2F"
    )
    wrong = client.post("/accounts/reauthenticate/", {"password": "sai"})
    assert wrong.context["form"].errors["password"] == ["Mật khẩu không đúng."]
    answer = {"password": PASSWORD, "next": SET_UP}
    assert client.post("/accounts/reauthenticate/", answer).url == SET_UP


def test_picture_is_drawn_within_the_page(confirmed):
    response = confirmed.get(SET_UP)
    kind, data = response.context["totp_svg_data_uri"].split(",")
    assert kind == "data:image/svg+xml;base64"
    assert b"<svg" in base64.b64decode(data)
    assert f'src="{kind},{data}"' in response.content.decode()


def test_right_code_turns_it_on_and_shows_ten_codes(confirmed, secretary):
    secret = confirmed.get(SET_UP).context["form"].secret
    assert confirmed.post(SET_UP, {"code": code_of(secret)}).url == CODES
    assert sorted(secretary.authenticator_set.values_list("type", flat=True)) == [
        "recovery_codes",
        "totp",
    ]
    assert len(unused_codes(confirmed)) == 10


def test_wrong_code_turns_nothing_on(confirmed, secretary):
    secret = confirmed.get(SET_UP).context["form"].secret
    wrong = "000000" if code_of(secret) != "000000" else "111111"
    response = confirmed.post(SET_UP, {"code": wrong})
    assert response.context["form"].errors["code"] == [
        "Mã không đúng. Xem lại mã đang hiện trên ứng dụng."
    ]
    assert not secretary.authenticator_set.exists()


def test_sign_in_needs_the_code(protected, secretary):
    browser = second_step(secretary)
    assert browser.get("/").url == "/accounts/login/?next=/"
    browser.post("/accounts/2fa/authenticate/", {"code": code_of(protected.secret)})
    assert browser.session["_auth_user_id"] == str(secretary.pk)


def test_code_works_once(protected, secretary):
    code = code_of(protected.secret)
    second_step(secretary).post("/accounts/2fa/authenticate/", {"code": code})
    again = second_step(secretary)
    again.post("/accounts/2fa/authenticate/", {"code": code})
    assert "_auth_user_id" not in again.session


def test_wrong_code_is_recorded(protected, secretary):
    second_step(secretary).post("/accounts/2fa/authenticate/", {"code": "khong-phai"})
    event = AuditEvent.objects.first()
    assert (event.by, event.action, event.record_id) == (None, "session.refuse_code", str(secretary.pk))


def test_tenth_wrong_code_is_the_last(protected, secretary):
    browser = second_step(secretary)
    for _ in range(10):
        browser.post("/accounts/2fa/authenticate/", {"code": "khong-phai"})
    response = browser.post("/accounts/2fa/authenticate/", {"code": code_of(protected.secret)})
    assert response.context["form"].errors["code"] == [
        "Đã nhập sai quá nhiều lần. Đề nghị đồng chí đợi 15 phút rồi thử lại."
    ]


def test_recovery_code_replaces_the_telephone_once(protected, secretary):
    code = unused_codes(protected)[0]
    browser = second_step(secretary)
    browser.post("/accounts/2fa/authenticate/", {"code": code})
    assert browser.session["_auth_user_id"] == str(secretary.pk)
    assert code not in unused_codes(protected)
    again = second_step(secretary)
    again.post("/accounts/2fa/authenticate/", {"code": code})
    assert "_auth_user_id" not in again.session


def test_file_of_codes(protected):
    codes = unused_codes(protected)
    response = protected.get(f"{CODES}download/")
    assert response["Content-Disposition"] == 'attachment; filename="ma-du-phong.txt"'
    assert response.content.decode().split()[-10:] == codes


def test_new_codes_replace_the_old(protected):
    old = unused_codes(protected)
    assert protected.post(f"{CODES}generate/").url == CODES
    assert not set(old) & set(unused_codes(protected))


def test_turning_off_removes_the_codes_too(protected, secretary):
    assert protected.post("/accounts/2fa/totp/deactivate/").url == "/accounts/2fa/"
    assert not Authenticator.objects.filter(user=secretary).exists()
    assert "Đã tắt xác thực hai lớp." in visible_text(protected.get("/accounts/2fa/"))
