"""Writing down what came in about a result."""

import pytest
from django.urls import reverse
from django.utils import timezone

from common.periods import DAY
from evaluations.models import Complaint
from tests.evaluations.conftest import of_unit


@pytest.fixture
def row(closed, members):
    return closed.member_assessments.get(member=members[0])


def url(row):
    return reverse(f"evaluations:{'unit' if row.IS_UNIT else 'member'}_complain", args=[row.pk])


def post(client, user, row, **data):
    client.force_login(user)
    facts = {"received_on": f"{timezone.localdate():%d/%m/%Y}", "what": "Đề nghị xem lại"}
    return client.post(url(row), facts | data)


def test_of_a_member_and_of_a_unit(client, office, closed, row, cell):
    for about in (row, of_unit(closed, cell)):
        response = post(client, office, about)
        assert response.url == reverse("evaluations:complaint_list", args=[closed.pk])
    made = Complaint.objects.standing()
    assert {one.row for one in made} == {row, of_unit(closed, cell)}
    assert {one.received_by for one in made} == {office}


def test_bad_input_is_told_at_its_field(client, office, row):
    response = post(client, office, row, received_on="", what=" ")
    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == ["received_on", "what"]
    to_come = timezone.localdate() + DAY
    response = post(client, office, row, received_on=f"{to_come:%d/%m/%Y}")
    assert response.context["form"].errors == {"received_on": ["Chưa đến ngày này."]}


def test_leader_gets_403_outsider_404(client, leader, outsider, row):
    for user, status in ((leader, 403), (outsider, 404)):
        assert post(client, user, row).status_code == status
    assert Complaint.objects.count() == 0
