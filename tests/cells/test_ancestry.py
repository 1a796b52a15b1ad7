"""Whatever happens to a tree, the lineage of any day equals the closure of that day's versions."""

import contextlib
import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cells.models import Ancestry, EventKind, Unit, UnitKind, UnitVersion
from common.periods import DAY
from tests.conftest import START, day, found

SPAN = 40

acts = st.lists(
    st.tuples(
        st.sampled_from(["move", "found", "move", "rename", "end", "merge", "split", "kind"]),
        st.integers(0, 7),
        st.integers(0, 7),
        st.integers(0, SPAN),
    ),
    min_size=4,
    max_size=14,
)


def play(history) -> None:
    """Do each act on the unit with that number; the verbs may refuse."""
    units = [found(f"u{number}", UnitKind.SUBCOMMITTEE, f"U{number}") for number in range(3)]
    for act, one, other, offset in history:
        # As a careless caller does it: with objects whose paths may have changed since.
        unit, under = units[one % len(units)], units[other % len(units)]
        on = START + offset * DAY
        with contextlib.suppress(ValidationError):
            perform(act, units, unit, under, on)


def perform(act, units, unit, under, on) -> None:
    if act in {"found", "split"}:
        code = f"u{len(units)}"
        units.append(found(code, UnitKind.SUBCOMMITTEE, code, parent=under, on=on))
        if act == "split":
            unit.split(into=units[-1], on=on, by=None)
    elif act == "move":
        unit.move(under=under, on=on, by=None)
    elif act == "end":
        unit.end(how=EventKind.DISSOLVED, on=on, by=None)
    elif act == "merge":
        unit.end(how=EventKind.MERGED, into=under, on=on, by=None)
    elif act == "kind":
        kind = UnitKind.SUBCOMMITTEE if unit.is_cell else UnitKind.CELL
        unit.change_kind(kind=kind, on=on, by=None)
    else:
        unit.rename(name=f"{unit} mới", on=on, by=None)


def closure(on: datetime.date) -> list[tuple[int, int]]:
    """Each unit with itself and every unit above it, found by climbing from parent to parent."""
    parents = dict(UnitVersion.objects.on(on).values_list("unit", "parent"))
    pairs = []
    for unit in parents:
        above = unit
        while above is not None:
            pairs.append((unit, above))
            above = parents[above]
    return sorted(pairs)


def lineage(on: datetime.date) -> list[tuple[int, int]]:
    return sorted(Ancestry.objects.on(on).values_list("unit", "ancestor"))


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=acts, days=st.lists(st.integers(-1, SPAN + 1), min_size=6, max_size=6))
def test_lineage_is_the_closure_of_the_versions(history, days):
    with transaction.atomic():
        play(history)
        for offset in days:
            on = START + offset * DAY
            assert lineage(on) == closure(on)
        today = lineage(day("2026-01-01"))
        paths = {unit.pk: unit.path_ids for unit in Unit.objects.existing()}
        assert today == sorted((unit, above) for unit, path in paths.items() for above in path)
        transaction.set_rollback(True)
