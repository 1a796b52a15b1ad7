"""One level, saved as soon as it is chosen."""

import pytest
from django.urls import reverse

from evaluations.models import Exclusion, Level
from evaluations.models.round import CLOSED, NOT_AS_PROPOSED
from tests.evaluations.conftest import grade_one, levels_of, row_data, say


@pytest.fixture
def row(grading, cell):
    return grading.member_assessments.in_cell(cell).by_name().first()


def post(client, user, row, data):
    client.force_login(user)
    return client.post(reverse("evaluations:row_grade", args=[row.round_id, row.pk]), data)


def test_a_level_is_saved_and_the_row_says_it_by_now(client, office, grading, row):
    response = post(client, office, row, row_data(row, level="xs", note="Tiêu biểu"))
    assert (response.status_code, response.json()) == (200, {"errors": [], "before": "xs||Tiêu biểu"})
    assert levels_of(grading) == ["xs", "", "", ""]


def test_a_reason_is_saved(client, office, row):
    response = post(client, office, row, row_data(row, level="kxl", exclusion="exempt"))
    assert response.json() == {"errors": [], "before": "|exempt|"}
    row.refresh_from_db()
    assert row.grade == ("", Exclusion.EXEMPT, "")


def test_what_somebody_else_wrote_is_told_and_only_then_replaced(client, office, grading, members, row):
    data = row_data(row, level="xs")
    grade_one(grading, members[0], Level.HT)
    refused = post(client, office, row, data)
    assert refused.status_code == 422
    assert refused.json() == {
        "errors": [
            "Nguyễn Văn An: người khác vừa ghi “Hoàn thành nhiệm vụ”. Bấm Lưu lần nữa nếu vẫn muốn "
            "thay bằng nội dung đồng chí chọn."
        ],
        "before": "ht||",
    }
    assert levels_of(grading) == ["ht", "", "", ""]
    again = data | {f"row-{row.pk}-before": refused.json()["before"]}
    assert post(client, office, row, again).status_code == 200
    assert levels_of(grading) == ["xs", "", "", ""]


def test_another_level_than_proposed_asks_for_the_reason(client, office, grading, row):
    say(row, "cell", "xs")
    response = post(client, office, row, row_data(row, level="t"))
    assert (response.status_code, response.json()) == (
        422,
        {"errors": [NOT_AS_PROPOSED], "before": "||"},
    )
    assert levels_of(grading) == ["", "", "", ""]


@pytest.mark.parametrize("changes", [{"level": "excellent"}, {"level": "kxl"}])
def test_bad_input_is_refused(client, office, grading, row, changes):
    response = post(client, office, row, row_data(row, **changes))
    assert (response.status_code, len(response.json()["errors"])) == (422, 1)
    assert levels_of(grading) == ["", "", "", ""]


def test_a_closed_round_is_left_alone(client, office, graded, cell):
    row = graded.member_assessments.in_cell(cell).by_name().first()
    graded.close(by=None)
    response = post(client, office, row, row_data(row, level="xs"))
    assert (response.status_code, response.json()["errors"]) == (422, [CLOSED])


def test_leader_gets_403_outsider_404_get_405(client, leader, outsider, office, grading, row):
    assert post(client, leader, row, row_data(row, level="t")).status_code == 403
    assert post(client, outsider, row, row_data(row, level="t")).status_code == 404
    client.force_login(office)
    address = reverse("evaluations:row_grade", args=[grading.pk, row.pk])
    assert client.get(address).status_code == 405
    other = reverse("evaluations:row_grade", args=[grading.pk, 10**9])
    assert client.post(other, row_data(row)).status_code == 404
    assert levels_of(grading) == ["", "", "", ""]


def test_number_of_queries(client, office, row, django_assert_num_queries):
    post(client, office, row, row_data(row, level="t"))
    row.refresh_from_db()
    with django_assert_num_queries(18):
        client.post(
            reverse("evaluations:row_grade", args=[row.round_id, row.pk]), row_data(row, level="xs")
        )
