"""A campaign of the committee, one of a cell, and how to make more."""

import pytest

from cells.rights import Role
from inspections.models import Campaign, Remedy, Subject
from tests.conftest import day, make_user

ON = day("2020-03-05")


@pytest.fixture
def inspector(committee):
    return make_user("kiemtra", Role.INSPECTOR, committee)


@pytest.fixture
def campaign(committee, cell):
    """On the programme for the first quarter, begun, about one cell."""
    made = enter(committee, begun_on=ON)
    Subject.objects.add(made, units=[cell], on=ON, by=None)
    return made


@pytest.fixture
def of_cell(cell):
    return enter(cell, performer="cell", title="Nhiệm vụ được giao")


@pytest.fixture
def foreign_campaign(foreign_cell):
    """Of another committee's cell: what must never leak."""
    return enter(foreign_cell, performer="cell", title="Việc khác")


@pytest.fixture
def remedy(campaign):
    return demand(campaign)


def enter(unit, *, title="Nền nếp sinh hoạt", **facts) -> Campaign:
    usual = {"performer": "committee", "kind": "compliance", "year": 2020, "part": 1}
    return Campaign.objects.enter(unit=unit, title=title, by=None, **usual | facts)


def concluded(unit, *, on="2020-04-05", units=(), members=(), **facts) -> Campaign:
    """A campaign that came to its end, about these."""
    made = enter(unit, begun_on=ON, **facts)
    Subject.objects.add(made, units=units, on=ON, by=None)
    for member in members:
        Subject.objects.add(made, member=member, on=ON, by=None)
    made.conclude(on=day(on), number="2-TB/ĐU", conclusion="", by=None)
    return made


def demand(campaign, text="Bổ sung biên bản", due_on="2020-06-30") -> Remedy:
    return Remedy.objects.demand(campaign, text=text, due_on=day(due_on), by=None)


def get(client, user, address):
    client.force_login(user)
    return client.get(address)


def post(client, user, address, data=None):
    client.force_login(user)
    return client.post(address, data or {})


def refused(client, user, address, data) -> list[str]:
    """The fields at which it is told what is wrong."""
    response = post(client, user, address, data)
    assert response.status_code == 422
    return list(response.context["form"].errors)
