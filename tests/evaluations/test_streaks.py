"""Years running at the highest level, and what breaks them."""

import pytest

from cells.models import EventKind, Unit
from evaluations.models import Exclusion, Grade, Level, Round
from evaluations.reading.streaks import Streak, in_round
from tests.conftest import day
from tests.evaluations.conftest import close_year, recognise, take_over


@pytest.fixture
def an(members, second_member):
    return members[0]


def told(grading) -> list[tuple]:
    return [(streak.row.subject, streak.years, streak.breaks) for streak in in_round(grading)]


def test_five_years_are_due_four_are_not(committee, an):
    for year in range(2019, 2024):
        grading = close_year(committee, year, an)
    assert told(grading) == [(str(an), [2023, 2022, 2021, 2020, 2019], [])]
    assert [streak.is_due for streak in in_round(grading)] == [True]
    before = Round.objects.get(year=2022)
    assert told(before) == [(str(an), [2022, 2021, 2020, 2019], [])]
    assert [streak.is_due for streak in in_round(before)] == [False]


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ([2020], "1 năm (2020)"),
        ([2020, 2019], "2 năm liền (2019–2020)"),
        ([2021, 2019], "2 năm (2019, 2021)"),
    ],
)
def test_the_years_in_words(years, said):
    assert Streak(None, years, []).said == said


def test_another_level_ends_the_years(committee, an):
    close_year(committee, 2019, an)
    close_year(committee, 2020)
    assert told(close_year(committee, 2021, an)) == [(str(an), [2021], [])]


def test_a_year_without_a_round_is_named_and_not_counted(committee, an):
    close_year(committee, 2019, an)
    grading = close_year(committee, 2021, an)
    assert told(grading) == [(str(an), [2021, 2019], ["năm 2020: không có kết quả"])]


def test_a_year_without_a_level_is_named_with_its_reason(committee, an):
    close_year(committee, 2019, an)
    grading = Round.objects.open_for(committee, year=2020, by=None)
    grades = {row.pk: Grade(Level.T) for row in grading.member_assessments.all()}
    grades[grading.member_assessments.get(member=an).pk] = Grade(exclusion=Exclusion.ELSEWHERE)
    grading.grade_members(grades, by=None)
    grading.grade_units({row.pk: Grade(Level.T) for row in grading.unit_assessments.all()}, by=None)
    grading.close(by=None)
    grading = close_year(committee, 2021, an)
    said = ["năm 2020: không xếp loại: xếp loại ở nơi khác"]
    assert told(grading) == [(str(an), [2021, 2019], said)]


def test_a_year_from_paper_counts(committee, cell, an):
    take_over(an, cell, Grade(Level.XS), year=2019)
    assert told(close_year(committee, 2020, an)) == [(str(an), [2020, 2019], [])]


def test_a_round_that_is_not_closed_tells_nothing(committee, an):
    close_year(committee, 2019, an)
    assert told(Round.objects.open_for(committee, year=2020, by=None)) == []


def test_a_change_of_cell_is_named(committee, second_cell, an):
    close_year(committee, 2019, an)
    an.current_membership().transfer(to=second_cell, on=day("2020-06-01"), by=None)
    grading = close_year(committee, 2020, an)
    assert told(grading) == [(str(an), [2020, 2019], ["năm 2020 ở Chi bộ 2, năm 2019 ở Chi bộ 1"])]


def test_a_change_of_cell_before_the_years_is_not(committee, second_cell, an):
    close_year(committee, 2019)
    an.current_membership().transfer(to=second_cell, on=day("2020-06-01"), by=None)
    assert told(close_year(committee, 2020, an)) == [(str(an), [2020], [])]


def test_a_cell_names_the_years_without_the_mark(committee, cell, an):
    close_year(committee, 2019, cell)
    grading = close_year(committee, 2020, cell)
    recognise(cell)
    said = ["chưa ghi công nhận tiêu biểu năm 2019"]
    assert told(grading) == [("Chi bộ 1", [2020, 2019], said)]


def test_what_was_merged_is_never_joined(committee, cell, second_cell, members):
    close_year(committee, 2019, cell, second_cell)
    Unit.objects.get(pk=second_cell.pk).end(
        on=day("2020-07-01"), how=EventKind.MERGED, into=cell, by=None
    )
    grading = close_year(committee, 2020, cell)
    recognise(cell)
    recognise(cell, year=2019, on="2019-12-29")
    said = ["có chi bộ khác sáp nhập vào năm 2020"]
    assert told(grading) == [("Chi bộ 1", [2020, 2019], said)]


@pytest.mark.parametrize("count", [1, 3])
def test_two_queries(committee, cell, members, second_member, count, django_assert_num_queries):
    close_year(committee, 2019, cell, *members[:count])
    grading = close_year(committee, 2020, cell, *members[:count])
    with django_assert_num_queries(2):
        assert len(in_round(grading)) == count + 1
