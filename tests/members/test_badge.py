"""Who is due for a badge, the list of a round, and giving."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cells.models import Decision
from members.models import Badge, BadgePlan, CameBy, Discipline, Exemption, LeftBy
from members.rules.badges import ROUNDS
from tests.conftest import day, make_member

FIELDS = {"born_on": day("1960-01-01"), "official_on": day("1991-03-03")}


def veteran(cell, name="Nguyễn Văn An", decided="1990-02-28", **fields):
    decided = day(decided)
    values = FIELDS | {"admission_decided_on": decided, "admitted_on": decided}
    return make_member(name, unit=cell, **values | fields)


def plan(unit, year=2020, code="0302") -> BadgePlan:
    return BadgePlan(unit, ROUNDS[code], year)


def paper() -> Decision:
    return Decision(number="1-QĐ", signed_on=day("2020-01-02"), issuer="Tỉnh ủy")


def due(unit, **which) -> list:
    found = plan(unit, **which)
    return [(row.member.name, row.mark.years, row.is_missed) for row in found.due]


@pytest.mark.parametrize(
    ("decided", "is_due", "is_missed"),
    [
        ("1989-11-30", True, True),
        ("1989-12-01", True, False),
        ("1990-02-28", True, False),
        ("1990-03-01", False, False),
    ],
)
def test_the_window_includes_both_its_days(committee, cell, decided, is_due, is_missed):
    veteran(cell, decided=decided)
    expected = [("Nguyễn Văn An", 30, is_missed)] if is_due else []
    assert due(committee) == expected


def test_probationary_members_are_never_due_and_exempt_members_are(committee, cell):
    veteran(cell, "Dự Bị", official_on=None)
    Exemption.objects.create(member=veteran(cell, "Được Miễn"), starts_on=day("2019-06-01"))
    assert due(committee) == [("Được Miễn", 30, False)]


def test_who_left_the_roll_or_belongs_elsewhere_is_not_in_the_plan(committee, cell, foreign_cell):
    veteran(foreign_cell)
    gone = veteran(cell, "Trần Văn Bình")
    gone.current_membership().leave(on=day("2020-02-03"), left_by=LeftBy.DEATH, by=None)
    assert due(committee) == []


def test_time_outside_is_deducted(committee, cell):
    member = veteran(cell, decided="1990-01-01", on=day("2019-01-01"))
    member.current_membership().leave(on=day("2019-02-01"), left_by=LeftBy.DELETION, by=None)
    member.join(cell, on=day("2019-05-01"), by=None, came_by=CameBy.REINSTATEMENT)
    assert due(committee) == []
    assert due(committee, code="1905") == [("Nguyễn Văn An", 30, False)]


@pytest.mark.parametrize(
    ("form", "on", "until"),
    [
        ("reprimand", "2019-08-03", None),
        ("reprimand", "2019-08-04", "2020-02-04"),
        ("warning", "2019-02-03", None),
        ("warning", "2019-02-04", "2020-02-04"),
    ],
)
def test_a_discipline_holds_until_its_months_are_over(committee, cell, form, on, until):
    member = veteran(cell)
    Discipline.objects.record_member(member, form=form, on=day(on), decision=paper(), by=None)
    found = plan(committee)
    assert [str(row.held_until) for row in found.held] == ([until] if until else [])
    assert len(found.due) == (0 if until else 1)


def test_an_annulled_discipline_holds_nobody(committee, cell):
    row = Discipline.objects.record_member(
        veteran(cell), form="warning", on=day("2020-01-01"), decision=paper(), by=None
    )
    row.settle("annulled", decision=paper(), by=None)
    assert len(plan(committee).due) == 1


def test_who_is_held_is_not_put_on_the_list(committee, cell):
    member = veteran(cell)
    Discipline.objects.record_member(
        member, form="reprimand", on=day("2020-01-01"), decision=paper(), by=None
    )
    with pytest.raises(ValidationError):
        plan(committee).propose([member.pk], early={}, by=None)
    assert not Badge.objects.exists()


def test_an_early_award_needs_its_paper(committee, cell):
    member = veteran(cell, decided="1991-02-03", official_on=day("1992-02-03"))
    assert [row.member.pk for row in plan(committee).early] == [member.pk]
    with pytest.raises(ValidationError) as refused:
        plan(committee).propose([member.pk], early={}, by=None)
    assert list(refused.value.message_dict) == [f"early-{member.pk}"]
    [badge] = plan(committee).propose([member.pk], early={member.pk: "số 5-CV"}, by=None)
    assert badge.early_reason == "số 5-CV"


def test_early_is_at_most_so_many_months_before_the_mark(committee, cell):
    veteran(cell, decided="1991-02-04", official_on=day("1992-02-04"))
    assert plan(committee).early == []


def test_the_list_and_then_the_decision(committee, cell, second_cell):
    member = veteran(cell)
    [badge] = plan(committee).propose([member.pk], early={}, by=None)
    assert (badge.round_on, badge.unit, badge.awarded_on) == (day("2020-02-03"), cell, None)
    assert plan(committee).due == []
    assert [row.member.pk for row in plan(committee).proposed] == [member.pk]
    member.current_membership().transfer(to=second_cell, on=day("2020-02-01"), by=None)
    Badge.objects.award(
        [badge], on=day("2020-02-03"), decision=paper(), by=None, numbers={badge.pk: "77"}
    )
    badge.refresh_from_db()
    assert (badge.awarded_on, badge.number, badge.unit) == (day("2020-02-03"), "77", second_cell)
    assert badge.decision.number == "1-QĐ"
    assert plan(committee).rows == []


def test_nobody_is_put_on_the_list_twice(committee, cell):
    member = veteran(cell)
    plan(committee).propose([member.pk], early={}, by=None)
    with pytest.raises(ValidationError):
        plan(committee).propose([member.pk], early={}, by=None)
    assert Badge.objects.count() == 1


def test_a_plan_read_before_somebody_else_acted_proposes_nobody_twice(committee, cell):
    member = veteran(cell)
    read_before = plan(committee)
    assert len(read_before.due) == 1
    plan(committee).propose([member.pk], early={}, by=None)
    with pytest.raises(ValidationError):
        read_before.propose([member.pk], early={}, by=None)
    assert Badge.objects.count() == 1


@pytest.mark.parametrize(("on", "works"), [("2019-02-28", True), ("2019-02-27", False)])
def test_the_day_of_giving_is_at_most_a_year_before_the_mark(committee, cell, on, works):
    badges = plan(committee).propose([veteran(cell).pk], early={}, by=None)
    if works:
        Badge.objects.award(badges, on=day(on), decision=paper(), by=None)
        assert Badge.objects.awarded().get().awarded_on == day(on)
        return
    with pytest.raises(ValidationError) as refused:
        Badge.objects.award(badges, on=day(on), decision=paper(), by=None)
    assert list(refused.value.message_dict) == ["on"]
    assert not Decision.objects.exists()


def test_all_on_the_list_are_given_or_none(committee, cell):
    one, two = veteran(cell), veteran(cell, "Trần Văn Bình")
    first, second = plan(committee).propose([one.pk, two.pk], early={}, by=None)
    second.withdraw(by=None)
    with pytest.raises(ValidationError):
        Badge.objects.award([first, second], on=day("2020-02-03"), decision=paper(), by=None)
    assert not Badge.objects.awarded().exists()
    assert not Decision.objects.exists()


def test_a_badge_is_not_given_in_the_future(committee, cell):
    badges = plan(committee).propose([veteran(cell).pk], early={}, by=None)
    with pytest.raises(ValidationError):
        Badge.objects.award(badges, on=day("2999-02-03"), decision=paper(), by=None)


@pytest.mark.parametrize(("on", "works"), [("2019-02-28", True), ("2019-02-27", False)])
def test_an_earlier_badge_is_written_if_it_was_due_even_early(committee, cell, on, works):
    member = veteran(cell)
    if works:
        assert Badge.objects.record(member=member, years=30, on=day(on), by=None).unit == cell
        return
    with pytest.raises(ValidationError) as refused:
        Badge.objects.record(member=member, years=30, on=day(on), by=None)
    assert list(refused.value.message_dict) == ["on"]


def test_a_mark_is_given_once(cell):
    member = veteran(cell)
    Badge.objects.record(member=member, years=30, on=day("2020-02-28"), by=None)
    with pytest.raises(ValidationError):
        Badge.objects.record(member=member, years=30, on=day("2020-02-28"), by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Badge.objects.create(member=member, years=30, round_on=day("2020-02-03"))


def test_badges_follow_the_member(cell, second_cell, secretary, other_secretary):
    member = veteran(cell)
    badge = Badge.objects.record(member=member, years=30, on=day("2020-02-28"), by=None)
    member.current_membership().transfer(to=second_cell, on=day("2020-04-01"), by=None)
    assert list(Badge.objects.visible_to(other_secretary)) == [badge]
    assert not Badge.objects.visible_to(secretary).exists()
