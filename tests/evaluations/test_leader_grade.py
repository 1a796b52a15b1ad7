"""The grid of a quarter: all who are graded in it on one page."""

import pytest
from django.urls import reverse

from evaluations.models import Level, Round
from members.models import Office
from tests.conftest import day, make_member
from tests.evaluations.conftest import levels_of, row_data


@pytest.fixture
def quarter(committee, cell, second_cell, members, second_member):
    """Two secretaries, each of a cell."""
    for member, unit in ((members[0], cell), (second_member, second_cell)):
        Office.objects.take_up(
            member=member, unit=unit, kind="secretary", on=day("2020-02-01"), by=None
        )
    return Round.objects.open_for(committee, year=2020, quarter=1, by=None)


def url(grading, name="round_grade"):
    return reverse(f"evaluations:{name}", args=[grading.pk])


def test_the_leaders_of_all_cells_are_graded_on_one_page(client, office, quarter):
    client.force_login(office)
    rows = list(quarter.member_assessments.by_cell_and_name())
    data = row_data(*rows) | {f"row-{row.pk}-level": "t" for row in rows}
    assert client.post(url(quarter), data).url == url(quarter, "round_detail")
    assert levels_of(quarter) == [Level.T, Level.T]
    page = client.get(url(quarter))
    assert [row.name for row in page.context["grid"].rows] == ["Nguyễn Văn An", "Phạm Thị Dung"]
    assert "<h1>Xếp loại cán bộ, quý I năm 2020</h1>" in page.content.decode()
    assert list(page.context["tallies"]) == [("", "Toàn đảng bộ", 0, 0, 0)]


def test_bad_input_keeps_what_was_chosen(client, office, quarter):
    client.force_login(office)
    rows = list(quarter.member_assessments.by_cell_and_name())
    response = client.post(url(quarter), row_data(*rows, level="kxl"))
    assert (response.status_code, levels_of(quarter)) == (422, ["", ""])


def test_the_pages_of_a_quarter_name_it_and_offer_no_units(client, office, secretary, quarter, cell):
    client.force_login(office)
    page = client.get(url(quarter, "round_detail")).content.decode()
    assert "<h1>Xếp loại quý I năm 2020 </h1>" in page
    assert ("Xếp loại cán bộ" in page, "Xếp loại chi bộ" in page, "Tiêu biểu" in page) == (
        True,
        False,
        False,
    )
    for name in ("round_roster", "round_steps", "round_close", "round_groups"):
        page = client.get(url(quarter, name)).content.decode()
        assert "Nguyễn Văn An" in page
    assert ">Quý I năm 2020</a>" in client.get(reverse("evaluations:round_list")).content.decode()
    client.force_login(secretary)
    page = client.get(reverse("evaluations:cell_steps", args=[cell.code])).content.decode()
    assert "<h2>Quý I năm 2020</h2>" in page


@pytest.mark.parametrize("name", ["unit_grade", "round_marks", "award_annual"])
def test_what_is_of_years_is_not_found_for_a_quarter(client, office, quarter, name):
    client.force_login(office)
    assert client.get(url(quarter, name)).status_code == 404


def test_a_quarter_is_opened_in_the_browser(client, office, committee):
    client.force_login(office)
    data = {"unit": committee.pk, "year": 2020, "quarter": "2", "reference_on": ""}
    client.post(reverse("evaluations:round_create"), data)
    made = Round.objects.get()
    assert (made.quarter, made.reference_on) == (2, day("2020-06-30"))
    response = client.post(reverse("evaluations:round_create"), data)
    assert list(response.context["form"].errors) == ["quarter"]


def test_leader_gets_403_outsider_404(client, leader, outsider, quarter):
    for user, status in ((leader, 403), (outsider, 404)):
        client.force_login(user)
        assert client.get(url(quarter)).status_code == status


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, committee, cell, count, django_assert_num_queries):
    for number in range(count):
        person = make_member(f"Nguyễn Văn {'ABC'[number]}", unit=cell)
        kind = "cell_committee_member"
        Office.objects.take_up(member=person, unit=cell, kind=kind, on=day("2020-02-01"), by=None)
    grading = Round.objects.open_for(committee, year=2020, quarter=1, by=None)
    client.force_login(office)
    client.get(url(grading))
    with django_assert_num_queries(9):
        client.get(url(grading))
