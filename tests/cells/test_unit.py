"""Founding, renaming and moving units: before, after, and what is refused."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from cells.models import Ancestry, Decision, EventKind, Unit, UnitKind
from common.periods import DAY
from tests.conftest import START, day, found

FIRST = day("2020-07-01")
EVE = day("2020-06-30")


@pytest.fixture
def other_committee(db):
    return found("dang-bo-2", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ 2")


def above(unit, on):
    """Codes of the units above, itself included, as on a day."""
    rows = Ancestry.objects.on(on).filter(unit=unit)
    return sorted(rows.values_list("ancestor__code", flat=True))


def refused_at(refusal) -> list[str]:
    return list(refusal.value.message_dict)


def test_founding_opens_a_version_and_a_lineage(committee, cell):
    version = cell.versions.get()
    assert (version.name, version.parent, version.starts_on) == ("Chi bộ 1", committee, START)
    assert above(cell, START) == ["chi-bo-1", "dang-bo"]
    assert above(cell, START - DAY) == []
    assert cell.path == f"{committee.pk}/{cell.pk}/"
    assert cell.events.get().kind == EventKind.FOUNDED


def test_founding_keeps_the_decision(db):
    decision = Decision.objects.create(number="140-QĐ/ĐU", signed_on=START, issuer="Đảng ủy cấp trên")
    unit = Unit.objects.found(
        code="db", kind=UnitKind.GRASSROOTS_COMMITTEE, name="ĐB", on=START, decision=decision, by=None
    )
    assert unit.events.get().decision == decision


def test_founding_under_a_unit_that_was_not_there_yet_is_refused(committee):
    with pytest.raises(ValidationError) as refusal:
        found("som", UnitKind.CELL, "Chi bộ sớm", parent=committee, on=START - DAY)
    assert refused_at(refusal) == ["parent"]
    assert not Unit.objects.filter(code="som").exists()


def test_nothing_is_founded_under_a_cell(cell):
    with pytest.raises(ValidationError) as refusal:
        found("to-1", UnitKind.CELL, "Tổ 1", parent=cell)
    assert refused_at(refusal) == ["parent"]


def test_founding_today_is_allowed_and_tomorrow_is_not(committee):
    today = timezone.localdate()
    found("hom-nay", UnitKind.CELL, "Chi bộ hôm nay", parent=committee, on=today)
    with pytest.raises(ValidationError) as refusal:
        found("ngay-mai", UnitKind.CELL, "Chi bộ ngày mai", parent=committee, on=today + DAY)
    assert refused_at(refusal) == ["on"]


def test_founding_recorded_late_follows_the_old_and_the_new_lineage(committee, other_committee):
    part = found("bo-phan", UnitKind.SUBCOMMITTEE, "Đảng bộ bộ phận", parent=committee)
    part.move(under=other_committee, on=FIRST, by=None)
    cell = found("cb", UnitKind.CELL, "Chi bộ", parent=part, on=day("2019-06-01"))
    assert above(cell, EVE) == ["bo-phan", "cb", "dang-bo"]
    assert above(cell, FIRST) == ["bo-phan", "cb", "dang-bo-2"]


def test_founding_under_a_unit_whose_path_was_read_before_it_moved(committee, other_committee):
    part = found("bo-phan", UnitKind.SUBCOMMITTEE, "Đảng bộ bộ phận", parent=committee)
    Unit.objects.get(pk=part.pk).move(under=other_committee, on=FIRST, by=None)
    cell = found("cb", UnitKind.CELL, "Chi bộ", parent=part, on=day("2021-01-01"))
    assert cell.path == f"{other_committee.pk}/{part.pk}/{cell.pk}/"


def test_renaming_closes_the_old_name_the_day_before(cell):
    cell.rename(name="Chi bộ Khám bệnh", number=3, place="Bắc Ninh", on=FIRST, by=None)
    assert cell.version_on(EVE).name == "Chi bộ 1"
    assert cell.version_on(FIRST).name == "Chi bộ Khám bệnh"
    assert (cell.version_on(EVE).place, cell.version_on(FIRST).place) == ("", "Bắc Ninh")
    cell.refresh_from_db()
    assert (cell.name, cell.number) == ("Chi bộ Khám bệnh", 3)


def test_renaming_keeps_the_place_unless_one_is_given(cell):
    cell.rename(name="Chi bộ A", place="Bắc Ninh", on=FIRST, by=None)
    cell.rename(name="Chi bộ B", on=FIRST + DAY, by=None)
    assert cell.version_on(FIRST + DAY).place == "Bắc Ninh"


def test_renaming_before_the_last_change_is_refused(cell):
    cell.rename(name="Chi bộ A", on=FIRST, by=None)
    with pytest.raises(ValidationError) as refusal:
        cell.rename(name="Chi bộ B", on=EVE, by=None)
    assert refusal.value.message_dict == {"on": ["Không thể trước lần thay đổi gần nhất (01/07/2020)."]}
    assert cell.versions.count() == 2


def test_acts_of_one_day_make_one_version(cell, other_committee):
    cell.rename(name="Chi bộ A", number=7, on=FIRST, by=None)
    cell.move(under=other_committee, on=FIRST, by=None)
    version = cell.versions.open().get()
    assert (version.starts_on, version.name, version.parent) == (FIRST, "Chi bộ A", other_committee)
    assert cell.version_on(EVE).name == "Chi bộ 1"
    assert cell.versions.count() == 2
    assert list(cell.events.values_list("kind", flat=True)) == ["founded", "renamed", "moved"]


def test_renaming_the_day_after_the_last_change_is_allowed(cell):
    cell.rename(name="Chi bộ khác", on=START + DAY, by=None)
    assert cell.version_on(START).name == "Chi bộ 1"


def test_renaming_tomorrow_is_refused(cell):
    with pytest.raises(ValidationError) as refusal:
        cell.rename(name="Chi bộ khác", on=timezone.localdate() + DAY, by=None)
    assert refused_at(refusal) == ["on"]


def test_moving_takes_everything_below_along(committee, other_committee):
    part = found("bo-phan", UnitKind.SUBCOMMITTEE, "Đảng bộ bộ phận", parent=committee)
    cell = found("cb", UnitKind.CELL, "Chi bộ", parent=part)
    part.move(under=other_committee, on=FIRST, by=None)
    assert above(cell, EVE) == ["bo-phan", "cb", "dang-bo"]
    assert above(cell, FIRST) == ["bo-phan", "cb", "dang-bo-2"]
    cell.refresh_from_db()
    assert cell.path == f"{other_committee.pk}/{part.pk}/{cell.pk}/"


def test_moving_within_a_committee_leaves_its_lineage_whole(committee):
    part = found("bo-phan", UnitKind.SUBCOMMITTEE, "Đảng bộ bộ phận", parent=committee)
    cell = found("cb", UnitKind.CELL, "Chi bộ", parent=committee)
    cell.move(under=part, on=FIRST, by=None)
    row = Ancestry.objects.get(unit=cell, ancestor=committee)
    assert (row.starts_on, row.ends_on) == (START, None)


def test_a_unit_founded_on_the_day_of_the_move_was_never_under_the_old_one(committee, other_committee):
    part = found("bo-phan", UnitKind.SUBCOMMITTEE, "Đảng bộ bộ phận", parent=committee)
    cell = found("cb", UnitKind.CELL, "Chi bộ", parent=part, on=FIRST)
    part.move(under=other_committee, on=FIRST, by=None)
    assert not Ancestry.objects.filter(unit=cell, ancestor=committee).exists()


def test_moving_under_itself_or_below_is_refused(committee):
    part = found("bo-phan", UnitKind.SUBCOMMITTEE, "Đảng bộ bộ phận", parent=committee)
    for under in (committee, part):
        with pytest.raises(ValidationError) as refusal:
            committee.move(under=under, on=FIRST, by=None)
        assert refused_at(refusal) == ["under"]


def test_a_circle_is_refused_also_when_the_paths_were_read_long_ago(committee, other_committee):
    upper = found("tren", UnitKind.UPPER_COMMITTEE, "Đảng bộ cấp trên")
    Unit.objects.get(pk=committee.pk).move(under=other_committee, on=FIRST, by=None)
    with pytest.raises(ValidationError) as refusal:
        other_committee.move(under=committee, on=FIRST + DAY, by=None)
    assert refused_at(refusal) == ["under"]
    committee.move(under=upper, on=FIRST + DAY, by=None)
    other_committee.move(under=committee, on=FIRST + 2 * DAY, by=None)
    assert above(other_committee, FIRST + 2 * DAY) == ["dang-bo", "dang-bo-2", "tren"]


def test_moving_to_where_it_stands_is_refused(committee, cell):
    with pytest.raises(ValidationError) as refusal:
        cell.move(under=committee, on=FIRST, by=None)
    assert refused_at(refusal) == ["under"]


def test_moving_under_a_cell_is_refused(cell, second_cell):
    with pytest.raises(ValidationError) as refusal:
        second_cell.move(under=cell, on=FIRST, by=None)
    assert refused_at(refusal) == ["under"]


def test_moving_before_the_last_move_is_refused_and_changes_nothing(cell, committee, other_committee):
    cell.move(under=other_committee, on=FIRST, by=None)
    with pytest.raises(ValidationError) as refusal:
        cell.move(under=committee, on=EVE, by=None)
    assert refused_at(refusal) == ["on"]
    assert above(cell, FIRST) == ["chi-bo-1", "dang-bo-2"]


def test_moving_there_and_back_on_one_day_leaves_it_where_it_was(cell, committee, other_committee):
    cell.move(under=other_committee, on=FIRST, by=None)
    cell.move(under=committee, on=FIRST, by=None)
    assert above(cell, EVE) == above(cell, FIRST) == ["chi-bo-1", "dang-bo"]


def test_moving_a_unit_before_something_below_it_moved_is_refused(cell, committee, other_committee):
    upper = found("tren", UnitKind.UPPER_COMMITTEE, "Đảng bộ cấp trên")
    cell.move(under=other_committee, on=FIRST, by=None)
    with pytest.raises(ValidationError) as refusal:
        committee.move(under=upper, on=EVE, by=None)
    assert refused_at(refusal) == ["on"]
    committee.move(under=upper, on=FIRST, by=None)
    assert above(committee, FIRST) == ["dang-bo", "tren"]


def test_moving_under_a_unit_that_moved_later_is_refused(cell, committee, other_committee):
    upper = found("tren", UnitKind.UPPER_COMMITTEE, "Đảng bộ cấp trên")
    other_committee.move(under=upper, on=FIRST, by=None)
    with pytest.raises(ValidationError) as refusal:
        cell.move(under=other_committee, on=EVE, by=None)
    assert refused_at(refusal) == ["on"]
    cell.move(under=other_committee, on=FIRST, by=None)
    assert above(cell, FIRST) == ["chi-bo-1", "dang-bo-2", "tren"]


def test_every_act_is_on_record(cell, other_committee, office):
    cell.rename(name="Chi bộ A", on=FIRST, by=office)
    cell.move(under=other_committee, on=FIRST + DAY, by=office)
    acts = AuditEvent.objects.filter(by=office).order_by("id").values_list("action", flat=True)
    assert list(acts) == ["unit.rename", "unit.move"]
    kinds = cell.events.values_list("kind", "effective_on")
    assert list(kinds) == [("founded", START), ("renamed", FIRST), ("moved", FIRST + DAY)]


def test_cells_and_committees_of_today(committee, cell, second_cell):
    found("tren", UnitKind.UPPER_COMMITTEE, "Đảng bộ cấp trên")
    Unit.objects.filter(pk=second_cell.pk).update(ended_on=datetime.date(2020, 1, 1))
    assert list(Unit.objects.cells()) == [cell]
    assert list(Unit.objects.committees()) == [committee]


def test_a_choice_offers_only_units_where_the_act_is_allowed(office, secretary, cell, second_cell):
    offered = Unit.objects.allowing(office, "member.add").cells()
    assert list(offered) == [cell, second_cell]
    assert not Unit.objects.allowing(secretary, "member.add").exists()
    assert list(Unit.objects.allowing(secretary, "meeting.open")) == [cell]


def test_the_database_refuses_an_end_before_the_founding(cell):
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.filter(pk=cell.pk).update(ended_on=START - DAY)
    Unit.objects.filter(pk=cell.pk).update(ended_on=START)


def test_the_database_refuses_a_second_unit_with_the_same_code(cell):
    with pytest.raises(IntegrityError), transaction.atomic():
        found(cell.code, UnitKind.GRASSROOTS_CELL, "Chi bộ trùng mã")
