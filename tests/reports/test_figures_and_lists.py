"""Every number is the length of its list, whatever became of units and members inside the period."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cells.models import Unit
from meetings.models import Meeting
from members.models import Training
from reports.figures import FIGURES, Rate, Scope, compute
from reports.figures.by_unit import values_each
from tests.reports.test_figure_moves import FIRST, acts, days, live_through

LISTED = [figure for figure in FIGURES.values() if not isinstance(figure, Rate)]
# What cells hold besides: which of them, of which kind, how many days after the first.
meetings = st.tuples(
    st.integers(0, 3),
    st.sampled_from(["regular", "thematic", "combined", "congress", "training"]),
    st.integers(0, 540),
)


@pytest.mark.django_db
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    history=st.lists(acts, min_size=4, max_size=14),
    held=st.lists(meetings, max_size=6),
    dates=st.tuples(days, days).map(sorted),
    which=st.integers(0, 6),
)
def test_every_number_is_the_length_of_its_list(db, history, held, dates, which):
    with transaction.atomic():
        units = live_through(history)
        for cell, kind, later in held:
            on = FIRST + datetime.timedelta(later)
            hold(Unit.objects.get(code=f"cb-{cell}"), kind, on)
        for unit in (units[0], units[which % len(units)]):
            assert_listed(Scope(unit, *dates))
        transaction.set_rollback(True)


def hold(cell, kind, on):
    try:
        with transaction.atomic():
            if kind == "training":
                here = [one.member for one in cell.memberships.on(on)]
                Training.objects.send(here, course="new_member", on=on, by=None)
            else:
                Meeting.objects.open(unit=cell, kind=kind, held_on=on, by=None)
    except ValidationError:
        pass  # the cell is no cell on that day, or nobody is in it


def assert_listed(scope):
    values, wrong = compute(scope), {}
    for figure in LISTED:
        rows = list(figure.rows(scope))
        # A cell may leave its committee twice in a period, and each member with it.
        keys = {(getattr(row, "pk", row), getattr(row, "came_on", None)) for row in rows}
        numbers = {len(rows), len(keys)}
        if not figure.is_mean and not figure.of:
            numbers |= {values[figure.code], *values_each(figure.code, [scope])}
        if len(numbers) > 1:
            wrong[figure.code] = numbers
    assert wrong == {}
