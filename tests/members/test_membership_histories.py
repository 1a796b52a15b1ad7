"""Whatever is tried, nobody belongs to two cells on one day, and nothing outlasts leaving the roll."""

import contextlib
from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.periods import DAY
from members.models import Absence, CameBy, Exemption, LeftBy, Membership, Suspension
from organisation.models import GroupPlace, PartyGroup
from tests.conftest import START, make_member

SPAN = 30
REASONS = [LeftBy.TRANSFER, LeftBy.DELETION, LeftBy.DEATH]
STANDINGS = {"exempt": Exemption, "suspend": Suspension, "go away": Absence}

acts = st.lists(
    st.tuples(
        st.sampled_from(["join", "visit", "transfer", "leave", "group", *STANDINGS]),
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
            elif act in STANDINGS:
                STANDINGS[act].objects.begin(member, on=on, by=None)
            elif act == "group":
                place = {member: (cell.groups.get(), "member")}
                PartyGroup.objects.distribute(cell, on=on, places=place, by=None)
            elif spells and act == "transfer":
                spells[which % len(spells)].transfer(to=cell, on=on, by=None)
            elif spells:
                spells[which % len(spells)].leave(on=on, left_by=reason, by=None)


def check_places(member) -> None:
    for offset in range(-1, SPAN + 2):
        today = member.memberships.on(START + offset * DAY)
        assert today.permanent().count() <= 1
        assert today.temporary().count() <= 1
        assert max(Counter(today.values_list("unit", flat=True)).values(), default=0) <= 1
    ended = Membership.objects.filter(ends_on__isnull=False)
    assert all(spell.left_by for spell in ended)


def check_nothing_outlasts(member) -> None:
    """Each standing and each place in a group lies within the spells that bear it."""
    spells = list(member.memberships.permanent())
    for model in STANDINGS.values():
        for row in model.objects.filter(member=member):
            last = row.ends_on or START + 2 * SPAN * DAY
            days = [row.starts_on + n * DAY for n in range((last - row.starts_on).days + 1)]
            assert all(any(spell.covers(day) for spell in spells) for day in days)
    for place in GroupPlace.objects.filter(member=member):
        here = [spell for spell in spells if spell.unit == place.group.unit]
        last = place.ends_on or START + 2 * SPAN * DAY
        assert any(spell.covers(place.starts_on) and spell.covers(last) for spell in here)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=acts)
def test_whatever_is_tried(cell, second_cell, history):
    with transaction.atomic():
        member = make_member()
        for unit in (cell, second_cell):
            PartyGroup.objects.form(unit=unit, name="Tổ 1", on=START, by=None)
        play(member, [cell, second_cell], history)
        check_places(member)
        check_nothing_outlasts(member)
        transaction.set_rollback(True)


def test_leaving_the_roll_ends_whatever_was_open(cell):
    """The last day of each is the last day on the roll."""
    member = make_member(unit=cell)
    group = PartyGroup.objects.form(unit=cell, name="Tổ 1", on=START, by=None)
    PartyGroup.objects.distribute(cell, on=START + DAY, places={member: (group, "member")}, by=None)
    for model in STANDINGS.values():
        model.objects.begin(member, on=START + DAY, by=None)
    on = START + SPAN * DAY
    member.current_membership().leave(on=on, left_by=LeftBy.DELETION, by=None)
    rows = [model.objects.get(member=member) for model in (*STANDINGS.values(), GroupPlace)]
    assert [row.ends_on for row in rows] == [on - DAY] * 4
