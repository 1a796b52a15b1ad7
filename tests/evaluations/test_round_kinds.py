"""Rounds of a quarter: leaders only; what reads the grades of years passes them over."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from evaluations.models import Grade, Level, Mark, MarkKind, Round, UnitAssessment
from evaluations.models.kinds import days_of
from evaluations.reading.streaks import in_round
from evaluations.reading.warnings import warn
from evaluations.rules.grounds import About
from members.models import Office
from reports.figures import FIGURES, Scope, compute
from tests.conftest import day
from tests.evaluations.conftest import close_year, grade_all_members, grade_one, take_over


@pytest.fixture
def leader_of_cell(members, cell):
    """The first of the members, secretary from February to November 2020."""
    office = Office.objects.take_up(
        member=members[0], unit=cell, kind="secretary", on=day("2020-02-01"), by=None
    )
    Office.objects.filter(pk=office.pk).update(ends_on=day("2020-11-30"))
    return members[0]


def opened(committee, quarter=1, year=2020, **more) -> Round:
    return Round.objects.open_for(committee, year=year, quarter=quarter, by=None, **more)


def closed_at_xs(committee, quarter=1) -> Round:
    grading = opened(committee, quarter)
    grade_all_members(grading, Level.XS)
    grading.accept_cap(reason="Thành tích", by=None)
    grading.close(by=None)
    return grading


def refusal(act) -> dict:
    with pytest.raises(ValidationError) as raised:
        act()
    return raised.value.message_dict


@pytest.mark.parametrize(
    ("year", "quarter", "first", "last"),
    [
        (2020, None, "2020-01-01", "2020-12-31"),
        (2020, 1, "2020-01-01", "2020-03-31"),
        (2020, 2, "2020-04-01", "2020-06-30"),
        (2020, 3, "2020-07-01", "2020-09-30"),
        (2020, 4, "2020-10-01", "2020-12-31"),
    ],
)
def test_the_days_of_a_quarter(year, quarter, first, last):
    assert days_of(year, quarter) == (day(first), day(last))


@pytest.mark.parametrize(
    ("quarter", "on", "is_graded"),
    [
        (1, None, True),
        (1, "2020-01-31", False),
        (3, None, True),
        (4, None, False),
        (4, "2020-11-30", True),
    ],
)
def test_who_holds_an_office_on_the_day_is_graded_and_nothing_else(
    committee, leader_of_cell, quarter, on, is_graded
):
    grading = opened(committee, quarter, reference_on=on and day(on))
    graded = [row.member for row in grading.member_assessments.all()]
    assert graded == ([leader_of_cell] if is_graded else [])
    assert grading.unit_assessments.count() == 0


def test_it_is_called_by_its_quarter(committee):
    assert str(opened(committee, 3)) == "Xếp loại quý III năm 2020, Đảng bộ Trung tâm"
    assert str(opened(committee, None)) == "Xếp loại năm 2020, Đảng bộ Trung tâm"


def test_each_is_opened_once(committee):
    for quarter in (None, 1, 2):
        opened(committee, quarter)
    assert refusal(lambda: opened(committee, 1)) == {
        "quarter": ["Đợt xếp loại quý I năm 2020 đã được mở."]
    }
    assert refusal(lambda: opened(committee, None)) == {"year": ["Đợt xếp loại năm 2020 đã được mở."]}


def test_a_quarter_to_come_and_a_day_outside_are_refused(committee):
    today = timezone.localdate()
    coming = {"year": today.year + 1, "quarter": 1}
    assert list(refusal(lambda: opened(committee, **coming))) == ["quarter"]
    outside = {"reference_on": day("2020-04-01")}
    assert refusal(lambda: opened(committee, 1, **outside)) == {
        "reference_on": ["Ngày lấy danh sách phải trong quý I năm 2020."]
    }


@pytest.mark.parametrize("facts", [{"quarter": None}, {"quarter": 5}, {"kind": "year"}])
def test_the_database_wants_kind_and_quarter_to_agree(committee, facts):
    opened(committee)
    with pytest.raises(IntegrityError):
        Round.objects.update(**facts)


def test_it_is_closed_taken_again_and_opened_again_like_another(committee, leader_of_cell):
    grading = opened(committee)
    grading.update_roll(by=None)
    assert [row.member for row in grading.member_assessments.all()] == [leader_of_cell]
    grade_all_members(grading, Level.T)
    grading.close(by=None)
    assert (grading.summary["members"]["t"], grading.summary["committee"]["level"]) == (1, "")


def test_days_of_a_quarter_end_a_month_after_it(committee):
    grading = opened(committee)
    grading.decision_due_on = day("2020-05-01")
    grading.set_days(fields=["decision_due_on"], by=None)
    grading.decision_due_on = day("2020-05-02")
    with pytest.raises(ValidationError):
        grading.set_days(fields=["decision_due_on"], by=None)


# --- What reads years ----------------------------------------------------------------------------


def numbers(committee) -> dict:
    codes = [code for code in FIGURES if code.startswith("grading.")]
    return compute(Scope(committee, day("2020-01-01"), day("2020-12-31")), codes)


def test_figures_count_years_only(committee, leader_of_cell):
    before = numbers(committee)
    closed_at_xs(committee, 3)
    assert numbers(committee) == before


def test_a_streak_knows_no_quarters(committee, leader_of_cell):
    closed_at_xs(committee)
    year = close_year(committee, 2020, leader_of_cell)
    [streak] = in_round(year)
    assert (streak.years, streak.row.round) == ([2020], year)


def test_the_record_of_a_member_and_the_marks_know_no_quarters(committee, leader_of_cell, cell):
    closed_at_xs(committee)
    assert leader_of_cell.assessments.closed().count() == 0
    assert UnitAssessment.objects.closed().count() == 0
    with pytest.raises(ValidationError):
        facts = {"year": 2020, "kind": MarkKind.EXEMPLARY, "on": day("2020-12-29")}
        Mark.objects.recognise([cell], **facts, by=None)


def test_a_table_on_paper_goes_into_the_year(committee, leader_of_cell, cell):
    quarter = opened(committee)
    year = take_over(leader_of_cell, cell, Grade(Level.T), year=2020)
    assert (year.is_yearly, year.pk == quarter.pk) == (True, False)


def test_a_quarter_under_way_is_not_the_round_of_the_year_on_the_first_page(
    client, office, committee, leader_of_cell
):
    opened(committee)
    office.working_year = 2020
    office.save()
    client.force_login(office)
    said = "Đợt xếp loại năm 2020 đang mở."
    assert said not in client.get("/").content.decode()
    opened(committee, None)
    assert said in client.get("/").content.decode()


# --- What a quarter says to the year -------------------------------------------------------------


def told(grading) -> list[str]:
    warn(grading, rows := grading.member_assessments.all())
    return [str(one) for row in rows for one in row.warnings if one.about == About.QUARTER]


@pytest.fixture
def leader_of_2025(members, cell):
    Office.objects.take_up(
        member=members[0], unit=cell, kind="secretary", on=day("2025-01-01"), by=None
    )
    return members[0]


def test_a_quarter_at_the_lowest_level_speaks_against_the_highest(committee, leader_of_2025):
    quarter, year = opened(committee, 2, 2025), opened(committee, None, 2025)
    grade_all_members(quarter, Level.KHT)
    assert told(year) == []
    quarter.close(by=None)
    assert told(year) == ["Quý II năm 2025 không hoàn thành nhiệm vụ"]
    grade_one(year, leader_of_2025, Level.XS)
    assert told(year) == ["Xếp XS nhưng quý II năm 2025 không hoàn thành nhiệm vụ"]
    assert told(opened(committee, 3, 2025)) == []
    assert told(opened(committee, None, 2024)) == []
