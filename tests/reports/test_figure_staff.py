"""Staff of the host bodies, and the share of members in them."""

import pytest

from cells.models import UnitKind
from organisation.models import StaffCount
from reports.figures import Ratio, Scope, compute
from tests.conftest import day, found, make_member

CODES = ["org.staff", "members.share_of_staff"]


@pytest.fixture
def other_committee(db):
    return found("dang-bo-ban", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ bạn")


def record(unit, counted_on, number):
    StaffCount.objects.record(unit=unit, counted_on=day(counted_on), number=number, source="", by=None)


def values(unit, end):
    return compute(Scope(unit, day("2020-01-01"), day(end)), CODES)


def test_nothing_recorded_is_not_zero(committee, cell):
    make_member(unit=cell)
    assert values(committee, "2020-12-31") == {
        "org.staff": None,
        "members.share_of_staff": Ratio(1, None),
    }
    assert str(Ratio(1, None)) == "—"


def test_the_last_number_recorded_by_the_end_counts(committee, cell):
    make_member(unit=cell)
    record(committee, "2019-12-31", 30)
    record(committee, "2020-12-31", 40)
    assert values(committee, "2020-12-30") == {"org.staff": 30, "members.share_of_staff": Ratio(1, 30)}
    assert values(committee, "2020-12-31")["org.staff"] == 40


def test_the_staff_of_all_bodies_below_is_added_up(cell, second_cell, committee, other_committee):
    record(cell, "2020-06-30", 12)
    record(second_cell, "2020-06-30", 8)
    record(other_committee, "2020-06-30", 100)
    assert [values(unit, "2020-12-31")["org.staff"] for unit in (committee, cell)] == [20, 12]
