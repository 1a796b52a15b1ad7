"""Who of the committee follows which cell."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import AuditEvent
from members.models import Office
from scoring.models import CellFollower
from tests.conftest import day, make_member

LIST = reverse("scoring:follower_list")


@pytest.fixture
def member(committee, cell):
    member = make_member("Vũ Văn Dõi", unit=cell)
    seat = {"unit": committee, "kind": "committee_member", "on": day("2019-01-01"), "by": None}
    Office.objects.take_up(member=member, **seat)
    return member


@pytest.fixture
def signed_in(client, office):
    client.force_login(office)
    return client


def appoint(cell, member, on):
    return CellFollower.objects.appoint(unit=cell, member=member, on=day(on), by=None)


def test_the_one_before_ends_the_day_before(cell, member):
    first = appoint(cell, member, "2020-01-01")
    appoint(cell, make_member("Hồ Thị Sau"), "2020-06-01")
    first.refresh_from_db()
    assert first.ends_on == day("2020-05-31")
    with pytest.raises(ValidationError, match="Đã phân công đồng chí"):
        appoint(cell, member, "2020-06-01")


def withdraw(follower):
    follower.withdraw(reason="Ghi nhầm người", by=None)


def test_who_was_appointed_by_mistake_never_followed_and_the_one_before_goes_on(cell, member):
    first = appoint(cell, member, "2020-01-01")
    second = appoint(cell, make_member("Hồ Thị Sau"), "2020-06-01")
    with pytest.raises(ValidationError, match="Rút lại lần phân công đó trước"):
        withdraw(first)
    withdraw(second)
    row = CellFollower.objects.get()
    assert (row, row.starts_on, row.ends_on) == (first, day("2020-01-01"), None)
    assert AuditEvent.objects.first().note == (
        "Ghi nhầm người (Hồ Thị Sau theo dõi Chi bộ 1, từ 01/06/2020)"
    )


def test_an_end_of_before_stays_when_the_next_is_withdrawn(cell, member):
    first = appoint(cell, member, "2020-01-01")
    first.end(on=day("2020-03-31"), by=None)
    withdraw(appoint(cell, make_member("Hồ Thị Sau"), "2020-06-01"))
    assert CellFollower.objects.get().ends_on == day("2020-03-31")


def test_an_end_typed_by_mistake_is_taken_back_first(cell, member):
    first = appoint(cell, member, "2020-01-01")
    first.end(on=day("2020-03-31"), by=None)
    withdraw(first)
    assert CellFollower.objects.get().ends_on is None
    withdraw(first)
    assert CellFollower.objects.count() == 0


def test_withdrawing_in_the_browser(signed_in, cell, member):
    follower = appoint(cell, member, "2020-01-01")
    follower.end(on=day("2020-03-31"), by=None)
    assert "chưa phân công; trước đây: Vũ Văn Dõi" in signed_in.get(LIST).text
    url = reverse("scoring:follower_withdraw", args=[follower.pk])
    assert f"Rút lại ngày kết thúc: {follower}" in signed_in.get(url).text
    assert signed_in.post(url, {"reason": ""}).status_code == 422
    assert signed_in.post(url, {"reason": "Ghi nhầm"}).url == LIST
    assert CellFollower.objects.get().ends_on is None


def test_only_a_cell_that_stands(cell, member):
    with pytest.raises(ValidationError, match="chưa có hoặc đã kết thúc hoạt động"):
        appoint(cell, member, "2018-12-31")


def test_appointing_and_ending_in_the_browser(signed_in, cell, member):
    url = reverse("scoring:follower_appoint", args=[cell.pk])
    signed_in.post(url, {"member": member.pk, "on": "2020-01-01"})
    follower = CellFollower.objects.get(unit=cell)
    assert (follower.member, follower.starts_on) == (member, day("2020-01-01"))
    assert "Vũ Văn Dõi" in signed_in.get(LIST).text
    end = reverse("scoring:follower_end", args=[follower.pk])
    assert signed_in.post(end, {"on": "2019-12-31"}).status_code == 422
    signed_in.post(end, {"on": "2020-12-31"})
    follower.refresh_from_db()
    assert follower.ends_on == day("2020-12-31")


def test_only_members_of_the_committee_are_offered(signed_in, cell, member):
    url = reverse("scoring:follower_appoint", args=[cell.pk])
    other = make_member("Người khác", unit=cell)
    assert signed_in.post(url, {"member": other.pk, "on": "2020-01-01"}).status_code == 422


def test_rights(client, secretary, cell, second_cell, foreign_cell):
    client.force_login(secretary)
    assert client.get(LIST).status_code == 200
    assert client.get(reverse("scoring:follower_appoint", args=[cell.pk])).status_code == 403
    assert client.get(reverse("scoring:follower_appoint", args=[second_cell.pk])).status_code == 404


def test_who_has_no_account_is_a_link_to_give_one_for_the_office_only(
    client, office, leader, cell, member
):
    appoint(cell, member, "2020-01-01")
    way = reverse("members:member_account", args=[member.pk])
    for user, count in ((office, 1), (leader, 0)):
        client.force_login(user)
        page = client.get(LIST).text
        assert ("(chưa có tài khoản)" in page, page.count(f'href="{way}"')) == (True, count)
    member.open_account(by=office)
    assert "(chưa có tài khoản)" not in client.get(LIST).text


def test_neither_begins_nor_ends_in_two_hundred_years(signed_in, cell, member):
    url = reverse("scoring:follower_appoint", args=[cell.pk])
    answer = signed_in.post(url, {"member": member.pk, "on": "01/01/2099"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["on"])
    with pytest.raises(ValidationError, match="trước tối đa một năm"):
        appoint(cell, member, "2206-01-01")
    follower = appoint(cell, member, "2020-01-01")
    with pytest.raises(ValidationError, match="trước tối đa một năm"):
        follower.end(on=day("2206-01-01"), by=None)
