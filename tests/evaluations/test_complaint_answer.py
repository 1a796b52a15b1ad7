"""Writing down what was answered to a complaint."""

import pytest
from django.urls import reverse
from django.utils import timezone

from evaluations.models import Complaint
from tests.evaluations.conftest import complain


@pytest.fixture
def complaint(closed, members):
    return complain(closed.member_assessments.get(member=members[0]))


def url(complaint):
    return reverse("evaluations:complaint_answer", args=[complaint.pk])


def post(client, user, complaint, **data):
    client.force_login(user)
    today = f"{timezone.localdate():%d/%m/%Y}"
    return client.post(
        url(complaint), {"answered_on": today, "outcome": "kept", "text": "Đúng quy định"} | data
    )


def test_it_is_answered_and_the_member_s_page_tells_it(client, office, complaint):
    client.force_login(office)
    assert "Đề nghị xem lại mức xếp loại" in client.get(url(complaint)).text
    response = post(client, office, complaint)
    assert response.url == reverse("evaluations:complaint_list", args=[complaint.round_id])
    assert Complaint.objects.get().outcome == "kept"
    member = complaint.of_member.member_id
    page = client.get(reverse("evaluations:member_grades", args=[member])).text
    assert "giữ nguyên kết quả. Đúng quy định" in page


def test_bad_input_is_told_at_its_field(client, office, complaint):
    response = post(client, office, complaint, answered_on="", outcome="", text="")
    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == ["answered_on", "outcome", "text"]
    response = post(client, office, complaint, outcome="regraded")
    assert list(response.context["form"].errors) == ["outcome"]


def test_leader_gets_403_outsider_404(client, leader, outsider, complaint):
    for user, status in ((leader, 403), (outsider, 404)):
        assert post(client, user, complaint).status_code == status
    assert Complaint.objects.get().answered_on is None
