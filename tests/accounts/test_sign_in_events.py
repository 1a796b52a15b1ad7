"""Signing in and out leaves audit events, without passwords and unknown names."""

from accounts.models import AuditEvent, User
from tests.accounts.pages import sign_in


def events():
    found = AuditEvent.objects.filter(action__startswith="session.")
    return [(event.by, event.action, event.record_id) for event in found]


def test_sign_in_is_recorded(client, secretary):
    sign_in(client, "bithu")
    assert events() == [(secretary, "session.start", str(secretary.pk))]


def test_wrong_password_is_recorded_on_the_account_by_nobody(client, secretary):
    sign_in(client, "BITHU", "sai-mat-khau")
    assert events() == [(None, "session.refuse_password", str(secretary.pk))]
    assert AuditEvent.objects.first().fields == []


def test_unknown_name_is_not_recorded(client, db, caplog):
    sign_in(client, "mat-khau-go-nham-cho", "sai")
    assert events() == []
    assert "mat-khau-go-nham-cho" not in caplog.text


def test_sign_out_is_recorded(client, secretary):
    client.force_login(secretary)
    AuditEvent.objects.all().delete()
    client.post("/accounts/logout/")
    assert events() == [(secretary, "session.end", str(secretary.pk))]


def test_locked_account_is_recorded_as_refused(client, secretary):
    User.objects.update(is_active=False)
    sign_in(client, "bithu")
    assert events() == [(None, "session.refuse_password", str(secretary.pk))]
