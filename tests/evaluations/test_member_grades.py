"""Levels and commendations on the record of a member."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from evaluations.models import Commendation, Level
from members.models import Member
from tests.conftest import day, make_user
from tests.evaluations.conftest import close_year


def url(member):
    return reverse("evaluations:member_grades", args=[member.pk])


def see(client, user, member):
    client.force_login(user)
    return client.get(url(member))


@pytest.fixture
def member(members):
    return members[0]


@pytest.fixture
def own(member, cell):
    user = make_user("dangvien", "member", cell)
    Member.objects.filter(pk=member.pk).update(user=user)
    return user


def commend(member, cell, reason="Tốt") -> Commendation:
    award = {"unit": cell, "member": member, "kind": "hcm", "form": "merit", "year": 2020}
    return Commendation.objects.give(given_on=day("2020-05-19"), reason=reason, by=None, **award)


def test_closed_years_the_newest_first(client, office, committee, member, second_member):
    close_year(committee, 2019, level=Level.HT)
    close_year(committee, 2020, level=Level.T)
    grades = see(client, office, member).context["grades"]
    assert [(row.round.year, row.level) for row in grades] == [(2020, "t"), (2019, "ht")]


def test_what_is_not_closed_is_not_shown(client, office, own, graded, member):
    assert list(see(client, office, member).context["grades"]) == []
    assert list(see(client, own, member).context["grades"]) == []


def test_commendations_that_stand(client, secretary, member, cell):
    kept, wrong = commend(member, cell), commend(member, cell, "Nhầm")
    wrong.cancel(reason="Ghi nhầm người", by=None)
    assert list(see(client, secretary, member).context["commendations"]) == [kept]


def test_a_member_sees_the_own_levels(client, own, closed, member):
    assert len(see(client, own, member).context["grades"]) == 1


def test_a_secretary_sees_commendations_and_no_levels(client, secretary, closed, member):
    response = see(client, secretary, member)
    assert "grades" not in response.context
    assert "Hoàn thành tốt nhiệm vụ" not in response.content.decode()


def test_reading_is_logged(client, office, member):
    see(client, office, member)
    assert AuditEvent.objects.get(action="member.read").record_id == str(member.pk)


@pytest.mark.parametrize("who", ["outsider", "other_secretary", "upper_staff", "admin"])
def test_out_of_sight_is_404(client, who, request, member):
    assert see(client, request.getfixturevalue(who), member).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries(
    client, office, committee, member, cell, second_member, django_assert_num_queries, rows
):
    for number in range(rows):
        close_year(committee, 2019 + number, level=Level.T)
        commend(member, cell, f"Tốt {number}")
    see(client, office, member)  # the first page of a session also writes it
    with django_assert_num_queries(12):
        client.get(url(member))


def test_a_year_from_paper_stands_with_the_others(client, office, paper, member):
    page = see(client, office, member).content.decode()
    assert "<strong>Năm 2021</strong>: Hoàn thành tốt nhiệm vụ" in page
    assert "(Đảng bộ Trung tâm, theo bảng giấy)" in page


def test_years_running_at_the_highest_level_with_what_to_look_at(
    client, office, committee, member, cell
):
    close_year(committee, 2019, member)
    close_year(committee, 2021, member)
    page = see(client, office, member).content.decode()
    assert (
        "Hoàn thành xuất sắc nhiệm vụ 2 năm (2019, 2021). Cần xem: năm 2020: không có kết quả." in page
    )


def test_who_is_not_at_the_highest_level_has_no_years_running(client, office, committee, member):
    close_year(committee, 2019, member)
    close_year(committee, 2020)
    assert see(client, office, member).context["streak"] is None


def test_an_award_says_who_gives_it_and_the_money(client, secretary, member, cell):
    award = {"unit": cell, "member": member, "kind": "annual", "form": "merit", "year": 2020}
    Commendation.objects.give(given_on=day("2020-12-30"), reason="Xuất sắc", by=None, **award)
    page = see(client, secretary, member).content.decode()
    assert "đảng ủy cơ sở, chi bộ cơ sở; tiền thưởng 447.000 đồng" in page
