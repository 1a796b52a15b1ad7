"""How far a round is."""

import pytest
from django.urls import reverse

from evaluations.models import Exclusion, Level
from tests.conftest import make_member
from tests.evaluations.conftest import grade_one


def get(client, user, grading):
    client.force_login(user)
    return client.get(reverse("evaluations:round_detail", args=[grading.pk]))


def test_progress_is_shown_cell_by_cell(client, office, grading, members):
    grade_one(grading, members[0], Level.XS)
    grade_one(grading, members[1], "", Exclusion.EXEMPT)
    response = get(client, office, grading)
    assert response.status_code == 200
    assert [
        (row.name, counts.get("graded"), counts.get("excluded"), counts.get("left"))
        for row, counts in response.context["units"]
    ] == [("Chi bộ 1", 1, 1, 1), ("Chi bộ 2", 0, 0, 1), ("Đảng bộ Trung tâm", None, None, None)]


def test_the_shares_stand_on_all_three_bases(client, office, graded, members):
    grade_one(graded, members[0], Level.XS)
    shares = get(client, office, graded).context["cap"].members
    assert [(share.xs, share.counted, share.allowed) for share in shares] == [
        (1, 3, 1),
        (1, 4, 1),
        (1, 4, 1),
    ]


def test_above_the_cap_the_source_is_quoted_and_a_reason_asked(client, office, graded, members):
    grade_one(graded, members[0], Level.XS)
    grade_one(graded, members[1], Level.XS)
    page = get(client, office, graded).content.decode()
    assert "không quá 20% số hoàn thành tốt" in page
    assert "Lý do vượt tỷ lệ" in page


def test_the_leader_reads_without_buttons(client, leader, graded, members):
    grade_one(graded, members[0], Level.XS)
    grade_one(graded, members[1], Level.XS)
    response = get(client, leader, graded)
    page = response.content.decode()
    assert response.status_code == 200
    assert [name for name in ("may_grade", "may_close", "may_commend") if response.context[name]] == []
    assert ("Chốt kết quả" in page, "Ghi lý do</button>" in page) == (False, False)


def test_a_closed_round_offers_annual_commendation_only(client, office, closed):
    response = get(client, office, closed)
    assert [name for name in ("may_grade", "may_close", "may_commend") if response.context[name]] == [
        "may_commend"
    ]
    assert "Đã chốt" in response.content.decode()


def test_outsider_and_secretary_get_404(client, outsider, secretary, grading):
    assert get(client, outsider, grading).status_code == 404
    assert get(client, secretary, grading).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(
    client, office, committee, second_cell, grading, count, django_assert_num_queries
):
    for number in range(count):
        make_member(f"Nguyễn Văn {'ABC'[number]}", unit=second_cell)
    grading = type(grading).objects.open_for(committee, year=2021, by=None)
    client.force_login(office)
    with django_assert_num_queries(11):
        client.get(reverse("evaluations:round_detail", args=[grading.pk]))


def test_a_year_from_paper_says_so_and_may_be_put_right(client, office, paper, cell):
    client.force_login(office)
    page = client.get(reverse("evaluations:round_detail", args=[paper.pk]))
    content = page.content.decode()
    assert [text in content for text in ("Theo bảng giấy", "Bảng không ghi", "Cập nhật danh sách")] == [
        True,
        True,
        False,
    ]
    assert [page.context[name] for name in ("may_grade", "may_open", "may_close")] == [
        True,
        False,
        False,
    ]
