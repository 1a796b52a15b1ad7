"""Points to total to grade: plain values."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rules.grades import GRADES, Grade
from scoring.rules.marking import Limit, Mark, grade_of, is_half_step, result_of, step_of, total_of

D = Decimal
LEAST = [D(90), D(70), D(50)]
STEPS = [(1, D(0)), (2, D(-15)), (3, D(-30)), (4, D(-45)), (5, None)]


def result(marks, *, limits=(), met=None, left_out="rescale"):
    return result_of(marks, left_out=left_out, least=LEAST, limits=limits, met=met or {})


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        ("100", "good"),
        ("90", "good"),
        ("89.99", "fair"),
        ("70", "fair"),
        ("69.5", "average"),
        ("50", "average"),
        ("49.99", "poor"),
        ("0", "poor"),
    ],
)
def test_grades_begin_at_their_least_total(total, grade):
    assert grade_of(D(total), LEAST) == grade


def test_what_is_left_out_is_rescaled_or_counts_full():
    marks = [Mark(D(5), None), Mark(D(95), D(85))]
    assert total_of(marks, "rescale") == D("89.47")
    assert total_of(marks, "full") == D("90.00")


def test_a_rescaled_total_is_rounded_once_half_up():
    assert total_of([Mark(D(40), None), Mark(D(60), D("0.5"))], "rescale") == D("0.83")
    assert total_of([Mark(D(36), None), Mark(D(64), D("0.5"))], "rescale") == D("0.78")  # 0,78125
    assert total_of([Mark(D(20), None), Mark(D(80), D("0.5"))], "rescale") == D("0.63")  # 0,625


def test_nothing_that_applies_is_nothing():
    assert total_of([Mark(D(100), None)], "rescale") == D("0.00")


@pytest.mark.parametrize(
    ("value", "step"),
    [(20, 1), (0, 1), (-1, 2), (-15, 2), (-16, 3), (-30, 3), (-31, 4), (-45, 4), (-46, 5), (-90, 5)],
)
def test_a_step_covers_its_lowest_value_and_up(value, step):
    assert step_of(Fraction(value), STEPS) == step


def test_shares_are_compared_exactly():
    halves = [(1, D(50)), (2, D("33.33")), (3, None)]
    assert step_of(Fraction(100 * 5, 10), halves) == 1
    assert step_of(Fraction(100 * 1, 3), halves) == 2
    assert step_of(Fraction(100 * 4999, 10000), halves) == 2


def test_a_value_beneath_all_steps_has_none():
    assert step_of(Fraction(10), [(1, D(90))]) is None
    assert step_of(Fraction(10), [(1, None), (2, None)]) is None


def test_a_limit_holds_until_its_items_are_full():
    limit = Limit("fair", (1, 2))
    short = {1: Mark(D(50), D(50)), 2: Mark(D(50), D("49.5"))}
    assert (result(short, limits=[limit]).grade, result(short).grade) == ("fair", "good")
    assert result(short, limits=[limit]).limits == [limit]
    full = short | {2: Mark(D(50), D(50))}
    assert result(full, limits=[limit]).grade == "good"
    left_out = short | {2: Mark(D(50), None)}
    assert result(left_out, limits=[limit]).grade == "good"


@pytest.mark.parametrize(("met", "grade"), [(True, "good"), (False, "average"), (None, "average")])
def test_a_limit_holds_until_its_fact_is_known_to_be_met(met, grade):
    marks = {1: Mark(D(100), D(100))}
    assert result(marks, limits=[Limit("average", fact="minutes")], met={"minutes": met}).grade == grade


def test_a_limit_never_lifts_a_grade():
    marks = {1: Mark(D(100), D(40))}
    held = result(marks, limits=[Limit("fair", (1,))])
    assert (held.grade, held.limits) == ("poor", [])


@pytest.mark.parametrize(("points", "is_right"), [("0", True), ("2.5", True), ("2.4", False)])
def test_points_are_whole_or_end_in_a_half(points, is_right):
    assert is_half_step(D(points)) == is_right


@st.composite
def sheets(draw):
    """Items that sum to 100, with points, some left out, and limits."""
    parts = draw(st.lists(st.integers(1, 60), min_size=1, max_size=8))
    cuts, rest = [], 200
    for part in parts:
        cuts.append(min(part, rest))
        rest -= cuts[-1]
    most = [D(cut) / 2 for cut in [*cuts, rest] if cut]
    points = [draw(st.one_of(st.none(), st.integers(0, int(m * 2)))) for m in most]
    marks = {
        key: Mark(m, None if p is None else D(p) / 2)
        for key, (m, p) in enumerate(zip(most, points, strict=True))
    }
    keys = st.lists(st.sampled_from(list(marks)), max_size=3)
    grades = st.sampled_from(GRADES[1:])
    limits = draw(st.lists(st.builds(Limit, grades, keys.map(tuple)), max_size=3))
    return marks, limits, draw(st.sampled_from(["rescale", "full"]))


@given(sheets())
def test_the_total_never_leaves_0_to_100(sheet):
    marks, limits, left_out = sheet
    found = result(marks, limits=limits, left_out=left_out)
    assert D(0) <= found.total <= D(100)
    assert found.grade in list(Grade)


@given(sheets(), st.data())
def test_more_points_never_give_a_lower_total_or_grade(sheet, data):
    marks, limits, left_out = sheet
    counted = [key for key, mark in marks.items() if mark.points is not None]
    if not counted:
        return
    key = data.draw(st.sampled_from(counted))
    mark = marks[key]
    more = data.draw(st.integers(int(mark.points * 2), int(mark.most * 2)))
    better = marks | {key: Mark(mark.most, D(more) / 2)}
    before = result(marks, limits=limits, left_out=left_out)
    after = result(better, limits=limits, left_out=left_out)
    assert after.total >= before.total
    assert GRADES.index(after.grade) <= GRADES.index(before.grade)
