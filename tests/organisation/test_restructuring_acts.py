"""What each act of a restructuring does to units, members and what hangs on them."""

import pytest
from django.core.exceptions import ValidationError

from cells.models import EventKind, Unit, UnitKind
from members.models import CameBy, LeftBy, Membership, Office, OfficeKind
from organisation.forms.places import PlaceField
from organisation.models import Act, RestructuringStep
from tests.conftest import START, day, found, make_member
from tests.organisation.plans import EVE, FIRST, make_plan, refusal_of, where


def test_a_merger_takes_the_members_along_with_paper_and_cause(plan, office, an, cell, second_cell):
    plan.add_step(act=Act.MERGE, unit=cell, target=second_cell, by=office)
    plan.apply(by=office)
    left, came = an.memberships.all()
    assert (left.ends_on, left.left_by, left.left_to) == (EVE, LeftBy.WITH_UNIT, "Chi bộ 2")
    assert (came.starts_on, came.came_by, came.came_from) == (FIRST, CameBy.WITH_UNIT, "Chi bộ 1")
    assert left.left_decision == came.came_decision == plan.decision
    assert Unit.objects.get(pk=cell.pk).ended_on == EVE
    assert plan.state == "done"


def test_a_split_takes_only_who_was_chosen(plan, office, an, binh, cell, committee):
    step = plan.add_step(act=Act.SPLIT, unit=cell, name="Chi bộ 7", number=7, by=office)
    step.distribute({binh: step}, by=office)
    plan.apply(by=office)
    assert (where(an, FIRST), where(binh, FIRST)) == (["Chi bộ 1"], ["Chi bộ 7"])
    new = plan.steps.get().founded
    assert (new.code, new.kind, new.number) == ("dang-bo-chi-bo-7", UnitKind.CELL, 7)
    assert new.version_on(FIRST).parent == committee
    assert cell.events.last().other == new


def test_whoever_is_chosen_goes_elsewhere_than_the_others(
    plan, office, an, binh, cell, second_cell, committee
):
    third = found("chi-bo-3", UnitKind.CELL, "Chi bộ 3", parent=committee)
    step = plan.add_step(act=Act.DISSOLVE, unit=cell, target=second_cell, by=office)
    step.distribute({binh: third}, by=office)
    plan.apply(by=office)
    assert (where(an, FIRST), where(binh, FIRST)) == (["Chi bộ 2"], ["Chi bộ 3"])
    assert cell.events.last().kind == EventKind.DISSOLVED


def test_a_cell_raised_to_a_committee_sends_its_members_to_cells_founded_under_it(
    plan, office, an, binh, cell
):
    raised = plan.add_step(act=Act.CHANGE_KIND, unit=cell, kind=UnitKind.SUBCOMMITTEE, by=office)
    first, second = (
        plan.add_step(act=Act.FOUND, target=cell, name=f"Chi bộ 1.{n}", kind=UnitKind.CELL, by=office)
        for n in (1, 2)
    )
    raised.change(target_step=first, by=office)
    raised.distribute({binh: second}, by=office)
    plan.apply(by=office)
    assert (where(an, FIRST), where(binh, FIRST)) == (["Chi bộ 1.1"], ["Chi bộ 1.2"])
    assert Membership.objects.on_roll(cell, FIRST).count() == 2


def test_a_committee_lowered_to_a_cell_takes_the_members_of_its_cells(
    plan, office, an, cell, committee
):
    ends = plan.add_step(act=Act.DISSOLVE, unit=cell, by=office)
    with pytest.raises(ValidationError):
        ends.distribute({}, rest=committee, by=office)
    plan.add_step(act=Act.CHANGE_KIND, unit=committee, kind=UnitKind.GRASSROOTS_CELL, by=office)
    assert PlaceField.of_step(ends, "", "").targets == {f"unit-{committee.pk}": committee}
    RestructuringStep.objects.get(pk=ends.pk).distribute({}, rest=committee, by=office)
    plan.apply(by=office)
    assert where(an, FIRST) == ["Đảng bộ Trung tâm"]
    assert Unit.objects.get(pk=committee.pk).is_cell


def test_three_acts_on_one_day_lead_through_what_ended_itself(
    plan, office, an, cell, second_cell, committee
):
    third = found("chi-bo-3", UnitKind.CELL, "Chi bộ 3", parent=committee)
    plan.add_step(act=Act.MERGE, unit=cell, target=second_cell, by=office)
    plan.add_step(act=Act.MERGE, unit=second_cell, target=third, by=office)
    plan.add_step(act=Act.RENAME, unit=third, name="Chi bộ Hợp nhất", by=office)
    plan.apply(by=office)
    assert [spell.unit.name for spell in an.memberships.all()] == ["Chi bộ 1", "Chi bộ Hợp nhất"]
    assert Unit.objects.get(pk=third.pk).name == "Chi bộ Hợp nhất"


def test_renaming_keeps_number_and_place_unless_given(plan, office, cell):
    plan.add_step(act=Act.RENAME, unit=cell, name="Chi bộ Khám bệnh", by=office)
    plan.apply(by=office)
    version = cell.version_on(FIRST)
    assert (version.name, version.number) == ("Chi bộ Khám bệnh", 1)


def test_a_subcommittee_ends_once_its_cells_were_moved(plan, office, committee):
    part = found("bo-phan", UnitKind.SUBCOMMITTEE, "Đảng bộ bộ phận", parent=committee)
    cell = found("cb", UnitKind.CELL, "Chi bộ A", parent=part)
    ending = plan.add_step(act=Act.DISSOLVE, unit=part, by=office)
    assert refusal_of(plan.preview) == [
        "Việc 1: Còn tổ chức đảng trực thuộc. Chuyển hoặc kết thúc các tổ chức đó trước."
    ]
    ending.remove(by=office)
    plan.add_step(act=Act.MOVE, unit=cell, target=committee, by=office)
    plan.add_step(act=Act.DISSOLVE, unit=part, by=office)
    plan.apply(by=office)
    assert cell.version_on(FIRST).parent == committee


def test_handing_over_puts_the_unit_under_the_body_outside_and_ends_its_roles(
    plan, office, an, cell, secretary, committee
):
    plan.add_step(act=Act.HAND_OVER, unit=cell, outside="Đảng ủy Khối", by=office)
    plan.apply(by=office)
    cell.refresh_from_db()
    assert cell.version_on(FIRST).parent.name == "Đảng ủy Khối"
    assert secretary.assignments.get().ends_on == EVE
    assert where(an, FIRST) == ["Chi bộ 1"]
    assert Membership.objects.on_roll(committee, FIRST).count() == 0


def test_handing_over_ends_the_offices_held_among_us_by_those_who_go(
    plan, office, an, binh, cell, second_cell, committee
):
    in_committee = [
        Office.objects.take_up(
            member=member, unit=committee, kind=OfficeKind.COMMITTEE_MEMBER, on=START, by=office
        )
        for member in (an, make_member("Lê Văn Ở", unit=second_cell))
    ]
    own = Office.objects.take_up(member=binh, unit=cell, kind=OfficeKind.SECRETARY, on=START, by=office)
    plan.add_step(act=Act.HAND_OVER, unit=cell, outside="Đảng ủy phường", by=office)
    plan.apply(by=office)
    ends = [Office.objects.get(pk=one.pk).ends_on for one in (*in_committee, own)]
    assert ends == [EVE, None, None]


def test_handing_over_oneself_keeps_the_roles(plan, office, committee):
    plan.add_step(act=Act.HAND_OVER, unit=committee, outside="Đảng ủy Khối", by=office)
    plan.apply(by=office)
    assert office.assignments.get().ends_on is None


def test_a_body_unknown_so_far_existed_elsewhere_since_its_founding(plan, office, committee):
    plan.add_step(
        act=Act.RECEIVE,
        name="Chi bộ Trạm",
        kind=UnitKind.CELL,
        founded_on=day("2005-09-01"),
        outside="Đảng ủy xã",
        target=committee,
        by=office,
    )
    plan.apply(by=office)
    unit = plan.steps.get().founded
    assert unit.founded_on == day("2005-09-01")
    assert unit.version_on(EVE).parent.name == "Đảng ủy xã"
    assert unit.version_on(FIRST).parent == committee


def test_a_body_handed_over_comes_back(plan, office, cell, committee):
    plan.add_step(act=Act.HAND_OVER, unit=cell, outside="Đảng ủy Khối", by=office)
    plan.apply(by=office)
    back = make_plan(committee, office, day("2021-01-01"))
    back.add_step(act=Act.RECEIVE, unit=cell, outside="Đảng ủy Khối", target=committee, by=office)
    back.apply(by=office)
    assert cell.version_on(day("2021-01-01")).parent == committee
