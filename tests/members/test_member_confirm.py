"""Becoming official: shown first, then done."""

import pytest
from django.urls import reverse

from members.models import Member
from tests.conftest import day, make_member

SENTENCE = "Từ 03/03/2021, đồng chí Bùi Thị Hà là đảng viên chính thức."


@pytest.fixture
def member(cell):
    return make_member(
        "Bùi Thị Hà", unit=cell, on=day("2020-03-03"), admitted_on=day("2020-03-03"), official_on=None
    )


def url(member):
    return reverse("members:member_confirm", args=[member.pk])


def post(client, user, member, **changes):
    client.force_login(user)
    return client.post(url(member), {"on": "2021-03-03"} | changes)


def test_the_end_of_probation_is_proposed(client, office, member):
    client.force_login(office)
    assert client.get(url(member)).context["form"]["on"].value() == day("2021-03-03")


def test_the_consequence_is_shown_and_nothing_done_yet(client, office, member):
    response = post(client, office, member)
    assert response.context["form"].consequence == SENTENCE
    assert Member.objects.get().official_on is None


def test_agreeing_does_it(client, office, member):
    response = post(client, office, member, agreed=SENTENCE)
    assert response.headers["Location"] == reverse("members:member_detail", args=[member.pk])
    assert Member.objects.get().official_on == day("2021-03-03")


@pytest.mark.parametrize(("on", "is_early"), [("2021-03-02", True), ("2021-03-03", False)])
def test_a_day_before_the_end_of_probation_is_pointed_out(client, office, member, on, is_early):
    consequence = post(client, office, member, on=on).context["form"].consequence
    assert ("sớm hơn" in consequence) is is_early


@pytest.mark.parametrize("on", ["", "2020-03-03", "2999-01-01"])
def test_a_wrong_day_is_named_at_the_day(client, office, member, on):
    response = post(client, office, member, on=on, agreed=SENTENCE)
    assert list(response.context["form"].errors) == ["on"]
    assert Member.objects.get().official_on is None


def test_an_official_member_is_not_confirmed_again(client, office, cell):
    member = make_member(unit=cell)
    response = post(client, office, member)
    assert response.context["form"].errors == {"on": ["Đã là đảng viên chính thức."]}


def test_outsider_gets_404(client, outsider, member):
    assert post(client, outsider, member, agreed=SENTENCE).status_code == 404


def test_secretary_gets_403(client, secretary, member):
    assert post(client, secretary, member, agreed=SENTENCE).status_code == 403
    assert Member.objects.get().official_on is None
