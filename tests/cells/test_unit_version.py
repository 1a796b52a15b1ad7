"""Names and places of a unit: what the database itself refuses."""

import pytest
from django.db import IntegrityError, transaction

from cells.models import UnitKind, UnitVersion
from tests.conftest import START, day


def test_two_open_versions_of_one_unit_are_refused(cell, committee):
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitVersion.objects.create(unit=cell, kind=UnitKind.CELL, name="Khác", starts_on=START)


def test_a_unit_above_itself_is_refused(cell):
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitVersion.objects.filter(unit=cell).update(parent=cell)


def test_an_end_before_the_start_is_refused(cell):
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitVersion.objects.filter(unit=cell).update(ends_on=day("2018-12-31"))
    assert UnitVersion.objects.filter(unit=cell).update(ends_on=START) == 1


def test_versions_are_seen_by_whoever_sees_the_unit(cell, foreign_cell, office, admin):
    seen = UnitVersion.objects.visible_to(office).values_list("unit__code", flat=True)
    assert sorted(seen) == ["chi-bo-1", "dang-bo"]
    assert not UnitVersion.objects.visible_to(admin).exists()
