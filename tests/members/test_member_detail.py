"""One member's record."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from members.models import Member
from tests.conftest import START, day, make_member, make_user


def url(member):
    return reverse("members:member_detail", args=[member.pk])


@pytest.fixture
def member(cell):
    return make_member(unit=cell, card_number="25.0123456")


def see(client, user, member):
    client.force_login(user)
    return client.get(url(member))


def test_the_card_number_is_masked(client, office, member):
    text = see(client, office, member).content.decode()
    assert "••••456" in text
    assert "0123456" not in text


def test_reading_is_logged_and_nothing_else_is_written(client, office, member):
    see(client, office, member)
    event = AuditEvent.objects.get(action="member.read")
    assert (event.by, event.record_id, event.fields) == (office, str(member.pk), [])
    client.get(url(member))
    assert AuditEvent.objects.filter(action="member.read").count() == 2
    assert Member.objects.get().sort_key == member.sort_key


def test_the_end_of_probation_is_announced(client, office, cell):
    member = make_member(unit=cell, admitted_on=START, official_on=None)
    assert "đủ thời gian dự bị ngày 01/01/2020" in see(client, office, member).content.decode()


@pytest.mark.parametrize("who", ["outsider", "other_secretary", "upper_staff", "admin"])
def test_out_of_sight_is_404_and_not_logged(client, who, request, member):
    assert see(client, request.getfixturevalue(who), member).status_code == 404
    assert not AuditEvent.objects.filter(action="member.read").exists()


def test_only_the_office_is_offered_the_acts(client, office, secretary, member):
    acts = ["may_edit", "may_move"]
    assert [see(client, office, member).context[act] for act in acts] == [True, True]
    assert [see(client, secretary, member).context[act] for act in acts] == [False, False]


def test_a_member_sees_the_own_record_and_no_other(client, member, cell):
    own = make_user("dangvien", "member", cell)
    Member.objects.filter(pk=member.pk).update(user=own)
    other = make_member("Trần Thị Bình", unit=cell)
    response = see(client, own, member)
    assert "Đây là hồ sơ của đồng chí" in response.content.decode()
    assert not response.context["may_edit"]
    assert see(client, own, other).status_code == 404


def test_each_part_of_the_record_is_a_tab_and_this_one_is_marked(client, office, member):
    text = see(client, office, member).content.decode()
    assert f'<a class="nav-link px-2 active" aria-current="page" href="{url(member)}">Hồ sơ</a>' in text
    for part in ("member_places", "member_offices"):
        address = reverse(f"members:{part}", args=[member.pk])
        assert f'<a class="nav-link px-2" href="{address}">' in text


@pytest.mark.parametrize("spells", [1, 3])
def test_number_of_queries(
    client, office, member, cell, second_cell, django_assert_num_queries, spells
):
    for number in range(1, spells):
        to = second_cell if number % 2 else cell
        member.current_membership().transfer(to=to, on=day(f"2020-0{number}-01"), by=None)
    see(client, office, member)  # the first page of a session also writes it
    with django_assert_num_queries(8):
        client.get(url(member))
