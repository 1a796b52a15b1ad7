"""The whole history of a unit."""

import pytest
from django.urls import reverse

from evaluations.models import AwardKind, Round
from tests.conftest import day
from tests.evaluations.conftest import close_year, recognise
from tests.evaluations.test_award import give, paper, propose


def get(client, user, unit):
    client.force_login(user)
    return client.get(reverse("evaluations:unit_grades", args=[unit.code]))


def test_levels_marks_awards_and_proposals_stand_together(client, office, exemplary, cell, members):
    award = give(cell, kind=AwardKind.ANNUAL, decision=paper())
    give(cell, members[0])
    proposal = propose(cell)
    response = get(client, office, cell)
    context = response.context
    assert [(row.round.year, row.level) for row in context["grades"]] == [(2020, "xs")]
    assert [str(mark) for mark in context["marks"]] == [f"{cell}: tiêu biểu năm 2020"]
    assert (list(context["commendations"]), list(context["proposals"])) == ([award], [proposal])
    assert "Hoàn thành xuất sắc nhiệm vụ 1 năm (2020)." in response.content.decode()


def test_every_closed_year_is_there_the_newest_first(client, office, committee, cell, members):
    close_year(committee, 2020, cell)
    close_year(committee, 2021, cell)
    rows = get(client, office, cell).context["grades"]
    assert [row.round.year for row in rows] == [2021, 2020]


def test_an_open_round_is_not_told(client, office, graded, cell):
    assert list(get(client, office, cell).context["grades"]) == []


def test_the_page_of_the_unit_leads_there(client, office, cell):
    client.force_login(office)
    page = client.get(reverse("organisation:unit_detail", args=[cell.code])).content.decode()
    assert reverse("evaluations:unit_grades", args=[cell.code]) in page


def test_another_secretary_gets_404_upper_staff_403(client, other_secretary, upper_staff, cell):
    assert get(client, other_secretary, cell).status_code == 404
    assert get(client, upper_staff, cell).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, committee, cell, members, count, django_assert_num_queries):
    for year in range(2020, 2020 + count):
        close_year(committee, year, cell)
        recognise(cell, year=year, on=f"{year}-12-29")
        give(cell, kind=AwardKind.ANNUAL, year=year, given_on=day(f"{year}-12-30"))
    assert Round.objects.count() == count
    get(client, office, cell)
    with django_assert_num_queries(10):
        client.get(reverse("evaluations:unit_grades", args=[cell.code]))
