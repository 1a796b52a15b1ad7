"""The letters of introduction of a member."""

import pytest
from django.urls import reverse

from cases.models import Letter, inner_move
from members.models import Member
from tests.conftest import day, make_member, make_user


@pytest.fixture
def member(cell, second_cell):
    member = make_member(unit=cell, card_number="25012345")
    member.current_membership().transfer(to=second_cell, on=day("2020-07-01"), by=None)
    return member


def issue(member, number=1):
    for _ in range(number):
        letter = Letter.objects.issue_inner(
            inner_move(member), issued_on=day("2020-07-01"), fee_until=day("2020-06-01"), by=None
        )
    return letter


def see(client, user, member):
    client.force_login(user)
    return client.get(reverse("cases:member_letters", args=[member.pk]))


def test_after_a_move_the_office_is_led_to_the_letter(client, office, member):
    response = see(client, office, member)
    assert response.context["move"] == member.memberships.first()
    assert reverse("cases:letter_add", args=[member.pk]) in response.text


def test_each_letter_and_which_it_replaces(client, office, member):
    letter = issue(member, 2)
    response = see(client, office, member)
    assert list(response.context["letters"]) == [letter.replaces, letter]
    assert "Thay giấy số 01/2020" in response.text
    assert reverse("cases:letter_detail", args=[letter.pk]) in response.text


def test_others_read_without_the_numbers_of_the_member(client, other_secretary, member):
    letter = issue(member)
    text = see(client, other_secretary, member).text
    assert "Giấy số 01/2020" in text
    assert "25012345" not in text
    assert reverse("cases:letter_detail", args=[letter.pk]) not in text
    assert reverse("cases:letter_add", args=[member.pk]) not in text


def test_without_any_the_page_says_so(client, office, cell):
    assert "Chưa lập giấy giới thiệu nào" in see(client, office, make_member(unit=cell)).text


def test_a_member_sees_the_own(client, member, second_cell):
    own = make_user("dangvien", "member", second_cell)
    Member.objects.filter(pk=member.pk).update(user=own)
    assert see(client, own, member).status_code == 200


def test_outsider_gets_404(client, outsider, member):
    assert see(client, outsider, member).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_number_of_queries(client, office, member, django_assert_num_queries, number):
    issue(member, number)
    see(client, office, member)
    with django_assert_num_queries(11):
        client.get(reverse("cases:member_letters", args=[member.pk]))
