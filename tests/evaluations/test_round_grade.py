"""The grid of all members of a round."""

import pytest
from django.urls import reverse

from evaluations.models import Level, Round
from tests.conftest import found, make_member
from tests.evaluations.conftest import grade_one, levels_of, row_data


def url(grading):
    return reverse("evaluations:round_grade", args=[grading.pk])


def post(client, user, grading, data):
    client.force_login(user)
    return client.post(url(grading), data)


def test_everybody_stands_on_one_page_cell_by_cell(client, office, grading):
    client.force_login(office)
    rows = client.get(url(grading)).context["grid"].rows
    assert [(row.number, row.heading, row.name) for row in rows] == [
        ("1", "Chi bộ 1", "Nguyễn Văn An"),
        ("2", "", "Trần Thị Bình"),
        ("3", "", "Lê Văn Cường"),
        ("4", "Chi bộ 2", "Phạm Thị Dung"),
    ]


def test_only_the_rows_that_are_sent_are_written(client, office, grading, members, second_member):
    grade_one(grading, members[0], Level.HT)
    row = grading.member_assessments.get(member=second_member)
    response = post(client, office, grading, row_data(row, level="xs"))
    assert response.url == reverse("evaluations:round_detail", args=[grading.pk])
    assert levels_of(grading) == ["ht", "", "", "xs"]


def test_a_refused_row_comes_back_with_what_was_chosen(client, office, grading, second_member):
    row = grading.member_assessments.get(member=second_member)
    response = post(client, office, grading, row_data(row, level="kxl"))
    assert response.status_code == 422
    rows = response.context["grid"].rows
    assert [row.level for row in rows] == ["", "", "", "kxl"]
    assert rows[3].messages == ["Chọn lý do không xếp loại."]
    assert "Chọn lý do không xếp loại." in response.content.decode()


def test_leader_gets_403_outsider_404(client, leader, outsider, grading):
    data = row_data(*grading.member_assessments.all(), level="t")
    assert post(client, leader, grading, data).status_code == 403
    assert post(client, outsider, grading, data).status_code == 404
    assert levels_of(grading) == ["", "", "", ""]


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, committee, count, django_assert_num_queries):
    for number in range(1, count + 1):
        cell = found(f"chi-bo-{number}", "cell", f"Chi bộ {number}", parent=committee, number=number)
        make_member(f"Nguyễn Văn {'ABC'[number - 1]}", unit=cell)
    grading = Round.objects.open_for(committee, year=2020, by=None)
    client.force_login(office)
    client.get(url(grading))  # the first page of a session writes its times
    with django_assert_num_queries(9):
        client.get(url(grading))
