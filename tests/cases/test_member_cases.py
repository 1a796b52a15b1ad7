"""The tab of a member with the cases, and opening one."""

import pytest
from django.urls import reverse

from cases.models import Case
from cases.procedures import CONFIRMATION
from tests.cases.test_case import confirmation, on_probation
from tests.conftest import day, make_member, make_user


def tab(client, user, member):
    client.force_login(user)
    return client.get(reverse("cases:member_cases", args=[member.pk]))


def start(client, user, member, kind="confirmation", on="2020-03-20"):
    client.force_login(user)
    return client.post(reverse("cases:case_open", args=[member.pk, kind]), {"on": on})


def test_what_makes_sense_for_the_member_may_be_opened(client, secretary, cell):
    assert CONFIRMATION in tab(client, secretary, on_probation(cell)).context["procedures"]
    assert CONFIRMATION not in tab(client, secretary, make_member(unit=cell)).context["procedures"]


def test_opened_for_a_member_on_probation(client, secretary, cell):
    response = start(client, secretary, on_probation(cell))
    case = Case.objects.get()
    assert response.headers["Location"] == reverse("cases:case_detail", args=[case.pk])
    assert (case.kind, case.opened_on) == ("confirmation", day("2020-03-20"))


def test_opening_shows_the_steps_first(client, secretary, cell):
    client.force_login(secretary)
    url = reverse("cases:case_open", args=[on_probation(cell).pk, "confirmation"])
    assert "Quyết định công nhận đảng viên chính thức (Đảng ủy)" in client.get(url).text


def test_a_second_one_or_one_that_makes_no_sense_is_refused(client, secretary, cell):
    member = on_probation(cell)
    start(client, secretary, member)
    again = start(client, secretary, member)
    assert again.context["form"].non_field_errors() == ["Đã có một hồ sơ cùng loại đang làm."]
    official = start(client, secretary, make_member(unit=cell))
    assert official.context["form"].non_field_errors() == [
        "Hồ sơ loại này không dùng cho đồng chí lúc này."
    ]
    assert Case.objects.count() == 1


@pytest.mark.parametrize("on", ["", "2999-01-01"])
def test_a_wrong_day_is_named_at_the_day(client, secretary, cell, on):
    response = start(client, secretary, on_probation(cell), on=on)
    assert list(response.context["form"].errors) == ["on"]


def test_an_unknown_kind_is_404(client, secretary, cell):
    assert start(client, secretary, on_probation(cell), kind="khac").status_code == 404


def test_the_member_sees_which_cases_there_are_and_opens_none(client, cell):
    member = on_probation(cell)
    member.user = make_user("dangvien", "member", cell)
    member.save()
    case = confirmation(member)
    response = tab(client, member.user, member)
    assert list(response.context["cases"]) == [case]
    assert reverse("cases:case_detail", args=[case.pk]) not in response.text
    assert start(client, member.user, member).status_code == 403


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("leader", 403)])
def test_outsider_gets_404_and_leader_403(client, cell, who, status, request):
    assert start(client, request.getfixturevalue(who), on_probation(cell)).status_code == status


@pytest.mark.parametrize("number", [1, 3])
def test_number_of_queries(client, office, cell, number, django_assert_num_queries):
    member = on_probation(cell)
    for _ in range(number):
        confirmation(member).stop(on=day("2020-04-01"), reason="Xin hoãn", by=None)
    tab(client, office, member)
    with django_assert_num_queries(12):
        client.get(reverse("cases:member_cases", args=[member.pk]))


def test_what_the_kind_asks_for_is_asked_at_the_opening(client, secretary, cell):
    member = make_member(unit=cell)
    refused = start(client, secretary, member, kind="transfer_out")
    assert list(refused.context["form"].errors) == ["place"]
    client.post(
        reverse("cases:case_open", args=[member.pk, "transfer_out"]),
        {"on": "2020-03-20", "place": "Đảng bộ Sở Y tế tỉnh khác"},
    )
    assert Case.objects.get().place == "Đảng bộ Sở Y tế tỉnh khác"
