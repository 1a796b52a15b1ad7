"""The dashboard: each number is its figure, what is out of line is marked and told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common.periods import DAY
from meetings.models import Meeting, Task
from meetings.rules.deadlines import minutes_by
from reports.figures import Scope, compute
from reports.reading.dashboard import COLUMNS, GRADE, LATE, dashboard
from reports.views.tables import LINES_PER_PAGE
from tests.conftest import day, found, make_member
from tests.reports.test_figure_meetings import grade, hold

URL = reverse("reports:dashboard")
YEAR = {"unit": "dang-bo", "start": "2020-01-01", "end": "2020-12-31"}
PERIOD = day("2020-01-01"), day("2020-12-31")


@pytest.fixture
def year(committee, cell, second_cell):
    """The first cell has met each month with a topic, the second once, badly, with a task undone."""
    for unit, name in ((cell, "Lê Văn An"), (second_cell, "Lê Văn Bình")):
        make_member(name, unit=unit)
    for month in range(1, 13):
        hold(cell, f"2020-{month:02}-05", "combined")
    bad = hold(second_cell, "2020-02-05")
    bad.attendances.update(status="excused", reason="Ốm")
    Task.objects.create(meeting=bad, text="Việc", due_on=day("2020-03-05"))
    grade(bad, "poor")
    Meeting.objects.update(adopted_at="2020-12-31T00:00Z")


def get(client, user, **changes):
    client.force_login(user)
    return client.get(URL, YEAR | changes)


def told(unit, *period) -> dict:
    return {line.name: line.note for line in dashboard(Scope(unit, *period or PERIOD), set()).parts}


def test_each_number_is_the_figure_of_its_cell(committee, cell, second_cell, year):
    codes = [column.code for column in COLUMNS]
    table = dashboard(Scope(committee, *PERIOD), set())
    for line, unit in zip(table.lines, (cell, second_cell, committee), strict=True):
        numbers = {column.code: line.numbers[column].value for column in COLUMNS}
        assert numbers == compute(Scope(unit, *PERIOD), codes), unit


def test_what_is_out_of_line_is_told(committee, year):
    [first, second] = told(committee).items()
    assert first == ("Chi bộ 1", "")
    assert second[1].split("; ") == [
        "thiếu sinh hoạt thường kỳ tháng 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12",
        "quý I, II, III, IV chưa có chuyên đề",
        "dự họp dưới 90/100",
        "1 buổi chất lượng kém",
        "1 nhiệm vụ quá hạn",
    ]


@pytest.mark.parametrize(("later", "is_late"), [(0, False), (1, True)])
def test_minutes_are_late_once_their_day_is_over(committee, cell, year, later, is_late):
    end = minutes_by(day("2020-02-05")) + later * DAY
    Meeting.objects.update(adopted_at=None)
    table = dashboard(Scope(committee, day("2020-02-01"), end), set())
    late = {c.code: n for c, n in table.parts[1].numbers.items()}[LATE]
    assert bool(late.warning) is bool(late.value) is is_late


def test_a_cell_has_its_level_and_a_committee_a_share(graded, committee, cell, second_cell):
    rows = graded.unit_assessments.filter(unit__in=[cell, second_cell])
    rows.filter(unit=cell).update(level="xs")
    rows.filter(unit=second_cell).update(level="kht")
    table = dashboard(Scope(committee, *PERIOD), set())
    assert [line.numbers[GRADE].text for line in table.lines] == ["Xuất sắc", "Không hoàn thành", "1/2"]
    assert "xếp loại không hoàn thành nhiệm vụ" in told(committee)["Chi bộ 2"]


def test_an_upper_level_is_told_by_body(committee, cell, second_cell, year):
    top = found("cap-tren", "upper_committee", "Đảng bộ cấp trên")
    committee.move(under=top, on=day("2019-06-01"), by=None)
    said = told(top)["Đảng bộ Trung tâm"]
    assert said == ("thiếu 11 kỳ sinh hoạt thường kỳ; 1 buổi chất lượng kém; 1 nhiệm vụ quá hạn")


def test_the_page_marks_by_sign_and_word(client, office, year):
    page = get(client, office).content.decode()
    assert "1/2 đơn vị có điểm cần chú ý" in page
    assert page.count("Cần chú ý: </span></strong>") == 5


def test_a_secretary_sees_the_own_cell_only(client, cell, secretary, year):
    table = get(client, secretary, unit="chi-bo-1").context["table"]
    assert [line.name for line in table.lines] == ["Chi bộ 1"]
    assert list(get(client, secretary).context["form"].errors) == ["unit"]


def test_the_workbook_tells_the_same(client, office, year):
    assert get(client, office, xlsx="1").status_code == 200


@pytest.mark.parametrize("wrong", [{"unit": "dang-bo-khac"}, {"end": "2999-01-01"}, {"start": "x"}])
def test_what_makes_no_sense_shows_the_form_again(client, office, foreign_cell, wrong):
    response = get(client, office, **wrong)
    assert list(response.context["form"].errors) == [*wrong]
    assert "table" not in response.context


def test_administrator_gets_403(client, admin):
    assert get(client, admin).status_code == 403


def test_77_units_take_no_more_queries_than_one(client, office, committee):
    found("chi-bo-1", "cell", "Chi bộ 1", parent=committee, number=1)
    get(client, office)
    counts = []
    for numbers in (range(0), range(2, 78)):
        for number in numbers:
            found(f"chi-bo-{number}", "cell", f"Chi bộ {number}", parent=committee, number=number)
        with CaptureQueriesContext(connection) as queries:
            client.get(URL, YEAR)
        counts.append(len(queries))
    assert (counts[0] == counts[1], counts[1] <= 12) == (True, True)


def test_what_is_out_of_line_is_told_of_all_pages(client, office, committee):
    for number in range(1, LINES_PER_PAGE + 2):
        found(f"chi-bo-{number}", "cell", f"Chi bộ {number}", parent=committee, number=number)
    first, last = get(client, office), get(client, office, page="2")
    for response in (first, last):
        table = response.context["table"]
        assert (table.judged, table.noted) == (LINES_PER_PAGE + 1, LINES_PER_PAGE + 1)
        assert table.lines[-1].name == committee.name
    assert [line.name for line in last.context["table"].parts] == [f"Chi bộ {LINES_PER_PAGE + 1}"]
    assert f">{LINES_PER_PAGE + 1}</td>" in last.text
