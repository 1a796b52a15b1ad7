"""What a cell has to do before the decision."""

import pytest
from django.urls import reverse

from evaluations.models import Exclusion, Round
from tests.conftest import make_member
from tests.evaluations.conftest import grade_one, propose, say, votes


def url(cell):
    return reverse("evaluations:cell_steps", args=[cell.code])


def page(client, user, cell):
    client.force_login(user)
    return client.get(url(cell))


def test_the_secretary_sees_what_is_left_member_by_member(client, secretary, grading, cell, members):
    rows = list(grading.member_assessments.in_cell(cell).by_name())
    say(rows[0], "self", "t")
    say(rows[0], "cell", "t", votes=votes(xs=1, t=2))
    say(rows[1], "self", "xs")
    grade_one(grading, members[2], "", Exclusion.EXEMPT)
    [one] = page(client, secretary, cell).context["rounds"]
    assert (one.round, one.owing_self, one.owing_cell) == (grading, 0, 1)
    assert [(line.name, line.said, line.owes_self, line.owes_cell) for line in one.lines] == [
        ("Nguyễn Văn An", "Tự xếp loại T; phiếu XS 1, T 2; chi bộ đề nghị T", False, False),
        ("Trần Thị Bình", "Tự xếp loại XS", False, True),
    ]
    assert [line.name for line in one.excluded] == ["Lê Văn Cường"]


def test_what_other_bodies_proposed_stands_before_the_vote(client, secretary, grading, cell):
    row = grading.member_assessments.in_cell(cell).by_name()[0]
    propose(row, "board", "t")
    propose(row, "mass", "xs", name="Công đoàn Trung tâm")
    propose(row, "mass", "ht", name="Đoàn Thanh niên").withdraw(reason="Ghi nhầm", by=None)
    say(row, "cell", "t", votes=votes())
    [one] = page(client, secretary, cell).context["rounds"]
    assert one.lines[0].said == (
        "Chi ủy đề nghị T; Công đoàn Trung tâm đề nghị XS; phiếu T 3; chi bộ đề nghị T"
    )


def test_what_the_committee_decided_is_not_shown(client, secretary, grading, cell, members):
    grade_one(grading, members[0], "kht", "", "Vi phạm")
    shown = page(client, secretary, cell).content.decode()
    assert ("Không hoàn thành" in shown, "Vi phạm" in shown) == (False, False)


def test_the_newest_open_round_comes_first_a_closed_one_not_at_all(client, secretary, scoring, cell):
    Round.objects.open_for(scoring.unit, year=2024, by=None)
    assert [one.round.year for one in page(client, secretary, cell).context["rounds"]] == [2025, 2024]


def test_a_closed_round_is_gone(client, secretary, closed, cell):
    response = page(client, secretary, cell)
    assert response.context["rounds"] == []
    assert "Chi bộ không có trong đợt xếp loại nào đang mở." in response.content.decode()


def test_only_the_own_cell(
    client, secretary, office, leader, upper_staff, cell, second_cell, foreign_cell
):
    assert page(client, office, second_cell).status_code == 200
    assert page(client, secretary, second_cell).status_code == 404
    assert page(client, secretary, foreign_cell).status_code == 404
    assert page(client, leader, cell).status_code == 403
    assert page(client, upper_staff, cell).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, secretary, committee, cell, count, django_assert_num_queries):
    for number in range(count):
        make_member(f"Nguyễn Văn {'ABC'[number]}", unit=cell)
    for row in Round.objects.open_for(committee, year=2020, by=None).member_assessments.all():
        say(row, "self", "t")
    client.force_login(secretary)
    with django_assert_num_queries(11):
        client.get(url(cell))
