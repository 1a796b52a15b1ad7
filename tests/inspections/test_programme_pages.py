"""The programme of a unit and year: its paper, what stands in it and beside it."""

import pytest
from django.urls import reverse

from inspections.models import Programme
from tests.conftest import day
from tests.inspections.conftest import concluded, enter, get, post, refused

DATA = {"number": "01-CTr/ĐU", "approved_on": "15/01/2020", "note": ""}


def url(name, unit, year=2020):
    return reverse(f"inspections:programme_{name}", args=[unit.code, year])


def test_what_was_planned_then_what_came_beside_it(client, leader, committee, cell, of_cell):
    enter(committee, title="A", part=5)
    concluded(committee, title="B", units=[cell])
    enter(committee, title="C", part=None)
    enter(committee, title="D", year=2021)
    context = get(client, leader, url("detail", committee)).context
    assert [row.title for row in context["planned"]] == ["B", "A"]
    assert ([row.title for row in context["beside"]], context["done"]) == (["C"], 1)


def test_its_paper_is_written_and_put_right(client, office, committee):
    for number in ("01-CTr/ĐU", "02-CTr/ĐU"):
        post(client, office, url("edit", committee), DATA | {"number": number})
    row = Programme.objects.get()
    assert (row.number, row.approved_on, row.year) == ("02-CTr/ĐU", day("2020-01-15"), 2020)
    assert "Số 02-CTr/ĐU ngày 15/01/2020" in get(client, office, url("detail", committee)).text


def test_a_secretary_keeps_the_one_of_the_own_cell(client, secretary, cell, committee, second_cell):
    assert post(client, secretary, url("edit", cell), DATA).status_code == 302
    for unit in (committee, second_cell):
        assert get(client, secretary, url("detail", unit)).status_code == 404


def test_bad_days_are_told(client, office, committee):
    for text in ("31/02/2020", "01/01/2099"):
        assert refused(client, office, url("edit", committee), DATA | {"approved_on": text}) == [
            "approved_on"
        ]


def test_who_reads_does_not_write_and_counts_are_no_list(
    client, leader, outsider, upper_staff, committee
):
    for user, reads, writes in ((leader, 200, 403), (upper_staff, 403, 403), (outsider, 404, 404)):
        assert get(client, user, url("detail", committee)).status_code == reads
        assert get(client, user, url("edit", committee)).status_code == writes


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, committee, cell, count, django_assert_num_queries):
    for number in range(count):
        concluded(committee, title=f"{number}", units=[cell])
    client.force_login(office)
    with django_assert_num_queries(9):
        client.get(url("detail", committee))
