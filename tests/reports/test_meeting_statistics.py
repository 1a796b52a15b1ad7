"""Meetings in numbers: by body, by cell, by month; each number is the figure it opens to."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.figures import Scope, compute
from reports.reading.meeting_statistics import CODES, NOT_BY_MONTH, statistics
from reports.views.tables import LINES_PER_PAGE
from tests.conftest import day, found, make_member
from tests.reports.test_figure_meetings import ask, grade, hold, plan
from tests.reports.test_target import set_target
from tests.workbooks import taken

URL = reverse("reports:meeting_statistics")
YEAR = {"unit": "dang-bo", "start": "2020-01-01", "end": "2020-12-31"}
PERIOD = day("2020-01-01"), day("2020-12-31")


@pytest.fixture
def year(committee, cell, second_cell):
    for unit, name in ((cell, "Lê Văn An"), (second_cell, "Lê Văn Bình")):
        make_member(name, unit=unit)
    for on in ("2020-01-05", "2020-03-31", "2020-04-01"):
        hold(cell, on, "combined")
    hold(second_cell, "2020-02-05").attendances.update(status="excused", reason="Ốm")
    grade(cell.meetings.get(held_on=day("2020-03-31")), "good")
    ask(cell, "2020-03-31", answered_on="2020-09-01")
    plan(cell, "2020-11-05")


def get(client, user, **changes):
    client.force_login(user)
    return client.get(URL, YEAR | changes)


def numbers(line) -> dict:
    return {column.code: one.value for column, one in line.numbers.items() if not column.days}


def test_each_line_of_a_committee_is_the_figures_of_its_cell(committee, cell, second_cell, year):
    counted = statistics(Scope(committee, *PERIOD), set())
    assert [line.name for line in counted.lines] == ["Đảng bộ Trung tâm", "Chi bộ 1", "Chi bộ 2"]
    for line, unit in zip(counted.lines, (committee, cell, second_cell), strict=True):
        assert numbers(line) == compute(Scope(unit, *PERIOD), CODES)


def test_each_quarter_tells_its_thematic_meetings(committee, year):
    whole = statistics(Scope(committee, *PERIOD), set()).whole
    quarters = {column.short: one.value for column, one in whole.numbers.items() if column.days}
    assert quarters == {"Quý I": 2, "Quý II": 1, "Quý III": 0, "Quý IV": 0}


def test_a_term_has_no_column_for_each_quarter(committee, year):
    scope = Scope(committee, day("2020-01-01"), day("2021-03-31"))
    assert not any(column.days for column in statistics(scope, set()).whole.numbers)


def test_a_cell_is_told_month_by_month(cell, year):
    counted = statistics(Scope(cell, day("2020-01-05"), day("2020-04-01")), set())
    assert [line.name for line in counted.parts] == [f"Tháng {n:02d}/2020" for n in range(1, 5)]
    days = [("01-05", "01-31"), ("02-01", "02-29"), ("03-01", "03-31"), ("04-01", "04-01")]
    for line, (first, last) in zip(counted.parts, days, strict=True):
        scope = Scope(cell, day(f"2020-{first}"), day(f"2020-{last}"))
        found = {code: one for code, one in numbers(line).items() if code not in NOT_BY_MONTH}
        assert found == compute(scope, found), line.name


def test_an_upper_level_is_told_body_by_body(committee, cell, year):
    top = found("cap-tren", "upper_committee", "Đảng bộ cấp trên")
    committee.move(under=top, on=day("2019-06-01"), by=None)
    counted = statistics(Scope(top, *PERIOD), set())
    assert [line.name for line in counted.parts] == ["Đảng bộ Trung tâm"]
    assert numbers(counted.parts[0]) == compute(Scope(committee, *PERIOD), CODES)


def test_a_cell_that_ended_in_the_period_stands_there_under_its_last_name(committee, cell, second_cell):
    second_cell.rename(name="Chi bộ Hai", number=2, on=day("2020-02-01"), by=None)
    second_cell.end(on=day("2020-07-01"), how="dissolved", by=None)
    names = [line.name for line in statistics(Scope(committee, *PERIOD), set()).parts]
    assert names == ["Chi bộ 1", "Chi bộ Hai"]


def test_numbers_open_to_their_lists_and_zero_does_not(client, office, year):
    text = get(client, office).content.decode()
    first = "figures/meetings.regular/?unit=chi-bo-1&amp;start=2020-01-01&amp;end=2020-12-31"
    assert first in text
    quarter = "figures/meetings.thematic/?unit=chi-bo-1&amp;start=2020-04-01&amp;end=2020-06-30"
    assert quarter in text
    assert "figures/meetings.poor/" not in text


def test_a_number_is_the_length_of_the_list_it_opens_to(client, office, year):
    counted = get(client, office).context["table"]
    opened = [one for line in counted.lines for one in line.numbers.values() if one.address]
    assert len(opened) == 27
    for one in opened:
        assert client.get(one.address).context["value"] == one.value, one.address


def test_upper_staff_sees_numbers_that_do_not_open(client, upper_staff, year):
    response = get(client, upper_staff)
    assert response.status_code == 200
    assert "figures/meetings.regular/" not in response.content.decode()


def test_the_workbook_holds_the_same_lines_with_both_numbers_of_a_rate(client, office, year):
    client.force_login(office)
    title, rows = taken(client, URL, **YEAR)
    assert title == "Thống kê sinh hoạt"
    assert rows[0][:5] == ["Đảng bộ Trung tâm", 24, 4, 20, 3]


@pytest.mark.parametrize("wrong", [{"unit": "dang-bo-khac"}, {"end": "2019-01-01"}, {"start": "x"}])
def test_what_makes_no_sense_shows_the_form_again(client, office, foreign_cell, wrong):
    response = get(client, office, **wrong)
    assert list(response.context["form"].errors) == [*wrong]
    assert "table" not in response.context


def test_administrator_gets_403(client, admin):
    assert get(client, admin).status_code == 403


def test_the_usual_end_is_today_while_the_year_lasts(client, office, committee):
    client.force_login(office)
    form = client.get(URL).context["form"]
    assert form.data["end"] <= day("2100-12-31").isoformat()
    office.working_year = 2020
    office.save()
    assert client.get(URL).context["form"].data["end"] == "2020-12-31"


def test_targets_of_every_line_stand_under_their_figures(client, office, committee, cell):
    thematic = {"code": "meetings.thematic", "name": "Chuyên đề", "measure": "buổi"}
    for unit, number in ((committee, 24), (cell, 4)):
        set_target(unit, **thematic, plan=Decimal(number))
    page = get(client, office).text
    assert re.findall("chỉ\N{NO-BREAK SPACE}tiêu\N{NO-BREAK SPACE}[0-9]+<", page) == [
        "chỉ\N{NO-BREAK SPACE}tiêu\N{NO-BREAK SPACE}24<",
        "chỉ\N{NO-BREAK SPACE}tiêu\N{NO-BREAK SPACE}4<",
    ]
    of_cell = get(client, office, unit=cell.code).text
    assert of_cell.count("chỉ\N{NO-BREAK SPACE}tiêu\N{NO-BREAK SPACE}4<") == 1


def test_77_units_take_no_more_queries_than_one(client, office, committee):
    found("chi-bo-1", "cell", "Chi bộ 1", parent=committee, number=1)
    get(client, office)
    counts = []
    for numbers_of_cells in (range(0), range(2, 78)):
        for number in numbers_of_cells:
            found(f"chi-bo-{number}", "cell", f"Chi bộ {number}", parent=committee, number=number)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(URL, YEAR)
        counts.append(len(queries))
    assert response.context["page"].paginator.count == 77
    assert counts[0] == counts[1]
    assert counts[1] <= 12


def test_many_units_come_page_by_page_with_the_whole_on_each(client, office, committee):
    for number in range(1, LINES_PER_PAGE + 2):
        found(f"chi-bo-{number}", "cell", f"Chi bộ {number}", parent=committee, number=number)
    names = {"whole": [committee.name], "first": [f"Chi bộ {n}" for n in range(1, LINES_PER_PAGE + 1)]}
    names["last"] = [f"Chi bộ {LINES_PER_PAGE + 1}"]

    def shown(**query) -> list[str]:
        return [line.name for line in get(client, office, **query).context["table"].lines]

    assert shown() == names["whole"] + names["first"]
    assert shown(page="2") == names["whole"] + names["last"]
    assert shown(all="1") == names["whole"] + names["first"] + names["last"]
    _, rows = taken(client, URL, **YEAR)
    assert len(rows) == LINES_PER_PAGE + 2


def test_a_cell_takes_no_more_queries(client, secretary, cell, year):
    get(client, secretary, unit="chi-bo-1")
    with CaptureQueriesContext(connection) as queries:
        client.get(URL, YEAR | {"unit": "chi-bo-1"})
    assert len(queries) <= 12
