"""Where one is signed in, and ending the other places."""

from django.test import Client

from accounts.models import AuditEvent
from tests.accounts.pages import sign_in, visible_text

URL = "/accounts/sessions/"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"


def test_every_place_is_named_in_words(client, secretary):
    sign_in(client, "bithu", HTTP_USER_AGENT=WINDOWS, REMOTE_ADDR="10.0.0.7")
    text = visible_text(client.get(URL))
    assert "Chrome trên máy tính Windows Đang dùng" in text
    assert "địa chỉ mạng 10.0.0.7" in text


def test_other_places_are_ended_and_this_one_goes_on(client, secretary):
    elsewhere = Client()
    sign_in(elsewhere, "bithu")
    sign_in(client, "bithu")
    assert client.get(URL).context["session_count"] == 2
    assert client.post(URL).url == URL
    assert elsewhere.get("/").url == "/accounts/login/?next=/"
    assert client.get(URL).context["session_count"] == 1
    assert ended().count() == 1
    client.post(URL)  # there is no other place now
    assert ended().count() == 1


def ended():
    return AuditEvent.objects.filter(action="account.end_sessions", by__username="bithu")


def test_places_of_others_are_not_shown(client, secretary, office):
    sign_in(Client(), "vanphong")
    sign_in(client, "bithu")
    assert [session.user for session in client.get(URL).context["sessions"]] == [secretary]
