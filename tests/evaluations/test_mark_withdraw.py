"""Taking back a mark."""

import pytest
from django.urls import reverse

from evaluations.models import Mark
from tests.evaluations.conftest import register


@pytest.fixture
def mark(grading, cell):
    return register(cell)[0]


def url(grading, mark):
    return reverse("evaluations:mark_withdraw", args=[grading.pk, mark.pk])


def test_it_stays_with_its_reason(client, office, grading, mark):
    client.force_login(office)
    assert client.get(url(grading, mark)).status_code == 200
    response = client.post(url(grading, mark), {"reason": "Ghi nhầm"})
    assert response.url == reverse("evaluations:round_marks", args=[grading.pk])
    assert Mark.objects.withdrawn().get().withdraw_reason == "Ghi nhầm"
    assert client.get(url(grading, mark)).status_code == 404


def test_without_a_reason_it_holds(client, office, grading, mark):
    client.force_login(office)
    response = client.post(url(grading, mark), {"reason": " "})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["reason"])
    assert list(Mark.objects.standing()) == [mark]


def test_a_mark_of_another_year_is_not_in_this_round(client, office, grading, cell):
    (other,) = register(cell, year=2021)
    client.force_login(office)
    assert client.post(url(grading, other), {"reason": "Thử"}).status_code == 404


def test_leader_gets_403_outsider_404(client, leader, outsider, grading, mark):
    for user, status in ((leader, 403), (outsider, 404)):
        client.force_login(user)
        assert client.post(url(grading, mark), {"reason": "Thử"}).status_code == status
    assert list(Mark.objects.standing()) == [mark]
