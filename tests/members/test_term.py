"""Terms of a unit."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cells.models import Term
from members.models import Office
from tests.conftest import day, make_member


def test_the_newest_term_is_read_first(cell):
    for name, text in (("2017-2020", "2017-03-01"), ("2020-2022", "2020-03-12")):
        Term.objects.create(unit=cell, name=name, congress_on=day(text))
    assert [term.name for term in cell.terms.all()] == ["2020-2022", "2017-2020"]


def test_a_term_is_named_once_in_a_unit(cell, second_cell):
    Term.objects.create(unit=cell, name="2020-2022", congress_on=day("2020-03-12"))
    Term.objects.create(unit=second_cell, name="2020-2022", congress_on=day("2020-03-12"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.create(unit=cell, name="2020-2022", congress_on=day("2020-04-12"))


def begin(unit, seats, name="2020-2025", on="2020-06-18"):
    return Office.objects.begin_term(unit=unit, name=name, congress_on=day(on), seats=seats, by=None)


def refused(act) -> list[str]:
    with pytest.raises(ValidationError) as error, transaction.atomic():
        act()
    return list(getattr(error.value, "error_dict", error.value.messages))


def test_a_congress_ends_the_offices_before_and_begins_its_own(cell):
    old, new = make_member("Nguyễn Văn Cũ", unit=cell), make_member("Trần Văn Mới", unit=cell)
    held = Office.objects.take_up(
        member=old, unit=cell, kind="secretary", on=day("2019-03-01"), by=None
    )
    term = begin(cell, [(new, "secretary"), (old, "deputy_secretary")])
    held.refresh_from_db()
    assert held.ends_on == day("2020-06-17")
    assert [(one.kind, one.member, one.how) for one in term.office_set.by_rank()] == [
        ("secretary", new, "elected"),
        ("deputy_secretary", old, "elected"),
    ]
    assert {one.starts_on for one in term.office_set.all()} == {day("2020-06-18")}


def test_who_is_elected_again_has_an_office_of_each_term(cell):
    member = make_member(unit=cell)
    begin(cell, [(member, "secretary")])
    begin(cell, [(member, "secretary")], name="2025-2030", on="2025-06-18")
    spells = Office.objects.order_by("starts_on").values_list("starts_on", "ends_on", "term__name")
    assert list(spells) == [
        (day("2020-06-18"), day("2025-06-17"), "2020-2025"),
        (day("2025-06-18"), None, "2025-2030"),
    ]


def test_one_wrong_name_and_nothing_is_written(cell, second_cell):
    stranger = make_member("Lê Thị Xa", unit=second_cell)
    seats = [(make_member(unit=cell), "secretary"), (stranger, "deputy_secretary")]
    assert refused(lambda: begin(cell, seats)) == [
        "Phó bí thư Lê Thị Xa: Vào ngày này đồng chí không có tên trong danh sách của tổ chức đảng."
    ]
    assert (Term.objects.count(), Office.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("name", "on", "field"),
    [
        ("2020-2025", "2021-01-01", "name"),
        ("2025-2030", "2020-06-18", "congress_on"),
        ("2025-2030", "2018-12-31", "congress_on"),
        ("2025-2030", "2999-01-01", "congress_on"),
    ],
)
def test_terms_come_in_their_order_and_once(cell, name, on, field):
    seats = [(make_member(unit=cell), "secretary")]
    begin(cell, seats)
    assert refused(lambda: begin(cell, seats, name=name, on=on)) == [field]


def test_a_congress_before_an_office_in_force_is_refused(cell):
    member = make_member(unit=cell)
    Office.objects.take_up(member=member, unit=cell, kind="secretary", on=day("2020-06-18"), by=None)
    assert refused(lambda: begin(cell, [(member, "secretary")])) == ["congress_on"]
    assert begin(cell, [(member, "secretary")], on="2020-06-19").pk
