"""Disciplines: forms by kind of subject, what they change, and what becomes of them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from cells.models import Decision
from cells.rights import Role
from members.models import CameBy, Discipline, LeftBy, Office
from tests.conftest import START, day, make_member, make_user


def paper(number="1-QĐ") -> Decision:
    return Decision(number=number, signed_on=day("2020-01-02"), issuer="Đảng ủy")


def record(member, form="reprimand", on="2020-06-01", **how) -> Discipline:
    return Discipline.objects.record_member(
        member, form=form, on=day(on), decision=paper(), by=None, **how
    )


def refused(act, *arguments, **how) -> list[str]:
    with pytest.raises(ValidationError) as error:
        act(*arguments, **how)
    return list(error.value.message_dict)


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


def test_the_cell_of_the_day_is_kept(member, cell, second_cell):
    member.current_membership().transfer(to=second_cell, on=day("2020-06-02"), by=None)
    assert [record(member, on="2020-06-01").unit, record(member, on="2020-06-02").unit] == [
        cell,
        second_cell,
    ]


@pytest.mark.parametrize(
    ("form", "works"),
    [
        ("reprimand", True),
        ("warning", True),
        ("dismissal", False),
        ("expulsion", False),
        ("dissolution", False),
    ],
)
def test_on_probation_there_are_two_forms(cell, form, works):
    member = make_member(unit=cell, official_on=day("2020-06-02"))
    if works:
        assert record(member, form).form == form
    else:
        assert refused(record, member, form) == ["form"]


def test_dissolution_is_not_for_members_nor_dismissal_for_units(member, cell):
    assert refused(record, member, "dissolution") == ["form"]
    unit = {"on": day("2020-06-01"), "decision": paper(), "by": None}
    assert refused(Discipline.objects.record_unit, cell, form="dismissal", **unit) == ["form"]


def test_the_database_knows_the_forms_too(member, cell):
    decision = paper()
    decision.save()
    facts = {"starts_on": day("2020-06-01"), "decision": decision}
    for wrong in (
        {"member": member, "form": "dissolution"},
        {"unit": cell, "form": "expulsion"},
        {"form": "reprimand"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Discipline.objects.create(**facts, **wrong)


def test_dismissal_ends_the_offices_chosen_and_no_other(member, cell, committee):
    one = Office.objects.create(member=member, unit=cell, kind="secretary", starts_on=START)
    two = Office.objects.create(member=member, unit=committee, kind="committee_member", starts_on=START)
    record(member, "dismissal", offices=[one.pk])
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.ends_on, two.ends_on) == (day("2020-05-31"), None)


def test_dismissal_needs_an_office_held_on_that_day(member, cell):
    office = Office.objects.create(
        member=member, unit=cell, kind="secretary", starts_on=day("2020-06-02")
    )
    assert refused(record, member, "dismissal") == ["offices"]
    assert refused(record, member, "dismissal", offices=[office.pk]) == ["offices"]
    assert not Discipline.objects.exists()


def test_the_office_of_somebody_else_is_not_taken_away(member, cell):
    office = Office.objects.create(
        member=make_member("Trần Văn Bình", unit=cell), unit=cell, kind="secretary", starts_on=START
    )
    assert refused(record, member, "dismissal", offices=[office.pk]) == ["offices"]


def test_expulsion_leaves_the_roll_on_that_day_under_the_same_decision(member):
    row = record(member, "expulsion")
    spell = member.memberships.get()
    assert (spell.ends_on, spell.left_by) == (day("2020-05-31"), LeftBy.EXPULSION)
    assert spell.left_decision == row.decision
    assert Decision.objects.count() == 1


def test_expulsion_of_who_left_is_refused_and_nothing_written(member):
    member.current_membership().leave(on=day("2020-06-02"), left_by=LeftBy.DEATH, by=None)
    assert refused(record, member, "expulsion") == ["on"]
    assert not Discipline.objects.exists()
    assert not Decision.objects.exists()


@pytest.mark.parametrize("on", ["2010-03-02", "2999-01-01"])
def test_before_the_admission_and_in_the_future_is_refused(member, on):
    assert refused(record, member, on=on) == ["on"]


def test_before_the_first_cell_on_record_the_place_stays_empty(member):
    assert record(member, on="2018-12-31").unit is None


def test_between_two_spells_nobody_is_disciplined(member, second_cell):
    member.current_membership().leave(on=day("2020-06-01"), left_by=LeftBy.TRANSFER, by=None)
    member.join(second_cell, on=day("2020-09-01"), by=None, came_by="transfer")
    assert refused(record, member, on="2020-08-31") == ["on"]
    assert record(member, on="2020-09-01").unit == second_cell


@pytest.mark.parametrize(("on", "works"), [("2018-12-31", False), ("2019-01-01", True)])
def test_a_unit_is_disciplined_while_it_stands(cell, on, works):
    facts = {"form": "warning", "on": day(on), "decision": paper(), "by": None}
    if works:
        assert Discipline.objects.record_unit(cell, **facts).subject == cell
    else:
        assert refused(Discipline.objects.record_unit, cell, **facts) == ["on"]


def test_the_same_is_not_recorded_twice_unless_the_first_was_annulled(member, cell):
    row = record(member)
    assert refused(record, member) == ["on"]
    assert record(member, "warning").unit == cell
    row.settle("annulled", decision=paper(), by=None)
    assert record(member).is_open


def test_the_same_of_a_unit_is_not_recorded_twice(member, cell):
    facts = {"form": "reprimand", "on": day("2020-06-01"), "decision": paper(), "by": None}
    record(member)
    Discipline.objects.record_unit(cell, **facts)
    assert refused(Discipline.objects.record_unit, cell, **facts) == ["on"]


def test_an_act_on_a_row_taken_away_meanwhile_is_refused(member):
    row = record(member)
    Discipline.objects.get(pk=row.pk).withdraw(by=None)
    with pytest.raises(ValidationError):
        row.end(on=day("2021-06-01"), decision=paper(), by=None)


def test_it_ends_the_day_before_and_only_once(member):
    row = record(member)
    assert refused(row.end, on=day("2020-06-01"), decision=paper(), by=None) == ["on"]
    row.end(on=day("2021-06-01"), decision=paper("2-QĐ"), by=None)
    assert row.ends_on == day("2021-05-31")
    with pytest.raises(ValidationError):
        row.end(on=day("2021-07-01"), decision=paper(), by=None)


def test_an_annulled_decision_does_not_stand_an_upheld_one_does(member):
    row = record(member)
    row.settle("upheld", decision=paper(), by=None)
    assert list(Discipline.objects.valid()) == [row]
    row.settle("annulled", decision=paper(), by=None)
    assert not Discipline.objects.valid().exists()
    with pytest.raises(ValidationError):
        row.end(on=day("2021-06-01"), decision=paper(), by=None)


def test_what_was_typed_by_mistake_is_taken_away_unless_something_followed(member, cell):
    record(member).withdraw(by=None)
    assert not Discipline.objects.exists()
    expulsion = record(member, "expulsion")
    back = {"on": timezone.localdate(), "came_by": CameBy.REINSTATEMENT, "by": None}
    member.join(cell, **back)
    with pytest.raises(ValidationError):
        expulsion.withdraw(by=None)
    assert Discipline.objects.count() == 1


def test_each_act_is_one_event(member):
    row = record(member)
    row.settle("upheld", decision=paper(), by=None)
    row.end(on=day("2021-06-01"), decision=paper(), by=None)
    actions = AuditEvent.objects.filter(action__startswith="discipline.").order_by("pk")
    assert [event.action for event in actions] == [
        "discipline.record",
        "discipline.settle",
        "discipline.end",
    ]


def test_who_sees_them(member, cell, committee, secretary, office, leader, outsider, upper_staff):
    row = record(member)
    Discipline.objects.record_unit(
        cell, form="reprimand", on=day("2020-06-01"), decision=paper(), by=None
    )
    inspector = make_user("kiemtra", Role.INSPECTOR, committee)
    seen = [
        Discipline.objects.visible_to(user).count()
        for user in (office, leader, inspector, secretary, outsider, upper_staff)
    ]
    assert seen == [2, 2, 2, 0, 0, 0]
    member.user = make_user("dangvien", Role.MEMBER, cell)
    member.save()
    assert list(Discipline.objects.visible_to(member.user)) == [row]


def test_they_follow_the_member_to_the_new_place(member, foreign_cell, office, outsider):
    record(member)
    member.current_membership().transfer(to=foreign_cell, on=day("2020-07-01"), by=None)
    assert not Discipline.objects.visible_to(office).exists()
    assert Discipline.objects.visible_to(outsider).count() == 1
