"""Acts on the roll taken back: as if they had never been recorded."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import AuditEvent
from cases.models import Case
from cells.models import Decision
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

SPAN = 30
STANDINGS = {"exempt": Exemption, "suspend": Suspension, "go away": Absence}
MOVES = [code for code in FIGURES if code.split(".")[0] in ("members", "moves")]
PERIOD = START, START + SPAN * DAY

# (what, on which spell, to which cell, days from the start, why); "withdraw" takes the last act back,
# "correct" records it anew for that day.
ops = st.lists(
    st.tuples(
        st.sampled_from(
            ["join", "visit", "transfer", "leave", "withdraw", "correct", "back", *STANDINGS]
        ),
        st.integers(0, 5),
        st.sampled_from([0, 1]),
        st.integers(0, SPAN),
        st.sampled_from([LeftBy.TRANSFER, LeftBy.DELETION, LeftBy.DEATH]),
    ),
    max_size=14,
)


def play(member, cells, op) -> None:
    act, which, where, offset, reason = op
    on, cell = START + offset * DAY, cells[where]
    spells = list(member.memberships.all())
    if act in ("join", "visit"):
        kind = "temporary" if act == "visit" else "permanent"
        member.join(cell, on=on, by=None, came_by=CameBy.TRANSFER, kind=kind)
    elif act in STANDINGS:
        STANDINGS[act].objects.begin(member, on=on, by=None)
    elif act == "back":
        Exemption.objects.open().get(member=member).end(on=on, by=None)
    elif act == "transfer":
        spells[which % len(spells)].transfer(to=cell, on=on, by=None)
    elif act == "leave":
        spells[which % len(spells)].leave(on=on, left_by=reason, by=None)


def correct(member, cells, op) -> None:
    """As the page does it: taken back and recorded anew in one, or not at all."""
    with transaction.atomic():
        act = member.roll_acts.in_force().last()
        act.take_back(reason="Ghi nhầm", by=None)
        play(member, cells, op)
        act.check_borne()


def state_of(member) -> list:
    """Every dated row, without its id."""
    hidden = {"id", "member_id"}
    return [
        {name: value for name, value in row.items() if name not in hidden}
        for table in ("memberships", *BORNE)
        for row in getattr(member, table).order_by("starts_on", "id").values()
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=ops)
def test_what_was_taken_back_or_corrected_is_as_if_entered_right_at_once(
    committee, cell, second_cell, history
):
    """The same history entered right the first time gives the same rolls, rows and figures."""
    with transaction.atomic():
        member, kept = make_member(unit=cell), []
        for op in history:
            try:
                if op[0] == "withdraw":
                    member.roll_acts.in_force().last().withdraw(reason="Ghi nhầm", by=None)
                    kept.pop()
                elif op[0] == "correct":
                    again = (*kept[-1][:3], op[3], kept[-1][4])
                    correct(member, [cell, second_cell], again)
                    kept[-1] = again
                else:
                    play(member, [cell, second_cell], op)
                    kept.append(op)
            except (ValidationError, Exemption.DoesNotExist, IndexError):
                continue
        scope = Scope(committee, *PERIOD)
        found = state_of(member), compute(scope, MOVES)
        transaction.set_rollback(True)
    with transaction.atomic():
        right = make_member(unit=cell)
        for op in kept:
            play(right, [cell, second_cell], op)
        assert (state_of(right), compute(scope, MOVES)) == found
        transaction.set_rollback(True)


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


DECIDED = Decision(number="9-QĐ/UBKT", signed_on=day("2020-05-20"), issuer="Đảng ủy cấp trên")


def test_an_expulsion_by_mistake_goes_with_its_discipline(member):
    before = state_of(member)
    facts = {"form": "expulsion", "on": day("2020-06-01"), "decision": DECIDED, "by": None}
    discipline = Discipline.objects.record_member(member, **facts)
    assert refused(last(member)).startswith("Việc này ghi cùng “Khai trừ")
    discipline.withdraw(by=None)
    assert (state_of(member), Discipline.objects.count()) == (before, 0)


def test_a_dismissal_by_mistake_gives_the_office_back(cell, member):
    post = {"member": member, "unit": cell, "kind": "secretary", "by": None}
    office = Office.objects.take_up(on=day("2019-02-01"), **post)
    facts = {"form": "dismissal", "on": day("2020-06-01"), "decision": DECIDED, "by": None}
    discipline = Discipline.objects.record_member(member, offices=[office.pk], **facts)
    discipline.withdraw(by=None)
    office.refresh_from_db()
    assert (office.ends_on, office.end_decision) == (None, None)
