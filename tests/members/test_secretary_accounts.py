"""Accounts for those who lead the cells, all at once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, User
from cells.models import Assignment
from cells.rights import Role
from members.models import Office
from tests.conftest import day, make_member

URL = reverse("members:secretary_accounts")


def lead(cell, name="Nguyễn Văn An", kind="secretary") -> Office:
    member = make_member(name, unit=cell)
    return Office.objects.take_up(member=member, unit=cell, kind=kind, on=day("2020-01-01"), by=None)


def test_each_has_an_account_tied_to_the_record_with_a_password_shown_once(client, admin, cell):
    offices = [lead(cell), lead(cell, "Trần Thị Bình", "deputy_secretary")]
    client.force_login(admin)
    answer = client.post(URL, {"offices": [office.pk for office in offices]})
    assert answer.status_code == 201
    for office, account, password in answer.context["made"]:
        assert account.check_password(password)
        assert password in answer.content.decode()
        assert (account.must_change_password, account.member) == (True, office.member)
        role = Assignment.objects.get(user=account)
        assert (role.unit, role.role, role.starts_on) == (cell, Role.SECRETARY, timezone.localdate())
    names = User.objects.exclude(pk=admin.pk).order_by("pk").values_list("username", flat=True)
    assert list(names) == ["an.nv", "binh.tt"]
    assert AuditEvent.objects.filter(action="member.account", by=admin).count() == 2


def test_two_of_one_name_have_two_accounts(cell, second_cell):
    accounts = [lead(one).open_account(by=None)[0] for one in (cell, second_cell)]
    assert [account.username for account in accounts] == ["an.nv", "an.nv2"]


def test_who_has_an_account_is_not_offered_nor_given_another(client, admin, cell):
    office = lead(cell)
    office.open_account(by=None)
    client.force_login(admin)
    page = client.get(URL)
    assert "đều có tài khoản" in page.content.decode()
    assert client.post(URL, {"offices": [office.pk]}).status_code == 422
    assert User.objects.count() == 2


def test_only_those_who_lead_a_cell_now(admin, committee, cell):
    chosen = lead(cell)
    over = lead(cell, "Lê Văn Hết", "deputy_secretary")
    over.end(on=day("2020-06-01"), by=None)
    lead(cell, "Vũ Thị Ủy", "cell_committee_member")
    lead_of_all = make_member("Đỗ Văn Trên", unit=cell)
    how = {"kind": "secretary", "on": day("2020-01-01"), "by": None}
    Office.objects.take_up(member=lead_of_all, unit=committee, **how)
    assert list(Office.objects.without_account(admin)) == [chosen]


def test_offices_elsewhere_are_not_offered(client, admin, foreign_cell):
    office = lead(foreign_cell)
    client.force_login(admin)
    assert client.post(URL, {"offices": [office.pk]}).status_code == 422
    assert User.objects.count() == 1


@pytest.mark.parametrize("who", ["office", "secretary", "leader"])
def test_only_for_the_administrator(client, who, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(URL).status_code == 403
