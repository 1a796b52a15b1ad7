"""Which offices a member holds and held."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from members.models import Member, Office, OfficeKind
from tests.conftest import START, day, make_member, make_user


def url(member):
    return reverse("members:member_offices", args=[member.pk])


def see(client, user, member):
    client.force_login(user)
    return client.get(url(member))


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


def test_the_latest_office_first(client, secretary, member, cell):
    kinds = [OfficeKind.CELL_COMMITTEE_MEMBER, OfficeKind.SECRETARY]
    for kind, since in zip(kinds, [START, day("2020-01-01")], strict=True):
        Office.objects.create(member=member, unit=cell, kind=kind, starts_on=since)
    response = see(client, secretary, member)
    assert [office.kind for office in response.context["offices"]] == ["secretary", kinds[0].value]
    assert "Bí thư Chi bộ 1" in response.content.decode()


def test_who_never_held_one_is_told_where_they_are_written(client, office, member):
    assert "Chưa ghi chức vụ nào." in see(client, office, member).content.decode()


def test_reading_is_logged(client, office, member):
    see(client, office, member)
    assert AuditEvent.objects.get(action="member.read").record_id == str(member.pk)


def test_a_member_sees_the_own_offices(client, member, cell):
    own = make_user("dangvien", "member", cell)
    Member.objects.filter(pk=member.pk).update(user=own)
    assert see(client, own, member).status_code == 200


@pytest.mark.parametrize("who", ["outsider", "other_secretary", "upper_staff", "admin"])
def test_out_of_sight_is_404(client, who, request, member):
    assert see(client, request.getfixturevalue(who), member).status_code == 404


@pytest.mark.parametrize("offices", [1, 3])
def test_number_of_queries(client, office, member, cell, django_assert_num_queries, offices):
    for kind in OfficeKind.values[:offices]:
        Office.objects.create(member=member, unit=cell, kind=kind, starts_on=START)
    see(client, office, member)  # the first page of a session also writes it
    with django_assert_num_queries(7):
        client.get(url(member))
