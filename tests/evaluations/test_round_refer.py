"""Taking another reference day."""

from django.urls import reverse

from evaluations.models import Round
from tests.conftest import day


def post(client, user, grading, **data):
    client.force_login(user)
    return client.post(reverse("evaluations:round_refer", args=[grading.pk]), data)


def test_office_takes_the_day_of_the_session(client, office, grading):
    response = post(client, office, grading, reference_on="10/12/2020")
    assert response.url == reverse("evaluations:round_detail", args=[grading.pk])
    assert Round.objects.get().reference_on == day("2020-12-10")


def test_a_day_of_another_year_is_told_at_the_field(client, office, grading):
    response = post(client, office, grading, reference_on="10/01/2021")
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "reference_on": ["Ngày lấy danh sách phải trong năm 2020."]
    }
    assert Round.objects.get().reference_on == day("2020-12-31")


def test_a_closed_round_keeps_its_day(client, office, closed):
    assert post(client, office, closed, reference_on="10/12/2020").status_code == 422
    assert Round.objects.get().reference_on == day("2020-12-31")


def test_leader_gets_403_outsider_404(client, leader, outsider, grading):
    assert post(client, leader, grading, reference_on="10/12/2020").status_code == 403
    assert post(client, outsider, grading, reference_on="10/12/2020").status_code == 404
