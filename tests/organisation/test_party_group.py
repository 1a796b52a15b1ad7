"""Party groups: formed, filled, led and given up."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from organisation.models import GroupPlace, PartyGroup
from tests.conftest import day, make_member


def form(unit, name="Tổ 1", on="2020-03-01"):
    return PartyGroup.objects.form(unit=unit, name=name, on=day(on), by=None)


def distribute(unit, places, on="2020-03-01"):
    return PartyGroup.objects.distribute(unit, on=day(on), places=places, by=None)


def refusal(act) -> list[str]:
    before = list(GroupPlace.objects.values_list("pk", "ends_on"))
    with pytest.raises(ValidationError) as error, transaction.atomic():
        act()
    assert list(GroupPlace.objects.values_list("pk", "ends_on")) == before
    return list(getattr(error.value, "error_dict", error.value.messages))


def spells(member):
    places = member.group_places.order_by("starts_on")
    return [(place.group.name, place.role, place.starts_on, place.ends_on) for place in places]


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


@pytest.mark.parametrize("on", ["2018-12-31", "2999-01-01"])
def test_a_group_stands_within_the_life_of_its_cell(cell, on):
    assert refusal(lambda: form(cell, on=on)) == ["on"]


def test_a_committee_has_no_groups(committee):
    assert refusal(lambda: form(committee)) == ["on"]


def test_a_name_is_used_once_at_a_time(cell):
    group = form(cell)
    assert refusal(lambda: form(cell)) == ["name"]
    group.end(on=day("2020-07-01"), by=None)
    assert refusal(lambda: form(cell, on="2020-06-30")) == ["name"]
    assert form(cell, on="2020-07-01").pk


def test_changing_the_group_closes_one_place_and_opens_the_next(cell, member):
    first, second = form(cell), form(cell, "Tổ 2")
    assert distribute(cell, {member: (first, "leader")}) == 1
    assert distribute(cell, {member: (second, "member")}, on="2020-07-01") == 1
    assert spells(member) == [
        ("Tổ 1", "leader", day("2020-03-01"), day("2020-06-30")),
        ("Tổ 2", "member", day("2020-07-01"), None),
    ]


def test_the_same_place_again_changes_nothing(cell, member):
    group = form(cell)
    distribute(cell, {member: (group, "leader")})
    assert distribute(cell, {member: (group, "leader")}, on="2020-07-01") == 0
    assert spells(member) == [("Tổ 1", "leader", day("2020-03-01"), None)]


def test_no_place_closes_the_one_held(cell, member):
    distribute(cell, {member: (form(cell), "member")})
    assert distribute(cell, {member: (None, "member")}, on="2020-07-01") == 1
    assert spells(member) == [("Tổ 1", "member", day("2020-03-01"), day("2020-06-30"))]


def test_a_place_changed_on_its_first_day_is_as_if_it_had_never_been(cell, member):
    first, second = form(cell), form(cell, "Tổ 2")
    distribute(cell, {member: (first, "member")})
    distribute(cell, {member: (second, "member")})
    assert spells(member) == [("Tổ 2", "member", day("2020-03-01"), None)]


def test_an_act_before_the_last_one_is_refused(cell, member):
    first, second = form(cell), form(cell, "Tổ 2")
    distribute(cell, {member: (first, "member")}, on="2020-07-01")
    assert refusal(lambda: distribute(cell, {member: (second, "member")}, on="2020-06-30")) == ["on"]


def test_a_group_has_one_leader_who_may_change_in_one_act(cell, member):
    group, other = form(cell), make_member("Trần Thị Bình", unit=cell)
    distribute(cell, {member: (group, "leader")})
    assert refusal(lambda: distribute(cell, {other: (group, "leader")})) == [
        "Tổ 1 chỉ có một tổ trưởng."
    ]
    places = {other: (group, "leader"), member: (group, "deputy")}
    assert distribute(cell, places, on="2020-07-01") == 2


@pytest.mark.parametrize("on", ["2020-02-29", "2999-01-01"])
def test_nobody_is_placed_before_the_group_or_in_the_future(cell, member, on):
    places = {member: (form(cell), "member")}
    assert refusal(lambda: distribute(cell, places, on=on)) == ["on"]


def test_only_members_of_the_cell_are_placed(cell, second_cell):
    group, stranger = form(cell), make_member("Lê Thị Xa", unit=second_cell)
    assert refusal(lambda: distribute(cell, {stranger: (group, "member")})) == ["on"]


def test_a_member_has_one_place_at_a_time(cell, member):
    first, second = form(cell), form(cell, "Tổ 2")
    place = {"member": member, "starts_on": day("2020-03-01")}
    GroupPlace.objects.create(group=first, **place)
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupPlace.objects.create(group=second, **place)


def test_a_group_given_up_leaves_its_members_without_one(cell, member):
    group = form(cell)
    distribute(cell, {member: (group, "leader")})
    assert refusal(lambda: group.end(on=day("2020-03-01"), by=None)) == ["on"]
    group.end(on=day("2020-07-01"), by=None)
    assert spells(member) == [("Tổ 1", "leader", day("2020-03-01"), day("2020-06-30"))]
    assert PartyGroup.objects.get().ends_on == day("2020-06-30")
    assert refusal(lambda: group.end(on=day("2020-08-01"), by=None)) == ["on"]


def test_groups_are_seen_in_the_scope(cell, second_cell, secretary, upper_staff):
    mine = form(cell)
    form(second_cell)
    assert list(PartyGroup.objects.visible_to(secretary)) == [mine]
    assert not PartyGroup.objects.visible_to(upper_staff).exists()


def test_leaving_the_cell_ends_the_place(cell, second_cell, member):
    distribute(cell, {member: (form(cell), "leader")})
    member.current_membership().transfer(to=second_cell, on=day("2020-07-01"), by=None)
    assert spells(member) == [("Tổ 1", "leader", day("2020-03-01"), day("2020-06-30"))]


def test_the_end_of_a_stay_as_a_guest_leaves_the_place_alone(cell, second_cell, member):
    distribute(cell, {member: (form(cell), "member")})
    came = {"came_by": "transfer", "kind": "temporary", "by": None}
    guest = member.join(second_cell, on=day("2020-05-01"), **came)
    guest.leave(on=day("2020-07-01"), left_by="transfer", by=None)
    assert spells(member) == [("Tổ 1", "member", day("2020-03-01"), None)]
