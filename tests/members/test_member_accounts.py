"""Accounts for the members of one cell, all at once."""

import pytest
from django.urls import reverse

from accounts.models import User
from cells.models import Assignment
from cells.rights import Role
from members.forms import accounts
from tests.conftest import make_member

URL = reverse("members:member_accounts")


def of(cell) -> str:
    return f"{URL}?unit={cell.code}"


def offered(response) -> list:
    return [spell.member for spell in response.context["form"].fields["spells"].queryset]


def spell(member) -> int:
    return member.memberships.get().pk


@pytest.mark.parametrize("cast", ["office", "admin"])
def test_each_has_an_account_with_a_password_shown_once(client, request, cast, cell, an, binh):
    client.force_login(request.getfixturevalue(cast))
    page = client.get(of(cell))
    assert offered(page) == [an, binh]
    labels = [label for _, label in page.context["form"].fields["spells"].choices]
    assert labels == ["Nguyễn Văn An", "Trần Thị Bình"]
    answer = client.post(of(cell), {"spells": [spell(an)]})
    [(place, account, password)] = answer.context["made"]
    assert (answer.status_code, answer["Location"]) == (201, of(cell))
    assert (place.unit, account.member) == (cell, an)
    assert account.check_password(password)
    assert password in answer.text
    held = Assignment.objects.get(user=account)
    assert (held.unit, held.role) == (cell, Role.MEMBER)
    assert offered(client.get(of(cell))) == [binh]


def test_the_cell_is_chosen_first(client, office, cell, second_cell, committee, an):
    client.force_login(office)
    for url in (URL, of(committee)):
        page = client.get(url)
        assert offered(page) == []
        assert "Chọn chi bộ, bấm “Xem”" in page.text
        assert client.post(url, {"spells": [spell(an)]}).status_code == 422
    assert "Mọi đảng viên của Chi bộ 2 đều có tài khoản." in client.get(of(second_cell)).text
    assert client.post(of(second_cell), {"spells": [spell(an)]}).status_code == 422
    assert not User.objects.filter(username="an.nv").exists()


def test_who_has_one_is_not_offered(client, office, cell, an, binh, leader):
    an.tie(leader, by=None)
    client.force_login(office)
    assert offered(client.get(of(cell))) == [binh]
    assert client.post(of(cell), {"spells": [spell(an)]}).status_code == 422


def test_so_many_at_once_and_the_others_after_them(client, office, cell, an, binh, monkeypatch):
    monkeypatch.setattr(accounts, "MOST_AT_ONCE", 1)
    client.force_login(office)
    page = client.get(of(cell))
    assert (offered(page), page.context["form"].left) == ([an], 1)
    assert "còn 1 đồng chí" in page.text
    client.post(of(cell), {"spells": [spell(an)]})
    page = client.get(of(cell))
    assert (offered(page), page.context["form"].left) == ([binh], 0)


def test_members_of_other_committees_are_not_offered(client, office, admin, foreign_cell):
    member = make_member("Lê Văn Xa", unit=foreign_cell)
    for user in (office, admin):
        client.force_login(user)
        assert offered(client.get(of(foreign_cell))) == []
        assert client.post(of(foreign_cell), {"spells": [spell(member)]}).status_code == 422


@pytest.mark.parametrize("cast", ["secretary", "leader", "upper_staff"])
def test_for_the_office_and_the_administrator_only(client, request, cast, cell, an):
    client.force_login(request.getfixturevalue(cast))
    assert client.get(of(cell)).status_code == 403
    assert client.post(of(cell), {"spells": [spell(an)]}).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_number_of_queries(client, office, cell, second_cell, number, django_assert_num_queries):
    for one in range(number):
        make_member(f"Nguyễn Văn {one}", unit=cell)
    client.force_login(office)
    with django_assert_num_queries(12):
        client.get(of(cell))
