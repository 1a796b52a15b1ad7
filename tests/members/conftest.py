"""Two members of the cell, and a plan of the office."""

import pytest

from tests.conftest import make_member
from tests.members.plans import make_plan


@pytest.fixture
def plan(committee, office):
    return make_plan(committee, office)


@pytest.fixture
def an(cell):
    return make_member("Nguyễn Văn An", unit=cell)


@pytest.fixture
def binh(cell):
    return make_member("Trần Thị Bình", unit=cell)
