"""No English on the pages of allauth; the compiled translations are those of the text file."""

import ast
import gettext
from pathlib import Path

import pytest
from django.utils import translation

from tests.accounts.pages import PASSWORD, code_of, english_in, sign_in

FOLDER = Path(__file__).parents[2] / "locale/vi/LC_MESSAGES"


def written() -> dict:
    """Of django.po: each text, or text and form, with its translation."""
    found, key, plural = {}, "", False
    for line in (FOLDER / "django.po").read_text().splitlines():
        word, _, text = line.partition(" ")
        if word == "msgid":
            key, plural = ast.literal_eval(text), False
        elif word == "msgid_plural":
            plural = True
        elif word.startswith("msgstr"):
            found[(key, 0) if plural else key] = ast.literal_eval(text)
    return found


def test_compiled_file_is_up_to_date():
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    assert compiled == written()


def test_every_text_has_a_translation_that_is_used():
    texts = {key: text for key, text in written().items() if key and isinstance(key, str)}
    assert len(texts) > 20
    assert {key: translation.gettext(key) for key in texts} == texts


@pytest.mark.parametrize("path", ["login", "inactive"])
def test_pages_before_sign_in(client, path):
    assert english_in(client.get(f"/accounts/{path}/")) == []


def test_refused_sign_in(client, secretary):
    for password in ["sai", "", "sai " * 100]:
        assert english_in(sign_in(client, "bithu", password)) == []
    for _ in range(10):
        response = sign_in(client, "bithu", "sai")
    assert english_in(response) == []


@pytest.mark.parametrize(
    "path", ["logout", "password/change", "reauthenticate", "sessions", "2fa", "working-year"]
)
def test_pages_of_a_user(client, secretary, path):
    client.force_login(secretary)
    assert english_in(client.get(f"/accounts/{path}/")) == []


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"oldpassword": "sai", "password1": "ngắn", "password2": "khác"},
        {"oldpassword": PASSWORD, "password1": "password1234", "password2": "password1234"},
        {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD},
    ],
)
def test_refused_passwords(client, secretary, answer):
    client.force_login(secretary)
    response = client.post("/accounts/password/change/", answer)
    assert response.context["form"].errors
    assert english_in(response) == []


def test_messages_of_changing_the_password(client, secretary):
    client.force_login(secretary)
    new = "mùa thu Bắc Giang"
    answer = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post("/accounts/password/change/", answer)
    page = client.get("/accounts/working-year/")
    assert [str(message) for message in page.context["messages"]] == ["Đã đổi mật khẩu."]


def test_message_of_signing_out(client, secretary):
    client.force_login(secretary)
    page = client.post("/accounts/logout/", follow=True)
    assert [str(message) for message in page.context["messages"]] == ["Đồng chí đã đăng xuất."]


def test_second_factor_from_set_up_to_sign_in(client, secretary):
    sign_in(client, "bithu")
    assert english_in(client.post("/accounts/reauthenticate/", {"password": "sai"})) == []
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    set_up = "/accounts/2fa/totp/activate/"
    page = client.get(set_up)
    secret = page.context["form"].secret
    pages = [
        page,
        client.post(set_up, {"code": "sai"}),
        client.post(set_up, {"code": code_of(secret)}, follow=True),
        *(
            client.get(f"/accounts/2fa/{path}")
            for path in ["", "codes/", "codes/generate/", "totp/deactivate/", "reauthenticate/"]
        ),
        client.get("/accounts/reauthenticate/"),
        client.post("/accounts/2fa/reauthenticate/", {"code": "sai"}),
        client.post("/accounts/2fa/codes/generate/", follow=True),
        client.get("/accounts/2fa/codes/download/"),
    ]
    client.post("/accounts/logout/")
    sign_in(client, "bithu")
    pages += [
        client.get("/accounts/2fa/authenticate/"),
        client.post("/accounts/2fa/authenticate/", {"code": "sai"}),
    ]
    assert [response.status_code for response in pages] == [200] * len(pages)
    # The names of two applications one can install stay as they are.
    assert [english_in(response) for response in pages] == [[]] * len(pages)
