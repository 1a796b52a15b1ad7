"""A restructuring that was carried out by mistake is withdrawn: all is as before, and it is a draft."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from cells.models import Unit, UnitKind
from meetings.models import Meeting
from members.models import CameBy, Candidate, LeftBy, Office, OfficeKind, RollAct
from organisation.models import Act, PartyGroup
from organisation.models.touched import rows_touched
from tests.conftest import START, day, found, make_member
from tests.meetings.conftest import adopted, open_meeting
from tests.organisation.plans import EVE, FIRST, page, refusal_of, where

WHY = {"reason": "Ghi nhầm số quyết định"}


def withdraw(plan, by):
    plan.withdraw(**WHY, by=by)


@pytest.fixture
def merger(plan, office, an, cell, second_cell):
    plan.add_step(act=Act.MERGE, unit=cell, target=second_cell, by=office)
    return plan


@pytest.fixture
def whatever_hangs_on_a_cell(cell, an, binh):
    """An office, a group with a place of the very day, a guest, somebody followed with a case."""
    Office.objects.take_up(member=an, unit=cell, kind=OfficeKind.SECRETARY, on=START, by=None)
    group = PartyGroup.objects.form(unit=cell, name="Tổ 1", on=START, by=None)
    PartyGroup.objects.distribute(cell, places={binh: (group, "member")}, on=START, by=None)
    Candidate.objects.note(unit=cell, full_name="Lê Thị Hoa", on=START, by=None)


ACTS = {
    "merge": [{"act": Act.MERGE, "target": "second"}],
    "dissolve": [{"act": Act.DISSOLVE, "target": "second"}],
    "rename": [{"act": Act.RENAME, "name": "Chi bộ Một", "number": 1}],
    "move": [{"act": Act.MOVE, "target": "sub"}],
    "hand over": [{"act": Act.HAND_OVER, "outside": "Đảng bộ Sở"}],
    "rename and move": [
        {"act": Act.RENAME, "name": "Chi bộ Một", "number": 1},
        {"act": Act.MOVE, "target": "sub"},
    ],
}


@pytest.mark.parametrize("steps", ACTS.values(), ids=ACTS)
def test_every_row_is_as_before(
    plan, office, cell, second_cell, committee, whatever_hangs_on_a_cell, steps
):
    sub = found("bo-phan", UnitKind.SUBCOMMITTEE, "Bộ phận", parent=committee)
    before = rows_touched(START)
    for step in steps:
        target = {"second": second_cell, "sub": sub, None: None}[step.get("target")]
        plan.add_step(unit=cell, **step | {"target": target}, by=office)
    plan.apply(by=office)
    assert rows_touched(START) != before
    withdraw(plan, office)
    assert rows_touched(START) == before
    assert (plan.state, plan.reason) == ("draft", WHY["reason"])


def test_what_it_founded_goes_and_the_plan_can_be_done_again(plan, office, an, binh, cell):
    step = plan.add_step(act=Act.SPLIT, unit=cell, name="Chi bộ 7", number=7, by=office)
    step.distribute({binh: step}, by=office)
    before = rows_touched(START)
    plan.apply(by=office)
    withdraw(plan, office)
    assert rows_touched(START) == before
    assert (where(binh, FIRST), plan.steps.get().founded) == (["Chi bộ 1"], None)
    plan.apply(by=office)
    assert (where(binh, FIRST), where(binh, EVE)) == (["Chi bộ 7"], ["Chi bộ 1"])


def test_a_cell_raised_to_a_committee_is_a_cell_again(plan, office, an, cell):
    raised = plan.add_step(act=Act.CHANGE_KIND, unit=cell, kind=UnitKind.SUBCOMMITTEE, by=office)
    new = plan.add_step(act=Act.FOUND, target=cell, name="Chi bộ 1.1", kind=UnitKind.CELL, by=office)
    raised.change(target_step=new, by=office)
    before = rows_touched(START)
    plan.apply(by=office)
    withdraw(plan, office)
    assert rows_touched(START) == before


def test_what_the_act_took_away_is_back(merger, office, an, cell):
    """Renamed on the very day on which it was merged: the act took that version away."""
    cell.rename(name="Chi bộ Một", number=1, on=FIRST, by=None)
    before = rows_touched(START)
    merger.apply(by=office)
    assert [name for name, *_ in merger.gone] == ["versions"]
    withdraw(merger, office)
    assert rows_touched(START) == before


def test_the_history_of_a_member_shows_that_it_was_corrected(merger, office, an):
    merger.apply(by=office)
    withdraw(merger, office)
    acts = RollAct.objects.filter(member=an, kind="with_unit")
    assert [(act.reason, act.withdrawn_by) for act in acts] == [(WHY["reason"], office)] * 2
    assert AuditEvent.objects.first().action == "restructuring.withdraw"


def test_refused_once_a_member_left_the_new_cell(merger, office, an):
    merger.apply(by=office)
    an.current_membership().leave(on=day("2020-09-01"), left_by=LeftBy.DEATH, by=None)
    [text] = refusal_of(withdraw, merger, office)
    assert text == (
        f"Sau đó đã ghi về {an}: Rời Chi bộ 2: từ trần, từ 01/09/2020. Rút lại việc đó trước."
    )
    an.roll_acts.in_force().last().withdraw(**WHY, by=office)
    withdraw(merger, office)
    assert where(an, day("2021-01-01")) == ["Chi bộ 1"]


def test_refused_once_something_hangs_on_what_it_founded(plan, office, cell, committee):
    plan.add_step(act=Act.FOUND, target=committee, name="Chi bộ 9", kind=UnitKind.CELL, by=office)
    plan.apply(by=office)
    new = Unit.objects.get(name="Chi bộ 9")
    meeting = Meeting.objects.open(unit=new, kind="regular", held_on=day("2020-08-05"), by=None)
    assert refusal_of(withdraw, plan, office) == [f"Theo việc này đã lập: {meeting}."]


def test_refused_once_the_unit_was_renamed_again(plan, office, cell):
    plan.add_step(act=Act.RENAME, unit=cell, name="Chi bộ Một", number=1, by=office)
    plan.apply(by=office)
    cell.refresh_from_db()
    cell.rename(name="Chi bộ Nhất", number=1, on=day("2020-08-01"), by=None)
    assert refusal_of(withdraw, plan, office) == [
        "Sau đó đã có việc về tổ chức: đổi tên: Chi bộ Nhất, 01/08/2020."
    ]


def test_refused_once_somebody_new_came_to_the_cell_it_founded(plan, office, committee):
    plan.add_step(act=Act.FOUND, target=committee, name="Chi bộ 9", kind=UnitKind.CELL, by=office)
    plan.apply(by=office)
    member = make_member("Đỗ Văn Mới", on=None)
    new = Unit.objects.get(name="Chi bộ 9")
    member.join(new, on=day("2020-08-01"), by=None, came_by=CameBy.TRANSFER)
    assert refusal_of(withdraw, plan, office) == [f"Theo việc này đã lập: {member}, {new}."]


def test_a_draft_is_not_withdrawn(merger, office):
    assert refusal_of(withdraw, merger, office) == ["Kế hoạch này đang soạn."]


def test_not_twice(merger, office):
    merger.apply(by=office)
    withdraw(merger, office)
    assert refusal_of(withdraw, merger, office) == ["Kế hoạch này đang soạn."]


def url(plan) -> str:
    return reverse("reports:restructuring_withdraw", args=[plan.pk])


def test_the_page_shows_first_what_stands_on_it(client, merger, office, second_cell, an):
    merger.apply(by=office)
    meeting = open_meeting(second_cell, day("2020-08-05"))
    adopted(meeting)
    client.force_login(office)
    shown = client.post(url(merger), WHY)
    assert shown.context["standing"] == [
        f"Biên bản đã thông qua: {meeting.title}, {second_cell}, ngày 05/08/2020"
    ]
    agreed = shown.context["form"].consequence
    assert client.post(url(merger), WHY | {"agreed": agreed}).url == page("detail", merger.pk)
    assert where(an, FIRST) == ["Chi bộ 1"]
    assert WHY["reason"] in client.get(page("detail", merger.pk)).content.decode()
    history = client.get(reverse("organisation:unit_history", args=[second_cell.code]))
    assert list(history.context["withdrawn"]) == [merger]


def test_a_draft_says_why_not(client, merger, office):
    client.force_login(office)
    assert client.get(url(merger)).context["refusal"] == "Kế hoạch này đang soạn."


def test_nothing_without_a_reason(client, merger, office, an):
    merger.apply(by=office)
    client.force_login(office)
    answer = client.post(url(merger), {"reason": "", "agreed": "x"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    assert where(an, FIRST) == ["Chi bộ 2"]


def test_outsiders_and_leaders(client, merger, office, outsider, leader):
    merger.apply(by=office)
    for user, status in ((outsider, 404), (leader, 403)):
        client.force_login(user)
        assert client.get(url(merger)).status_code == status
