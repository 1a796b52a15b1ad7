"""The half-year table: each column a figure, each note a fact of the records."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import AgendaItem, Opinion, Subject, Task, TopicPlan
from reports.figures import Scope, compute
from reports.reading.half_year import COLUMNS, half_year
from tests.conftest import day, found, make_member
from tests.reports.test_figure_meetings import hold
from tests.reports.test_target import set_target
from tests.workbooks import taken

URL = reverse("reports:half_year_table")
ASKED = {"unit": "dang-bo", "year": "2020", "half": "1"}
FIRST = day("2020-01-01"), day("2020-06-30")


@pytest.fixture
def half(cell, second_cell):
    """The first cell met every month of the half-year and on a topic in each quarter."""
    speaker = make_member("Lê Văn An", unit=cell)
    make_member("Lê Văn Bình", unit=cell)
    make_member("Lê Văn Chi", unit=second_cell)
    for month in range(1, 7):
        meeting = hold(cell, f"2020-{month:02d}-05", "combined" if month in {2, 6} else "regular")
    Opinion.objects.create(meeting=meeting, member=speaker, text="Nhất trí")
    for subject in (Subject.PRESS, Subject.INSPECTION):
        AgendaItem.objects.create(meeting=meeting, title="Việc", subject=subject)
    for quarter in (1, 2, 3):
        facts = {"year": 2020, "quarter": quarter, "title": f"Chuyên đề {quarter}"}
        TopicPlan.objects.write(unit=cell, by=None, **facts)


def get(client, user, **changes):
    client.force_login(user)
    return client.get(URL, ASKED | changes)


def notes(unit, period=FIRST) -> dict[str, str]:
    return {line.name: line.note for line in half_year(Scope(unit, *period), set()).lines}


def test_every_column_is_the_figure_of_the_cell(committee, cell, second_cell, half):
    filled = half_year(Scope(committee, *FIRST), set())
    assert [line.name for line in filled.lines] == ["Chi bộ 1", "Chi bộ 2", "Đảng bộ Trung tâm"]
    codes = [column.code for column in COLUMNS]
    for line, unit in zip(filled.lines, (cell, second_cell, committee), strict=True):
        counted = {column.code: number.value for column, number in line.numbers.items()}
        assert counted == compute(Scope(unit, *FIRST), codes)


def test_what_a_cell_did(cell, half):
    (line,) = half_year(Scope(cell, *FIRST), set()).lines
    told = {column.short: number.text for column, number in line.numbers.items()}
    assert told == {
        "Số đảng viên": "2",
        "Dự sinh hoạt": "100%",
        "Phát biểu": "8,33%",
        "Dân vận khéo": "0",
        "Học tập Hồ Chí Minh": "0",
        "Đọc báo Đảng": "1",
        "Chuyên đề kế hoạch": "2",
        "Chuyên đề đã họp": "2",
        "Kết nạp": "0",
        "Kiểm tra, giám sát": "1",
    }


def test_a_cell_that_did_everything_has_no_note_and_no_praise(committee, half):
    assert notes(committee) == {
        "Chi bộ 1": "",
        "Chi bộ 2": "thiếu sinh hoạt thường kỳ tháng 1, 2, 3, 4, 5, 6; quý I, II chưa có chuyên đề",
        "Đảng bộ Trung tâm": "",
    }


def test_notes_tell_overdue_tasks_and_long_absences(committee, cell, second_cell, half):
    for on in ("2020-01-06", "2020-02-06", "2020-03-06"):
        hold(second_cell, on).attendances.update(status="unexcused")
    meeting = hold(second_cell, "2020-04-06")
    Task.objects.create(meeting=meeting, text="Việc", due_on=day("2020-06-29"))
    Task.objects.create(meeting=meeting, text="Việc", due_on=day("2020-06-30"))
    assert notes(committee)["Chi bộ 2"] == (
        "thiếu sinh hoạt thường kỳ tháng 5, 6; quý I, II chưa có chuyên đề; "
        "1 đảng viên vắng nhiều tháng không lý do; 1 nhiệm vụ quá hạn"
    )


def test_a_quarter_or_month_that_the_cell_did_not_exist_through_is_not_missing(committee, half):
    found("chi-bo-3", "cell", "Chi bộ 3", parent=committee, number=3, on=day("2020-02-02"))
    assert notes(committee)["Chi bộ 3"] == (
        "thiếu sinh hoạt thường kỳ tháng 3, 4, 5, 6; quý II chưa có chuyên đề"
    )


def test_what_is_to_come_is_not_missing(committee, half, monkeypatch):
    monkeypatch.setattr("reports.reading.half_year.timezone.localdate", lambda: day("2020-03-31"))
    assert notes(committee)["Chi bộ 2"] == "thiếu sinh hoạt thường kỳ tháng 1, 2"
    monkeypatch.setattr("reports.reading.half_year.timezone.localdate", lambda: day("2020-04-01"))
    assert notes(committee)["Chi bộ 2"].endswith("tháng 1, 2, 3; quý I chưa có chuyên đề")
    monkeypatch.setattr("reports.reading.half_year.timezone.localdate", lambda: day("2019-12-31"))
    assert notes(committee)["Chi bộ 2"] == ""


def test_what_falls_due_later_is_not_overdue_yet(committee, second_cell, half, monkeypatch):
    Task.objects.create(meeting=hold(second_cell, "2020-01-06"), text="Việc", due_on=day("2020-03-30"))
    monkeypatch.setattr("reports.reading.half_year.timezone.localdate", lambda: day("2020-03-30"))
    assert "quá hạn" not in notes(committee)["Chi bộ 2"]
    monkeypatch.setattr("reports.reading.half_year.timezone.localdate", lambda: day("2020-03-31"))
    assert "1 nhiệm vụ quá hạn" in notes(committee)["Chi bộ 2"]


def test_an_upper_level_is_told_by_body(committee, half):
    top = found("cap-tren", "upper_committee", "Đảng bộ cấp trên")
    committee.move(under=top, on=day("2019-06-01"), by=None)
    assert notes(top) == {"Đảng bộ Trung tâm": "", "Đảng bộ cấp trên": ""}


@pytest.mark.parametrize(
    ("half_of_year", "days"),
    [
        ("1", ("2020-01-01", "2020-06-30")),
        ("2", ("2020-07-01", "2020-12-31")),
        ("year", ("2020-01-01", "2020-12-31")),
    ],
)
def test_halves_and_the_year(client, office, committee, half_of_year, days):
    scope = get(client, office, half=half_of_year).context["scope"]
    assert scope.days == (day(days[0]), day(days[1]))


def test_each_number_opens_to_its_list(client, office, half):
    table = get(client, office).context["table"]
    opened = [one for line in table.lines for one in line.numbers.values() if one.address]
    assert len(opened) == 15
    for number in opened:
        assert client.get(number.address).context["value"] == number.value, number.address


def test_upper_staff_sees_numbers_that_do_not_open(client, upper_staff, half):
    response = get(client, upper_staff)
    assert response.status_code == 200
    assert "figures/" not in response.content.decode().split("<table")[1]


def test_the_workbook_holds_rates_as_numbers_and_the_note(client, office, half):
    client.force_login(office)
    title, rows = taken(client, URL, **ASKED)
    assert title == "Biểu tổng hợp sinh hoạt chi bộ"
    assert rows[0] == ["Chi bộ 1", 2, 12, 12, 100, 1, 12, 8.33, 0, 0, 1, 2, 2, 0, 1, None]


def test_the_workbook_holds_what_was_meant_to_be(client, office, cell, half):
    set_target(cell, code="meetings.thematic", name="Chuyên đề", measure="buổi", plan=Decimal(4))
    client.force_login(office)
    _, rows = taken(client, URL, **ASKED)
    nothing = [None] * 3
    assert [row[12:16] for row in rows] == [[2, 4, 50, "Chưa đạt"], [0, *nothing], [2, *nothing]]


@pytest.mark.parametrize(
    "wrong", [{"unit": "dang-bo-khac"}, {"year": "1929"}, {"year": "x"}, {"half": "3"}]
)
def test_what_makes_no_sense_shows_the_form_again(client, office, foreign_cell, wrong):
    response = get(client, office, **wrong)
    assert list(response.context["form"].errors) == [*wrong]
    assert "table" not in response.context


def test_administrator_gets_403(client, admin):
    assert get(client, admin).status_code == 403


def test_the_usual_half_is_that_of_the_day(client, office, committee):
    office.working_year = 2020
    office.save()
    client.force_login(office)
    assert client.get(URL).context["form"].data["half"] == "2"


def test_the_number_of_queries_does_not_grow(client, office, committee, half):
    get(client, office)
    counts = []
    for number in (3, 4):
        found(f"chi-bo-{number}", "cell", f"Chi bộ {number}", parent=committee, number=number)
        with CaptureQueriesContext(connection) as queries:
            client.get(URL, ASKED)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 12
