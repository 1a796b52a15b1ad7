"""Rows of a round: which there are, and what is counted."""

from evaluations.models import Exclusion, Grade, Level, MemberAssessment, UnitAssessment
from evaluations.models.assessment import counts_by_cell
from tests.evaluations.conftest import grade_one


def test_states_part_the_roll(grading, members, second_member):
    grade_one(grading, members[0], Level.XS)
    grade_one(grading, members[1], "", Exclusion.EXEMPT)
    rows = MemberAssessment.objects.by_name()
    assert [row.member for row in rows.graded()] == [members[0]]
    assert [row.member for row in rows.excluded()] == [members[1]]
    assert [row.member for row in rows.ungraded()] == [members[2], second_member]
    assert [row.member for row in rows.at_level(Level.XS)] == [members[0]]
    assert [row.member for row in rows.in_state("xs")] == [members[0]]
    assert [row.member for row in rows.in_state("left")] == [members[2], second_member]


def test_counts_add_up(grading, members, cell, second_cell):
    grade_one(grading, members[0], Level.XS)
    grade_one(grading, members[1], "", Exclusion.EXEMPT)
    nobody = {"graded": 0, "excluded": 0, "late": 0, "left": 1, "xs": 0, "t": 0, "ht": 0, "kht": 0}
    nobody |= {"waiting": 0, "above_graded": 0, "above_xs": 0, "above_t": 0}
    assert counts_by_cell(grading.member_assessments.counts_by_part()) == {
        cell.pk: nobody | {"roll": 3, "graded": 1, "excluded": 1, "left": 1, "xs": 1},
        second_cell.pk: nobody | {"roll": 1},
    }
    assert grading.member_assessments.counts() == nobody | {
        "roll": 4,
        "graded": 1,
        "excluded": 1,
        "left": 2,
        "xs": 1,
    }


def test_cells_are_told_from_committees(grading, committee, cell, second_cell):
    assert [row.unit for row in UnitAssessment.objects.cells()] == [cell, second_cell]
    assert [row.unit for row in UnitAssessment.objects.from_below()] == [cell, second_cell, committee]


def test_only_the_committee_s_own_people_see_rows(grading, office, secretary, outsider, upper_staff):
    seen = [
        MemberAssessment.objects.visible_to(user).count()
        for user in (office, secretary, outsider, upper_staff)
    ]
    assert seen == [4, 0, 0, 0]


def test_a_grade_is_told_in_words():
    assert [str(grade) for grade in (Grade(), Grade("xs"), Grade("", "exempt"))] == [
        "Chưa xếp loại",
        "Hoàn thành xuất sắc nhiệm vụ",
        "Không xếp loại: được miễn công tác và sinh hoạt đảng",
    ]
