"""Who sees which rows."""

import pytest
from django.utils import timezone

from cells.models import Assignment, Unit
from cells.rights import Role
from cells.scoping import placed_under
from common.periods import DAY
from members.models import Membership
from tests.conftest import START, day, make_member


def codes(user):
    return sorted(Unit.objects.visible_to(user).values_list("code", flat=True))


def test_an_assignment_reaches_its_unit_and_everything_below(office, cell, foreign_cell):
    assert codes(office) == ["chi-bo-1", "dang-bo"]


def test_an_assignment_does_not_reach_upwards_or_sideways(secretary, second_cell):
    assert codes(secretary) == ["chi-bo-1"]


@pytest.mark.parametrize("who", ["admin", "member_user"])
def test_some_roles_see_no_units(who, cell, request):
    assert codes(request.getfixturevalue(who)) == []


@pytest.fixture
def member_user(cell, django_user_model):
    user = django_user_model.objects.create_user("dangvien")
    Assignment.objects.create(user=user, unit=cell, role=Role.MEMBER, starts_on=START)
    return user


def test_several_assignments_add_up(secretary, second_cell):
    Assignment.objects.create(user=secretary, unit=second_cell, role=Role.SECRETARY, starts_on=START)
    assert codes(secretary) == ["chi-bo-1", "chi-bo-2"]


@pytest.mark.parametrize(("last_day", "sees"), [(0, True), (-1, False)])
def test_an_assignment_holds_through_its_last_day(secretary, last_day, sees):
    secretary.assignments.update(ends_on=timezone.localdate() + last_day * DAY)
    assert bool(codes(secretary)) is sees


def test_an_id_that_begins_alike_is_another_unit(office, committee, cell):
    """Path "1/" is not a prefix of "11/"."""
    Unit.objects.filter(pk=cell.pk).update(path=f"{committee.pk}1/{cell.pk}/")
    assert codes(office) == ["dang-bo"]


def test_under_a_unit_means_it_and_everything_below(committee, cell, foreign_cell):
    assert sorted(unit.code for unit in Unit.objects.under(committee)) == ["chi-bo-1", "dang-bo"]


def test_placed_under_asks_the_tree_of_that_day(committee, cell, foreign_cell):
    make_member(unit=cell)
    other = foreign_cell.versions.get().parent
    cell.move(under=other, on=day("2020-07-01"), by=None)
    june, july = day("2020-06-30"), day("2020-07-01")
    assert Membership.objects.filter(placed_under(committee, june)).count() == 1
    assert Membership.objects.filter(placed_under(committee, july)).count() == 0
    assert Membership.objects.filter(placed_under(other, july)).count() == 1
