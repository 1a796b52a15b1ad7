"""Which meetings a unit owes: by the kind that it had all through the month."""

import pytest

from cells.models import CELL_KINDS, Unit, UnitKind
from common.months import whole_months, whole_quarters
from common.periods import DAY
from meetings.reading.calendar import calendar_of, committees_of
from meetings.reading.owed import owed_in, owing
from meetings.reading.register import register_among
from reports.figures import FIGURES, Scope
from tests.conftest import day, found
from tests.meetings.conftest import open_meeting

COMMITTEE, CELL = UnitKind.GRASSROOTS_COMMITTEE, UnitKind.GRASSROOTS_CELL


@pytest.fixture
def unit(db):
    return found("thue", CELL, "Chi bộ Thuế", on=day("2019-01-01"))


def owed(unit, start="2020-01-01", end="2020-12-31", kinds=CELL_KINDS) -> list[int]:
    return [
        first.month for first, _ in owed_in([unit], whole_months(day(start), day(end)), kinds)[unit]
    ]


def due(unit, start="2020-01-01", end="2020-12-31") -> int:
    return len(FIGURES["meetings.regular_due"].rows(Scope(unit, day(start), day(end))))


def test_a_cell_raised_to_a_committee_owes_the_months_before(unit):
    unit.change_kind(kind=COMMITTEE, on=day("2020-07-01"), by=None)
    assert owed(unit, "2019-01-01", "2020-12-31") == [*range(1, 13), *range(1, 7)]
    assert due(unit, "2019-01-01", "2020-12-31") == 18
    assert owed(unit, kinds=[COMMITTEE]) == [7, 8, 9, 10, 11, 12]


def test_a_committee_lowered_to_a_cell_owes_the_months_after(db):
    unit = found("y-te", COMMITTEE, "Đảng bộ Y tế", on=day("2019-01-01"))
    unit.change_kind(kind=CELL, on=day("2020-04-01"), by=None)
    assert owed(unit) == [4, 5, 6, 7, 8, 9, 10, 11, 12]
    assert due(unit) == 9


def test_a_body_founded_in_the_year_owes_whole_months_of_its_cells(db):
    body = found("moi", COMMITTEE, "Đảng bộ Mới", on=day("2020-06-15"))
    for number in (1, 2):
        found(f"moi-{number}", UnitKind.CELL, f"Chi bộ {number}", on=day("2020-06-15"), parent=body)
    assert due(body) == 12  # July to December, twice; none for the half of June


@pytest.mark.parametrize(("on", "months"), [("2020-03-01", [3, 4]), ("2020-03-02", [4])])
@pytest.mark.django_db
def test_a_month_is_owed_when_it_began_as_a_cell(on, months):
    unit = found("moi", CELL, "Chi bộ Mới", on=day(on))
    assert owed(unit, end="2020-04-30") == months


@pytest.mark.parametrize(("on", "months"), [("2020-03-31", [1, 2]), ("2020-04-01", [1, 2, 3])])
def test_a_month_is_owed_when_it_ended_as_a_cell(unit, on, months):
    unit.change_kind(kind=COMMITTEE, on=day(on), by=None)
    assert owed(unit) == months


def test_a_cell_of_another_name_owes_the_same(committee):
    unit = found("so-1", UnitKind.CELL, "Chi bộ 1", parent=committee, on=day("2019-01-01"))
    unit.rename(name="Chi bộ Một", on=day("2020-05-15"), by=None)
    assert owed(unit) == list(range(1, 13))


def test_quarters_are_owed_by_the_same_rule(unit):
    unit.change_kind(kind=COMMITTEE, on=day("2020-09-30"), by=None)
    quarters = whole_quarters(day("2020-01-01"), day("2020-12-31"))
    assert owed_in([unit], quarters)[unit] == quarters[:2]


@pytest.mark.parametrize("span", whole_months(day("2020-01-01"), day("2020-12-31")))
def test_as_a_list_it_is_the_same(unit, committee, cell, span):
    unit.change_kind(kind=COMMITTEE, on=day("2020-07-01"), by=None)
    found("moi", UnitKind.CELL, "Chi bộ Mới", on=day("2020-03-02"), parent=committee)
    every = Unit.objects.order_by("pk")
    assert list(owing(every, span)) == [one for one, spans in owed_in(every, [span]).items() if spans]


def test_calendar_register_and_figure_say_the_same(unit, office):
    unit.change_kind(kind=COMMITTEE, on=day("2020-07-01"), by=None)
    Unit.objects.filter(pk=unit.pk).update(path=f"{office.assignments.get().unit.path}{unit.pk}/")
    [row] = [row for row in calendar_of(office, 2020) if row.unit == unit]
    assert [span.number for span in row.months if span.is_owed] == [1, 2, 3, 4, 5, 6]
    assert [span.number for span in row.quarters if span.is_owed] == [1, 2]
    [above] = [row for row in committees_of(office, 2020) if row.unit == unit]
    assert [span.number for span in above.months if span.is_owed] == [7, 8, 9, 10, 11, 12]
    missing = [
        month.month
        for month, _ in whole_months(day("2020-01-01"), day("2020-12-31"))
        if register_among(Unit.objects.filter(pk=unit.pk), month).counts["missing"]
    ]
    assert missing == owed(unit) == [1, 2, 3, 4, 5, 6]


def test_every_quarter_counts_the_quarters_as_a_cell(unit):
    unit.change_kind(kind=COMMITTEE, on=day("2020-07-01"), by=None)
    for on in ("2020-02-10", "2020-05-10"):
        open_meeting(unit, day(on), kind="thematic", topic="Nêu gương")
    scope = Scope(unit, day("2020-01-01"), day("2020-12-31"))
    assert list(FIGURES["meetings.thematic_every_quarter"].rows(scope)) == [unit]
    short = Scope(unit, day("2020-07-01") - 30 * DAY, day("2020-12-31"))
    assert list(FIGURES["meetings.thematic_every_quarter"].rows(short)) == []
