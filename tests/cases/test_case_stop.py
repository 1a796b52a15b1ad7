"""Stopping a case with its reason."""

import pytest
from django.urls import reverse

from cases.models import Case
from tests.conftest import day


@pytest.fixture
def case(cell):
    return Case.objects.note(unit=cell, full_name="Lê Thị Hoa", on=day("2020-01-10"), by=None)


def post(client, user, case, **changes):
    client.force_login(user)
    typed = {"on": "2020-02-01", "reason": "Biểu quyết 1/3, không đạt"}
    return client.post(reverse("cases:case_stop", args=[case.pk]), typed | changes)


def test_stopped_with_the_reason(client, secretary, case):
    response = post(client, secretary, case)
    assert response.headers["Location"] == reverse("cases:case_detail", args=[case.pk])
    case.refresh_from_db()
    assert (case.outcome, case.closed_on) == ("stopped", day("2020-02-01"))
    assert "Biểu quyết 1/3" in client.get(response.headers["Location"]).text


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"on": "2020-01-09"}, "on"),
        ({"on": "2999-01-01"}, "on"),
        ({"on": ""}, "on"),
        ({"reason": " "}, "reason"),
    ],
)
def test_what_is_wrong_is_named_at_its_field(client, secretary, case, changes, wrong):
    response = post(client, secretary, case, **changes)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [wrong])
    case.refresh_from_db()
    assert case.closed_on is None


def test_stopping_twice_is_refused(client, secretary, case):
    post(client, secretary, case)
    response = post(client, secretary, case)
    assert response.context["form"].errors["on"] == ["Hồ sơ đã kết thúc ngày 01/02/2020."]


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("leader", 403)])
def test_outsider_gets_404_and_leader_403(client, case, who, status, request):
    assert post(client, request.getfixturevalue(who), case).status_code == status
