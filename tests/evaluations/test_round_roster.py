"""The members of a round, which its numbers open to."""

import pytest
from django.urls import reverse

from evaluations.models import Exclusion, Level, Round
from tests.conftest import make_member
from tests.evaluations.conftest import grade_one
from tests.workbooks import taken


def names(client, user, grading, query=""):
    client.force_login(user)
    response = client.get(reverse("evaluations:round_roster", args=[grading.pk]) + query)
    assert response.status_code == 200
    return [(row.cell_name, row.member.full_name) for row in response.context["rows"]]


def test_all_are_listed_cell_by_cell_by_given_name(client, office, grading):
    assert names(client, office, grading) == [
        ("Chi bộ 1", "Nguyễn Văn An"),
        ("Chi bộ 1", "Trần Thị Bình"),
        ("Chi bộ 1", "Lê Văn Cường"),
        ("Chi bộ 2", "Phạm Thị Dung"),
    ]


def test_a_number_opens_to_its_rows(client, office, grading, members):
    grade_one(grading, members[0], Level.XS)
    grade_one(grading, members[1], "", Exclusion.EXEMPT)
    first, second, third, fourth = names(client, office, grading)
    assert names(client, office, grading, "?state=xs") == [first]
    assert names(client, office, grading, "?state=graded") == [first]
    assert names(client, office, grading, "?state=excluded") == [second]
    assert names(client, office, grading, "?state=left") == [third, fourth]
    assert names(client, office, grading, "?cell=chi-bo-1&state=left") == [third]
    assert names(client, office, grading, "?cell=chi-bo-2") == [fourth]


def test_an_address_without_sense_lists_all(client, office, grading, foreign_cell):
    for query in ("?state=none", "?cell=chi-bo-khac", "?cell=%00"):
        assert len(names(client, office, grading, query)) == 4


def test_the_leader_reads_it(client, leader, grading):
    assert len(names(client, leader, grading)) == 4


def test_outsider_gets_404(client, outsider, grading):
    client.force_login(outsider)
    assert client.get(reverse("evaluations:round_roster", args=[grading.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, committee, cell, count, django_assert_num_queries):
    for number in range(count):
        make_member(f"Nguyễn Văn {'ABC'[number]}", unit=cell)
    grading = Round.objects.open_for(committee, year=2020, by=None)
    client.force_login(office)
    with django_assert_num_queries(12):
        client.get(reverse("evaluations:round_roster", args=[grading.pk]))


def test_the_file_holds_the_rows_asked_for(client, office, grading, members):
    grade_one(grading, members[0], Level.XS)
    client.force_login(office)
    title, rows = taken(client, reverse("evaluations:round_roster", args=[grading.pk]), state="xs")
    assert title == "Xếp loại đảng viên năm 2020"
    assert rows == [["Chi bộ 1", "Nguyễn Văn An", Level.XS.label, None, None]]
