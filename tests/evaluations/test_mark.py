"""Tiêu biểu and bốn tốt: registered, recognised, withdrawn."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from common.periods import DAY
from evaluations.models import Level, Mark, MarkKind, title_in
from tests.conftest import day
from tests.evaluations.conftest import grade_one, of_unit, recognise, register

FOUR = MarkKind.FOUR_GOODS


def refused(verb, *units, **changes) -> dict:
    with pytest.raises(ValidationError) as refusal:
        verb(*units, **changes)
    return refusal.value.message_dict


@pytest.mark.parametrize(
    ("year", "title"),
    [(2020, "“Trong sạch, vững mạnh” tiêu biểu"), (2021, "“Hoàn thành xuất sắc nhiệm vụ” tiêu biểu")],
)
def test_the_title_is_that_of_the_year(year, title):
    assert title_in(year) == title


def test_an_exemplary_cell_needs_no_registration(outstanding, cell, office):
    (mark,) = recognise(cell, by=office)
    assert (mark.registered_on, mark.recognised_on) == (None, day("2020-12-29"))
    assert (mark.paper, mark.recorded_by) == ("57-QĐ/ĐU", office)
    assert Mark.objects.exemplary_in(outstanding) == {cell.pk}
    assert AuditEvent.objects.filter(action="mark.recognise", by=office).count() == 1


def test_what_was_registered_is_not_yet_exemplary(outstanding, cell):
    register(cell, kind=MarkKind.EXEMPLARY)
    assert Mark.objects.exemplary_in(outstanding) == set()
    recognise(cell)
    assert Mark.objects.exemplary_in(outstanding) == {cell.pk}
    assert Mark.objects.count() == 1


def test_who_is_not_at_the_highest_level_is_not_exemplary(outstanding, cell, second_cell):
    assert list(refused(recognise, cell, second_cell)) == ["units"]
    assert Mark.objects.count() == 0


def test_an_open_round_makes_nobody_exemplary(graded, members, cell):
    grade_one(graded, members[0], Level.XS)
    graded.grade_units({of_unit(graded, cell).pk: (Level.XS, "", "")}, by=None)
    assert list(refused(recognise, cell)) == ["units"]


def test_the_round_of_another_year_makes_nobody_exemplary(outstanding, cell):
    assert list(refused(recognise, cell, year=2019)) == ["units"]


def test_four_goods_are_registered_first(cell, second_cell):
    register(cell)
    assert refused(recognise, cell, second_cell, kind=FOUR) == {
        "units": ["Chi bộ 2 chưa đăng ký bốn tốt năm 2020."]
    }
    (mark,) = recognise(cell, kind=FOUR)
    assert (mark.registered_on, mark.recognised_on) == (day("2020-01-15"), day("2020-12-29"))


def test_once_a_year(cell):
    register(cell)
    assert refused(register, cell) == {"units": ["Chi bộ 1 đã đăng ký hoặc đã được công nhận."]}
    recognise(cell, kind=FOUR)
    assert refused(recognise, cell, kind=FOUR) == {"units": ["Chi bộ 1 đã được công nhận."]}
    register(cell, year=2021)
    assert Mark.objects.count() == 2


@pytest.mark.parametrize("on", ["2019-12-01", "2020-12-31"])
def test_registered_before_the_year_is_over(cell, on):
    assert register(cell, on=on)[0].registered_on == day(on)


def test_not_registered_after_the_year(cell):
    assert list(refused(register, cell, on="2021-01-01")) == ["on"]


@pytest.mark.parametrize("on", ["2020-01-15", "2021-01-05"])
def test_recognised_from_the_day_of_registering_on(cell, on):
    register(cell)
    assert recognise(cell, kind=FOUR, on=on)[0].recognised_on == day(on)


@pytest.mark.parametrize("on", ["2019-12-31", "2020-01-14"])
def test_not_recognised_before(cell, on):
    register(cell)
    assert list(refused(recognise, cell, kind=FOUR, on=on)) == ["on"]


def test_neither_is_of_tomorrow(cell):
    today = timezone.localdate()
    register(cell, year=today.year, on=today.isoformat())
    tomorrow = (today + DAY).isoformat()
    assert refused(register, cell, year=today.year + 1, on=tomorrow) == {"on": ["Chưa đến ngày này."]}
    later = {"year": today.year, "kind": FOUR, "on": tomorrow}
    assert refused(recognise, cell, **later) == {"on": ["Chưa đến ngày này."]}


def test_a_mark_withdrawn_stays_and_holds_no_more(exemplary, cell, office):
    mark = Mark.objects.get()
    mark.withdraw(reason=" Bị kỷ luật ", by=office)
    mark.refresh_from_db()
    assert (mark.withdraw_reason, mark.withdrawn_by) == ("Bị kỷ luật", office)
    assert (list(Mark.objects.standing()), list(Mark.objects.withdrawn())) == ([], [mark])
    assert Mark.objects.exemplary_in(exemplary) == set()
    recognise(cell)
    assert Mark.objects.exemplary_in(exemplary) == {cell.pk}


def test_withdrawn_once_and_for_a_reason(cell):
    (mark,) = register(cell)
    with pytest.raises(ValidationError) as refusal:
        mark.withdraw(reason=" ", by=None)
    assert refusal.value.message_dict == {"reason": ["Ghi rõ lý do."]}
    mark.withdraw(reason="Nhầm", by=None)
    with pytest.raises(ValidationError, match="đã được rút"):
        mark.withdraw(reason="Nhầm", by=None)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"recognised_on": "2020-12-29"},
        {"registered_on": "2020-12-30", "recognised_on": "2020-12-29"},
        {"registered_on": "2020-01-15", "withdrawn_at": "2020-12-29T00:00Z"},
    ],
)
def test_the_database_refuses_what_must_not_be(cell, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        Mark.objects.create(unit=cell, year=2020, kind=FOUR, **facts)
