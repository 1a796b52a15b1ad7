"""The list of accounts an administrator looks after."""

import pytest
from django.urls import reverse

from accounts.models import User
from cells.models import Assignment
from cells.rights import Role
from tests.conftest import START, day, make_user

URL = reverse("cells:account_list")


def usernames(response):
    return [account.username for account in response.context["page"]]


def test_administrator_sees_the_accounts_of_his_units_and_their_roles(client, admin, secretary, office):
    client.force_login(admin)
    response = client.get(URL)
    assert usernames(response) == ["bithu", "quantri", "vanphong"]
    assert [str(role) for role in response.context["page"][0].roles_today] == [
        "Bí thư, phó bí thư chi bộ, Chi bộ 1"
    ]


def test_account_of_another_committee_does_not_exist(client, admin, outsider):
    client.force_login(admin)
    assert usernames(client.get(URL)) == ["quantri"]


def test_account_that_reaches_further_does_not_exist(client, admin, secretary, foreign_cell):
    """Its password would carry the administrator into the other committee."""
    Assignment.objects.create(
        user=secretary, unit=foreign_cell, role=Role.SECRETARY, starts_on=day("2999-01-01")
    )
    client.force_login(admin)
    assert usernames(client.get(URL)) == ["quantri"]


def test_account_that_has_left_the_other_committee_is_for_who_is_above_both(
    client, admin, secretary, foreign_cell
):
    Assignment.objects.create(
        user=secretary,
        unit=foreign_cell,
        role=Role.SECRETARY,
        starts_on=START,
        ends_on=day("2020-12-31"),
    )
    client.force_login(admin)
    page = client.get(URL, {"q": "bithu"})
    assert usernames(page) == []
    assert "từng có vai trò ở đảng bộ khác" in page.text
    for act in ("cells:account_password", "cells:account_second_factor"):
        assert client.post(reverse(act, args=[secretary.pk])).status_code == 404
    Assignment.objects.create(user=admin, unit=foreign_cell, role=Role.ADMIN, starts_on=START)
    assert usernames(client.get(URL)) == ["bithu", "quantri"]


def test_new_account_without_a_role_is_listed(client, admin):
    User.objects.create_account(username="moi", full_name="Người Mới", by=admin)
    client.force_login(admin)
    assert usernames(client.get(URL)) == ["moi", "quantri"]


@pytest.mark.parametrize("text", ["đặng thị", "Dang Thi", "ĐẶNG", "dtb.cb"])
def test_search_needs_neither_marks_nor_case(client, admin, text):
    User.objects.create_account(username="dtb.cb1", full_name="Đặng Thị Bình", by=admin)
    client.force_login(admin)
    assert usernames(client.get(URL, {"q": text})) == ["dtb.cb1"]


def test_search_that_finds_nothing_says_so(client, admin):
    client.force_login(admin)
    assert "Không có tài khoản nào tên như vậy" in client.get(URL, {"q": "zzz"}).content.decode()


def test_fifty_accounts_a_page(client, admin):
    User.objects.bulk_create(User(username=f"a{number:02}") for number in range(50))
    client.force_login(admin)
    assert len(usernames(client.get(URL))) == 50
    assert usernames(client.get(URL, {"page": 2})) == ["quantri"]


@pytest.mark.parametrize("cast", ["secretary", "office", "leader", "upper_staff", "outsider"])
def test_other_roles_get_403(client, request, cast):
    client.force_login(request.getfixturevalue(cast))
    assert client.get(URL).status_code == 403


@pytest.mark.parametrize("accounts", [1, 3])
def test_number_of_queries(client, admin, cell, django_assert_num_queries, accounts):
    for number in range(accounts - 1):
        make_user(f"bithu{number}", Role.SECRETARY, cell)
    client.force_login(admin)
    client.get(URL)
    with django_assert_num_queries(6):
        client.get(URL)
