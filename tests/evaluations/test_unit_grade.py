"""The grid of the cells and the committee."""

import pytest
from django.urls import reverse

from evaluations.models import Level, Round
from tests.conftest import found
from tests.evaluations.conftest import grade_all_members, of_unit, row_data


def url(grading):
    return reverse("evaluations:unit_grade", args=[grading.pk])


def post(client, user, grading, data):
    client.force_login(user)
    return client.post(url(grading), data)


def levels(grading):
    return [row.level for row in grading.unit_assessments.from_below()]


def test_office_grades_cells_then_the_committee(client, office, grading):
    grade_all_members(grading, Level.T)
    rows = list(grading.unit_assessments.from_below())
    data = row_data(*rows, level="xs") | {f"row-{rows[1].pk}-level": "t"}
    assert post(client, office, grading, data).status_code == 302
    assert levels(grading) == ["xs", "t", ""]
    rows = list(grading.unit_assessments.from_below())
    data = row_data(*rows) | {f"row-{rows[2].pk}-level": "t"}
    assert post(client, office, grading, data).status_code == 302
    assert levels(grading) == ["xs", "t", "t"]


def test_members_come_first(client, office, grading):
    rows = list(grading.unit_assessments.from_below())
    response = post(client, office, grading, row_data(*rows, level="xs"))
    assert response.status_code == 422
    assert response.context["grid"].errors == [
        "Chi bộ 1 còn đảng viên chưa có mức xếp loại hoặc lý do không xếp loại, nên chi bộ và đảng "
        "bộ chưa thể có mức xếp loại."
    ]
    assert response.context["grid"].rows[0].level == "xs"
    assert levels(grading) == ["", "", ""]


def test_cells_come_before_the_committee(client, office, grading, committee):
    grade_all_members(grading, Level.T)
    response = post(client, office, grading, row_data(of_unit(grading, committee), level="t"))
    assert response.status_code == 422
    assert "Chi bộ 1 chưa được xếp loại, nên đảng bộ" in response.content.decode()
    assert levels(grading) == ["", "", ""]


def test_a_unit_graded_by_somebody_else_is_named(client, office, grading, cell):
    grade_all_members(grading, Level.T)
    row = of_unit(grading, cell)
    data = row_data(row, level="xs")
    grading.grade_units({row.pk: (Level.HT, "", "")}, by=None)
    response = post(client, office, grading, data)
    assert response.status_code == 422
    assert [row.assessment.name for row in response.context["grid"].wrong_rows] == ["Chi bộ 1"]
    assert levels(grading) == ["ht", "", ""]


def test_closed_between_reading_and_sending_nothing_is_saved(client, office, graded):
    rows = list(graded.unit_assessments.from_below())
    graded.close(by=None)
    response = post(client, office, graded, row_data(*rows, level="xs"))
    assert response.status_code == 422
    assert response.context["grid"].errors == ["Đợt xếp loại đã chốt nên không sửa được nữa."]
    assert levels(graded) == ["t", "t", "t"]


def test_a_closed_round_is_shown_read_only(client, office, closed):
    client.force_login(office)
    page = client.get(url(closed)).content.decode()
    assert ("<fieldset disabled>" in page, "Lưu</button>" in page) == (True, False)


def test_leader_gets_403_outsider_404(client, leader, outsider, grading):
    data = row_data(*grading.unit_assessments.from_below(), exclusion="too_new", level="kxl")
    assert post(client, leader, grading, data).status_code == 403
    assert post(client, outsider, grading, data).status_code == 404
    assert [row.exclusion for row in grading.unit_assessments.all()] == ["", "", ""]


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, committee, count, django_assert_num_queries):
    for number in range(1, count + 1):
        found(f"chi-bo-{number}", "cell", f"Chi bộ {number}", parent=committee, number=number)
    grading = Round.objects.open_for(committee, year=2020, by=None)
    client.force_login(office)
    with django_assert_num_queries(12):
        client.get(url(grading))
