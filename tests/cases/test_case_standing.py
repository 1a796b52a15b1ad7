"""Cases by which a member on the roll takes part otherwise for a time."""

import pytest
from django.core.exceptions import ValidationError

from cases.models import Case
from cases.procedures import (
    EXEMPTION,
    EXEMPTION_BY_CELL,
    EXEMPTION_END,
    SUSPENSION,
    SUSPENSION_END,
    TEMPORARY_OUT,
    open_to,
)
from cells.models import Decision, Threshold
from tests.conftest import day, make_member


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


def walk(kind, member, steps, **facts):
    """Open a case and record its steps, each as (code, day)."""
    case = Case.objects.start(kind=kind, member=member, on=day(steps[0][1]), by=None, **facts)
    for code, on in steps:
        decision = Decision(number="9-QĐ/ĐU", signed_on=day(on), issuer="Đảng ủy")
        is_decision = case.next_step.has_decision
        case.record(code, on=day(on), by=None, decision=decision if is_decision else None)
    return case


def spell(rows) -> tuple:
    row = rows.get()
    return row.starts_on, row.ends_on


def test_an_exemption_begins_with_the_decision_and_ends_with_a_resolution(member):
    steps = [("application", "2020-03-02"), ("resolution", "2020-03-05"), ("decision", "2020-04-01")]
    walk(EXEMPTION.code, member, steps)
    assert spell(member.exemptions) == (day("2020-04-01"), None)
    walk(EXEMPTION_END.code, member, [("application", "2020-08-03"), ("resolution", "2020-09-01")])
    assert spell(member.exemptions) == (day("2020-04-01"), day("2020-08-31"))


def test_from_eighty_the_cell_decides(cell):
    old = make_member(unit=cell, born_on=day("1935-01-01"))
    assert EXEMPTION_BY_CELL in open_to(old)
    steps = [("application", "2020-03-02"), ("resolution", "2020-03-05")]
    walk(EXEMPTION_BY_CELL.code, old, steps)
    assert spell(old.exemptions) == (day("2020-03-05"), None)


def test_a_suspension_begins_and_ends_by_decision(member):
    walk(SUSPENSION.code, member, [("proposal", "2020-03-02"), ("decision", "2020-03-10")])
    assert spell(member.suspensions) == (day("2020-03-10"), None)
    assert SUSPENSION not in open_to(member)
    walk(SUSPENSION_END.code, member, [("decision", "2020-06-01")])
    assert spell(member.suspensions) == (day("2020-03-10"), day("2020-05-31"))


def test_who_goes_for_a_time_stays_on_the_roll_and_is_expected_back(member):
    steps = [("request", "2020-03-02"), ("letter", "2020-03-05"), ("left", "2020-03-09")]
    facts = {"place": "Chi bộ Trường Chính trị", "until": day("2020-08-31")}
    case = walk(TEMPORARY_OUT.code, member, steps, **facts)
    assert spell(member.absences) == (day("2020-03-09"), None)
    assert member.current_membership() is not None
    assert case.due_of(case.next_step, Threshold.objects.history()) == day("2020-08-31")
    case.record("returned", on=day("2020-09-01"), by=None)
    assert spell(member.absences) == (day("2020-03-09"), day("2020-08-31"))


def test_the_return_is_expected_after_the_beginning(member):
    facts = {"place": "Chi bộ khác", "until": day("2020-03-02")}
    with pytest.raises(ValidationError) as refusal:
        Case.objects.start(
            kind=TEMPORARY_OUT.code, member=member, on=day("2020-03-02"), by=None, **facts
        )
    assert list(refusal.value.message_dict) == ["until"]


def test_whoever_leaves_the_roll_leaves_what_was_begun(member):
    case = walk(SUSPENSION.code, member, [("proposal", "2020-03-02")])
    member.exemptions.create(starts_on=day("2020-01-01"))
    member.current_membership().leave(on=day("2020-05-01"), left_by="death", by=None)
    case.refresh_from_db()
    assert (case.outcome, spell(member.exemptions)) == (
        "stopped",
        (day("2020-01-01"), day("2020-04-30")),
    )
