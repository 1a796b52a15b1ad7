"""Offices: who holds which, and what the database refuses."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from cells.models import Decision, Term
from members.models import Office, OfficeHow, OfficeKind
from tests.conftest import START, day, make_member


def hold(member, unit, kind=OfficeKind.SECRETARY, **dates):
    return Office.objects.create(member=member, unit=unit, kind=kind, **{"starts_on": START} | dates)


def test_a_unit_has_one_secretary_at_a_time(cell):
    first = hold(make_member("Nguyễn Văn An", unit=cell), cell)
    second = make_member("Trần Thị Bình", unit=cell)
    with pytest.raises(IntegrityError), transaction.atomic():
        hold(second, cell)
    first.ends_on = day("2020-06-30")
    first.save()
    assert hold(second, cell, starts_on=day("2020-07-01")).pk


def test_two_deputies_are_allowed(cell):
    for name in ("Nguyễn Văn An", "Trần Thị Bình"):
        hold(make_member(name, unit=cell), cell, OfficeKind.DEPUTY_SECRETARY)
    assert Office.objects.on(START).count() == 2


def test_an_office_is_held_once_by_one_person(cell):
    member = make_member(unit=cell)
    hold(member, cell, OfficeKind.DEPUTY_SECRETARY)
    with pytest.raises(IntegrityError), transaction.atomic():
        hold(member, cell, OfficeKind.DEPUTY_SECRETARY)


def test_an_end_before_the_start_is_refused(cell):
    hold(make_member(unit=cell), cell)
    with pytest.raises(IntegrityError), transaction.atomic():
        Office.objects.update(ends_on=day("2018-12-31"))
    assert Office.objects.update(ends_on=START) == 1


def test_the_secretary_stands_first_then_by_given_name(cell):
    kinds = [
        ("Nguyễn Văn An", OfficeKind.CELL_COMMITTEE_MEMBER),
        ("Trần Thị Ưng", OfficeKind.DEPUTY_SECRETARY),
        ("Đỗ Văn Đông", OfficeKind.DEPUTY_SECRETARY),
        ("Lê Thị Yên", OfficeKind.SECRETARY),
    ]
    for name, kind in kinds:
        hold(make_member(name, unit=cell), cell, kind)
    assert [held.member.full_name for held in Office.objects.by_rank()] == [
        "Lê Thị Yên",
        "Đỗ Văn Đông",
        "Trần Thị Ưng",
        "Nguyễn Văn An",
    ]


def test_offices_are_seen_in_the_scope(cell, second_cell, secretary, upper_staff):
    mine = hold(make_member("Nguyễn Văn An", unit=cell), cell)
    hold(make_member("Trần Thị Bình", unit=second_cell), second_cell)
    assert list(Office.objects.visible_to(secretary)) == [mine]
    assert not Office.objects.visible_to(upper_staff).exists()


def take_up(member, unit, kind=OfficeKind.SECRETARY, on="2020-03-01", **how):
    return Office.objects.take_up(member=member, unit=unit, kind=kind, on=day(on), by=None, **how)


def refusal(act) -> list[str]:
    """At which fields it is refused; nothing is written."""
    before = list(Office.objects.values_list("pk", "starts_on", "ends_on"))
    with pytest.raises(ValidationError) as error, transaction.atomic():
        act()
    assert list(Office.objects.values_list("pk", "starts_on", "ends_on")) == before
    return list(getattr(error.value, "error_dict", {"": error.value}))


def test_taking_up_is_recorded_with_its_paper(cell, office):
    member = make_member(unit=cell)
    paper = Decision(number="5-QĐ/ĐU", signed_on=day("2020-02-25"), issuer="Đảng ủy")
    taken = Office.objects.take_up(
        member=member,
        unit=cell,
        kind=OfficeKind.SECRETARY,
        on=day("2020-03-01"),
        how=OfficeHow.APPOINTED,
        decision=paper,
        by=office,
    )
    assert (taken.how, taken.decision.number, taken.ends_on) == ("appointed", "5-QĐ/ĐU", None)
    assert AuditEvent.objects.filter(action="office.take_up", record_id=taken.pk, by=office).exists()


@pytest.mark.parametrize(
    ("on", "field"), [("2018-12-31", "on"), ("2019-06-30", "member"), ("2999-01-01", "on")]
)
def test_only_who_is_on_the_roll_of_the_day_takes_up(cell, on, field):
    member = make_member(unit=cell, on=day("2019-07-01"))
    assert refusal(lambda: take_up(member, cell, on=on)) == [field]
    assert take_up(member, cell, on="2019-07-01").pk


def test_the_roll_of_a_committee_is_that_of_its_cells(committee, cell, foreign_cell):
    assert take_up(make_member(unit=cell), committee).pk
    stranger = make_member("Trần Thị Bình", unit=foreign_cell)
    deputy = OfficeKind.DEPUTY_SECRETARY
    assert refusal(lambda: take_up(stranger, committee, deputy)) == ["member"]


def test_a_probationary_member_holds_no_office(cell):
    member = make_member(unit=cell, official_on=day("2020-03-01"))
    assert refusal(lambda: take_up(member, cell, on="2020-02-29")) == ["member"]
    assert take_up(member, cell, on="2020-03-01").pk


def test_each_kind_of_unit_has_its_own_offices(committee, cell):
    member = make_member(unit=cell)
    assert refusal(lambda: take_up(member, cell, OfficeKind.COMMITTEE_MEMBER)) == ["kind"]
    assert refusal(lambda: take_up(member, committee, OfficeKind.CELL_COMMITTEE_MEMBER)) == ["kind"]
    assert take_up(member, committee, OfficeKind.INSPECTION_CHAIR).pk


def test_a_single_seat_is_taken_after_it_is_left(cell):
    first = take_up(make_member(unit=cell), cell, on="2020-01-05")
    second = make_member("Trần Thị Bình", unit=cell)
    assert refusal(lambda: take_up(second, cell, on="2020-07-01")) == ["kind"]
    first.end(on=day("2020-07-01"), by=None)
    assert refusal(lambda: take_up(second, cell, on="2020-06-30")) == ["kind"]
    assert take_up(second, cell, on="2020-07-01").pk


def test_who_acts_leaves_the_seat_to_who_takes_it_up(cell):
    acting = take_up(make_member(unit=cell), cell, on="2020-01-05", how=OfficeHow.ACTING)
    second = make_member("Trần Thị Bình", unit=cell)
    assert refusal(lambda: take_up(second, cell, how=OfficeHow.ACTING)) == ["kind"]
    assert refusal(lambda: take_up(second, cell, on="2020-01-05")) == ["on"]
    take_up(second, cell, on="2020-07-01", how=OfficeHow.ELECTED)
    acting.refresh_from_db()
    assert acting.ends_on == day("2020-06-30")
    assert acting.title == "Bí thư (giao quyền hoặc phụ trách)"


def test_nobody_acts_while_there_is_a_secretary(cell):
    take_up(make_member(unit=cell), cell, on="2020-01-05")
    second = make_member("Trần Thị Bình", unit=cell)
    assert refusal(lambda: take_up(second, cell, how=OfficeHow.ACTING)) == ["kind"]


def test_the_same_office_is_not_taken_up_twice(cell):
    member = make_member(unit=cell)
    take_up(member, cell, OfficeKind.DEPUTY_SECRETARY, on="2020-07-01")
    deputy = OfficeKind.DEPUTY_SECRETARY
    assert refusal(lambda: take_up(member, cell, deputy, on="2020-01-05")) == ["member"]


def test_a_term_of_another_unit_or_later_is_refused(cell, second_cell):
    member = make_member(unit=cell)
    other = Term.objects.create(unit=second_cell, name="2020-2025", congress_on=START)
    later = Term.objects.create(unit=cell, name="2020-2025", congress_on=day("2020-03-02"))
    assert refusal(lambda: take_up(member, cell, term=other)) == ["term"]
    assert refusal(lambda: take_up(member, cell, term=later)) == ["term"]
    assert take_up(member, cell, term=later, on="2020-03-02").pk


@pytest.mark.parametrize("on", ["2020-02-29", "2020-03-01", "2999-01-01"])
def test_an_end_on_an_impossible_day_is_refused(cell, on):
    held = take_up(make_member(unit=cell), cell)
    assert refusal(lambda: held.end(on=day(on), by=None)) == ["on"]


def test_an_office_ends_once(cell):
    held = take_up(make_member(unit=cell), cell)
    held.end(on=day("2020-03-02"), by=None)
    assert Office.objects.get().ends_on == day("2020-03-01")
    assert refusal(lambda: held.end(on=day("2020-05-01"), by=None)) == ["on"]


def test_the_seat_is_vacant_since_the_day_after_the_last_secretary(cell):
    vacant_since = Office.objects.vacant_since
    assert vacant_since(cell, day("2020-01-01")) == START
    held = take_up(make_member(unit=cell), cell)
    assert vacant_since(cell, day("2020-02-29")) == START
    assert vacant_since(cell, day("2020-03-01")) is None
    held.end(on=day("2020-07-01"), by=None)
    assert vacant_since(cell, day("2020-06-30")) is None
    assert vacant_since(cell, day("2020-07-01")) == day("2020-07-01")


def test_who_only_acts_leaves_the_seat_vacant(cell):
    take_up(make_member(unit=cell), cell, how=OfficeHow.ACTING)
    assert Office.objects.vacant_since(cell, day("2020-03-01")) == START


def test_a_correction_passes_the_same_checks(cell):
    held = take_up(make_member(unit=cell), cell)
    held.end(on=day("2020-07-01"), by=None)
    for on in ("2018-12-31", "2020-07-01"):
        assert refusal(lambda on=on: held.correct(on=day(on), how="", term=None, by=None)) == ["on"]
    held.correct(on=day("2020-06-30"), how=OfficeHow.APPOINTED, term=None, by=None)
    held.refresh_from_db()
    assert (held.starts_on, held.how) == (day("2020-06-30"), "appointed")


def test_only_the_newest_record_of_a_member_is_withdrawn(cell):
    member = make_member(unit=cell)
    first = take_up(member, cell, OfficeKind.DEPUTY_SECRETARY, on="2020-01-05")
    newest = take_up(member, cell)
    take_up(make_member("Trần Thị Bình", unit=cell), cell, OfficeKind.CELL_COMMITTEE_MEMBER)
    assert refusal(lambda: first.withdraw(by=None)) == [""]
    number = newest.pk
    newest.withdraw(by=None)
    first.withdraw(by=None)
    assert [held.member.full_name for held in Office.objects.all()] == ["Trần Thị Bình"]
    assert AuditEvent.objects.filter(action="office.withdraw", record_id=number).exists()


def test_what_is_withdrawn_twice_says_so(cell):
    held = take_up(make_member(unit=cell), cell)
    Office.objects.get().withdraw(by=None)
    assert refusal(lambda: held.withdraw(by=None)) == [""]


def test_the_inspection_committee_sits_on_its_own(committee, cell):
    member = make_member(unit=cell)
    seat = take_up(member, committee)
    take_up(member, committee, OfficeKind.INSPECTION_CHAIR)
    assert list(Office.objects.in_committee()) == [seat]
