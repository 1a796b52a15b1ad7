"""Figures of grading and commendation: by the round's period, by the cell of its roll."""

from evaluations.models import Commendation, Grade, Proposal
from reports.figures import Ratio, Scope, compute
from tests.conftest import day, make_member

YEAR = day("2020-01-01"), day("2020-12-31")


def values(unit, *codes, period=YEAR):
    return list(compute(Scope(unit, *period), codes).values())


def test_levels_of_the_committee_and_of_a_cell(graded, committee, cell, second_cell):
    codes = ["grading.members.graded", "grading.members.not_graded", "grading.members.xs"]
    assert values(committee, *codes) == [3, 1, 1]
    assert values(cell, *codes) == [2, 0, 1]
    assert values(second_cell, *codes) == [1, 1, 0]


NOT_GRADED = [f"grading.members.{name}" for name in ("not_graded", "excluded", "late", "left")]


def test_not_yet_rightly_not_and_later_are_three_figures(graded, committee, cell):
    undecided = graded.member_assessments.get(level="")
    assert values(committee, *NOT_GRADED) == [1, 0, 0, 1]
    undecided.postpone(late_cause="sick", by=None)
    assert values(committee, *NOT_GRADED) == [1, 0, 1, 0]
    undecided.postpone(late_cause="", by=None)
    graded.grade_members({undecided.pk: Grade(exclusion="exempt")}, by=None)
    assert values(committee, *NOT_GRADED) == [1, 1, 0, 0]
    assert values(cell, *NOT_GRADED) == [0, 0, 0, 0]


def test_who_waits_for_the_level_above_is_still_to_be_graded(graded, committee):
    undecided = graded.member_assessments.get(level="")
    undecided.refer_up(decided_by="Tỉnh ủy", by=None)
    assert values(committee, *NOT_GRADED) == [1, 0, 0, 1]


def test_rates_name_both_numbers(graded, committee, second_cell):
    codes = ["grading.members.xs_rate", "grading.members.xs_of_t"]
    assert values(committee, *codes) == [Ratio(1, 3), Ratio(1, 2)]
    assert [str(value) for value in values(committee, *codes)] == ["1/3 (33,33%)", "1/2 (50%)"]
    assert values(second_cell, "grading.members.xs_rate") == [Ratio(0, 1)]


def test_a_round_counts_where_its_last_day_lies(graded, committee):
    code = "grading.members.graded"
    assert values(committee, code, period=(day("2020-12-31"), day("2020-12-31"))) == [3]
    assert values(committee, code, period=(day("2020-01-01"), day("2020-12-30"))) == [0]
    assert values(committee, code, period=(day("2021-01-01"), day("2021-12-31"))) == [0]


def test_a_later_transfer_does_not_move_the_grade(graded, cell, second_cell):
    member = graded.member_assessments.get(level="xs").member
    member.current_membership().transfer(to=second_cell, on=day("2021-02-01"), by=None)
    assert values(cell, "grading.members.xs") == [1]


def test_cells_and_committees_are_counted_apart(graded, committee, cell, second_cell):
    undecided = graded.member_assessments.get(level="")
    graded.grade_members({undecided.pk: Grade("ht")}, by=None)
    units = {row.unit: row.pk for row in graded.unit_assessments.select_related("unit")}
    graded.grade_units({units[cell]: Grade("xs"), units[second_cell]: Grade("t")}, by=None)
    graded.grade_units({units[committee]: Grade("t")}, by=None)
    codes = ["grading.cells.graded", "grading.cells.xs", "grading.units.graded", "grading.units.t"]
    assert values(committee, *codes) == [2, 1, 1, 1]


def give(unit, given_on, kind="annual", year=2020, member=None, **facts):
    return Commendation.objects.give(
        unit=unit,
        member=member,
        kind=kind,
        form="merit",
        year=year,
        reason=f"Thành tích {given_on}",
        given_on=day(given_on),
        by=None,
        **facts,
    )


def test_annual_commendations_count_by_grading_year(committee, cell):
    give(cell, "2021-01-07", year=2020)
    give(cell, "2020-01-07", year=2019)
    assert values(committee, "awards.annual.cells") == [1]


def test_other_commendations_count_by_the_day_given(committee, cell):
    member = make_member(unit=cell)
    give(cell, "2020-12-31", "thematic", member=member)
    give(cell, "2021-01-01", "thematic", member=member)
    give(cell, "2020-01-01", "hcm")
    give(cell, "2020-06-01", "five_years", year=2019)
    codes = ["awards.thematic.members", "awards.hcm.cells", "awards.hcm.members"]
    codes += ["awards.five_years.cells", "awards.five_years.members"]
    assert values(committee, *codes) == [1, 1, 0, 1, 0]


def test_what_is_not_of_the_party_or_no_member_and_no_unit_is_in_no_figure(committee, cell):
    member = make_member(unit=cell)
    give(cell, "2020-05-19", "hcm", member=member, given_by="employer", giver_body="Sở Y tế")
    give(cell, "2020-05-19", "hcm", given_by="employer", giver_body="Sở Y tế")
    give(committee, "2020-05-19", "hcm", outsider="Công đoàn", outsider_is="của Trung tâm")
    give(cell, "2020-05-20", "ad_hoc", member=member)
    codes = ["awards.hcm.members", "awards.hcm.cells", "awards.thematic.members"]
    assert values(committee, *codes) == [0, 0, 1]


def test_what_was_cancelled_counts_no_more(committee, cell):
    give(cell, "2020-05-19", "hcm").cancel(reason="Ghi nhầm", by=None)
    assert values(committee, "awards.hcm.cells") == [0]


def test_proposals_by_whom_they_are_for(committee, cell):
    common = {"kind": "thematic", "form": "merit", "year": 2020, "proposed_on": day("2020-12-31")}
    for unit, member in [(committee, None), (cell, None), (cell, make_member(unit=cell))]:
        Proposal.objects.give(unit=unit, member=member, reason="Thành tích", by=None, **common)
    codes = ["members", "cells", "committees"]
    assert values(committee, *[f"awards.proposed.{code}" for code in codes]) == [1, 1, 1]
