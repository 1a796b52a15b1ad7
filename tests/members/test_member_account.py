"""Tài khoản, from the member's record: the office ties, opens a new one, or unties."""

import pytest
from django.urls import reverse

from accounts.models import User
from cells.rights import Role
from members.models import Member
from tests.conftest import make_member, make_user

REASON = "Gắn nhầm người trùng tên"


def url(member, **asked) -> str:
    return reverse("members:member_account", args=[member.pk], query=asked or None)


def open_url(member) -> str:
    return reverse("members:account_open", args=[member.pk])


def offered(response) -> list[User]:
    return list(response.context["form"].fields["account"].queryset)


def test_found_by_a_part_of_the_name_and_tied(client, office, an, leader, second_cell):
    make_user("bithu2", Role.SECRETARY, second_cell)
    client.force_login(office)
    assert offered(client.get(url(an))) == []
    page = client.get(url(an, q="LANH"))
    assert offered(page) == [leader]
    assert "lanhdao (lanhdao): Thường trực đảng ủy (bí thư, phó bí thư), Đảng bộ Trung tâm" in page.text
    answer = client.post(url(an, q="lanh"), {"account": leader.pk}, follow=True)
    assert Member.objects.get(user=leader) == an
    assert "Đã gắn tài khoản với hồ sơ." in answer.text
    assert "bởi vanphong" in answer.text


def test_not_offered_are_the_own_one_those_tied_and_those_of_other_committees(
    client, office, an, binh, leader, outsider
):
    binh.tie(leader, by=None)
    client.force_login(office)
    for text in ("vanphong", "lanhdao", "ngoai"):
        page = client.get(url(an, q=text))
        assert offered(page) == []
        assert "Không có tài khoản nào tên như vậy" in page.text
    for account in (office, leader, outsider):
        sent = {"account": account.pk}
        assert client.post(url(an, q=account.username), sent).status_code == 422
    assert Member.objects.filter(user=None).get() == an


def test_what_was_not_looked_for_cannot_be_tied(client, office, an, leader):
    client.force_login(office)
    assert client.post(url(an), {"account": leader.pk}).status_code == 422
    assert client.post(url(an, q="lanh"), {"account": "x"}).status_code == 422
    assert client.post(url(an, q="lanh"), {"other": "1"}).status_code == 422
    assert not Member.objects.exclude(user=None).exists()


def test_a_new_account_shows_its_password_once(client, office, an, cell):
    client.force_login(office)
    answer = client.post(open_url(an))
    [(place, account, password)] = answer.context["made"]
    assert (answer.status_code, answer["Location"]) == (201, url(an))
    assert (place.unit, account.member) == (cell, an)
    assert account.check_password(password)
    assert password in answer.text
    assert password not in client.get(url(an)).text


def test_a_second_one_is_refused(client, office, an, leader):
    an.tie(leader, by=None)
    client.force_login(office)
    answer = client.post(open_url(an), follow=True)
    assert "Đồng chí Nguyễn Văn An đã có tài khoản." in answer.text
    assert not User.objects.filter(username="an.nv").exists()


def test_untied_for_a_reason(client, office, an, leader):
    an.tie(leader, by=office)
    client.force_login(office)
    assert client.post(url(an), {"reason": "Nhầm"}).status_code == 422
    assert client.post(url(an), {"reason": "x" * 300}).status_code == 422
    assert Member.objects.filter(user=leader).exists()
    answer = client.post(url(an), {"reason": REASON}, follow=True)
    assert "Đã gỡ tài khoản khỏi hồ sơ." in answer.text
    assert not Member.objects.filter(user=leader).exists()


def test_the_record_leads_here_for_the_office_only(client, office, secretary, an):
    for user, count in ((office, 1), (secretary, 0)):
        client.force_login(user)
        assert client.get(an.get_absolute_url()).text.count(f'href="{url(an)}"') == count


@pytest.mark.parametrize(
    ("cast", "status"),
    [("secretary", 403), ("leader", 403), ("admin", 404), ("outsider", 404), ("upper_staff", 404)],
)
def test_for_the_office_of_the_committee_only(client, request, cast, status, an):
    client.force_login(request.getfixturevalue(cast))
    assert client.get(url(an)).status_code == status
    assert client.post(open_url(an)).status_code == status
    assert not Member.objects.exclude(user=None).exists()


def test_not_for_a_member_with_the_own_record(client, cell):
    user = make_user("dangvien", Role.MEMBER, cell)
    member = make_member(unit=cell, user=user)
    client.force_login(user)
    assert client.get(url(member)).status_code == 403


def test_a_new_account_is_opened_by_a_button_alone(client, office, an):
    client.force_login(office)
    assert client.get(open_url(an)).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_number_of_queries(client, office, an, cell, number, django_assert_num_queries):
    for one in range(number):
        make_user(f"bithu{one}", Role.SECRETARY, cell)
    client.force_login(office)
    with django_assert_num_queries(13):
        client.get(url(an, q="bithu"))
