"""What a report says of meetings and grades: only what was counted."""

from decimal import Decimal

from django.utils import timezone

from cells.models import UnitKind
from evaluations.models import Grade, Level, Round, receive
from reports.documents.annexes.meetings import sittings_by_cell
from reports.documents.sentences import TOPICS
from reports.figures import FIGURES, Ratio, Scope
from reports.models import Target
from reports.reading.placeholders import Facts, filled
from reports.reading.targets import TargetStanding
from tests.conftest import day, found
from tests.evaluations.conftest import close_year, decision, of_unit
from tests.reports.test_figure_meetings import hold


def said(topic: str, values: dict, scope: Scope | None = None, **compared) -> list[str]:
    counted = dict.fromkeys(FIGURES, 0) | {"members.share_of_staff": Ratio(0, 0)} | values
    facts = Facts(scope, counted, words={"@year_before": "năm 2024"}, **compared)
    return [filled(sentence.text, facts) for sentence in TOPICS[topic].say(facts)]


def planned(done: int) -> dict:
    """A target of four admissions in the year, and how it stands."""
    target = Target(code="moves.admitted", plan=Decimal(4), starts_on=day("2025-01-01"))
    target.ends_on = day("2025-12-31")
    return {"moves.admitted": TargetStanding(target, counted=None, value=done)}


def test_without_grades_petitions_and_models_nothing_is_said_of_them():
    assert len(said("meetings", {"meetings.unrated": 84})) == 2


def test_of_one_cell_alone_no_share_of_cells_is_told():
    values = {"meetings.thematic": 4, "meetings.thematic_cells": 1, "meetings.cells": 1}
    assert said("meetings", values)[1] == "Sinh hoạt chuyên đề 04 buổi."
    assert said("meetings", values | {"meetings.thematic_every_quarter": 1})[1] == (
        "Sinh hoạt chuyên đề 04 buổi, mỗi quý có ít nhất một chuyên đề."
    )


def test_the_levels_that_disciplined_are_told_once_all_are_known():
    values = {"discipline.members.warning": 3, "discipline.members.by.cell": 2}
    values["discipline.members.by.inspectors"] = 1
    assert said("discipline", values) == [
        "Thi hành kỷ luật: cảnh cáo 03 đảng viên.",
        "Cấp quyết định kỷ luật đảng viên: chi bộ 02, ủy ban kiểm tra của cấp ủy cơ sở 01.",
    ]
    assert len(said("discipline", values | {"discipline.members.by.unknown": 1})) == 1


def test_grades_are_told_with_how_many_meetings_have_none():
    values = {"meetings.good": 3, "meetings.poor": 1, "meetings.unrated": 8}
    assert said("meetings", values)[2:] == [
        "Chất lượng sinh hoạt: tốt 03, khá 0, trung bình 0, kém 01, chưa chấm xong 08 buổi."
    ]


def test_petitions_and_model_meetings():
    values = {"meetings.model": 4, "petitions.raised": 5, "petitions.answered": 3}
    assert said("meetings", values)[2:] == [
        "Tổ chức 04 buổi sinh hoạt mẫu.",
        "Chi bộ nêu 05 kiến nghị; đã trả lời 03.",
    ]


def test_sittings_that_were_both_are_told_and_shares_have_one_population():
    values = {"meetings.thematic": 4, "meetings.thematic_cells": 3, "meetings.cells": 3, "org.cells": 2}
    assert said("meetings", values)[1] == (
        "Sinh hoạt chuyên đề 04 buổi tại 03/03 chi bộ; 0/03 chi bộ mỗi quý có ít nhất một chuyên đề."
    )
    assert said("meetings", values | {"meetings.combined": 2})[1].startswith(
        "Sinh hoạt chuyên đề 04 buổi (trong đó 02 buổi kết hợp sinh hoạt thường kỳ) tại 03/03"
    )


def test_a_figure_is_told_with_its_target_and_the_year_before():
    values = {"moves.admitted": 5, "members.opening": 90, "members.closing": 95}
    before = {"moves.admitted": 3}
    assert said("organisation", values, plans=planned(5), before=before) == [
        "Đầu kỳ có 90 đảng viên; trong kỳ kết nạp 05 đảng viên; cuối kỳ có 95 đảng viên.",
        "Kết nạp 05 đảng viên, đạt 125% chỉ tiêu giao (4), tăng 02 so với năm 2024.",
    ]


def test_a_target_that_nobody_worked_for_is_told():
    values = {"members.opening": 90, "members.closing": 90}
    assert said("organisation", values, plans=planned(0)) == [
        "Đầu kỳ có 90 đảng viên; trong kỳ không có biến động; cuối kỳ có 90 đảng viên.",
        "Kết nạp 0 đảng viên, đạt 0% chỉ tiêu giao (4).",
    ]


def test_the_chart_draws_each_sitting_once(committee, cell):
    hold(cell, "2020-01-03", "combined")
    hold(cell, "2020-02-03", "regular")
    hold(cell, "2020-02-04", "thematic")
    scope = Scope(committee, day("2020-01-01"), day("2020-12-31"))
    assert sittings_by_cell(scope) == [["Chi bộ 1", [1, 1, 1]]]


def test_who_is_graded_later_is_told_with_the_reason(graded):
    row = graded.member_assessments.get(level="")
    row.postpone(late_cause="sick", by=None)
    year = Scope(graded.unit, day("2020-01-01"), day("2020-12-31"))
    told = said("grading", {"grading.members.late": 1}, year)
    assert told[0] == "Đảng viên xếp loại sau: 01 (ốm đau, đang điều trị 1)."


def test_a_year_from_paper_is_told_as_such(committee, cell, an):
    Round.objects.take_over(an, cell, year=2021, grade=Grade(Level.T), by=None)
    note = "Xếp loại năm 2021 ghi theo bảng giấy, chỉ gồm những người có trong bảng."
    year = Scope(committee, day("2021-01-01"), day("2021-12-31"))
    assert said("grading", {"grading.members.left": 1}, year)[-1] == note
    assert said("grading", {}, Scope(committee, day("2022-01-01"), day("2022-12-31"))) == []


def test_the_own_grade_is_proposed_until_the_body_above_has_decided(committee, an):
    closed = close_year(committee, 2020)
    scope = Scope(committee, day("2020-01-01"), day("2020-12-31"))
    values = {"grading.units.graded": 1, "grading.units.t": 1}
    assert said("grading", values, scope) == [
        "Đảng bộ Trung tâm tự đánh giá, đề nghị xếp loại: hoàn thành tốt nhiệm vụ."
    ]
    receive(of_unit(closed, committee), level=Level.HT, decision=decision(), by=None)
    today = f"{timezone.localdate():%d/%m/%Y}"
    assert said("grading", values, scope) == [
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
    values = {"grading.units.graded": 2, "grading.units.t": 2}
    levels, waiting = said("grading", values, scope)
    assert levels.startswith("Tổ chức cơ sở đảng: được xếp loại 02;")
    assert waiting == "Trong đó 2 tổ chức mới đề nghị, chờ cấp trên quyết định."


def test_of_candidates_files_are_told_where_there_is_one():
    values = {"candidates.followed": 12}
    assert said("organisation", values)[-1] == "Đang theo dõi, bồi dưỡng 12 quần chúng ưu tú."
    assert said("organisation", values | {"candidates.filing": 3})[-1] == (
        "Đang theo dõi, bồi dưỡng 12 quần chúng ưu tú, trong đó 03 người đang làm hồ sơ."
    )
