"""Ending, splitting and changing the kind of units: both sides of the day, and what is refused."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import AuditEvent
from cells.models import Ancestry, Decision, EventKind, Unit, UnitKind
from cells.rights import Role, may
from common.periods import DAY
from tests.conftest import START, day, found, make_user

FIRST = day("2020-07-01")
EVE = day("2020-06-30")
DISSOLVED, MERGED = EventKind.DISSOLVED, EventKind.MERGED


def above(unit, on):
    rows = Ancestry.objects.on(on).filter(unit=unit)
    return sorted(rows.values_list("ancestor__code", flat=True))


def refused_at(refusal) -> list[str]:
    return list(refusal.value.message_dict)


def test_the_last_day_is_the_day_before(cell):
    cell.end(on=FIRST, how=DISSOLVED, by=None)
    assert cell.version_on(EVE).name == "Chi bộ 1"
    assert cell.version_on(FIRST) is None
    assert above(cell, EVE) == ["chi-bo-1", "dang-bo"]
    assert above(cell, FIRST) == []
    assert Unit.objects.get(pk=cell.pk).ended_on == EVE
    assert not Unit.objects.cells().exists()


def test_a_merger_names_the_unit_merged_into_and_keeps_the_paper(cell, second_cell):
    paper = Decision.objects.create(number="9-QĐ/ĐU", signed_on=EVE, issuer="Đảng ủy")
    cell.end(on=FIRST, how=MERGED, into=second_cell, decision=paper, by=None)
    event = cell.events.last()
    assert (event.kind, event.effective_on, event.other) == (MERGED, FIRST, second_cell)
    assert event.decision == paper


def test_roles_at_a_unit_end_with_it(cell, secretary):
    late = make_user("muon", Role.SECRETARY, cell)
    late.assignments.update(starts_on=day("2020-08-01"))
    cell.end(on=FIRST, how=DISSOLVED, by=None)
    assert secretary.assignments.get().ends_on == EVE
    assert late.assignments.get().ends_on == day("2020-08-01")
    assert not may(secretary, "meeting.record", cell)


def test_an_end_today_is_allowed_and_tomorrow_is_not(cell, second_cell):
    today = timezone.localdate()
    cell.end(on=today, how=DISSOLVED, by=None)
    with pytest.raises(ValidationError) as refusal:
        second_cell.end(on=today + DAY, how=DISSOLVED, by=None)
    assert refused_at(refusal) == ["on"]


def test_a_unit_exists_for_one_day_at_least(cell, second_cell):
    with pytest.raises(ValidationError) as refusal:
        cell.end(on=START, how=DISSOLVED, by=None)
    assert refused_at(refusal) == ["on"]
    cell.end(on=START + DAY, how=DISSOLVED, by=None)
    assert cell.ended_on == START


def test_a_unit_with_units_under_it_does_not_end(committee, cell):
    with pytest.raises(ValidationError) as refusal:
        committee.end(on=FIRST, how=DISSOLVED, by=None)
    assert refused_at(refusal) == ["on"]
    cell.end(on=FIRST, how=DISSOLVED, by=None)
    committee.end(on=FIRST, how=DISSOLVED, by=None)
    assert above(committee, FIRST) == []


def test_a_unit_does_not_end_before_what_stood_under_it(committee, cell):
    cell.end(on=FIRST, how=DISSOLVED, by=None)
    with pytest.raises(ValidationError) as refusal:
        committee.end(on=EVE, how=DISSOLVED, by=None)
    assert refused_at(refusal) == ["on"]


def test_a_unit_ends_once(cell):
    cell.end(on=FIRST, how=DISSOLVED, by=None)
    with pytest.raises(ValidationError) as refusal:
        cell.end(on=FIRST + DAY, how=DISSOLVED, by=None)
    assert refused_at(refusal) == ["on"]


def test_a_unit_does_not_end_before_its_last_act_nor_before_one_above_it(cell, committee):
    upper = found("tren", UnitKind.UPPER_COMMITTEE, "Đảng bộ cấp trên")
    cell.rename(name="Chi bộ A", on=day("2020-01-01"), by=None)
    committee.move(under=upper, on=FIRST, by=None)
    for on in (day("2019-12-31"), EVE):
        with pytest.raises(ValidationError) as refusal:
            cell.end(on=on, how=DISSOLVED, by=None)
        assert refused_at(refusal) == ["on"]
    cell.end(on=FIRST, how=DISSOLVED, by=None)
    assert above(cell, EVE) == ["chi-bo-1", "dang-bo"]


def test_what_began_only_on_the_day_of_the_end_never_was(cell, committee):
    other = found("dang-bo-2", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ 2")
    cell.move(under=other, on=FIRST, by=None)
    cell.end(on=FIRST, how=DISSOLVED, by=None)
    version = cell.versions.get()
    assert (version.parent, version.ends_on) == (committee, EVE)
    assert not Ancestry.objects.filter(ancestor=other, unit=cell).exists()


def test_a_merger_with_itself_or_with_what_is_no_more_is_refused(cell, second_cell):
    third = found("chi-bo-3", UnitKind.CELL, "Chi bộ 3", parent=cell.version_on(START).parent)
    third.end(on=EVE, how=DISSOLVED, by=None)
    for into in (cell, third):
        with pytest.raises(ValidationError) as refusal:
            cell.end(on=FIRST, how=MERGED, into=into, by=None)
        assert refused_at(refusal) == ["into"]
    assert Unit.objects.get(pk=cell.pk).ended_on is None


def test_nothing_more_happens_to_a_unit_that_ended(cell, second_cell, committee):
    cell.end(on=FIRST, how=DISSOLVED, by=None)
    other = found("dang-bo-2", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ 2")
    for act in (
        lambda: cell.rename(name="Khác", on=FIRST + DAY, by=None),
        lambda: cell.move(under=other, on=FIRST + DAY, by=None),
        lambda: cell.change_kind(kind=UnitKind.SUBCOMMITTEE, on=FIRST + DAY, by=None),
        lambda: cell.split(into=found("moi", UnitKind.CELL, "Mới", on=FIRST), on=FIRST, by=None),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refused_at(refusal) == ["on"]


@pytest.mark.parametrize("on", [EVE, FIRST])
def test_nothing_is_founded_or_moved_under_a_unit_that_ended(committee, cell, on):
    part = found("bo-phan", UnitKind.SUBCOMMITTEE, "Đảng bộ bộ phận", parent=committee)
    part.end(on=FIRST, how=DISSOLVED, by=None)
    with pytest.raises(ValidationError) as refusal:
        found("moi", UnitKind.CELL, "Mới", parent=part, on=on)
    assert refused_at(refusal) == ["parent"]
    with pytest.raises(ValidationError) as refusal:
        cell.move(under=part, on=on, by=None)
    assert refused_at(refusal) == ["under"]


def test_what_ended_under_a_unit_moves_along_in_todays_tree_only(committee, cell):
    other = found("tren", UnitKind.UPPER_COMMITTEE, "Đảng bộ cấp trên")
    cell.end(on=FIRST, how=DISSOLVED, by=None)
    committee.move(under=other, on=FIRST, by=None)
    cell.refresh_from_db()
    assert cell.path == f"{other.pk}/{committee.pk}/{cell.pk}/"
    assert not Ancestry.objects.filter(unit=cell, ancestor=other).exists()


def test_a_cell_becomes_a_committee_from_that_day_on(cell):
    cell.change_kind(kind=UnitKind.SUBCOMMITTEE, on=FIRST, by=None)
    assert cell.version_on(EVE).kind == UnitKind.CELL
    assert cell.version_on(FIRST).kind == UnitKind.SUBCOMMITTEE
    assert Unit.objects.get(pk=cell.pk).kind == UnitKind.SUBCOMMITTEE
    assert found("to-1", UnitKind.CELL, "Chi bộ 1.1", parent=cell, on=FIRST).pk
    with pytest.raises(ValidationError) as refusal:
        found("to-2", UnitKind.CELL, "Chi bộ 1.2", parent=cell, on=EVE)
    assert refused_at(refusal) == ["parent"]


def test_a_committee_with_units_under_it_does_not_become_a_cell(committee, cell):
    with pytest.raises(ValidationError) as refusal:
        committee.change_kind(kind=UnitKind.GRASSROOTS_CELL, on=FIRST, by=None)
    assert refused_at(refusal) == ["kind"]
    cell.end(on=FIRST, how=DISSOLVED, by=None)
    committee.change_kind(kind=UnitKind.GRASSROOTS_CELL, on=FIRST, by=None)
    assert committee.is_cell


def test_the_kind_it_already_is_is_refused(cell):
    with pytest.raises(ValidationError) as refusal:
        cell.change_kind(kind=UnitKind.CELL, on=FIRST, by=None)
    assert refused_at(refusal) == ["kind"]


def test_a_split_names_what_came_of_it(cell, committee):
    new = found("chi-bo-7", UnitKind.CELL, "Chi bộ 7", parent=committee, on=FIRST)
    cell.split(into=new, on=FIRST, by=None)
    event = cell.events.last()
    assert (event.kind, event.effective_on, event.other) == (EventKind.SPLIT, FIRST, new)


def test_a_split_into_itself_or_into_what_was_there_before_is_refused(cell, second_cell):
    for into in (cell, second_cell):
        with pytest.raises(ValidationError) as refusal:
            cell.split(into=into, on=FIRST, by=None)
        assert refused_at(refusal) == ["into"]


def test_every_act_is_on_record(cell, second_cell, office):
    second_cell.change_kind(kind=UnitKind.SUBCOMMITTEE, on=FIRST, by=office)
    cell.split(into=found("moi", UnitKind.CELL, "Mới", on=FIRST), on=FIRST, by=office)
    cell.end(on=FIRST + DAY, how=DISSOLVED, by=office)
    acts = AuditEvent.objects.filter(by=office).order_by("id").values_list("action", flat=True)
    assert list(acts) == ["unit.change_kind", "unit.split", "unit.end"]


def test_an_upper_body_outside_is_found_once_under_its_name(office):
    body = Unit.objects.outside("Đảng ủy  Khối Doanh nghiệp", by=office)
    assert (body.code, body.kind) == ("ngoai-dang-uy-khoi-doanh-nghiep", UnitKind.UPPER_COMMITTEE)
    assert Unit.objects.outside("Đảng ủy Khối Doanh nghiệp", by=office) == body
    assert not body.assignments.exists()


def test_a_free_code_is_taken_by_nobody(committee, cell):
    assert Unit.objects.free_code("Chi bộ 3 Đội") == "chi-bo-3-doi"
    assert Unit.objects.free_code("…") == "to-chuc"
    assert Unit.objects.free_code("Chi bộ 1") == "chi-bo-1-2"
    found("chi-bo-1-2", UnitKind.CELL, "Chi bộ 1", parent=committee)
    assert Unit.objects.free_code("Chi bộ 1") == "chi-bo-1-3"
