"""The movement ledger: opening + arrivals - departures = closing, for any scope and any two dates."""

import datetime
from types import MappingProxyType

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cells.models import Decision, Unit, UnitKind
from members.models import CameBy, LeftBy, Membership
from organisation.models import Act, Restructuring
from reports.figures import Scope, compute, moves
from reports.figures.moves import ARRIVALS, DEPARTURES
from tests.conftest import START, day, found, make_member

FIRST, LAST = day("2019-01-02"), day("2020-06-30")


def ledger(unit, start, end):
    """The figures that are not zero."""
    codes = ["members.opening", "members.closing"] + [f.code for f in ARRIVALS + DEPARTURES]
    values = compute(Scope(unit, day(start), day(end)), codes)
    return {code: value for code, value in values.items() if value}


def test_whoever_leaves_on_a_day_counts_until_the_day_before(committee, cell):
    member = make_member(unit=cell, on=day("2020-01-10"))
    member.current_membership().leave(on=day("2020-06-15"), left_by=LeftBy.DEATH, by=None)
    assert ledger(cell, "2020-01-11", "2020-06-14") == {"members.opening": 1, "members.closing": 1}
    assert ledger(cell, "2020-01-11", "2020-06-15") == {"members.opening": 1, "moves.died": 1}
    assert ledger(cell, "2020-06-15", "2020-06-15") == {"members.opening": 1, "moves.died": 1}
    assert ledger(cell, "2020-06-16", "2020-12-31") == {}


def test_whoever_comes_on_a_day_counts_from_that_day(committee, cell):
    make_member(unit=cell, on=day("2020-01-10"))
    assert ledger(cell, "2020-01-01", "2020-01-09") == {}
    assert ledger(cell, "2020-01-01", "2020-01-10") == {"members.closing": 1, "moves.transferred_in": 1}
    assert ledger(cell, "2020-01-11", "2020-01-31") == {"members.opening": 1, "members.closing": 1}


def test_a_transfer_inside_is_a_movement_of_the_cells_only(committee, cell, second_cell):
    member = make_member(unit=cell)
    member.current_membership().transfer(to=second_cell, on=day("2020-05-01"), by=None)
    year = "2020-01-01", "2020-12-31"
    assert ledger(committee, *year) == {"members.opening": 1, "members.closing": 1}
    assert ledger(cell, *year) == {"members.opening": 1, "moves.transferred_out": 1}
    assert ledger(second_cell, *year) == {"members.closing": 1, "moves.transferred_in": 1}


def test_a_cell_that_changes_its_committee_takes_its_members_along(committee, cell, foreign_cell):
    make_member(unit=cell)
    other = Unit.objects.get(code="dang-bo-khac")
    cell.move(under=other, on=day("2020-05-01"), by=None)
    year = "2020-01-01", "2020-12-31"
    assert ledger(committee, *year) == {"members.opening": 1, "moves.left_with_unit": 1}
    assert ledger(other, *year) == {"members.closing": 1, "moves.received_with_unit": 1}
    assert ledger(cell, *year) == {"members.opening": 1, "members.closing": 1}


def test_a_merger_into_another_committee_takes_the_members_with_it(committee, cell, foreign_cell):
    """Seen from the two committees members came and went with their unit; inside, nobody moved."""
    top = found("tren", UnitKind.UPPER_COMMITTEE, "Đảng bộ cấp trên")
    other = Unit.objects.get(code="dang-bo-khac")
    for body in (committee, other):
        body.move(under=top, on=START, by=None)
    make_member(unit=cell)
    cell, foreign_cell = Unit.objects.get(pk=cell.pk), Unit.objects.get(pk=foreign_cell.pk)
    restructure(top, Act.MERGE, None, cell, foreign_cell, day("2020-05-01"))
    year = "2020-01-01", "2020-12-31"
    left = {"members.opening": 1, "moves.left_with_unit": 1}
    came = {"members.closing": 1, "moves.received_with_unit": 1}
    assert ledger(committee, *year) == ledger(cell, *year) == left
    assert ledger(other, *year) == ledger(foreign_cell, *year) == came
    assert ledger(top, *year) == {"members.opening": 1, "members.closing": 1}
    assert ledger(cell, "2020-01-01", "2020-04-30") == {"members.opening": 1, "members.closing": 1}


def test_a_split_moves_only_who_goes_over(committee, cell):
    stays, goes = make_member(unit=cell), make_member("Trần Thị Bình", unit=cell)
    restructure(committee, Act.SPLIT, goes, cell, None, day("2020-05-01"))
    new = Unit.objects.get(name="Chi bộ mới")
    year = "2020-01-01", "2020-12-31"
    assert ledger(committee, *year) == {"members.opening": 2, "members.closing": 2}
    assert ledger(cell, *year) == {
        "members.opening": 2,
        "members.closing": 1,
        "moves.left_with_unit": 1,
    }
    assert ledger(new, *year) == {"members.closing": 1, "moves.received_with_unit": 1}
    assert stays.current_membership().unit == cell


def test_a_cell_handed_over_leaves_with_its_members(committee, cell):
    make_member(unit=cell)
    restructure(committee, Act.HAND_OVER, None, cell, None, day("2020-05-01"))
    year = "2020-01-01", "2020-12-31"
    assert ledger(committee, *year) == {"members.opening": 1, "moves.left_with_unit": 1}
    assert ledger(cell, *year) == {"members.opening": 1, "members.closing": 1}


def test_guests_are_not_on_the_roll(committee, cell, foreign_cell):
    guest = make_member(unit=foreign_cell)
    guest.join(cell, on=day("2020-02-01"), by=None, came_by=CameBy.TRANSFER, kind="temporary")
    assert ledger(committee, "2020-01-01", "2020-12-31") == {}
    values = compute(Scope(committee, day("2020-01-01"), day("2020-12-31")), ["members.temporary_in"])
    assert values == {"members.temporary_in": 1}


PLANNED = [Act.MERGE, Act.SPLIT, Act.DISSOLVE, Act.HAND_OVER, Act.CHANGE_KIND]
acts = st.tuples(
    st.sampled_from(["join", "begin", "transfer", "leave", "move", *PLANNED]),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 45),
    st.sampled_from([cause for cause in LeftBy if cause != LeftBy.WITH_UNIT]),
)
days = st.dates(FIRST, LAST)


def test_who_was_there_when_the_records_begin_is_no_movement(committee, cell):
    """Of a list as of 10 March: at the start of the year of that day, whenever it begins."""
    make_member("Nguyễn Văn An").join(cell, on=day("2020-03-10"), by=None, came_by=CameBy.OPENING)
    make_member("Trần Thị Bình").join(cell, on=day("2020-04-01"), by=None, came_by=CameBy.TRANSFER)
    year = {"members.opening": 1, "moves.transferred_in": 1, "members.closing": 2}
    assert ledger(committee, "2020-01-01", "2020-12-31") == year
    assert ledger(cell, "2020-03-10", "2020-03-31") == {"members.opening": 1, "members.closing": 1}
    assert ledger(cell, "2020-01-01", "2020-03-09") == {}
    assert ledger(cell, "2020-03-11", "2020-03-31") == {"members.opening": 1, "members.closing": 1}
    assert ledger(cell, "2021-01-01", "2021-12-31") == {"members.opening": 2, "members.closing": 2}


def test_who_was_there_and_moves_inside_is_at_the_start_of_both(committee, cell, second_cell):
    member = make_member("Nguyễn Văn An")
    member.join(cell, on=day("2020-03-10"), by=None, came_by=CameBy.OPENING)
    member.current_membership().transfer(to=second_cell, on=day("2020-06-01"), by=None)
    year = ("2020-01-01", "2020-12-31")
    assert ledger(committee, *year) == {"members.opening": 1, "members.closing": 1}
    assert ledger(cell, *year) == {"members.opening": 1, "moves.transferred_out": 1}
    assert ledger(second_cell, *year) == {"moves.transferred_in": 1, "members.closing": 1}


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(acts, max_size=14), dates=st.tuples(days, days).map(sorted))
def test_the_ledger_balances_over_any_history(db, history, dates):
    with transaction.atomic():
        units = live_through(history)
        for unit in units:
            assert_balanced(unit, *dates)
        transaction.set_rollback(True)


def live_through(history, kept=MappingProxyType({})) -> list[Unit]:
    """Two committees under one upper body, four cells, four members; acts in the order of time.

    `kept`: what else is recorded of a cell and a member on a day, by the names of such acts.
    """
    top = found("tren", UnitKind.UPPER_COMMITTEE, "Đảng bộ cấp trên")
    committees = [
        found(f"co-so-{i}", UnitKind.GRASSROOTS_COMMITTEE, f"Đảng bộ {i}", parent=top) for i in (1, 2)
    ]
    for i in range(4):
        found(f"cb-{i}", UnitKind.CELL, f"Chi bộ {i}", parent=committees[i % 2])
    members = [make_member(f"Nguyễn Văn {name}") for name in "ABCD"]
    today = START
    for act, who, where, later, cause in history:
        today += datetime.timedelta(days=later)
        cells = Unit.objects.exclude(pk__in=[top.pk, *(unit.pk for unit in committees)])
        cells = list(cells.order_by("pk"))
        cell, other = cells[where % len(cells)], cells[who % len(cells)]
        try:
            with transaction.atomic():
                if act in kept:
                    kept[act](cell, members[who], today, cause)
                elif act in PLANNED:
                    restructure(top, act, members[who], cell, other, today)
                else:
                    perform(act, members[who], cell, committees[who % 2], today, cause)
        except ValidationError:
            pass  # the verb refuses what cannot be: that is part of a history too
    return list(Unit.objects.all())


def restructure(top, act, member, cell, other, today):
    """One act of a decision, with the member chosen where somebody is."""
    paper = Decision(number="1-QĐ", signed_on=today, issuer="Đảng ủy")
    plan = Restructuring.objects.draft(unit=top, decision=paper, effective_on=today, by=None)
    facts = {
        Act.MERGE: {"target": other},
        Act.DISSOLVE: {"target": other},
        Act.SPLIT: {"name": "Chi bộ mới"},
        Act.HAND_OVER: {"outside": "Đảng ủy khác"},
        Act.CHANGE_KIND: {"kind": UnitKind.SUBCOMMITTEE, "target": other},
    }
    step = plan.add_step(act=act, unit=cell, by=None, **facts[act])
    if act == Act.SPLIT:
        step.distribute({member: step}, by=None)
    plan.apply(by=None)


def perform(act, member, cell, committee, today, cause):
    current = member.current_membership()
    if act == "join":
        member.join(cell, on=today, by=None, came_by=CameBy.TRANSFER)
    elif act == "begin":
        member.join(cell, on=today, by=None, came_by=CameBy.OPENING)
    elif act == "move":
        cell.move(under=Unit.objects.get(pk=committee.pk), on=today, by=None)
    elif current and act == "transfer":
        current.transfer(to=cell, on=today, by=None)
    elif current:
        current.leave(on=today, left_by=cause, by=None)


def assert_balanced(unit, start, end):
    scope = Scope(unit, start, end)
    arrivals, departures = [f.code for f in ARRIVALS], [f.code for f in DEPARTURES]
    values = compute(scope, ["members.opening", "members.closing", *arrivals, *departures])
    came = sum(values[code] for code in arrivals)
    left = sum(values[code] for code in departures)
    assert values["members.opening"] + came - left == values["members.closing"]
    rolls = {
        at: set(Membership.objects.on_roll(unit, at).values_list("member", flat=True))
        for at in (scope.eve, scope.end)
    }
    begun = moves.came(scope, CameBy.OPENING).count()
    assert len(rolls[scope.eve]) + begun == values["members.opening"]
    assert len(rolls[scope.end]) == values["members.closing"]
