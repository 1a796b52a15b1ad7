"""A badge given earlier, written on the record."""

import pytest
from django.urls import reverse

from members.models import Badge
from tests.conftest import day, make_member

TYPED = {"years": "30", "on": "2020-02-03", "number": "77"}


@pytest.fixture
def member(cell):
    old = {"born_on": day("1960-01-01"), "official_on": day("1991-03-03")}
    decided = {"admission_decided_on": day("1990-02-25"), "admitted_on": day("1990-03-03")}
    return make_member(unit=cell, **old, **decided)


def post(client, user, member, **changes):
    client.force_login(user)
    return client.post(reverse("members:badge_add", args=[member.pk]), TYPED | changes)


def test_it_is_written_with_the_cell_of_the_day(client, office, member, cell):
    response = post(client, office, member)
    assert response["Location"] == reverse("members:member_merits", args=[member.pk])
    badge = Badge.objects.get()
    assert (badge.years, badge.awarded_on, badge.number, badge.unit) == (
        30,
        day("2020-02-03"),
        "77",
        cell,
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"years": "31"}, "years"),
        ({"years": "40"}, "on"),
        ({"on": "2019-02-24"}, "on"),
        ({"on": "2999-01-01"}, "on"),
        ({"decision_number": "1"}, "decision_signed_on"),
    ],
)
def test_what_is_wrong_is_named_at_the_field(client, office, member, wrong, field):
    response = post(client, office, member, **wrong)
    assert response.status_code == 422
    assert next(iter(response.context["form"].errors)) == field
    assert not Badge.objects.exists()


def test_the_same_mark_twice_is_refused(client, office, member):
    post(client, office, member)
    assert post(client, office, member).status_code == 422
    assert Badge.objects.count() == 1


def test_outsider_gets_404_secretary_403(client, outsider, secretary, member):
    assert post(client, outsider, member).status_code == 404
    assert post(client, secretary, member).status_code == 403
