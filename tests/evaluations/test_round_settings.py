"""The reference day, the own cap and the reopening of a round; rounds above the grassroots."""

import datetime
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cells.models import Decision, UnitKind
from evaluations.models import Exclusion, Level, Reopening, Round, RuleSet, UnitAssessment
from members.models import Suspension
from tests.conftest import day, found, make_member
from tests.evaluations.conftest import grade_all_members, grade_all_units, grade_one, of_unit


def opened(unit, year, on=None):
    return Round.objects.open_for(unit, year=year, reference_on=on and day(on), by=None)


def exclusion(grading, member):
    return grading.member_assessments.get(member=member).exclusion


def refusal(act) -> dict:
    with pytest.raises(ValidationError) as raised:
        act()
    return raised.value.message_dict


def decision(signed_on=None):
    return Decision(number="05-QĐ/ĐU", signed_on=signed_on or timezone.localdate(), issuer="Đảng ủy")


# --- Who is graded ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "admitted", "excluded"),
    [
        (2016, "06-30", ""),
        (2016, "07-01", Exclusion.TOO_NEW),
        (2018, "06-30", ""),
        (2018, "07-01", Exclusion.TOO_NEW),
        (2020, "06-30", ""),
        (2020, "07-01", Exclusion.TOO_NEW),
        (2023, "06-30", ""),
        (2023, "07-01", Exclusion.TOO_NEW),
        (2025, "06-30", ""),
        (2025, "07-01", Exclusion.TOO_NEW),
    ],
)
def test_members_are_graded_after_six_months_under_every_rule_set(
    committee, cell, year, admitted, excluded
):
    on = day(f"{year}-{admitted}")
    for unit in (committee, cell):
        unit.versions.update(starts_on=day("2010-01-01"))
        unit.descent.update(starts_on=day("2010-01-01"))
    committee.descent.update(starts_on=day("2010-01-01"))
    person = make_member(unit=cell, on=on, admission_decided_on=on, admitted_on=on, official_on=None)
    assert exclusion(opened(committee, year), person) == excluded


@pytest.mark.parametrize(
    ("year", "founded", "excluded"),
    [
        (2020, "2020-06-30", ""),
        (2020, "2020-07-01", Exclusion.NEW_BODY),
        (2022, "2022-07-01", Exclusion.NEW_BODY),
        (2023, "2023-12-31", ""),
        (2025, "2025-07-01", ""),  # every body of a ward was founded that day, and graded
        (2025, "2025-12-31", ""),
    ],
)
def test_new_units_are_graded_but_under_21_hd(committee, year, founded, excluded):
    new = found("moi", UnitKind.CELL, "Chi bộ mới", parent=committee, number=9, on=day(founded))
    assert of_unit(opened(committee, year), new).exclusion == excluded


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "excluded"),
    [
        ("2020-12-31", None, Exclusion.SUSPENDED),
        ("2020-12-01", "2020-12-31", Exclusion.SUSPENDED),
        ("2020-12-01", "2020-12-30", ""),
        ("2021-01-01", None, ""),
    ],
)
def test_who_is_suspended_on_the_day_is_marked(committee, cell, starts_on, ends_on, excluded):
    person = make_member(unit=cell)
    Suspension.objects.create(member=person, starts_on=day(starts_on), ends_on=ends_on and day(ends_on))
    assert exclusion(opened(committee, 2020), person) == excluded


# --- The reference day ---------------------------------------------------------------------------


@pytest.fixture
def newcomer(cell):
    """Admitted on 20 June: less than six months on 10 December, more on the 31st."""
    on = day("2025-06-20")
    return make_member(
        "Vũ Thị Mới", unit=cell, on=on, admission_decided_on=on, admitted_on=on, official_on=None
    )


@pytest.mark.parametrize(
    ("reference", "excluded", "asked"),
    [
        ("2025-12-10", Exclusion.TOO_NEW, [True]),
        ("2025-12-19", Exclusion.TOO_NEW, [True]),
        ("2025-12-20", "", []),
        (None, "", []),
    ],
)
def test_both_results_are_told_where_the_day_decides(committee, newcomer, reference, excluded, asked):
    grading = opened(committee, 2025, reference)
    assert exclusion(grading, newcomer) == excluded
    assert [is_new for _, is_new in grading.too_new_on_one_day()] == asked


def test_another_reference_day_takes_the_roll_anew(committee, cell, newcomer, office):
    late = make_member("Lê Văn Đến", unit=cell, on=day("2025-12-15"))
    grading = opened(committee, 2025, "2025-12-10")
    assert grading.member_assessments.filter(member=late).count() == 0
    grading.refer_to(reference_on=day("2025-12-31"), by=office)
    assert exclusion(grading, newcomer) == ""
    assert exclusion(grading, late) == ""


def test_what_was_written_with_a_note_stays_when_the_day_changes(committee, newcomer):
    grading = opened(committee, 2025, "2025-12-10")
    grade_one(grading, newcomer, "", Exclusion.TOO_NEW, "Đảng ủy thống nhất ngày 12/12")
    grading.refer_to(reference_on=day("2025-12-31"), by=None)
    assert exclusion(grading, newcomer) == Exclusion.TOO_NEW


@pytest.mark.parametrize("on", ["2019-12-31", "2021-01-01"])
def test_the_reference_day_lies_in_the_year(committee, grading, on):
    assert list(refusal(lambda: grading.refer_to(reference_on=day(on), by=None))) == ["reference_on"]
    assert list(refusal(lambda: opened(committee, 2021, "2020-06-01"))) == ["reference_on"]


def test_a_round_is_not_closed_before_its_reference_day(graded):
    tomorrow = timezone.localdate() + datetime.timedelta(1)
    Round.objects.update(reference_on=tomorrow)
    with pytest.raises(ValidationError, match="Chưa đến ngày lấy danh sách"):
        graded.close(by=None)
    Round.objects.update(reference_on=timezone.localdate())
    graded.close(by=None)
    assert graded.is_closed is True


# --- The cap of a round --------------------------------------------------------------------------


def own_cap(
    grading, percent, base="t", rounding="half_up", reason="Thông báo 12-TB/ĐU ngày 01/12/2025"
):
    grading.set_cap(cap_percent=percent, cap_base=base, cap_rounding=rounding, reason=reason, by=None)


def test_a_raised_share_is_the_rounds_own_and_is_frozen_with_it(committee, members):
    grading = opened(committee, 2025)
    own_cap(grading, 25)
    assert grading.own_cap == {"cap_percent": 25}
    assert RuleSet.objects.get(code="43-HD/BTCTW").cap_percent == 20
    grade_all_members(grading, Level.T)
    grade_all_units(grading, Level.T)
    grading.close(by=None)
    assert grading.applied_rules.cap_percent == 25


@pytest.mark.parametrize(("year", "percent"), [(2020, 21), (2023, 21), (2025, 26)])
def test_no_decision_goes_beyond_what_the_rules_know(committee, members, year, percent):
    grading = opened(committee, year)
    assert list(refusal(lambda: own_cap(grading, percent))) == ["cap_percent"]
    own_cap(grading, percent - 1)


def test_another_way_to_count_needs_its_ground(grading):
    assert list(refusal(lambda: own_cap(grading, 20, base="graded", reason=" "))) == ["reason"]
    own_cap(grading, 20, reason="")
    assert (grading.own_cap, grading.own_cap_reason) == ({}, "")


@pytest.mark.parametrize(
    ("reason", "is_taken"),
    [
        ("Cấp trên cho 25%", False),  # 2 of 2: above 25 % as well
        ("Cấp trên cho 100 %", True),
        ("Tính 20% trên tổng số", False),
        ("Tính 50% trên tổng số", True),
        ("Tính 26% trên tổng số, làm tròn lên", True),
        ("Thành tích chống dịch", True),
    ],
)
def test_a_reason_that_names_an_exceeded_share_is_refused(graded, members, reason, is_taken):
    grade_one(graded, members[0], Level.XS)
    grade_one(graded, members[1], Level.XS)
    if is_taken:
        graded.accept_cap(reason=reason, by=None)
        assert graded.cap_reason == reason
    else:
        assert list(refusal(lambda: graded.accept_cap(reason=reason, by=None))) == ["reason"]


# --- Reopening -----------------------------------------------------------------------------------


def test_a_closed_round_is_reopened_by_decision_and_keeps_what_it_said(closed, members, office):
    before = closed.summary
    closed.reopen(decision=decision(), reason="Kỷ luật trong tháng 1", by=office)
    kept = Reopening.objects.get()
    assert (closed.is_closed, closed.summary) == (False, None)
    assert (kept.summary, kept.by, kept.decision.number) == (before, office, "05-QĐ/ĐU")
    grade_one(closed, members[0], Level.HT)
    closed.close(by=office)
    assert closed.summary["members"]["ht"] == 1


def test_a_decision_before_the_closing_reopens_nothing(closed):
    yesterday = timezone.localdate() - datetime.timedelta(1)
    early = partial(closed.reopen, decision=decision(yesterday), reason="Nhầm", by=None)
    assert list(refusal(early)) == ["decision_signed_on"]
    assert Round.objects.get().is_closed is True


def test_an_open_round_and_one_from_paper_are_not_reopened(grading, paper):
    for one in (grading, paper):
        with pytest.raises(ValidationError, match="không cần mở lại"):
            one.reopen(decision=decision(), reason="Nhầm", by=None)


# --- Above the grassroots ------------------------------------------------------------------------


@pytest.fixture
def ward(db):
    return found("phuong", UnitKind.UPPER_COMMITTEE, "Đảng bộ phường", on=day("2025-07-01"))


@pytest.fixture
def below(ward):
    """A cell of the ward itself, and a grassroots committee with a cell; both founded with it."""
    on = day("2025-07-01")
    own = found("tdp-1", UnitKind.CELL, "Chi bộ tổ dân phố 1", parent=ward, number=1, on=on)
    body = found("truong", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ trường", parent=ward, on=on)
    its = found("to-1", UnitKind.CELL, "Chi bộ tổ 1", parent=body, number=1, on=on)
    return own, body, its


def test_a_ward_grades_its_own_cells_and_the_bodies_below(ward, below):
    own, body, its = below
    mine = make_member("Nguyễn Văn Phường", unit=own, on=day("2025-07-01"))
    make_member("Trần Thị Trường", unit=its, on=day("2025-07-01"))
    grading = opened(ward, 2025)
    assert [row.member for row in grading.member_assessments.all()] == [mine]
    assert {row.unit for row in grading.unit_assessments.all()} == {ward, own, body}
    assert set(grading.unit_assessments.values_list("exclusion", flat=True)) == {""}


def test_what_the_ward_decided_counts_before_what_a_body_proposed(ward, below):
    _, body, _ = below
    proposed, decided = opened(body, 2025), opened(ward, 2025)
    grade_all_units(proposed, Level.XS)
    assert standing(body) == [Level.XS]
    decided.grade_units({of_unit(decided, body).pk: (Level.T, "", "")}, by=None)
    assert standing(body) == [Level.T]


def standing(unit) -> list[str]:
    rows = UnitAssessment.objects.filter(unit=unit).one_for_each_unit()
    return list(rows.values_list("level", flat=True))
