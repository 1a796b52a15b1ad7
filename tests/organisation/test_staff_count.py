"""Staff numbers: the last of each unit, at one level of the tree only."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from cells.models import EventKind
from organisation.models import StaffCount
from tests.conftest import day


def record(unit, on="2020-12-31", number=40):
    return StaffCount.objects.record(
        unit=unit, counted_on=day(on), number=number, source="Phòng Tổ chức", by=None
    )


def refusal(unit, on="2020-12-31") -> list[str]:
    with pytest.raises(ValidationError) as error, transaction.atomic():
        record(unit, on)
    return list(getattr(error.value, "error_dict", error.value.messages))


def latest(on) -> list[tuple[str, int]]:
    rows = StaffCount.objects.latest_by(day(on)).order_by("unit__number")
    return [(row.unit.name, row.number) for row in rows]


def test_the_last_number_of_each_unit_counts(cell, second_cell):
    record(cell, "2019-12-31", 40)
    record(cell, "2020-12-31", 42)
    record(second_cell, "2019-06-30", 7)
    assert latest("2019-06-29") == []
    assert latest("2019-12-30") == [("Chi bộ 2", 7)]
    assert latest("2019-12-31") == [("Chi bộ 1", 40), ("Chi bộ 2", 7)]
    assert latest("2020-12-30") == [("Chi bộ 1", 40), ("Chi bộ 2", 7)]
    assert latest("2020-12-31") == [("Chi bộ 1", 42), ("Chi bộ 2", 7)]


def test_a_unit_that_ended_has_no_staff(cell):
    record(cell, "2019-12-31")
    cell.end(on=day("2020-07-01"), how=EventKind.DISSOLVED, by=None)
    assert latest("2020-06-30") == [("Chi bộ 1", 40)]
    assert latest("2020-07-01") == []


def test_what_is_counted_above_or_below_is_refused_by_name(committee, cell, second_cell):
    record(cell)
    again = "ghi thêm ở đây thì một người bị tính hai lần."
    assert refusal(committee) == [f"Số người đã ghi tại Chi bộ 1; {again}"]
    record(second_cell)
    StaffCount.objects.all().delete()
    record(committee)
    assert refusal(cell) == [f"Số người đã ghi tại Đảng bộ Trung tâm; {again}"]


def test_another_tree_is_counted_on_its_own(cell, foreign_cell):
    record(cell)
    assert record(foreign_cell).pk


def test_a_unit_that_moved_away_may_count_again(committee, cell, foreign_cell):
    record(committee, "2019-12-31")
    assert refusal(cell, "2020-06-30") == [
        "Số người đã ghi tại Đảng bộ Trung tâm; ghi thêm ở đây thì một người bị tính hai lần."
    ]
    other = foreign_cell.version_on(day("2020-01-01")).parent
    cell.move(under=other, on=day("2020-07-01"), by=None)
    assert record(cell, "2020-07-01").pk


@pytest.mark.parametrize("on", ["2018-12-31", "2999-12-31"])
def test_a_day_of_no_use_is_refused(cell, on):
    assert refusal(cell, on) == ["counted_on"]


def test_a_day_is_counted_once(cell):
    row = record(cell)
    assert refusal(cell) == ["counted_on"]
    with pytest.raises(IntegrityError), transaction.atomic():
        StaffCount.objects.create(unit=cell, counted_on=row.counted_on, number=1)


def test_what_was_typed_wrongly_is_corrected_or_taken_back(cell, office):
    row = record(cell)
    row.correct(number=44, source="", by=office)
    assert StaffCount.objects.get().number == 44
    row.withdraw(by=office)
    assert not StaffCount.objects.exists()
    events = AuditEvent.objects.filter(by=office).values_list("action", flat=True)
    assert list(events.order_by("id")) == ["staff.correct", "staff.withdraw"]


def test_what_is_gone_is_not_corrected(cell):
    row = record(cell)
    StaffCount.objects.all().delete()
    with pytest.raises(ValidationError):
        row.correct(number=1, source="", by=None)


def test_numbers_are_seen_in_the_scope(cell, second_cell, secretary, upper_staff, admin):
    mine, other = record(cell), record(second_cell)
    assert list(StaffCount.objects.visible_to(secretary)) == [mine]
    assert set(StaffCount.objects.visible_to(upper_staff)) == {mine, other}
    assert not StaffCount.objects.visible_to(admin).exists()
