"""The structure of the membership: bands add up, numbers are lists, units stand side by side."""

import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from common.partial import PartialDay
from members.models import Exemption, PersonalHistory, Schooling, Theory
from reports.figures import Scope, compute
from reports.reading.structure import (
    AGES,
    GROUPS,
    LINES,
    MEAN_AGE,
    TOTAL,
    count_by_code,
    rows_of,
    structure,
)
from tests.conftest import day, found, make_member

END = day("2021-12-31")
COUNTS_ALL = ["official", "probationary", "female", "minority", "exempt"]


def filled(unit, on=END):
    return structure(Scope(unit, on, on), set())


def counts(unit, on=END) -> dict[str, int]:
    return {column.code: one.value for column, one in filled(unit, on).whole.numbers.items()}


births = st.dates(datetime.date(1925, 1, 1), datetime.date(2000, 12, 31))
persons = st.lists(
    st.tuples(
        births,
        st.dates(datetime.date(2018, 1, 1), datetime.date(2018, 12, 31)),
        st.sampled_from(["", *Schooling.values[1:]]),
        st.sampled_from(Theory.values),
        st.sampled_from(["Kinh", "Tày"]),
        st.booleans(),
    ),
    max_size=6,
)
days = st.dates(datetime.date(2019, 1, 1), datetime.date(2025, 12, 31))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=persons, on=days)
def test_every_group_that_adds_up_adds_up_to_the_total(cell, people, on):
    for born, decided, schooling, theory, ethnicity, official in people:
        make_member(
            unit=cell,
            born_on=born,
            admission_decided_on=decided,
            admitted_on=decided,
            official_on=datetime.date(2019, 12, 31) if official else None,
            schooling=schooling,
            theory=theory,
            ethnicity=ethnicity,
        )
    told = counts(cell, on)
    roll = [spell.member for spell in cell.memberships.select_related("member")]
    assert told["total"] == len(roll)
    for group in GROUPS:
        if group.adds_up:
            assert sum(told[line.code] for line in group.lines) == told["total"], group.title
    assert count_by_code([cell.pk], on)[cell.pk]["years"] == sum(member.age_on(on) for member in roll)
    for first, last in AGES:
        aged = [one for one in roll if (first or 0) <= one.age_on(on) <= (last or 999)]
        assert told[f"age_{first or 0}"] == len(aged)
    cell.memberships.all().delete()


@pytest.mark.parametrize(
    ("born", "code"),
    [
        ("1990-12-31", "age_31"),
        ("1991-01-01", "age_0"),
        ("1961-12-31", "age_56"),
        ("1960-12-31", "age_61"),
    ],
)
def test_the_birthday_itself_opens_the_next_band(cell, born, code):
    make_member(unit=cell, born_on=day(born))
    ages = {f"age_{first or 0}": 0 for first, _ in AGES}
    assert {name: counts(cell)[name] for name in ages} == ages | {code: 1}


@pytest.mark.parametrize(
    ("born", "precision", "code"),
    [
        ("1990-01-01", "year", "age_31"),
        ("1991-01-01", "year", "age_0"),
        ("1990-12-01", "month", "age_31"),
        ("1991-01-01", "month", "age_0"),
    ],
)
def test_where_the_day_is_unknown_ages_run_from_the_first_and_it_is_told(cell, born, precision, code):
    make_member(unit=cell, born_on=day(born), born_precision=precision)
    make_member(unit=cell)
    told = counts(cell)
    assert (told[code], told["birth_unknown"]) == (1, 1)
    assert [str(row.member.born) for row in rows_of("birth_unknown", cell, END)] == [
        str(PartialDay(day(born), precision))
    ]


@pytest.mark.parametrize(
    ("decided", "code"), [("2011-12-31", "party_age_10"), ("2012-01-01", "party_age_0")]
)
def test_ten_years_are_full_on_the_day_of_the_decision(cell, decided, code):
    dates = {"admission_decided_on": day(decided), "admitted_on": day(decided)}
    make_member(unit=cell, official_on=day("2013-01-01"), **dates)
    assert counts(cell)[code] == 1


@pytest.mark.parametrize(
    ("admitted", "code"),
    [
        ("1945-08-18", "era_1"),
        ("1945-08-19", "era_2"),
        ("1954-07-20", "era_2"),
        ("1954-07-21", "era_3"),
        ("1975-04-30", "era_3"),
        ("1975-05-01", "era_4"),
    ],
)
def test_the_era_is_that_of_the_ceremony(cell, admitted, code):
    dates = {"admission_decided_on": day("1945-01-01"), "admitted_on": day(admitted)}
    make_member(unit=cell, born_on=day("1920-01-01"), official_on=day("1980-01-01"), **dates)
    assert counts(cell)[code] == 1


def test_the_numbers_are_the_figures(committee, cell, second_cell):
    make_member("Trần Thị Ánh", unit=cell, sex="female", ethnicity="Tày")
    make_member("Lê Văn Bình", unit=second_cell, admitted_on=day("2019-01-01"), official_on=None)
    freed = make_member("Vũ Thị Chi", unit=second_cell, sex="female")
    Exemption.objects.create(member=freed, starts_on=END)
    figures = compute(Scope(committee, END, END), [f"members.{code}" for code in COUNTS_ALL])
    assert {code: counts(committee)[code] for code in COUNTS_ALL} == {
        code: figures[f"members.{code}"] for code in COUNTS_ALL
    }
    assert counts(committee, END - datetime.timedelta(days=1))["exempt"] == 0


@pytest.mark.parametrize(
    ("religion", "number"),
    [("Công giáo", 1), ("Không", 0), ("", 0), ("KHÔNG", 0), ("ko", 0), ("không theo đạo", 0)],
)
def test_religion_counts_where_it_was_recorded(cell, religion, number):
    PersonalHistory.objects.create(member=make_member(unit=cell), religion=religion)
    make_member("Lê Văn Bình", unit=cell)
    assert counts(cell)["religious"] == number


def test_each_number_is_the_length_of_its_list(committee, cell, second_cell):
    make_member("Trần Thị Ánh", unit=cell, sex="female", theory="advanced")
    make_member("Lê Văn Bình", unit=second_cell, born_on=day("1955-01-01"))
    found_counts = counts(committee)
    assert {code: rows_of(code, committee, END).count() for code in LINES} == {
        code: found_counts[code] for code in LINES
    }


def test_units_right_below_on_that_day_stand_side_by_side(committee, cell, second_cell):
    make_member(unit=cell)
    make_member("Lê Văn Bình", unit=second_cell)
    found("chi-bo-3", "cell", "Chi bộ 3", parent=committee, number=3, on=day("2022-01-01"))
    parts = [(part.name, part.numbers[TOTAL].value) for part in filled(committee).parts]
    assert parts == [("Chi bộ 1", 1), ("Chi bộ 2", 1)]
    later = filled(committee, day("2022-01-01")).parts
    assert [(part.name, part.numbers[TOTAL].value) for part in later] == [*parts, ("Chi bộ 3", 0)]


def test_the_mean_age_is_rounded_half_up_and_absent_without_members(cell, second_cell):
    for years in (1980, 1981, 1981, 1981):
        make_member(unit=cell, born_on=day(f"{years}-01-01"))
    mean, none = (filled(unit).whole.numbers[MEAN_AGE] for unit in (cell, second_cell))
    assert (str(mean.value), mean.text) == ("40.3", "40,3")
    assert none.value is None


ASKED = {"unit": "dang-bo", "on": "2021-12-31"}


def get(client, user, **changes):
    client.force_login(user)
    return client.get(reverse("reports:structure_detail"), ASKED | changes)


def test_the_page_opens_each_number_for_who_sees_persons(client, office, upper_staff, cell):
    make_member(unit=cell)
    address = reverse("reports:structure_rows", args=["official"])
    assert address in get(client, office).content.decode()
    assert address not in get(client, upper_staff).content.decode()


def test_the_workbook_has_a_row_for_each_unit(client, office, cell, second_cell):
    make_member(unit=cell)
    book = load_workbook(io.BytesIO(get(client, office, xlsx="1").content))
    rows = [row[1:3] for row in book.active.iter_rows(min_row=5, values_only=True)]
    assert rows == [("Đảng bộ Trung tâm", 1), ("Chi bộ 1", 1), ("Chi bộ 2", 0)]


@pytest.mark.parametrize(("wrong", "field"), [({"unit": "dang-bo-khac"}, "unit"), ({"on": "x"}, "on")])
def test_what_makes_no_sense_shows_the_form_again(client, office, foreign_cell, wrong, field):
    response = get(client, office, **wrong)
    assert list(response.context["form"].errors) == [field]
    assert "table" not in response.context


def test_administrator_gets_403(client, admin):
    assert get(client, admin).status_code == 403


def test_77_bodies_take_no_more_queries_than_one(client, office, committee):
    found("chi-bo-1", "cell", "Chi bộ 1", parent=committee, number=1)
    get(client, office)
    address = reverse("reports:structure_detail")
    with CaptureQueriesContext(connection) as one:
        client.get(address, ASKED)
    for number in range(2, 78):
        found(f"chi-bo-{number}", "cell", f"Chi bộ {number}", parent=committee, number=number)
    with CaptureQueriesContext(connection) as many:
        response = client.get(address, ASKED)
    assert (response.context["page"].paginator.count, len(response.context["table"].parts)) == (77, 30)
    assert len(many) == len(one)
    assert len(many) <= 12


def test_whose_party_age_runs_from_an_assumed_day_is_told(cell):
    known = {"admission_decided_on": day("2010-01-01"), "admission_decided_precision": "year"}
    make_member(unit=cell, **known)
    make_member("Trần Thị Bình", unit=cell)
    assert counts(cell)["decision_unknown"] == 1
