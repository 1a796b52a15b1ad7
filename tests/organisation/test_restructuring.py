"""Restructuring: planned, previewed, done all at once; what is refused, and that nothing is written."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import AuditEvent
from cases.models import Case
from cases.procedures import ADMISSION, CONFIRMATION, RESTORATION
from cells.models import Decision, EventKind, Unit, UnitKind
from cells.rights import Role
from common.periods import DAY
from members.models import CameBy, Candidate, LeftBy, Office, OfficeKind
from organisation.models import Act, PartyGroup, Restructuring
from organisation.tasks import apply_due_restructurings
from tests.conftest import START, day, found, make_member, make_user
from tests.organisation.plans import EVE, FIRST, make_plan, refusal_of, where

# --- what goes along


def test_offices_of_the_old_cell_end_and_those_of_the_committee_go_on(
    plan, office, an, cell, second_cell, committee
):
    here = Office.objects.create(member=an, unit=cell, kind=OfficeKind.SECRETARY, starts_on=START)
    above = Office.objects.create(
        member=an, unit=committee, kind=OfficeKind.COMMITTEE_MEMBER, starts_on=START
    )
    plan.add_step(act=Act.MERGE, unit=cell, target=second_cell, by=office)
    plan.apply(by=office)
    here.refresh_from_db()
    above.refresh_from_db()
    assert (here.ends_on, above.ends_on) == (EVE, None)


def test_guests_follow_and_whoever_comes_home_is_a_guest_no_more(
    plan, office, an, cell, second_cell, foreign_cell
):
    visitor = make_member("Lê Văn Khách", unit=foreign_cell)
    visitor.join(cell, on=START, by=None, came_by=CameBy.TRANSFER, kind="temporary")
    an.join(second_cell, on=START, by=None, came_by=CameBy.TRANSFER, kind="temporary")
    plan.add_step(act=Act.MERGE, unit=cell, target=second_cell, by=office)
    plan.apply(by=office)
    assert [spell.unit for spell in visitor.memberships.temporary().on(FIRST)] == [second_cell]
    assert where(visitor, FIRST) == ["Chi bộ khác"]
    assert [spell.is_guest for spell in an.memberships.on(FIRST)] == [False]


def test_an_exemption_goes_on(plan, office, an, cell, second_cell):
    an.exemptions.create(starts_on=START)
    plan.add_step(act=Act.MERGE, unit=cell, target=second_cell, by=office)
    plan.apply(by=office)
    assert an.exemptions.get().ends_on is None


def test_candidates_and_open_cases_follow_and_the_past_stays(plan, office, an, cell, second_cell):
    candidate = Candidate.objects.create(full_name="Phạm Thị Hoa", unit=cell, starts_on=START)
    followed = Case.objects.start(kind=ADMISSION.code, on=START, candidate=candidate, by=office)
    own = Case.objects.create(kind=CONFIRMATION.code, unit=cell, member=an, opened_on=START)
    plan.add_step(act=Act.MERGE, unit=cell, target=second_cell, by=office)
    plan.apply(by=office)
    for case in (followed, own):
        case.refresh_from_db()
        assert case.unit == second_cell
    candidate.refresh_from_db()
    assert (candidate.unit, candidate.starts_on) == (second_cell, FIRST)
    assert [row.unit for row in Candidate.objects.on(EVE)] == [cell]


def test_whoever_was_to_come_back_to_a_cell_comes_to_what_it_went_to(
    plan, office, an, cell, second_cell
):
    an.current_membership().leave(on=day("2020-01-01"), left_by=LeftBy.DELETION, by=None)
    case = Case.objects.start(
        kind=RESTORATION.code, on=day("2020-02-03"), member=an, to=cell, by=office
    )
    plan.add_step(act=Act.MERGE, unit=cell, target=second_cell, by=office)
    plan.apply(by=office)
    case.refresh_from_db()
    assert (case.to, case.unit) == (second_cell, second_cell)


def test_party_groups_end_with_their_cell(plan, office, an, cell, second_cell):
    group = PartyGroup.objects.form(unit=cell, name="Tổ 1", on=START, by=office)
    plan.add_step(act=Act.MERGE, unit=cell, target=second_cell, by=office)
    plan.apply(by=office)
    group.refresh_from_db()
    assert group.ends_on == EVE


# --- nobody left behind


def test_whoever_has_nowhere_to_go_is_named_and_nothing_is_done(plan, office, an, binh, cell):
    plan.add_step(act=Act.DISSOLVE, unit=cell, by=office)
    assert refusal_of(plan.apply, by=office) == [
        "Chưa chọn nơi đến cho người của Chi bộ 1: Nguyễn Văn An, Trần Thị Bình."
    ]
    assert Unit.objects.get(pk=cell.pk).ended_on is None


def test_whoever_came_on_the_day_itself_or_left_after_it_is_named(plan, office, an, cell, second_cell):
    make_member("Đỗ Văn Mới", unit=cell, on=FIRST)
    gone = make_member("Vũ Văn Đi", unit=cell)
    gone.current_membership().leave(on=FIRST + DAY, left_by=LeftBy.DEATH, by=None)
    plan.add_step(act=Act.MERGE, unit=cell, target=second_cell, by=office)
    assert refusal_of(plan.apply, by=office) == [
        "Đến Chi bộ 1 hoặc rời đi từ 01/07/2020 trở đi, trái với ngày hiệu lực của kế hoạch: "
        "Vũ Văn Đi, Đỗ Văn Mới."
    ]


def test_a_candidate_given_up_since_is_named_as_such(plan, office, cell, second_cell):
    candidate = Candidate.objects.note(unit=cell, full_name="Phạm Thị Hoa", on=START, by=office)
    candidate.drop(on=FIRST + DAY, reason="Chuyển công tác", by=office)
    plan.add_step(act=Act.MERGE, unit=cell, target=second_cell, by=office)
    assert refusal_of(plan.apply, by=office) == [
        "Đến Chi bộ 1 hoặc rời đi từ 01/07/2020 trở đi, trái với ngày hiệu lực của kế hoạch: "
        "Phạm Thị Hoa."
    ]


def test_the_highest_unit_is_not_split(office, db):
    top = found("ccs", UnitKind.GRASSROOTS_CELL, "Chi bộ cơ sở")
    plan = make_plan(top, office)
    plan.add_step(act=Act.SPLIT, unit=top, name="Chi bộ mới", by=office)
    assert refusal_of(plan.apply, by=office) == [
        "Việc 1: Tổ chức cao nhất ở đây không tách được: tổ chức mới sẽ không trực thuộc tổ chức nào."
    ]


def test_whoever_was_chosen_but_came_on_the_day_itself_is_named(plan, office, cell):
    late = make_member("Đỗ Văn Mới", unit=cell, on=FIRST)
    step = plan.add_step(act=Act.SPLIT, unit=cell, name="Chi bộ 7", by=office)
    step.distribute({late: step}, by=office)
    assert refusal_of(plan.apply, by=office) == [
        "Đến Chi bộ 1 hoặc rời đi từ 01/07/2020 trở đi, trái với ngày hiệu lực của kế hoạch: "
        "Đỗ Văn Mới."
    ]


def test_whoever_left_the_day_before_is_not_in_the_way(plan, office, an, cell, second_cell):
    an.current_membership().leave(on=FIRST, left_by=LeftBy.DEATH, by=None)
    plan.add_step(act=Act.DISSOLVE, unit=cell, by=office)
    plan.apply(by=office)
    assert plan.is_done


def test_a_failure_in_the_third_step_undoes_the_first_two(plan, office, an, cell, second_cell):
    plan.add_step(act=Act.RENAME, unit=second_cell, name="Chi bộ B", by=office)
    plan.add_step(act=Act.MERGE, unit=cell, target=second_cell, by=office)
    plan.add_step(act=Act.RENAME, unit=cell, name="Chi bộ A", by=office)
    before = AuditEvent.objects.count()
    assert refusal_of(plan.apply, by=office) == ["Việc 3: Tổ chức đảng này đã kết thúc hoạt động."]
    assert Unit.objects.get(pk=second_cell.pk).name == "Chi bộ 2"
    assert where(an, FIRST) == ["Chi bộ 1"]
    assert Restructuring.objects.get().is_draft
    assert AuditEvent.objects.count() == before


def test_a_unit_that_went_elsewhere_since_is_not_touched(plan, office, cell):
    plan.add_step(act=Act.RENAME, unit=cell, name="Chi bộ A", by=office)
    other = found("dang-bo-2", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ 2")
    cell.move(under=other, on=day("2020-03-01"), by=None)
    assert refusal_of(plan.apply, by=office) == ["Việc 1: Chi bộ 1 không còn thuộc Đảng bộ Trung tâm."]


# --- preview


def test_the_preview_says_what_the_act_will_have_done(plan, office, an, binh, cell, second_cell):
    make_member("Lê Văn Cường", unit=second_cell)
    plan.add_step(act=Act.MERGE, unit=cell, target=second_cell, by=office)
    shown = plan.preview()
    assert [(roll.before, roll.after, roll.size_before, roll.size_after) for roll in shown.units] == [
        ("Chi bộ 1", "", 2, 0),
        ("Chi bộ 2", "Chi bộ 2", 1, 3),
    ]
    assert [(way.came_from, way.to, way.members) for way in shown.streams] == [
        ("Chi bộ 1", "Chi bộ 2", ("Nguyễn Văn An", "Trần Thị Bình"))
    ]
    assert (shown.beginning, shown.ending, shown.moving) == (0, 1, 2)
    plan.apply(by=office)
    assert plan.comparison() == shown


def test_the_preview_writes_nothing(plan, office, an, cell, second_cell):
    step = plan.add_step(act=Act.SPLIT, unit=cell, name="Chi bộ 7", by=office)
    step.distribute({an: step}, by=office)
    before = AuditEvent.objects.count()
    assert plan.preview().moving == 1
    assert AuditEvent.objects.count() == before
    assert not Unit.objects.filter(name="Chi bộ 7").exists()
    assert where(an, FIRST) == ["Chi bộ 1"]
    assert plan.steps.get().founded is None


def test_a_plan_without_steps_cannot_be_done(plan):
    assert refusal_of(plan.preview) == ["Kế hoạch chưa có việc nào."]


# --- states


def test_what_is_done_is_not_done_twice_nor_changed(plan, office, an, cell, second_cell):
    step = plan.add_step(act=Act.MERGE, unit=cell, target=second_cell, by=office)
    plan.apply(by=office)
    done = "Kế hoạch này đã thực hiện"
    assert refusal_of(plan.apply, by=office) == [f"{done}."]
    assert refusal_of(plan.cancel, by=office) == [f"{done}."]
    assert refusal_of(plan.reopen, by=office) == [f"{done}."]
    assert refusal_of(plan.approve, by=office) == [f"{done}, không sửa được nữa."]
    assert refusal_of(step.remove, by=office) == [f"{done}, không sửa được nữa."]
    assert an.memberships.count() == 2


def test_approving_a_plan_of_today_does_it_and_of_tomorrow_lets_it_wait(
    committee, office, cell, second_cell
):
    today = timezone.localdate()
    now, later = make_plan(committee, office, today), make_plan(committee, office, today + DAY)
    now.add_step(act=Act.DISSOLVE, unit=cell, by=office)
    later.add_step(act=Act.DISSOLVE, unit=second_cell, by=office)
    now.approve(by=office)
    later.approve(by=office)
    assert (now.state, later.state) == ("done", "waiting")
    assert Unit.objects.get(pk=second_cell.pk).ended_on is None
    assert refusal_of(later.apply, by=office) == [
        f"Chưa đến ngày có hiệu lực ({today + DAY:%d/%m/%Y})."
    ]


def test_a_plan_that_could_not_be_done_today_is_not_approved_for_later(committee, office, an, cell):
    later = make_plan(committee, office, timezone.localdate() + DAY)
    later.add_step(act=Act.DISSOLVE, unit=cell, by=office)
    assert len(refusal_of(later.approve, by=office)) == 1
    assert Restructuring.objects.get().is_draft


def waiting_plan(committee, office, on, **step):
    plan = make_plan(committee, office, on)
    plan.add_step(by=office, **step)
    Restructuring.objects.filter(pk=plan.pk).update(state="waiting", approved_by=office)
    return plan


@pytest.mark.parametrize(("days", "state"), [(1, "waiting"), (0, "done"), (-1, "done")])
def test_the_task_does_what_is_due(committee, office, cell, days, state):
    on = timezone.localdate() + days * DAY
    plan = waiting_plan(committee, office, on, act=Act.DISSOLVE, unit=cell)
    apply_due_restructurings()
    plan.refresh_from_db()
    assert plan.state == state
    assert (Unit.objects.get(pk=cell.pk).ended_on == on - DAY) is (state == "done")


def test_what_fails_on_its_day_keeps_the_reason_and_does_not_stop_the_next(
    committee, office, an, cell, second_cell
):
    today = timezone.localdate()
    failing = waiting_plan(committee, office, today, act=Act.DISSOLVE, unit=cell)
    fine = waiting_plan(committee, office, today, act=Act.DISSOLVE, unit=second_cell)
    apply_due_restructurings()
    failing.refresh_from_db()
    fine.refresh_from_db()
    assert (failing.state, fine.state) == ("waiting", "done")
    assert failing.failure.endswith("Nguyễn Văn An.")
    failing.reopen(by=office)
    assert (failing.state, failing.failure) == ("draft", "")


def test_what_was_cancelled_is_never_done(committee, office, cell):
    plan = waiting_plan(committee, office, timezone.localdate(), act=Act.DISSOLVE, unit=cell)
    plan.cancel(by=office)
    apply_due_restructurings()
    assert Unit.objects.get(pk=cell.pk).ended_on is None


# --- steps of a draft


def test_a_step_that_cannot_be_is_refused_at_its_field(plan, office, cell, second_cell, committee):
    second_cell.end(on=EVE, how=EventKind.DISSOLVED, by=None)
    wrong = [
        ("target", {"act": Act.MERGE, "unit": cell, "target": cell}),
        ("target", {"act": Act.MERGE, "unit": cell, "target": committee}),
        ("target", {"act": Act.MOVE, "unit": committee, "target": cell}),
        ("unit", {"act": Act.RENAME, "unit": second_cell, "name": "Khác"}),
        ("kind", {"act": Act.CHANGE_KIND, "unit": cell, "kind": UnitKind.CELL}),
    ]
    for field, facts in wrong:
        with pytest.raises(ValidationError) as refusal:
            plan.add_step(by=office, **facts)
        assert list(refusal.value.message_dict) == [field]
    assert not plan.steps.exists()


def test_one_unit_ends_once_in_a_plan(plan, office, cell, second_cell):
    plan.add_step(act=Act.MERGE, unit=cell, target=second_cell, by=office)
    with pytest.raises(ValidationError) as refusal:
        plan.add_step(act=Act.DISSOLVE, unit=cell, by=office)
    assert list(refusal.value.message_dict) == ["unit"]


def test_a_step_that_others_count_on_stays(plan, office, an, cell, committee):
    new = plan.add_step(
        act=Act.FOUND, target=committee, name="Chi bộ Mới", kind=UnitKind.CELL, by=office
    )
    merge = plan.add_step(act=Act.MERGE, unit=cell, target_step=new, by=office)
    assert len(refusal_of(new.remove, by=office)) == 1
    merge.remove(by=office)
    new.remove(by=office)
    assert not plan.steps.exists()


def test_another_unit_takes_the_distribution_away(plan, office, an, cell, second_cell):
    step = plan.add_step(act=Act.SPLIT, unit=cell, name="Chi bộ 7", by=office)
    step.distribute({an: step}, by=office)
    step.change(unit=second_cell, by=office)
    assert (step.moves.count(), step.unit_name) == (0, "Chi bộ 2")


def test_correcting_a_draft_corrects_its_paper(plan, office):
    plan.correct(
        effective_on=EVE,
        note="",
        decision={"number": "13-QĐ/ĐU", "signed_on": EVE, "issuer": "Đảng ủy"},
        by=office,
    )
    assert Restructuring.objects.get().effective_on == EVE
    assert Decision.objects.get().number == "13-QĐ/ĐU"


def test_a_plan_is_seen_where_its_unit_is(plan, office, outsider, secretary, committee):
    leader = make_user("lanhdao", Role.LEADER, committee)
    seen = [
        list(Restructuring.objects.visible_to(user)) for user in (office, leader, outsider, secretary)
    ]
    assert seen == [[plan], [plan], [], []]


def test_every_act_is_on_record(plan, office, an, cell, second_cell):
    step = plan.add_step(act=Act.MERGE, unit=cell, target=second_cell, by=office)
    step.distribute({an: second_cell}, by=office)
    plan.apply(by=office)
    acts = AuditEvent.objects.filter(by=office).order_by("id").values_list("action", flat=True)
    assert list(acts) == [
        "restructuring.draft",
        "restructuring.add_step",
        "restructuring.distribute",
        "unit.end",
        "member.leave_with_unit",
        "member.join",
        "restructuring.apply",
    ]
