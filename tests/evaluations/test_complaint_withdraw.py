"""Taking back a complaint that was recorded by mistake."""

import pytest
from django.urls import reverse

from evaluations.models import Complaint
from tests.evaluations.conftest import complain


@pytest.fixture
def complaint(closed, members):
    return complain(closed.member_assessments.get(member=members[0]))


def url(complaint):
    return reverse("evaluations:complaint_withdraw", args=[complaint.pk])


def test_it_stays_with_its_reason(client, office, complaint):
    client.force_login(office)
    assert client.get(url(complaint)).status_code == 200
    response = client.post(url(complaint), {"reason": "Ghi nhầm"})
    assert response.url == reverse("evaluations:complaint_list", args=[complaint.round_id])
    assert Complaint.objects.withdrawn().get().withdrawn_by == office
    assert client.get(url(complaint)).status_code == 404


def test_without_a_reason_it_stands(client, office, complaint):
    client.force_login(office)
    response = client.post(url(complaint), {"reason": " "})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["reason"])
    assert list(Complaint.objects.standing()) == [complaint]


def test_leader_gets_403_outsider_404(client, leader, outsider, complaint):
    for user, status in ((leader, 403), (outsider, 404)):
        client.force_login(user)
        assert client.post(url(complaint), {"reason": "Thử"}).status_code == status
