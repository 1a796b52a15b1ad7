"""Error pages say in Vietnamese what to do."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.template.loader import render_to_string
from django.test import Client
from django.views import defaults

from tests.accounts.pages import english_in, visible_text


def test_missing_page(client, secretary):
    client.force_login(secretary)
    response = client.get("/khong-co/")
    assert response.status_code == 404
    assert "Không tìm thấy trang" in visible_text(response)
    assert english_in(response) == []


def test_missing_page_for_anonymous(client):
    response = client.get("/khong-co/")
    assert response.status_code == 404
    assert "Không tìm thấy trang" in visible_text(response)


def test_forbidden_page(rf, secretary):
    request = rf.get("/")
    request.user = secretary
    response = defaults.permission_denied(request, PermissionDenied())
    assert response.status_code == 403
    assert "đề nghị liên hệ người quản trị hệ thống" in visible_text(response)


def test_bad_request(rf):
    response = defaults.bad_request(rf.get("/"), SuspiciousOperation())
    assert response.status_code == 400
    assert "Yêu cầu không hợp lệ" in visible_text(response)
    assert english_in(response) == []


def test_failure_needs_no_database_and_no_context(rf):
    """The page is the same without a request: this test has no database."""
    response = defaults.server_error(rf.get("/"))
    assert response.status_code == 500
    assert response.content.decode() == render_to_string("500.html")
    assert "Phần mềm gặp lỗi" in visible_text(response)
    assert english_in(response) == []


def test_old_form_is_refused_and_nothing_is_lost(secretary):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(secretary)
    response = strict.post("/accounts/working-year/", {"year": "2020"})
    assert response.status_code == 403
    assert "Khôi phục nội dung chưa lưu" in visible_text(response)
    secretary.refresh_from_db()
    assert secretary.working_year is None


def test_error_pages_tell_the_draft_keeper_that_nothing_was_saved(client, secretary):
    client.force_login(secretary)
    failed = f'<body data-user="{secretary.pk}" data-failed>'
    assert failed in client.get("/khong-co/").content.decode()
    assert "<body data-failed>" in render_to_string("500.html")
