"""Issue a report."""

import pytest
from django.urls import reverse

from common.periods import DAY
from members.models import Office
from tests.conftest import make_member

DATA = {"title": "Phó bí thư", "signer": " Trần  Văn Bí ", "issued_on": "2026-01-12"}


def url(report):
    return reverse("reports:report_issue", args=[report.pk])


def test_the_leader_issues(client, draft, term, leader):
    client.force_login(leader)
    response = client.post(url(draft), DATA)
    assert response.url == reverse("reports:report_detail", args=[draft.pk])
    draft.refresh_from_db()
    assert (draft.full_number, draft.issued_by) == ("01-BC/ĐU", leader)
    assert draft.snapshot["signature"]["name"] == "Trần Văn Bí"
    assert draft.snapshot["signature"]["title"] == "Phó bí thư"
    assert draft.job.is_final is True


def test_the_secretary_of_the_committee_is_suggested(client, draft, committee, cell, leader):
    member = make_member("Lê Thị Hoa", unit=cell)
    Office.objects.create(member=member, unit=committee, kind="secretary", starts_on="2025-06-10")
    client.force_login(leader)
    assert client.get(url(draft)).context["form"]["signer"].value() == "Lê Thị Hoa"


def test_a_day_before_the_end_needs_a_confirmation(client, draft, term, leader):
    client.force_login(leader)
    early = DATA | {"issued_on": (draft.ends_on - DAY).isoformat()}
    response = client.post(url(draft), early)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["issued_on"]
    assert client.post(url(draft), early | {"is_early": "on"}).status_code == 302


def test_the_last_day_of_the_period_needs_none(client, draft, term, leader):
    client.force_login(leader)
    last = DATA | {"issued_on": draft.ends_on.isoformat()}
    assert client.post(url(draft), last).status_code == 302


def test_without_a_term_the_reason_stands_at_the_day(client, draft, leader):
    client.force_login(leader)
    response = client.post(url(draft), DATA)
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "issued_on": ["Chưa ghi nhiệm kỳ nào bắt đầu trước ngày này nên chưa cấp được số."]
    }
    draft.refresh_from_db()
    assert draft.is_issued is False


def test_a_report_is_issued_once(client, issued, leader):
    client.force_login(leader)
    assert client.post(url(issued), DATA).status_code == 422
    issued.refresh_from_db()
    assert issued.number == 1


@pytest.mark.parametrize(("who", "status"), [("office", 403), ("secretary", 404), ("outsider", 404)])
def test_only_a_leader_issues(client, draft, term, request, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.post(url(draft), DATA).status_code == status
    draft.refresh_from_db()
    assert draft.is_issued is False
