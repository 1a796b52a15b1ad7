"""The file of a report."""

from pathlib import Path

import pytest
from django.urls import reverse

from tests.reports.conftest import finish


def url(report):
    return reverse("reports:report_download", args=[report.pk])


def test_the_file_is_sent_as_it_was_made(client, issued, office):
    finish(issued, by=office, content=b"final")
    client.force_login(office)
    response = client.get(url(issued))
    assert response.content == b"final"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''B%C3%A1o%20c%C3%A1o%20t%E1%BB%95ng%20k%E1%BA%BFt%20n%C4%83m"
        "%202025%20-%20s%E1%BB%91%2001-BC-%C4%90U.pdf"
    )
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_the_file_of_a_draft_is_called_a_draft(client, draft, leader):
    finish(draft, by=leader)
    client.force_login(leader)
    assert draft.file_name == "Báo cáo tổng kết năm 2025 - dự thảo.pdf"
    assert client.get(url(draft)).status_code == 200


def test_before_it_is_made_there_is_none(client, draft, office):
    draft.request_pdf(by=office)
    client.force_login(office)
    assert client.get(url(draft)).status_code == 404


def test_a_damaged_file_is_not_sent(client, issued, office):
    finish(issued, by=office, content=b"final")
    Path(issued.file.path).write_bytes(b"other")
    client.force_login(office)
    response = client.get(url(issued))
    assert response.status_code == 500
    assert "không còn nguyên vẹn" in response.content.decode()
    assert b"other" not in response.content


@pytest.mark.parametrize(
    ("who", "status"), [("upper_staff", 403), ("secretary", 404), ("outsider", 404), ("admin", 404)]
)
def test_others_get_no_file(client, issued, office, request, who, status):
    finish(issued, by=office)
    client.force_login(request.getfixturevalue(who))
    assert client.get(url(issued)).status_code == status
