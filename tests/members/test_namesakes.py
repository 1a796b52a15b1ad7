"""Namesakes in one list are told apart by their births; nobody else is."""

import pytest

from members.forms.people import MemberField
from members.models import Candidate, Member
from members.rules.namesakes import called
from tests.conftest import day, make_member

NAME = "Nguyễn Văn An"


@pytest.mark.parametrize(
    ("births", "names"),
    [
        (["1975-01-02"], [NAME]),
        (["1975-01-02", "1980-05-20"], [f"{NAME} (1975)", f"{NAME} (1980)"]),
        (
            ["1980-01-02", "1980-05-20", "1981-01-01"],
            [f"{NAME} (02/01/1980)", f"{NAME} (20/05/1980)", f"{NAME} (1981)"],
        ),
    ],
)
def test_a_year_where_it_is_enough_else_the_day(db, births, names):
    people = [make_member(NAME, born_on=day(born)) for born in births]
    other = make_member("Trần Thị Bình")
    found = called([*people, other, other])
    assert [found[one.pk] for one in (*people, other)] == [*names, "Trần Thị Bình"]


def test_one_name_however_it_is_written(db):
    people = [make_member("Lê Hoà", born_on=day("1975-01-02")), make_member("Lê Hòa")]
    assert list(called(people).values()) == ["Lê Hoà (1975)", "Lê Hòa (1980)"]


def test_a_candidate_whose_birth_is_not_known(cell):
    facts = {"full_name": NAME, "unit": cell, "starts_on": day("2020-01-15")}
    people = [Candidate.objects.create(**facts, born_on=born) for born in (None, day("1990-05-20"))]
    assert list(called(people).values()) == [NAME, f"{NAME} (1990)"]


def test_the_choices_of_a_form(db, django_assert_num_queries):
    people = [make_member(NAME, born_on=day(born)) for born in ("1975-01-02", "1980-05-20")]
    people.append(make_member("Trần Thị Bình"))
    field = MemberField(Member.objects.order_by("sort_key", "born_on"), empty_label="Chọn")
    with django_assert_num_queries(1):
        shown = [(str(value), label) for value, label in field.choices]
    names = [f"{NAME} (1975)", f"{NAME} (1980)", "Trần Thị Bình"]
    wanted = [(str(one.pk), name) for one, name in zip(people, names, strict=True)]
    assert shown == [("", "Chọn"), *wanted]
    assert field.clean(people[1].pk) == people[1]
