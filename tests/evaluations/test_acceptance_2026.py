"""The acceptance cases (a) to (h) of the rules of grading, state of 2026: one test each.

What they ask in detail is tested beside its own model and page; here each case stands whole.
"""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cells.models import UnitKind
from evaluations.forms import AnnualForm
from evaluations.models import Commendation, Grade, Level, MemberAssessment, Round, receive
from evaluations.models.award import NOT_EXEMPLARY
from evaluations.reading.warnings import lines_of
from evaluations.rules.grounds import About
from members.models import Discipline
from tests.conftest import day, found, make_member
from tests.evaluations.conftest import (
    close_year,
    commend,
    decision,
    grade_all_members,
    grade_all_units,
    grade_one,
    of_unit,
    recognise,
    regrade,
)
from tests.reports.conftest import drafted

YEAR = day("2025-01-01"), day("2025-12-31")


def told(grading, member) -> dict[About, str]:
    """What a grader is told to look at about somebody."""
    lines = [line for line in lines_of(grading) if getattr(line.row, "member_id", None) == member.pk]
    return {line.concern.about: line.concern.text for line in lines}


def test_a_bodies_founded_on_1_7_2025_are_graded(db):
    """Ward of 2025: bodies founded 1/7/2025 graded."""
    since = {"on": day("2025-07-01")}
    ward = found("phuong", UnitKind.UPPER_COMMITTEE, "Đảng bộ phường", **since)
    cell = found("khu-pho", UnitKind.CELL, "Chi bộ khu phố 1", parent=ward, number=1, **since)
    body = found("tram", UnitKind.GRASSROOTS_CELL, "Chi bộ trạm y tế", parent=ward, **since)
    make_member(unit=cell, **since)
    grading = Round.objects.open_for(ward, year=2025, by=None)
    assert {row.unit: row.exclusion for row in grading.unit_assessments.all()} == {
        ward: "",
        cell: "",
        body: "",
    }
    grade_all_members(grading, Level.T)
    grade_all_units(grading, Level.T)
    grading.close(by=None)
    assert grading.summary["cells"]["graded"] == 2


def test_b_six_months_at_the_session_or_at_the_end_of_the_year(committee, cell):
    """Member admitted 20/6, session 10/12: 5 months 20 days, not graded; at 31/12 graded; program
    asks."""
    admitted = {"admission_decided_on": day("2025-06-10"), "admitted_on": day("2025-06-20")}
    new = make_member("Vũ Thị Mới", unit=cell, on=day("2025-06-20"), official_on=None, **admitted)
    at_session = Round.objects.open_for(committee, year=2025, reference_on=day("2025-12-10"), by=None)
    row = at_session.member_assessments.get(member=new)
    assert row.exclusion == "too_new"
    assert at_session.too_new_on_one_day() == [(row, True)]
    at_session.refer_to(reference_on=day("2025-12-31"), by=None)
    assert at_session.member_assessments.get(member=new).exclusion == ""


def test_c_of_six_cells_one_may_be_at_the_highest_level(committee):
    """6 cells, all at least T: 1 XS allowed."""
    cells = [
        found(f"chi-bo-{n}", UnitKind.CELL, f"Chi bộ {n}", parent=committee, number=n)
        for n in range(1, 7)
    ]
    grading = Round.objects.open_for(committee, year=2025, by=None)
    grade_all_units(grading, Level.T)
    grading.grade_units({of_unit(grading, cells[0]).pk: Grade(Level.XS)}, by=None)
    binding = next(share for share in grading.cell_shares() if share.is_binding)
    assert (binding.xs, binding.counted, binding.allowed, binding.is_exceeded) == (1, 5, 1, False)
    grading.grade_units({of_unit(grading, cells[1]).pk: Grade(Level.XS)}, by=None)
    binding = next(share for share in grading.cell_shares() if share.is_binding)
    assert (binding.xs, binding.counted, binding.allowed, binding.is_exceeded) == (2, 4, 1, True)


def test_d_the_old_cell_is_asked_about_who_moved_on_1_8(committee, cell, second_cell):
    """Transfer 1/8: comment asked from the old cell."""
    member = make_member(unit=cell)
    member.current_membership().transfer(to=second_cell, on=day("2025-08-01"), by=None)
    grading = Round.objects.open_for(committee, year=2025, by=None)
    assert grading.member_assessments.get().cell == second_cell
    asked = "đã ở đó từ 6 tháng: lấy nhận xét của nơi cũ"
    assert told(grading, member) == {About.MOVED: f"chuyển đến ngày 01/08/2025 từ Chi bộ 1, {asked}"}


def test_e_discipline_in_january_for_the_year_before(committee, cell, office):
    """KHT of a leader by 212-QĐ/TW discipline decided in January for last year: regrade, award
    withdrawn."""
    leader, *_ = [make_member(f"Nguyễn Văn {name}", unit=cell) for name in "ABCDEF"]
    grading = close_year(committee, 2025, leader)
    Round.objects.update(closed_at=timezone.now().replace(year=2025, month=12, day=28))
    row = MemberAssessment.objects.get(member=leader)
    award = commend(row, year=2025)
    paper = decision("03-QĐ/UBKT", day("2026-01-15"), "Ủy ban Kiểm tra")
    facts = {"form": "warning", "on": day("2026-01-15"), "decision": paper}
    Discipline.objects.record_member(leader, by=None, **facts)
    assert list(told(grading, leader)) == [About.LATER]
    regrade(row, Level.KHT, on=day("2026-01-20"), by=office)
    assert MemberAssessment.objects.get(member=leader).level == Level.KHT
    assert row.regradings.get().old_level == Level.XS
    assert list(Commendation.objects.cancelled()) == [award]
    assert grading.summary["members"]["xs"] == 1


def test_f_a_managed_cadre_is_graded_above(committee, cell):
    """Managed cadre: result received, not decided here, still in the statistics, outside our cap
    group."""
    cadre, *_ = [make_member(f"Nguyễn Văn {name}", unit=cell) for name in "ABCDEF"]
    grading = Round.objects.open_for(committee, year=2025, by=None)
    row = grading.member_assessments.get(member=cadre)
    row.refer_up(decided_by="Ban Thường vụ Tỉnh ủy", by=None)
    with pytest.raises(ValidationError):
        grade_one(grading, cadre, Level.XS)
    others = grading.member_assessments.exclude(pk=row.pk)
    grading.grade_members({one.pk: Grade(Level.T) for one in others}, by=None)
    grade_all_units(grading, Level.T)
    grading.close(by=None)
    assert grading.summary["members"]["waiting"] == 1
    receive(row, level=Level.XS, decision=decision("9-QĐ/TU", day("2026-01-10")), by=None)
    counts = grading.member_assessments.counts()
    assert (counts["graded"], counts["xs"], counts["t"], counts["waiting"]) == (6, 1, 5, 0)
    assert (grading.member_shares()[0].xs, grading.member_shares()[0].counted) == (0, 5)


def test_g_the_own_committee_is_told_as_proposed(committee, cell):
    """Own committee: report says "đề nghị"."""
    make_member(unit=cell)
    grading = close_year(committee, 2025)

    def said() -> list[str]:
        headings = drafted(committee)["headings"]
        counted = next(one["counted"] for one in headings if one["key"] == "grading")
        return [one for one in counted if one.startswith("Đảng bộ Trung tâm")]

    assert said() == ["Đảng bộ Trung tâm tự đánh giá, đề nghị xếp loại: hoàn thành tốt nhiệm vụ."]
    paper = decision("15-QĐ/ĐU", day("2026-01-20"), "Đảng ủy phường")
    receive(of_unit(grading, committee), level=Level.T, decision=paper, by=None)
    assert said() == [
        "Đảng bộ Trung tâm được công nhận: hoàn thành tốt nhiệm vụ "
        "(Quyết định số 15-QĐ/ĐU, ngày 20/01/2026)."
    ]


def test_h_a_cell_at_the_highest_level_that_is_not_exemplary(committee, cell, an):
    """XS cell not tiêu biểu: no giấy khen proposed."""
    grading = close_year(committee, 2025, cell)
    row = of_unit(grading, cell)
    assert AnnualForm(grading=grading, user=None).fields["units"].initial == []
    facts = {"members": [], "units": [row.pk], "decision": decision(), "form": "merit"}
    facts |= {"given_on": timezone.localdate(), "unit_reason": "Xuất sắc"}
    with pytest.raises(ValidationError) as refusal:
        Commendation.objects.give_annual(grading, by=None, **facts)
    assert refusal.value.message_dict == {"units": [f"Chi bộ 1: {NOT_EXEMPLARY}"]}
    recognise(cell, year=2025, on="2025-12-29")
    assert AnnualForm(grading=grading, user=None).fields["units"].initial == [row.pk]
