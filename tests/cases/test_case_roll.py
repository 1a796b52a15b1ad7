"""Cases by which a member goes from the roll, or comes back onto it."""

import pytest
from django.core.exceptions import ValidationError

from cases.models import Case
from cases.procedures import (
    ANNULMENT,
    DELETION,
    EXEMPTION,
    READMISSION,
    RESIGNATION,
    RESTORATION,
    SUSPENSION,
    TEMPORARY_OUT,
    TRANSFER_OUT,
    open_to,
)
from cells.models import Decision
from members.models import LeftBy
from tests.conftest import day, make_member


def decide(on):
    return Decision(number="15-QĐ/ĐU", signed_on=day(on), issuer="Đảng ủy")


def refused(act) -> list[str]:
    """The fields of a refusal."""
    with pytest.raises(ValidationError) as refusal:
        act()
    return list(refusal.value.message_dict)


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


def start(kind, member, on="2020-03-02", **facts):
    return Case.objects.start(kind=kind, member=member, on=day(on), by=None, **facts)


def left(member) -> tuple:
    spell = member.memberships.get()
    return spell.ends_on, spell.left_by


@pytest.fixture
def transfer(member):
    case = start(TRANSFER_OUT.code, member, place="Đảng bộ Bệnh viện tỉnh")
    case.record("request", on=day("2020-03-02"), by=None)
    return case


def test_a_transfer_is_followed_until_the_other_side_confirms(transfer, member):
    transfer.record("letter", on=day("2020-03-20"), by=None)
    transfer.record("left", on=day("2020-04-01"), by=None)
    spell = member.memberships.get()
    assert (spell.ends_on, spell.left_by) == (day("2020-03-31"), LeftBy.TRANSFER)
    assert spell.left_to == "Đảng bộ Bệnh viện tỉnh"
    transfer.refresh_from_db()
    assert (transfer.closed_on, transfer.next_step.code) == (None, "arrived")
    transfer.record("arrived", on=day("2020-04-10"), by=None)
    assert transfer.outcome == "done"


def test_the_start_follows_an_earlier_first_step_until_a_later_one_stands_on_it(member):
    case = start(TRANSFER_OUT.code, member, on="2020-03-10", place="Đảng bộ Bệnh viện tỉnh")
    case.record("request", on=day("2020-03-02"), by=None)
    case.refresh_from_db()
    assert case.opened_on == day("2020-03-02")
    assert refused(lambda: case.record("letter", on=day("2020-03-01"), by=None)) == ["on"]


def test_no_case_begins_before_admission(member):
    case = start(DELETION.code, member)
    assert refused(lambda: case.record("cell_vote", on=day("2010-03-02"), by=None)) == ["on"]


def test_the_letter_is_due_within_sixty_working_days(transfer):
    """From 2/3/2020; 2/4, 30/4 and 1/5 were holidays."""
    assert refused(lambda: transfer.record("letter", on=day("2020-05-29"), by=None)) == ["note"]
    transfer.record("letter", on=day("2020-05-28"), by=None)


def test_a_transfer_says_where_to(member):
    assert refused(lambda: start(TRANSFER_OUT.code, member)) == ["place"]


def test_having_left_is_taken_back_with_its_step(transfer, member):
    transfer.record("letter", on=day("2020-03-20"), by=None)
    transfer.undo(by=None)
    transfer.record("letter", on=day("2020-03-21"), by=None)
    transfer.record("left", on=day("2020-04-01"), by=None)
    act = member.roll_acts.last()
    with pytest.raises(ValidationError, match="ghi cùng “Đưa ra khỏi danh sách chi bộ, 01/04/2020”"):
        act.withdraw(reason="Nhầm", by=None)
    transfer.undo(by=None)
    assert (member.current_membership().unit, transfer.last_step.code) == (transfer.unit, "letter")
    assert member.roll_acts.last().reason == "Bỏ bước “Đưa ra khỏi danh sách chi bộ” của hồ sơ"


def test_a_case_that_was_done_by_mistake_is_open_again(member):
    case = start(DELETION.code, member)
    for code in ("cell_vote", "committee"):
        case.record(code, on=day("2020-03-20"), by=None)
    decided = Decision(number="5-QĐ/ĐU", signed_on=day("2020-03-25"), issuer="Đảng ủy")
    case.record("decision", on=day("2020-04-01"), decision=decided, by=None)
    case.undo(by=None)
    case.refresh_from_db()
    assert (case.closed_on, case.outcome, case.next_step.code) == (None, "", "decision")
    assert member.current_membership().unit == case.unit


@pytest.mark.parametrize(
    ("kind", "before", "left_by"),
    [
        (DELETION.code, ["cell_vote", "committee"], LeftBy.DELETION),
        (RESIGNATION.code, ["application", "cell_vote", "committee"], LeftBy.RESIGNATION),
        (ANNULMENT.code, ["finding"], LeftBy.ANNULMENT),
    ],
)
def test_the_decision_ends_the_spell(member, kind, before, left_by):
    case = start(kind, member)
    for code in before:
        case.record(code, on=day("2020-03-10"), by=None)
    assert "decision_number" in refused(lambda: case.record("decision", on=day("2020-04-01"), by=None))
    case.record("decision", on=day("2020-04-01"), decision=decide("2020-03-25"), by=None)
    assert left(member) == (day("2020-03-31"), left_by)
    assert case.outcome == "done"


@pytest.fixture
def gone(member):
    """Out of the Party from 1/1/2017 on."""
    member.memberships.update(starts_on=day("2016-01-01"))
    spell = member.current_membership()
    spell.leave(on=day("2017-01-01"), left_by=LeftBy.DELETION, by=None)
    return member


def test_rights_are_restored_by_a_decision(gone, second_cell):
    case = start(RESTORATION.code, gone, to=second_cell)
    case.record("finding", on=day("2020-03-02"), by=None)
    case.record("decision", on=day("2020-03-09"), decision=decide("2020-03-05"), by=None)
    spell = gone.current_membership()
    assert (spell.unit, spell.starts_on, spell.came_by) == (
        second_cell,
        day("2020-03-09"),
        "reinstatement",
    )


def test_readmission_needs_thirty_six_months_outside(gone, second_cell):
    make_member("Trần Văn Hai", unit=second_cell)
    case = start(READMISSION.code, gone, on="2019-12-02", to=second_cell)
    case.record("application", on=day("2019-12-02"), by=None)
    vote = {"eligible": 1, "votes_for": 1, "votes_against": 0, "by": None}
    assert refused(lambda: case.record("cell_vote", on=day("2019-12-31"), **vote)) == ["on"]
    case.record("cell_vote", on=day("2020-01-01"), **vote)
    case.record("committee", on=day("2020-01-10"), by=None)
    case.record("decision", on=day("2020-02-03"), decision=decide("2020-02-03"), by=None)
    case.record("ceremony", on=day("2020-02-20"), by=None)
    assert gone.current_membership().starts_on == day("2020-02-20")


def test_which_kinds_make_sense(member, gone):
    other = make_member("Lê Văn Ba", unit=member.home)
    assert open_to(gone) == [RESTORATION, READMISSION]
    assert open_to(other) == [
        TRANSFER_OUT,
        TEMPORARY_OUT,
        EXEMPTION,
        SUSPENSION,
        DELETION,
        RESIGNATION,
        ANNULMENT,
    ]


def test_who_moved_away_within_the_party_cannot_be_readmitted(member):
    member.current_membership().leave(on=day("2020-01-01"), left_by=LeftBy.TRANSFER, by=None)
    assert open_to(member) == []


def test_an_old_stay_as_a_guest_does_not_lengthen_the_time_outside(member, second_cell):
    member.join(second_cell, on=day("2019-02-01"), by=None, came_by="transfer", kind="temporary")
    member.current_stay().leave(on=day("2019-03-01"), left_by=LeftBy.TRANSFER, by=None)
    member.current_membership().leave(on=day("2020-01-10"), left_by=LeftBy.DELETION, by=None)
    make_member("Trần Văn Hai", unit=second_cell)
    case = start(READMISSION.code, member, on="2022-03-01", to=second_cell)
    case.record("application", on=day("2022-03-01"), by=None)
    vote = {"eligible": 1, "votes_for": 1, "votes_against": 0, "by": None}
    assert refused(lambda: case.record("cell_vote", on=day("2023-01-09"), **vote)) == ["on"]
    case.record("cell_vote", on=day("2023-01-10"), **vote)


def test_a_transfer_stops_when_the_member_is_gone_otherwise_before(transfer, member):
    transfer.record("letter", on=day("2020-03-20"), by=None)
    member.current_membership().leave(on=day("2020-04-01"), left_by=LeftBy.DEATH, by=None)
    transfer.refresh_from_db()
    assert (transfer.closed_on, transfer.outcome) == (day("2020-04-01"), "stopped")
