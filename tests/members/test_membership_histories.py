"""Whatever is tried, nobody belongs permanently to two cells on one day."""

import contextlib
from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cells.periods import DAY
from members.models import CameBy, LeftBy, Membership
from tests.conftest import START, make_member

SPAN = 30
REASONS = [LeftBy.TRANSFER, LeftBy.DELETION, LeftBy.DEATH]

acts = st.lists(
    st.tuples(
        st.sampled_from(["join", "visit", "transfer", "leave"]),
        st.integers(0, 5),
        st.sampled_from([0, 1]),
        st.integers(0, SPAN),
        st.sampled_from(REASONS),
    ),
    max_size=16,
)


def play(member, cells, history) -> None:
    """Do each act, on any spell the member ever had; the verbs may refuse."""
    for act, which, where, offset, reason in history:
        on, cell = START + offset * DAY, cells[where]
        spells = list(member.memberships.all())
        with contextlib.suppress(ValidationError):
            if act == "join":
                member.join(cell, on=on, by=None, came_by=CameBy.TRANSFER)
            elif act == "visit":
                member.join(cell, on=on, by=None, came_by=CameBy.TRANSFER, kind="temporary")
            elif spells and act == "transfer":
                spells[which % len(spells)].transfer(to=cell, on=on, by=None)
            elif spells:
                spells[which % len(spells)].leave(on=on, left_by=reason, by=None)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=acts)
def test_one_permanent_cell_a_day(cell, second_cell, history):
    with transaction.atomic():
        member = make_member()
        play(member, [cell, second_cell], history)
        for offset in range(-1, SPAN + 2):
            today = member.memberships.on(START + offset * DAY)
            assert today.permanent().count() <= 1
            assert today.temporary().count() <= 1
            assert max(Counter(today.values_list("unit", flat=True)).values(), default=0) <= 1
        ended = Membership.objects.filter(ends_on__isnull=False)
        assert all(spell.left_by for spell in ended)
        transaction.set_rollback(True)
