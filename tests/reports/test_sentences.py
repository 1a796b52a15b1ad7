"""What a report says of meetings and grades: only what was counted."""

from collections import defaultdict

from django.utils import timezone

from cells.models import UnitKind
from evaluations.models import Grade, Level, Round, receive
from reports.documents.annexes import sittings_by_cell
from reports.documents.sentences import grading, meetings
from reports.figures import Ratio, Scope
from tests.conftest import day, found
from tests.evaluations.conftest import close_year, decision, of_unit
from tests.reports.test_figure_meetings import hold


def said(**counted) -> list[str]:
    values = defaultdict(int, {"meetings.attendance": Ratio(0, 0)})
    values |= {code.replace("_", ".", 1): number for code, number in counted.items()}
    return meetings(None, values)[2:]


def test_without_grades_petitions_and_models_nothing_is_said_of_them():
    assert said(meetings_unrated=84) == []


def test_grades_are_told_with_how_many_meetings_have_one():
    assert said(meetings_good=3, meetings_poor=1, meetings_unrated=8) == [
        "Chất lượng sinh hoạt: chấm điểm 4/12 buổi; tốt 3; khá 0; trung bình 0; kém 1."
    ]


def test_petitions_and_model_meetings():
    assert said(meetings_model=4, petitions_raised=5, petitions_answered=3) == [
        "Sinh hoạt mẫu: 4 buổi.",
        "Kiến nghị của chi bộ: nêu 5; trả lời 3.",
    ]


def test_sittings_that_were_both_are_told_and_shares_have_one_population():
    counted = {"meetings.thematic": 4, "meetings.thematic_cells": 3, "meetings.cells": 3}
    values = defaultdict(int, {"meetings.attendance": Ratio(0, 0), "org.cells": 2} | counted)
    assert meetings(None, values)[1] == (
        "Sinh hoạt chuyên đề: 4 buổi tại 3/3 chi bộ; 0/3 chi bộ mỗi quý có ít nhất một chuyên đề."
    )
    assert meetings(None, values | {"meetings.combined": 2})[1].startswith(
        "Sinh hoạt chuyên đề: 4 buổi (trong đó 2 buổi kết hợp trong kỳ sinh hoạt thường kỳ) tại 3/3"
    )


def test_the_chart_draws_each_sitting_once(committee, cell):
    hold(cell, "2020-01-03", "combined")
    hold(cell, "2020-02-03", "regular")
    hold(cell, "2020-02-04", "thematic")
    scope = Scope(committee, day("2020-01-01"), day("2020-12-31"))
    assert sittings_by_cell(scope) == [["Chi bộ 1", [1, 1, 1]]]


def test_a_year_from_paper_is_told_as_such(committee, cell, an):
    Round.objects.take_over(an, cell, year=2021, grade=Grade(Level.T), by=None)
    note = "Xếp loại năm 2021 ghi theo bảng giấy, chỉ gồm những người có trong bảng."
    year = Scope(committee, day("2021-01-01"), day("2021-12-31"))
    assert grading(year, defaultdict(int)) == [note]
    assert grading(Scope(committee, day("2022-01-01"), day("2022-12-31")), defaultdict(int)) == []


def test_the_own_grade_is_proposed_until_the_body_above_has_decided(committee, an):
    closed = close_year(committee, 2020)
    scope = Scope(committee, day("2020-01-01"), day("2020-12-31"))
    values = defaultdict(int, {"grading.units.graded": 1, "grading.units.t": 1})
    assert grading(scope, values) == [
        "Đảng bộ Trung tâm tự đánh giá, đề nghị xếp loại: hoàn thành tốt nhiệm vụ."
    ]
    receive(of_unit(closed, committee), level=Level.HT, decision=decision(), by=None)
    today = f"{timezone.localdate():%d/%m/%Y}"
    assert grading(scope, values) == [
        f"Đảng bộ Trung tâm được công nhận: hoàn thành nhiệm vụ (Quyết định số 05-QĐ/ĐU, ngày {today})."
    ]


def test_above_many_bodies_the_report_says_how_many_only_propose(db):
    ward = found("phuong", UnitKind.UPPER_COMMITTEE, "Đảng bộ phường")
    bodies = [
        found(f"co-so-{i}", UnitKind.GRASSROOTS_COMMITTEE, f"Đảng bộ {i}", parent=ward) for i in "ab"
    ]
    for body in bodies:
        close_year(body, 2020)
    scope = Scope(ward, day("2020-01-01"), day("2020-12-31"))
    values = defaultdict(int, {"grading.units.graded": 2, "grading.units.t": 2})
    [said] = grading(scope, values)
    assert said.startswith("Tổ chức cơ sở đảng: được xếp loại 2;")
    assert said.endswith(" Trong đó 2 tổ chức mới đề nghị, chờ cấp trên quyết định.")
