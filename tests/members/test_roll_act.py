"""Acts on the roll taken back: as if they had never been recorded."""

import contextlib
import datetime
import re
from collections.abc import Callable
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import AuditEvent
from cases.models import Case
from cells.models import Decision, Unit
from common.periods import DAY
from evaluations.models import Round
from members.models import (
    Absence,
    CameBy,
    Discipline,
    Exemption,
    LeftBy,
    Member,
    Office,
    RollAct,
    Suspension,
)
from members.models.roll_act import BORNE
from reports.figures import FIGURES, Scope, compute
from tests.conftest import START, day, make_member
from tests.organisation.plans import make_plan

SPAN = 40
STANDINGS = {"exempt": Exemption, "suspend": Suspension, "go away": Absence}
MOVES = [code for code in FIGURES if code.split(".")[0] in ("members", "moves")]
# Of a row that is made once more.
MADE_ANEW = re.compile(r"id|member_id|act_id|\w*decision_id")
PERIOD = START, START + SPAN * DAY

# (what, on which spell, to which cell, days after the one before, why); "withdraw" takes the last act
# back, "correct" records it anew so many days later where it is one of the roll.
CORRECTED = {"join", "visit", "transfer", "leave"}
DECIDED = ["office", "dismissal", "expulsion", "merge", "case"]
ACTS = [*sorted(CORRECTED), *STANDINGS, "back", "confirm", *DECIDED]
ops = st.lists(
    st.tuples(
        st.sampled_from([*ACTS, *["withdraw"] * 3, *["correct"] * 3]),
        st.integers(0, 5),
        st.sampled_from([0, 1]),
        st.integers(-1, 3),
        st.sampled_from([LeftBy.TRANSFER, LeftBy.DELETION, LeftBy.DEATH]),
    ),
    min_size=4,
    max_size=18,
)


def paper() -> Decision:
    return Decision(number="9-QĐ/UBKT", signed_on=day("2018-12-20"), issuer="Đảng ủy cấp trên")


def play(member, cells, op) -> Callable[[], None]:
    """Do it; how it is taken back."""
    act, which, where, on, reason = op
    member.refresh_from_db()  # as a page reads it
    cell = cells[where]
    spells = list(member.memberships.all())
    if act in ("join", "visit"):
        kind = "temporary" if act == "visit" else "permanent"
        member.join(cell, on=on, by=None, came_by=CameBy.TRANSFER, kind=kind)
    elif act in STANDINGS:
        STANDINGS[act].objects.begin(member, on=on, by=None)
    elif act == "back":
        Exemption.objects.open().get(member=member).end(on=on, by=None)
    elif act == "confirm":
        member.confirm(on=on, by=None)
    elif act == "transfer":
        spells[which % len(spells)].transfer(to=cell, on=on, by=None)
    elif act == "leave":
        spells[which % len(spells)].leave(on=on, left_by=reason, by=None)
    else:
        return decide(act, member, cells if where else cells[::-1], on)
    return partial(take_back_last, member)


def decide(act, member, cells, on) -> Callable[[], None]:
    """What is taken back where it stands, and not among the acts on the roll."""
    if act == "office":
        post = {"member": member, "unit": cells[0], "kind": "secretary"}
        return partial(Office.objects.take_up(**post, on=on, by=None).withdraw, by=None)
    if act == "merge":
        plan = make_plan(cells[0].version_on(START).parent, on=on)
        plan.add_step(act=act, unit=cells[0], target=cells[1], by=None)
        plan.apply(by=None)
        return partial(plan.withdraw, reason="Ghi nhầm", by=None)
    if act == "case":
        case = Case.objects.start(kind="suspension", member=member, on=on, by=None)
        for step in ("proposal", "decision"):
            case.record(step, on=on, decision=paper() if step == "decision" else None, by=None)
        return partial(undo_case, case)
    held = member.offices.open().values_list("pk", flat=True) if act == "dismissal" else []
    facts = {"form": act, "on": on, "offices": list(held), "decision": paper(), "by": None}
    return partial(Discipline.objects.record_member(member, **facts).withdraw, by=None)


def undo_case(case) -> None:
    case.undo(by=None)
    case.stop(on=case.last_day, reason="Ghi nhầm", by=None)


def take_back_last(member) -> None:
    member.roll_acts.in_force().last().withdraw(reason="Ghi nhầm", by=None)


def correct(member, cells, op) -> Callable[[], None]:
    """As the page does it: taken back and recorded anew in one, or not at all."""
    with transaction.atomic():
        act = member.roll_acts.in_force().last()
        act.take_back(reason="Ghi nhầm", by=None)
        undo = play(member, cells, op)
        act.check_borne()
    return undo


def state_of(member) -> list:
    """Every dated row, and what is known of the member, without ids of what is made anew each time."""
    member.refresh_from_db()
    return [member.official_on] + [
        {name: value for name, value in row.items() if not MADE_ANEW.fullmatch(name)}
        for table in ("memberships", "disciplines", *BORNE)
        for row in getattr(member, table).order_by("starts_on", "id").values()
    ]


@settings(max_examples=800, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=ops, official_on=st.sampled_from([None, day("2011-03-03")]))
def test_what_was_taken_back_or_corrected_is_as_if_entered_right_at_once(
    committee, cell, second_cell, history, official_on
):
    """The same history entered right the first time gives the same rolls, rows and figures."""
    cells = [cell, second_cell]
    with transaction.atomic():
        member, kept = make_member(unit=cell, official_on=official_on), []
        on = START + 2 * DAY
        for op in history:
            with contextlib.suppress(ValidationError, Exemption.DoesNotExist), transaction.atomic():
                on = put_down(op, on, member, cells, kept)
        scope = Scope(committee, *PERIOD)
        found = state_of(member), units_of(committee), compute(scope, MOVES)
        transaction.set_rollback(True)
    with transaction.atomic():
        right = make_member(unit=cell, official_on=official_on)
        for op, _ in kept:
            play(right, cells, op)
        assert (state_of(right), units_of(committee), compute(scope, MOVES)) == found
        transaction.set_rollback(True)


def put_down(op, last, member, cells, kept: list) -> datetime.date:
    """`kept`: what stands so far, each with the way to take it back. The day of the last act."""
    act, which, where, days, reason = op
    if act == "withdraw":
        if kept:
            kept[-1][1]()
            kept.pop()
    elif act == "correct":
        if kept and kept[-1][0][0] in CORRECTED:
            again = (*kept[-1][0][:3], kept[-1][0][3] + days * DAY, kept[-1][0][4])
            kept[-1] = again, correct(member, cells, again)
    else:
        done = act, which, where, last + days * DAY, reason
        kept.append((done, play(member, cells, done)))
    return kept[-1][0][3] if kept else last


def units_of(committee) -> list:
    """Which there are, by which name, from when until when."""
    rows = Unit.objects.under(committee).order_by("pk")
    return list(
        rows.values_list("code", "name", "ended_on", "versions__starts_on", "versions__ends_on")
    )


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


def last(member) -> RollAct:
    return member.roll_acts.in_force().last()


def withdraw(act) -> None:
    act.withdraw(reason="Nhầm người cùng tên", by=None)


def refused(act) -> str:
    with pytest.raises(ValidationError) as caught:
        withdraw(act)
    return caught.value.messages[0]


def test_a_wrong_death_is_taken_back_with_all_that_ended(office, cell, member):
    Office.objects.take_up(member=member, unit=cell, kind="secretary", on=day("2019-02-01"), by=None)
    for model in STANDINGS.values():
        model.objects.begin(member, on=day("2020-01-10"), by=None)
    before = state_of(member)
    member.current_membership().leave(on=day("2020-06-01"), left_by=LeftBy.DEATH, by=None)
    assert member.current_membership() is None
    last(member).withdraw(reason="Nhầm người cùng tên", by=office)
    assert state_of(member) == before
    act = member.roll_acts.last()
    assert (act.withdrawn_by, act.reason) == (office, "Nhầm người cùng tên")
    assert AuditEvent.objects.get(action="roll_act.withdraw").by == office
    spell = ["memberships", member.current_membership().pk]
    changed = {"ends_on": [None, "2020-05-31"], "left_by": ["", "death"]}
    assert act.changed[0] == [*spell, changed]


def test_two_acts_of_one_day_go_in_their_order(member, second_cell):
    home = member.current_membership()
    moved = home.transfer(to=second_cell, on=day("2020-03-01"), by=None)
    Exemption.objects.begin(member, on=day("2020-03-01"), by=None)
    exemption, move = member.roll_acts.order_by("-pk")[:2]
    assert refused(move) == (
        "Sau đó đã ghi: Miễn công tác và sinh hoạt đảng, từ 01/03/2020. Rút lại việc đó trước."
    )
    withdraw(exemption)
    withdraw(move)
    assert (member.current_membership(), member.exemptions.count()) == (home, 0)
    assert not member.memberships.filter(pk=moved.pk).exists()


def test_a_case_opened_after_a_wrong_move_comes_back_with_the_member(member, cell, second_cell):
    member.current_membership().transfer(to=second_cell, on=day("2020-03-01"), by=None)
    case = Case.objects.start(kind="exemption", member=member, on=day("2020-04-01"), by=None)
    assert case.unit == second_cell
    withdraw(last(member))
    case.refresh_from_db()
    assert case.unit == cell


def test_a_long_name_of_a_cell_is_cut_in_the_text_only(member, second_cell):
    for unit in (second_cell, member.current_membership().unit):
        unit.versions.update(name="Chi bộ " + "a" * 190)
    member.current_membership().transfer(to=second_cell, on=day("2020-03-01"), by=None)
    assert len(last(member).text) == 300


def test_an_act_is_taken_back_once(member, second_cell):
    member.current_membership().transfer(to=second_cell, on=day("2020-03-01"), by=None)
    act = last(member)
    withdraw(act)
    assert refused(act) == "Việc này đã được rút lại."


def test_an_office_taken_up_later_stands_on_a_move(member, second_cell):
    member.current_membership().transfer(to=second_cell, on=day("2020-03-01"), by=None)
    post = {"member": member, "unit": second_cell, "kind": "secretary", "by": None}
    office = Office.objects.take_up(on=day("2020-04-01"), **post)
    assert refused(last(member)) == (f"Sau đó đã ghi: {office}, từ 01/04/2020. Rút lại việc đó trước.")
    office.withdraw(by=None)
    withdraw(last(member))
    assert member.current_membership().unit != second_cell


def test_a_seat_that_somebody_else_holds_now_is_said(cell, member):
    seat = {"unit": cell, "kind": "secretary", "by": None}
    Office.objects.take_up(member=member, on=day("2019-02-01"), **seat)
    member.current_membership().leave(on=day("2020-06-01"), left_by=LeftBy.DEATH, by=None)
    Office.objects.take_up(member=make_member(unit=cell), on=day("2020-06-01"), **seat)
    assert refused(last(member)) == "Tổ chức này đang có người giữ chức vụ đó."
    assert member.current_membership() is None


def test_what_was_corrected_since_is_not_overwritten(member):
    member.current_membership().leave(on=day("2020-06-01"), left_by=LeftBy.DEATH, by=None)
    member.memberships.update(left_by=LeftBy.TRANSFER)
    assert refused(last(member)).startswith("Sau đó đã sửa: ")


def test_the_first_arrival_is_corrected_not_taken_back(member):
    assert refused(last(member)).startswith("Đây là lần đầu đồng chí có tên trong danh sách")
    assert member.current_membership()


@pytest.mark.parametrize(
    ("on", "days", "is_refused"),
    [("2020-12-31", 1, True), ("2021-01-01", 1, False), ("2020-12-31", -1, False)],
)
def test_a_round_that_was_closed_since_keeps_its_roll(committee, cell, member, on, days, is_refused):
    make_member(unit=cell)
    member.current_membership().leave(on=day(on), left_by=LeftBy.DEATH, by=None)
    grading = Round.objects.open_for(committee, year=2020, by=None)
    closed = {"closed_at": timezone.now() + days * DAY, "summary": {}}
    Round.objects.filter(pk=grading.pk).update(**closed)
    if is_refused:
        assert refused(last(member)) == (
            f"{committee} đã chốt kết quả xếp loại theo danh sách này, không rút lại được."
        )
    else:
        withdraw(last(member))
        assert member.current_membership()


def test_a_confirmation_is_taken_back(cell):
    member = make_member(unit=cell, official_on=None)
    member.confirm(on=day("2019-12-01"), by=None)
    withdraw(last(member))
    assert Member.objects.get(pk=member.pk).official_on is None


def test_an_expulsion_by_mistake_goes_with_its_discipline(member):
    before = state_of(member)
    facts = {"form": "expulsion", "on": day("2020-06-01"), "decision": paper(), "by": None}
    discipline = Discipline.objects.record_member(member, **facts)
    assert refused(last(member)).startswith("Việc này ghi cùng “Khai trừ")
    discipline.withdraw(by=None)
    assert (state_of(member), Discipline.objects.count()) == (before, 0)


def test_a_dismissal_by_mistake_gives_the_office_back(cell, member):
    post = {"member": member, "unit": cell, "kind": "secretary", "by": None}
    office = Office.objects.take_up(on=day("2019-02-01"), **post)
    facts = {"form": "dismissal", "on": day("2020-06-01"), "decision": paper(), "by": None}
    discipline = Discipline.objects.record_member(member, offices=[office.pk], **facts)
    discipline.withdraw(by=None)
    office.refresh_from_db()
    assert (office.ends_on, office.end_decision) == (None, None)
