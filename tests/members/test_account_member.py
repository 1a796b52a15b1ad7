"""Whose account it is, for the administrator: of members no more than name and cell."""

import pytest
from django.urls import reverse

from cells.rights import Role
from members.models import Member
from tests.conftest import day, make_member, make_user

REASON = "Gắn nhầm người trùng tên"


def url(account, **asked) -> str:
    return reverse("members:account_member", args=[account.pk], query=asked or None)


def labels(response) -> list[str]:
    return [label for _, label in response.context["form"].fields["spell"].choices]


def spell(member) -> int:
    return member.memberships.get().pk


def test_found_by_name_or_number_and_tied(client, admin, leader, an, binh):
    Member.objects.filter(pk=an.pk).update(citizen_id="024080001234")
    Member.objects.get(pk=an.pk).save()
    client.force_login(admin)
    assert labels(client.get(url(leader))) == []
    for text in ("an nguyen", "024080001234"):
        page = client.get(url(leader, q=text))
        assert labels(page) == ["Nguyễn Văn An, Chi bộ 1"]
        main = page.text[page.text.index("<main") :]
        assert "1980" not in main.replace('value="024080001234"', "")
    answer = client.post(url(leader, q="an"), {"spell": spell(an)}, follow=True)
    assert Member.objects.get(user=leader) == an
    assert "Của đồng chí <strong>Nguyễn Văn An</strong>, Chi bộ 1." in answer.text


def test_namesakes_of_one_list_are_told_apart_by_their_birth(client, admin, leader, an, cell):
    make_member("Nguyễn Văn An", unit=cell, born_on=day("1990-01-01"))
    client.force_login(admin)
    assert labels(client.get(url(leader, q="an"))) == [
        "Nguyễn Văn An (1980), Chi bộ 1",
        "Nguyễn Văn An (1990), Chi bộ 1",
    ]


def test_not_offered_are_those_with_an_account_gone_or_elsewhere(
    client, admin, leader, office, secretary, an, cell, foreign_cell
):
    an.tie(secretary, by=office)
    gone = make_member("Nguyễn Văn Đi", unit=cell)
    gone.memberships.update(ends_on=day("2020-01-01"), left_by="transfer")
    elsewhere = make_member("Nguyễn Văn Xa", unit=foreign_cell)
    client.force_login(admin)
    page = client.get(url(leader, q="nguyen"))
    assert labels(page) == []
    assert "Không có đảng viên nào như vậy" in page.text
    for member in (an, gone, elsewhere):
        assert client.post(url(leader, q="nguyen"), {"spell": spell(member)}).status_code == 422
    assert not Member.objects.filter(user=leader).exists()


def test_not_the_own_account(client, admin, an):
    client.force_login(admin)
    answer = client.post(url(admin, q="an"), {"spell": spell(an)})
    assert answer.status_code == 422
    assert "không thể tự gắn" in answer.text


def test_untied_for_a_reason(client, admin, leader, an):
    an.tie(leader, by=None)
    client.force_login(admin)
    assert "là của đồng chí <strong>Nguyễn Văn An</strong>, Chi bộ 1" in client.get(url(leader)).text
    assert client.post(url(leader), {"reason": "Nhầm"}).status_code == 422
    client.post(url(leader), {"reason": REASON})
    assert not Member.objects.exclude(user=None).exists()


def test_the_account_s_page_leads_here(client, admin, leader):
    client.force_login(admin)
    for account, count in ((leader, 1), (admin, 0)):
        page = client.get(reverse("cells:account_detail", args=[account.pk])).text
        assert page.count(f'href="{url(account)}"') == count


@pytest.mark.parametrize("cast", ["office", "secretary", "leader", "outsider"])
def test_for_the_administrator_only(client, request, cast, leader, an):
    client.force_login(request.getfixturevalue(cast))
    assert client.get(url(leader, q="an")).status_code == 403
    assert client.post(url(leader, q="an"), {"spell": spell(an)}).status_code == 403


def test_an_account_of_another_committee_is_404(client, foreign_cell, leader, an):
    client.force_login(make_user("quantri2", Role.ADMIN, foreign_cell))
    assert client.get(url(leader)).status_code == 404
    assert client.post(url(leader, q="an"), {"spell": spell(an)}).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_number_of_queries(client, admin, leader, cell, number, django_assert_num_queries):
    for one in range(number):
        make_member(f"Nguyễn Văn {one}", unit=cell)
    client.force_login(admin)
    with django_assert_num_queries(10):
        client.get(url(leader, q="nguyen"))
