"""Targets: set, changed, handed down, results typed, taken away."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from accounts.models import AuditEvent
from reports.models import Target, TargetResult
from reports.rules.verdicts import Verdict, judge, share_of_plan
from tests.conftest import day
from tests.organisation.plans import refusal_of

YEAR = {"starts_on": day("2020-01-01"), "ends_on": day("2020-12-31")}
ADMITTED = {"code": "moves.admitted", "name": "Kết nạp", "measure": "đảng viên", "plan": Decimal(5)}
FREE = {"code": "", "name": "Mô hình học tập Bác", "measure": "mô hình", "plan": Decimal(3)}


def set_target(unit, by=None, **facts) -> Target:
    return Target.objects.set(unit=unit, by=by, **ADMITTED | YEAR | facts)


def set_free(unit, **facts) -> Target:
    return set_target(unit, **FREE | facts)


def errors_of(act, *args, **facts) -> dict:
    with pytest.raises(ValidationError) as refusal:
        act(*args, **facts, by=None)
    return getattr(refusal.value, "message_dict", {"__all__": refusal.value.messages})


def test_set_targets_stand_in_their_order_and_are_logged(committee, office):
    first, second = set_target(committee, by=office), set_free(committee)
    assert [first.position, second.position] == [1, 2]
    assert AuditEvent.objects.filter(action="target.set", by=office, record_id=first.pk).exists()
    assert list(Target.objects.in_order()) == [first, second]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({}, "__all__"),
        (FREE | {"name": "Mô  hình học tập Bác"}, "__all__"),
        ({"ends_on": day("2019-12-31")}, "ends_on"),
        ({"code": "", "minimum": Decimal(6)}, "minimum"),
        ({"code": "", "maximum": Decimal(4)}, "maximum"),
        ({"code": "", "plan": Decimal(-1)}, "plan"),
        ({"code": "", "name": ""}, "name"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(committee, facts, field):
    set_target(committee)
    set_free(committee)
    assert field in errors_of(set_target, committee, **facts)


def test_the_same_figure_of_another_year_or_unit_is_another_target(committee, cell):
    set_target(committee)
    set_target(cell)
    set_target(committee, starts_on=day("2021-01-01"), ends_on=day("2021-12-31"))
    assert Target.objects.count() == 3


def test_a_change_of_all_but_numbers_goes_down(committee, cell):
    target = set_target(committee)
    target.hand_down({cell: Decimal(2)}, by=None)
    target.change(name="Phát triển đảng viên", plan=Decimal(6), by=None)
    below = Target.objects.get(unit=cell)
    assert (below.name, below.plan, below.handed_down_from) == ("Phát triển đảng viên", 2, target)
    assert refusal_of(below.change, plan=Decimal(1), by=None)


def test_handing_down_gives_changes_and_takes_back(committee, cell, second_cell):
    target = set_target(committee)
    target.hand_down({cell: Decimal(2), second_cell: Decimal(1)}, by=None)
    target.hand_down({cell: Decimal(3), second_cell: None}, by=None)
    assert [(one.unit, one.plan) for one in target.handed_down.all()] == [(cell, 3)]


def test_a_cell_with_a_target_of_its_own_or_with_results_is_named(committee, cell, second_cell):
    set_target(cell)
    target = set_target(committee)
    numbers = {cell: Decimal(2), second_cell: Decimal(1)}
    assert list(errors_of(target.hand_down, numbers)) == ["chi-bo-1"]
    assert target.handed_down.count() == 0
    free = set_free(committee)
    free.hand_down({cell: Decimal(1)}, by=None)
    free.handed_down.get().record_result(on=day("2020-06-30"), value=Decimal(1), by=None)
    assert list(errors_of(free.hand_down, {cell: None})) == ["chi-bo-1"]


def test_a_result_of_the_same_day_is_written_once_more(committee, office):
    target = set_free(committee)
    target.record_result(on=day("2020-06-30"), value=Decimal(1), by=office)
    target.record_result(on=day("2020-06-30"), value=Decimal(2), note="Báo cáo quý", by=office)
    result = target.results.get()
    assert (result.value, result.note, result.recorded_by) == (2, "Báo cáo quý", office)
    result.withdraw(by=office)
    assert refusal_of(result.withdraw, by=office) == ["Kết quả này vừa được xóa."]


@pytest.mark.parametrize(("on", "works"), [("2019-12-31", 0), ("2020-01-01", 1), ("2021-01-01", 0)])
def test_a_result_lies_in_the_period(committee, on, works):
    target = set_free(committee)
    if works:
        target.record_result(on=day(on), value=Decimal(1), by=None)
    else:
        assert list(errors_of(target.record_result, on=day(on), value=Decimal(1))) == ["on"]


def test_results_are_typed_of_free_indicators_only_and_not_of_days_to_come(committee):
    assert errors_of(set_target(committee).record_result, on=day("2020-06-30"), value=Decimal(1))
    later = set_free(committee, starts_on=day("2090-01-01"), ends_on=day("2090-12-31"))
    assert list(errors_of(later.record_result, on=day("2090-06-30"), value=Decimal(1))) == ["on"]


def test_a_target_with_results_keeps_its_days(committee):
    target = set_free(committee)
    target.record_result(on=day("2020-06-30"), value=Decimal(1), by=None)
    assert errors_of(target.change, starts_on=day("2020-07-01"))
    assert errors_of(target.change, code="moves.admitted")


def test_removing_takes_what_was_handed_down_and_logs_the_reason(committee, cell):
    target = set_free(committee)
    target.hand_down({cell: Decimal(1)}, by=None)
    below = target.handed_down.get()
    below.record_result(on=day("2020-06-30"), value=Decimal(1), by=None)
    assert refusal_of(below.remove, reason="Nhầm", by=None)
    assert list(errors_of(target.remove, reason=" ")) == ["reason"]
    target.remove(reason="Ghi nhầm", by=None)
    assert (Target.objects.count(), TargetResult.objects.count()) == (0, 0)
    assert AuditEvent.objects.filter(action="target.remove", note="Ghi nhầm").count() == 2
    assert refusal_of(Target(pk=10**9, unit=committee).remove, reason="Nhầm", by=None)


def test_who_sees_them(
    committee, cell, foreign_cell, secretary, other_secretary, leader, admin, outsider
):
    targets = [set_target(committee), set_target(cell)]
    seen = {
        user: [one for one in targets if one in Target.objects.visible_to(user)]
        for user in (secretary, other_secretary, leader, admin, outsider)
    }
    assert seen == {
        secretary: targets[1:],
        other_secretary: [],
        leader: targets,
        admin: [],
        outsider: [],
    }


@pytest.mark.parametrize(
    ("done", "verdict"), [(None, "unknown"), (4, "not_met"), (5, "met"), (6, "exceeded")]
)
def test_a_plan_alone_is_least_and_most(done, verdict):
    assert judge(done, 5) == verdict


@pytest.mark.parametrize(("done", "verdict"), [(2, "not_met"), (3, "met"), (7, "met"), (8, "exceeded")])
def test_between_least_and_most_it_is_met(done, verdict):
    assert judge(done, 5, least=3, most=7) == verdict


@pytest.mark.parametrize(("done", "verdict"), [(0, "met"), (5, "met"), (6, "not_met")])
def test_what_must_not_be_more(done, verdict):
    assert judge(done, 5, at_most=True) == verdict


def test_before_the_end_nothing_is_lost_and_no_limit_kept():
    assert judge(4, 5, is_over=False) == Verdict.NOT_YET
    assert judge(5, 5, is_over=False) == Verdict.MET
    assert judge(4, 5, at_most=True, is_over=False) == Verdict.WITHIN
    assert judge(6, 5, at_most=True, is_over=False) == Verdict.NOT_MET


def test_the_share_of_the_plan_is_rounded_half_up_and_absent_without_one():
    assert share_of_plan(Decimal(1005), Decimal(804)) == Decimal("125.00")
    assert share_of_plan(Decimal(1), Decimal(3)) == Decimal("33.33")
    assert share_of_plan(None, Decimal(3)) is None
    assert share_of_plan(Decimal(1), Decimal(0)) is None
