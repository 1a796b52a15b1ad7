"""A stored file that is gone or changed: one page says so, whichever address hands it out."""

from pathlib import Path

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from members.models import Paper
from tests.accounts.pages import english_in, visible_text
from tests.routes import ROUTES
from tests.world import make_world, user_as

FILES = [
    "members:paper_download",
    "cases:case_paper",
    "organisation:restructuring_scan",
    "meetings:attachment_download",
    "meetings:library_download",
    "meetings:directive_scan",
    "meetings:petition_scan",
    "reports:report_download",
]


@pytest.fixture(scope="module")
def world(lasting_db):
    return make_world("nha")


def signed_in(client, world, name) -> str:
    """The address of the file; whoever may have it has signed in."""
    route = ROUTES[name]
    client.force_login(user_as(min(route.may), world))
    return reverse(name, args=route.args(world))


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_gone_is_told_of(client, db, world, settings, tmp_path, name):
    address = signed_in(client, world, name)
    handed_out = client.get(address)
    assert (handed_out.status_code, handed_out["Content-Type"]) == (200, "application/pdf")
    assert AuditEvent.objects.filter(action__endswith=".download").count() == 1
    AuditEvent.objects.all().delete()
    settings.MEDIA_ROOT = tmp_path
    response = client.get(address)
    assert response.status_code == 410
    assert "Tệp không còn trên máy chủ" in visible_text(response)
    assert "Đề nghị báo quản trị phục hồi tệp từ bản sao lưu" in visible_text(response)
    assert reverse("account_logout") in response.text  # within the pages, not instead of them
    assert english_in(response) == []
    assert not AuditEvent.objects.filter(action__endswith=".download").exists()


def test_a_scan_that_was_changed_is_not_handed_out(client, db, world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    path = Path(tmp_path, Paper.objects.get().file.name)
    path.parent.mkdir()
    path.write_bytes(b"other")
    response = client.get(signed_in(client, world, "members:paper_download"))
    assert response.status_code == 500
    assert "không còn nguyên vẹn" in visible_text(response)
