"""Reviews, written by the member, typed in by the cell, and those of collectives."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cells.rights import Role
from evaluations.models import Appendix, CollectiveReview, Exclusion, SelfReview
from tests.conftest import make_user
from tests.evaluations.conftest import enter_criteria, grade_one, of_unit


@pytest.fixture
def row(grading, cell):
    return grading.member_assessments.in_cell(cell).by_name()[0]


@pytest.fixture
def member_user(cell):
    return make_user("dang-vien", Role.MEMBER, cell)


def url(row):
    return reverse("evaluations:member_review", args=[row.pk])


def of_collective(grading, unit):
    return reverse("evaluations:unit_review", args=[grading.pk, unit.code])


def test_the_cell_types_it_in_from_paper(client, secretary, row):
    client.force_login(secretary)
    response = client.post(url(row), {"form": "2b", "conduct": "Gương mẫu", "limits": "Ít phát biểu"})
    assert response.url == reverse("evaluations:member_steps", args=[row.pk])
    review = SelfReview.objects.get()
    assert (review.assessment, review.conduct, review.limits, review.said_by) == (
        row,
        "Gương mẫu",
        "Ít phát biểu",
        secretary,
    )


def test_a_member_files_it_and_nobody_else_changes_it(client, member_user, secretary, row):
    row.member.user = member_user
    row.member.save()
    client.force_login(member_user)
    assert client.post(url(row), {"form": "2c", "tasks": "Dạy học"}).url == reverse(
        "evaluations:own_steps"
    )
    client.force_login(secretary)
    response = client.post(url(row), {"form": "2c", "tasks": "Khác"})
    assert response.status_code == 422
    assert "chỉ chính đồng chí ấy sửa được" in response.text
    assert SelfReview.objects.get().tasks == "Dạy học"


def test_a_member_does_not_reach_the_review_of_another(client, member_user, row):
    client.force_login(member_user)
    assert client.get(url(row)).status_code == 404


def test_outsider_404_wrong_role_403(client, outsider, leader, row):
    for user, status in ((outsider, 404), (leader, 403)):
        client.force_login(user)
        assert client.get(url(row)).status_code == status


def test_a_text_too_long_is_refused_and_kept_on_the_page(client, secretary, row):
    client.force_login(secretary)
    response = client.post(url(row), {"form": "2b", "conduct": "x" * 8001})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["conduct"])
    assert "x" * 8001 in response.text


def test_who_is_not_graded_and_a_closed_round_have_none(graded, row):
    graded.close(by=None)
    with pytest.raises(ValidationError, match="đã chốt"):
        SelfReview(assessment=row).write(fields=[], by=None)


def test_of_who_is_left_out_none_is_written(grading, row):
    grade_one(grading, row.member, "", Exclusion.EXEMPT)
    with pytest.raises(ValidationError, match="không ghi các bước"):
        SelfReview(assessment=row).write(fields=[], by=None)


def test_a_cell_writes_its_report_with_points(client, secretary, scoring, cell):
    client.force_login(secretary)
    sent = {"principles": "Đúng quy chế", "conduct_points": "28,5", "task_points": "60", "level": "t"}
    assert client.post(of_collective(scoring, cell), sent).status_code == 302
    review = CollectiveReview.objects.get()
    assert (review.points, review.level, review.assessment) == (88.5, "t", of_unit(scoring, cell))


@pytest.mark.parametrize(
    ("points", "field"),
    [
        ({"conduct_points": "20"}, "task_points"),
        ({"conduct_points": "31", "task_points": "9"}, "conduct_points"),
    ],
)
def test_half_of_the_points_or_too_many_are_refused(client, secretary, scoring, cell, points, field):
    client.force_login(secretary)
    response = client.post(of_collective(scoring, cell), points | {"level": ""})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_where_the_rules_score_nothing_no_points_are_asked(client, secretary, grading, cell):
    client.force_login(secretary)
    assert "conduct_points" not in client.get(of_collective(grading, cell)).context["form"].fields


def test_the_committee_s_own_report_is_for_its_office(client, office, secretary, grading, committee):
    client.force_login(secretary)
    assert client.get(of_collective(grading, committee)).status_code == 404
    client.force_login(office)
    assert client.get(of_collective(grading, committee)).status_code == 200


def test_a_member_takes_the_own_review_for_word(client, member_user, row):
    row.member.user = member_user
    row.member.save()
    client.force_login(member_user)
    word = reverse("evaluations:member_word", args=[row.pk, "review"])
    assert client.get(word).content[:2] == b"PK"
    assert client.post(reverse("evaluations:member_print", args=[row.pk, "review"])).status_code == 403


def test_the_report_shows_the_lines_it_is_scored_by(client, office, scoring, cell, committee):
    client.force_login(office)
    assert client.get(of_collective(scoring, cell)).context["sheet"] is None
    sheet = enter_criteria(committee, appendix=Appendix.COLLECTIVE)
    enter_criteria(committee)  # of persons
    page = client.get(of_collective(scoring, cell))
    assert (page.context["sheet"], "Tự phê bình" in page.text) == (sheet, True)


@pytest.mark.parametrize("lines", [1, 3])
def test_number_of_queries_of_a_report(
    client, office, scoring, cell, committee, lines, django_assert_max_num_queries
):
    shown = [("conduct", f"Tiêu chí {n}", Decimal(30) / lines) for n in range(lines)]
    shown.append(("tasks", "Chuyên môn", Decimal(70)))
    enter_criteria(committee, appendix=Appendix.COLLECTIVE, lines=shown)
    client.force_login(office)
    with django_assert_max_num_queries(12):
        client.get(of_collective(scoring, cell))
