"""Danh sách 4-HHĐ: on the screen and as a workbook; off the list again."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from members.models import Badge, Member
from tests.conftest import day, make_member

ROUND = {"unit": "dang-bo", "year": "2020", "round": "0302"}


@pytest.fixture
def badge(cell):
    return propose(make_member(unit=cell), cell)


def propose(member, cell, years=30):
    return Badge.objects.create(member=member, years=years, unit=cell, round_on=day("2020-02-03"))


def listed(client, user, **changes):
    client.force_login(user)
    return client.get(reverse("members:badge_list"), ROUND | changes)


def withdraw(client, user, badge):
    client.force_login(user)
    return client.post(reverse("members:badge_withdraw", args=[badge.pk]))


def test_the_list_of_the_round_and_no_other(client, office, badge):
    assert list(listed(client, office).context["rows"]) == [badge]
    assert list(listed(client, office, round="1905").context["rows"]) == []


def test_another_round_is_asked_for(client, office, badge):
    assert ">Xem</button>" in listed(client, office).content.decode()


def test_the_workbook_has_the_same_rows(client, office, badge):
    sheet = load_workbook(io.BytesIO(listed(client, office, xlsx="1").content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [row[:2] + row[6:7] for row in rows] == [[1, "Nguyễn Văn An", "30 năm"]]


def test_off_the_list_and_back_to_it(client, office, badge):
    response = withdraw(client, office, badge)
    assert response["Location"].endswith("year=2020&round=0302")
    assert not Badge.objects.exists()


def test_a_badge_given_is_withdrawn_from_the_record(client, office, badge):
    Badge.objects.update(awarded_on=day("2020-02-03"))
    response = withdraw(client, office, badge)
    assert response["Location"] == reverse("members:member_merits", args=[badge.member_id])


def test_outsider_gets_404_secretary_403(client, outsider, secretary, badge):
    assert withdraw(client, outsider, badge).status_code == 404
    assert withdraw(client, secretary, badge).status_code == 403
    assert listed(client, secretary).status_code == 403
    assert listed(client, outsider).status_code == 422
    assert Badge.objects.count() == 1


def test_the_number_of_queries_does_not_grow(client, office, cell, badge, django_assert_num_queries):
    listed(client, office)
    with django_assert_num_queries(7):
        client.get(reverse("members:badge_list"), ROUND)
    propose(make_member("Hai", unit=cell), cell)
    propose(make_member("Ba", unit=cell), cell)
    with django_assert_num_queries(7):
        client.get(reverse("members:badge_list"), ROUND)


def test_a_badge_from_a_year_tells_the_day_it_is_counted_from(client, office, badge):
    first = day("1990-01-01")
    known = {"born_on": day("1960-01-01"), "admission_decided_precision": "year"}
    Member.objects.update(admission_decided_on=first, **known)
    told = "1990 (tính từ 01/01/1990)"
    assert f'"Quyết định kết nạp">{told}</td>' in listed(client, office).text
    sheet = load_workbook(io.BytesIO(listed(client, office, xlsx="1").content)).active
    assert [row[4] for row in sheet.iter_rows(min_row=5, values_only=True)] == [told]
