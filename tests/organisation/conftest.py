"""A plan of the office."""

import pytest

from tests.organisation.plans import make_plan


@pytest.fixture
def plan(committee, office):
    return make_plan(committee, office)
