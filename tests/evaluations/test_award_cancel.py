"""Taking back a mistaken entry."""

import pytest
from django.urls import reverse

from tests.evaluations.test_award import give, propose


def post(client, user, award, reason):
    client.force_login(user)
    url = reverse(f"evaluations:{award._meta.model_name}_cancel", args=[award.pk])
    return client.post(url, {"cancel_reason": reason})


@pytest.mark.parametrize("award_in", [give, propose])
def test_office_cancels_for_a_reason(client, office, cell, award_in):
    award = award_in(cell)
    response = post(client, office, award, "Ghi nhầm")
    assert response.status_code == 302
    assert response.url == reverse("evaluations:award_list") + "?year=2020&unit=dang-bo"
    award.refresh_from_db()
    assert (award.cancel_reason, award.cancelled_by) == ("Ghi nhầm", office)


def test_the_page_names_what_it_cancels(client, office, cell):
    award = give(cell)
    client.force_login(office)
    response = client.get(reverse("evaluations:commendation_cancel", args=[award.pk]))
    assert response.status_code == 200
    assert "Giấy khen: Chi bộ 1" in response.content.decode()


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_a_bad_reason_is_told_at_its_field(client, office, cell, reason):
    award = give(cell)
    response = post(client, office, award, reason)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["cancel_reason"]
    award.refresh_from_db()
    assert award.is_cancelled is False


def test_a_second_time_there_is_nothing_to_cancel(client, office, cell):
    award = give(cell)
    post(client, office, award, "Ghi nhầm")
    assert post(client, office, award, "Lần nữa").status_code == 404
    award.refresh_from_db()
    assert award.cancel_reason == "Ghi nhầm"


@pytest.mark.parametrize("award_in", [give, propose])
def test_leader_and_secretary_get_403_outsider_404(client, leader, secretary, outsider, cell, award_in):
    award = award_in(cell)
    for user, status in ((leader, 403), (secretary, 403), (outsider, 404)):
        assert post(client, user, award, "Thử").status_code == status
    award.refresh_from_db()
    assert award.is_cancelled is False
