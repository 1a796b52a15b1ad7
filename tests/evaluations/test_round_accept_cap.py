"""The reason above the cap."""

import pytest
from django.urls import reverse

from evaluations.models import Level, Round
from tests.evaluations.conftest import grade_one


@pytest.fixture
def over(graded, members):
    """Two of four at the highest level: one more than allowed."""
    grade_one(graded, members[0], Level.XS)
    grade_one(graded, members[1], Level.XS)
    return graded


def post(client, user, grading, **data):
    client.force_login(user)
    return client.post(reverse("evaluations:round_accept_cap", args=[grading.pk]), data)


def test_office_records_the_reason(client, office, over):
    response = post(client, office, over, reason="Thành tích chống dịch")
    assert response.status_code == 302
    kept = Round.objects.get()
    assert (kept.cap_reason, kept.cap_accepted_by) == ("Thành tích chống dịch", office)
    assert kept.cap_standing().is_unanswered is False


def test_an_empty_reason_is_told_at_the_field(client, office, over):
    response = post(client, office, over, reason="  ")
    assert response.status_code == 422
    assert list(response.context["cap_form"].errors) == ["reason"]
    assert Round.objects.get().cap_reason == ""


def test_a_reason_that_is_too_long_is_shown_again(client, office, over):
    response = post(client, office, over, reason="x" * 2001)
    assert response.status_code == 422
    assert response.context["cap_form"]["reason"].value() == "x" * 2001
    assert Round.objects.get().cap_reason == ""


def test_a_closed_round_refuses_and_loses_nothing_typed(client, office, closed):
    response = post(client, office, closed, reason="Muộn rồi")
    assert response.status_code == 422
    assert response.context["cap_form"]["reason"].value() == "Muộn rồi"
    assert Round.objects.get().cap_reason == ""


def test_leader_gets_403_outsider_404(client, leader, outsider, over):
    assert post(client, leader, over, reason="Được").status_code == 403
    assert post(client, outsider, over, reason="Được").status_code == 404
    assert Round.objects.get().cap_reason == ""


def test_reading_is_not_an_answer(client, office, over):
    client.force_login(office)
    url = reverse("evaluations:round_accept_cap", args=[over.pk])
    assert client.get(url).status_code == 405
