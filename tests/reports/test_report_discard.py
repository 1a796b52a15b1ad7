"""Take back a draft."""

import pytest
from django.urls import reverse

from reports.models import Report


def url(report):
    return reverse("reports:report_discard", args=[report.pk])


def test_the_office_takes_back_a_draft(client, draft, office):
    client.force_login(office)
    assert client.post(url(draft)).url == reverse("reports:report_list")
    assert Report.objects.count() == 0


def test_an_issued_report_stays(client, issued, office):
    client.force_login(office)
    assert client.post(url(issued)).url == reverse("reports:report_detail", args=[issued.pk])
    assert Report.objects.count() == 1


@pytest.mark.parametrize(("who", "status"), [("leader", 403), ("secretary", 404), ("outsider", 404)])
def test_others_may_not(client, draft, request, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.post(url(draft)).status_code == status
    assert Report.objects.count() == 1
