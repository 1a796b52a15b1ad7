"""Begin the report that replaces an issued one."""

import pytest
from django.urls import reverse

from reports.models import Report


def url(report):
    return reverse("reports:report_correct", args=[report.pk])


def test_a_new_draft_is_begun_with_a_reason(client, issued, office):
    client.force_login(office)
    response = client.post(url(issued), {"reason": "Sai địa danh"})
    new = Report.objects.drafts().get()
    assert response.url == reverse("reports:report_detail", args=[new.pk])
    assert (new.replaces.report, new.reason, new.created_by) == (issued, "Sai địa danh", office)


def test_a_reason_is_needed(client, issued, office):
    client.force_login(office)
    response = client.post(url(issued), {"reason": "  "})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["reason"]
    assert Report.objects.count() == 1


def test_a_second_replacement_is_refused(client, issued, office):
    issued.correct(reason="Sai địa danh", by=office)
    client.force_login(office)
    assert client.post(url(issued), {"reason": "Lần nữa"}).status_code == 422


@pytest.mark.parametrize(
    ("who", "status"), [("upper_staff", 403), ("secretary", 404), ("outsider", 404)]
)
def test_others_may_not(client, issued, request, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.post(url(issued), {"reason": "x"}).status_code == status
    assert Report.objects.count() == 1
