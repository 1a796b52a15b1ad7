"""Bộ tiêu chí: sums of its parts, which one applies, and what is fixed once it was used."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from cells.models import UnitKind
from evaluations.models import Appendix, CriteriaLine, CriteriaSheet, Opinion, Round
from evaluations.models.criteria import GIVEN, USED
from evaluations.models.steps import NOT_BY_LINES
from tests.conftest import found
from tests.evaluations.conftest import LINES, enter_criteria, say


@pytest.fixture
def row(scoring, members):
    return scoring.member_assessments.get(member=members[0])


@pytest.fixture
def sheet(committee):
    return enter_criteria(committee)


def by_lines(row, sheet, *points: str) -> Opinion:
    facts = {"conduct_points": Decimal(25), "task_points": Decimal("60.5")}
    return say(row, "self", criteria=sheet, line_points=list(points), **facts)


def test_lines_stand_in_their_order(sheet, office):
    assert [(line.position, line.part, line.text, line.most) for line in sheet.lines.all()] == [
        (number, *line) for number, line in enumerate(LINES, start=1)
    ]
    assert str(sheet) == (
        f"Bộ tiêu chí từ năm 2025, Phụ lục 4: cá nhân không giữ chức vụ lãnh đạo, quản lý, {sheet.unit}"
    )
    assert [(name, most, len(lines)) for name, most, lines in sheet.parts] == [
        ("Tiêu chí chung", 30, 2),
        ("Kết quả thực hiện nhiệm vụ", 70, 1),
    ]


def test_other_sums_are_refused_and_named(committee):
    lines = [("conduct", "Chính trị", Decimal("28.5")), ("tasks", "Chuyên môn", Decimal(70))]
    with pytest.raises(ValidationError) as refused:
        enter_criteria(committee, lines=lines)
    told = "Các dòng phần tiêu chí chung cộng lại là 28,5 điểm, phải đúng 30 điểm."
    assert refused.value.messages == [told]
    with pytest.raises(ValidationError) as refused:
        enter_criteria(committee, lines=[])
    assert len(refused.value.messages) == 2
    assert CriteriaSheet.objects.count() == 0


def test_once_a_year_and_appendix(committee, sheet):
    with pytest.raises(ValidationError, match="Đã có bộ tiêu chí của phụ lục này"):
        enter_criteria(committee)
    enter_criteria(committee, appendix=Appendix.LEADER)
    enter_criteria(committee, first_year=2026)


def test_only_of_years_that_score_and_of_bodies_that_grade(committee, cell):
    with pytest.raises(ValidationError) as refused:
        enter_criteria(committee, first_year=2020)
    assert list(refused.value.message_dict) == ["first_year"]
    with pytest.raises(ValidationError, match="không phải tổ chức xếp loại"):
        enter_criteria(cell)


def test_the_newest_of_the_nearest_applies(scoring, grading, committee, sheet):
    applying = CriteriaSheet.objects.for_round
    assert applying(scoring, Appendix.STAFF).first() == sheet
    assert applying(scoring, Appendix.LEADER).first() is None
    assert applying(grading, Appendix.STAFF).first() is None
    later = enter_criteria(committee, first_year=2026)
    assert applying(scoring, Appendix.STAFF).first() == sheet
    scoring.year = 2027
    assert applying(scoring, Appendix.STAFF).first() == later
    assert {line.sheet for line in CriteriaLine.objects.for_round(scoring, Appendix.STAFF)} == {later}


def test_that_of_a_body_above_applies_where_there_is_none(db):
    ward = found("phuong", UnitKind.UPPER_COMMITTEE, "Đảng bộ phường")
    body = found("co-so", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ cơ sở", parent=ward)
    above = enter_criteria(ward, first_year=2026)
    grading = Round.objects.open_for(body, year=2026, by=None)
    assert CriteriaSheet.objects.for_round(grading, Appendix.STAFF).first() == above
    own = enter_criteria(body)
    assert list(CriteriaSheet.objects.for_round(grading, Appendix.STAFF)) == [own, above]


def test_it_is_put_right(sheet, office):
    lines = [("conduct", "Đạo đức", Decimal(30)), ("tasks", "Chuyên môn", Decimal(70))]
    sheet.correct(first_year=2026, source="7-HD/ĐU", lines=lines, by=office)
    kept = CriteriaSheet.objects.get()
    assert (kept.first_year, kept.source) == (2026, "7-HD/ĐU")
    assert list(kept.lines.values_list("part", "text", "most")) == lines
    with pytest.raises(ValidationError, match="cộng lại là 0 điểm"):
        sheet.correct(first_year=2026, source="7-HD/ĐU", lines=lines[:1], by=office)


def test_once_points_were_given_only_words_change(sheet, row, office):
    by_lines(row, sheet, "10", "15", "60.5")
    facts = {"first_year": 2025, "source": "7-HD/ĐU", "by": office}
    words = [(part, f"{text}, sửa", most) for part, text, most in LINES]
    sheet.correct(lines=words, **facts)
    assert list(sheet.lines.values_list("text", flat=True)) == [text for _, text, _ in words]
    lines = [("conduct", "Đạo đức", Decimal(30)), ("tasks", "Chuyên môn", Decimal(70))]
    with pytest.raises(ValidationError) as refused:
        sheet.correct(lines=lines, **facts)
    assert refused.value.messages == [GIVEN]


def test_after_a_closed_round_used_it_nothing_changes(sheet, row, scoring, office):
    by_lines(row, sheet, "10", "15", "60.5")
    Round.objects.filter(pk=scoring.pk).update(closed_at="2026-01-05T00:00:00Z", summary={})
    with pytest.raises(ValidationError) as refused:
        sheet.correct(first_year=2025, source="7-HD/ĐU", lines=LINES, by=office)
    assert refused.value.messages == [USED]


@pytest.mark.parametrize(
    "points", [("10", "15"), ("10", "15", "71"), ("10", "15", "-1"), ("10", "14", "60.5")]
)
def test_points_of_lines_fit_the_sheet_and_the_totals(sheet, row, points):
    with pytest.raises(ValidationError) as refused:
        by_lines(row, sheet, *points)
    assert refused.value.messages == [NOT_BY_LINES]
