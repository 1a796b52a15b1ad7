"""Where a member belonged, and when exempt."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from members.models import Absence, Exemption, Member, Suspension
from tests.conftest import START, day, make_member, make_user


def url(member):
    return reverse("members:member_places", args=[member.pk])


def see(client, user, member):
    client.force_login(user)
    return client.get(url(member))


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


@pytest.fixture
def moved(member, cell, second_cell):
    """Three spells and an exemption."""
    member.current_membership().transfer(to=second_cell, on=day("2020-07-01"), by=None)
    member.current_membership().transfer(to=cell, on=day("2021-07-01"), by=None)
    Exemption.objects.create(member=member, starts_on=START)
    return member


def test_every_spell_in_order_and_every_exemption(client, secretary, moved, cell, second_cell):
    context = see(client, secretary, moved).context
    assert [(spell.unit, spell.starts_on) for spell in context["memberships"]] == [
        (cell, START),
        (second_cell, day("2020-07-01")),
        (cell, day("2021-07-01")),
    ]
    assert [exemption.starts_on for exemption in context["exemptions"]] == [START]


def test_suspensions_and_time_away_are_shown_where_there_are_any(client, office, member):
    assert "Đình chỉ sinh hoạt đảng" not in see(client, office, member).content.decode()
    Suspension.objects.create(member=member, starts_on=START)
    Absence.objects.create(member=member, starts_on=START, place="Học viện Chính trị")
    text = see(client, office, member).content.decode()
    assert "Đình chỉ sinh hoạt đảng" in text
    assert "Học viện Chính trị" in text


def test_reading_is_logged(client, office, member):
    see(client, office, member)
    assert AuditEvent.objects.get(action="member.read").record_id == str(member.pk)


def test_a_member_sees_the_own_places(client, member, cell):
    own = make_user("dangvien", "member", cell)
    Member.objects.filter(pk=member.pk).update(user=own)
    assert see(client, own, member).status_code == 200


@pytest.mark.parametrize("who", ["outsider", "other_secretary", "upper_staff", "admin"])
def test_out_of_sight_is_404(client, who, request, member):
    assert see(client, request.getfixturevalue(who), member).status_code == 404


@pytest.mark.parametrize("name", ["member", "moved"])
def test_number_of_queries(client, office, request, django_assert_num_queries, name):
    member = request.getfixturevalue(name)
    see(client, office, member)  # the first page of a session also writes it
    with django_assert_num_queries(11):
        client.get(url(member))
