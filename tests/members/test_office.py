"""Offices: who holds which, and what the database refuses."""

import pytest
from django.db import IntegrityError, transaction

from members.models import Office, OfficeKind
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
