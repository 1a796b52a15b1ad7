"""Who is on the roll of a round, and who of them is graded: every case under every rule set."""

import pytest

from cells.models import Decision
from evaluations.models import Exclusion, Round
from members.models import Absence, Discipline, Exemption, LeftBy, Office, OfficeKind, Suspension
from members.models.discipline import DisciplineForm
from tests.conftest import day, make_member

GRADED, NOT_ON_THE_ROLL = "", None
YEARS = [2016, 2018, 2020, 2023, 2025]


class Given:
    """One case in one year, at the two cells of a committee."""

    def __init__(self, year, cell, second_cell):
        self.year, self.cell, self.second_cell = year, cell, second_cell

    def on(self, text):
        return day(f"{self.year}-{text}")

    def member(self, *, on="01-01", **dates):
        return make_member("Lê Văn Xét", unit=self.cell, on=self.on(on), **dates)

    def admitted(self, text, **more):
        on = self.on(text)
        dates = {"admission_decided_on": on, "admitted_on": on, "official_on": None}
        return self.member(on=text, **dates | more)


def exempt(it):
    Exemption.objects.create(member=it.member(), starts_on=it.on("06-01"))


def exempt_no_more(it):
    Exemption.objects.create(member=it.member(), starts_on=it.on("02-01"), ends_on=it.on("11-30"))


def suspended(it):
    Suspension.objects.create(member=it.member(), starts_on=it.on("12-01"))


def suspended_until_november(it):
    Suspension.objects.create(member=it.member(), starts_on=it.on("09-01"), ends_on=it.on("11-30"))


def elsewhere_for_a_time(it):
    Absence.objects.create(member=it.member(), place="Hà Nội", starts_on=it.on("03-01"))


def guest(it):
    person = make_member("Lê Văn Xét")
    person.join(it.cell, on=it.on("03-01"), by=None, came_by="transfer", kind="temporary")


def moved_between_the_cells(it):
    it.member().current_membership().transfer(to=it.second_cell, on=it.on("08-01"), by=None)


def left(how):
    def happened(it):
        it.member().current_membership().leave(on=it.on("12-01"), left_by=how, by=None)

    return happened


def leading(it):
    Office.objects.take_up(
        member=it.member(), unit=it.cell, kind=OfficeKind.SECRETARY, on=it.on("02-01"), by=None
    )


CASES = {
    "an official member": (lambda it: it.member(), GRADED),
    "a leader": (leading, GRADED),
    "exempt on the day": (exempt, Exclusion.EXEMPT),
    "exempt until November": (exempt_no_more, GRADED),
    "suspended on the day": (suspended, Exclusion.SUSPENDED),
    "suspended until November": (suspended_until_november, GRADED),
    "admitted six months ago": (lambda it: it.admitted("06-30"), GRADED),
    "admitted less than six months ago": (lambda it: it.admitted("07-01"), Exclusion.TOO_NEW),
    "on probation for long": (lambda it: it.admitted("02-03"), GRADED),
    "elsewhere for a time": (elsewhere_for_a_time, GRADED),
    "a guest": (guest, NOT_ON_THE_ROLL),
    "moved between the cells": (moved_between_the_cells, GRADED),
    "came in December": (lambda it: it.member(on="12-15"), GRADED),
    "died": (left(LeftBy.DEATH), NOT_ON_THE_ROLL),
    "expelled": (left(LeftBy.EXPULSION), NOT_ON_THE_ROLL),
    "deleted": (left(LeftBy.DELETION), NOT_ON_THE_ROLL),
    "resigned": (left(LeftBy.RESIGNATION), NOT_ON_THE_ROLL),
    "transferred away": (left(LeftBy.TRANSFER), NOT_ON_THE_ROLL),
}


@pytest.fixture
def standing_since_2010(committee, cell, second_cell):
    for unit in (committee, cell, second_cell):
        unit.versions.update(starts_on=day("2010-01-01"))
        unit.ancestry.update(starts_on=day("2010-01-01"))
        type(unit).objects.filter(pk=unit.pk).update(founded_on=day("2010-01-01"))


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("case", CASES)
def test_who_is_graded(committee, cell, second_cell, standing_since_2010, year, case):
    happens, expected = CASES[case]
    cell.refresh_from_db()
    second_cell.refresh_from_db()
    happens(Given(year, cell, second_cell))
    rows = Round.objects.open_for(committee, year=year, by=None).member_assessments
    row = rows.filter(member__full_name="Lê Văn Xét").first()
    assert (row and row.exclusion) == expected
    if case == "moved between the cells":
        assert row.cell == second_cell


@pytest.mark.parametrize("year", YEARS)
def test_a_discipline_and_a_seat_taken_away_exclude_nobody(
    committee, cell, second_cell, standing_since_2010, year
):
    cell.refresh_from_db()
    person = Given(year, cell, second_cell).member()
    office = Office.objects.take_up(
        member=person, unit=committee, kind="committee_member", on=day(f"{year}-02-01"), by=None
    )
    Office.objects.filter(pk=office.pk).update(ends_on=day(f"{year}-10-01"))
    on = day(f"{year}-10-01")
    decision = Decision.objects.create(number="05-QĐ/ĐU", signed_on=on, issuer="Đảng ủy")
    Discipline.objects.create(
        member=person, unit=cell, form=DisciplineForm.REPRIMAND, starts_on=on, decision=decision
    )
    rows = Round.objects.open_for(committee, year=year, by=None).member_assessments
    assert rows.get(member=person).exclusion == GRADED
