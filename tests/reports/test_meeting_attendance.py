"""Who came: by unit and month, by member and month, and who missed three months without reason."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.figures import Ratio, Scope, compute
from reports.reading import attendance
from tests.conftest import day, found, make_member
from tests.reports.test_figure_meetings import hold, plan
from tests.workbooks import taken

URL = reverse("reports:meeting_attendance")
YEAR = {"unit": "dang-bo", "start": "2020-01-01", "end": "2020-12-31"}
PERIOD = day("2020-01-01"), day("2020-12-31")
HALF = day("2020-01-15"), day("2020-06-30")


def mark(meeting, member, status):
    meeting.attendances.filter(member=member).update(status=status)


@pytest.fixture
def people(cell, second_cell):
    """An comes always, Bình is marked otherwise each month; Chi stands alone in the second cell."""
    an, binh = (make_member(name, unit=cell) for name in ("Lê Văn An", "Lê Văn Bình"))
    statuses = ["late", "online", "excused", "unexcused", "exempt", "away", "suspended"]
    for month, status in enumerate(statuses, start=1):
        mark(hold(cell, f"2020-{month:02d}-05"), binh, status)
    hold(cell, "2020-07-25", "thematic")
    plan(cell, "2020-11-05")
    chi = make_member("Lê Văn Chi", unit=second_cell)
    hold(second_cell, "2020-02-05")
    return an, binh, chi


def get(client, user, **changes):
    client.force_login(user)
    return client.get(URL, YEAR | changes)


@pytest.mark.parametrize("period", [PERIOD, HALF])
def test_each_rate_is_the_figure_of_its_unit_and_month(committee, cell, second_cell, people, period):
    counted = attendance.by_month(Scope(committee, *period), set())
    for line, unit in zip(counted.lines, (committee, cell, second_cell), strict=True):
        for column, number in line.numbers.items():
            scope = Scope(unit, *(column.days or period))
            assert number.value == compute(scope, [column.code])[column.code], (unit, column.label)


def test_each_member_has_a_letter_for_each_meeting_and_the_rate(cell, people):
    scope = Scope(cell, *PERIOD)
    an, binh = attendance.people(scope, attendance.members_of(scope))
    assert [an.letters(month) for month in range(12)] == [*["C"] * 6, "C C", *[""] * 5]
    letters = ["M", "T", "P", "K", "Mi", "N", "Đ C"]
    assert [binh.letters(month) for month in range(12)] == [*letters, *[""] * 5]
    assert (an.rate, binh.rate) == (Ratio(8, 8), Ratio(3, 5))


def test_the_page_names_who_stood_on_a_roll_of_the_unit(client, secretary, office, people):
    named = [person.member.full_name for person in get(client, office).context["people"]]
    assert named == ["Lê Văn An", "Lê Văn Bình", "Lê Văn Chi"]
    own = get(client, secretary, unit="chi-bo-1").context["people"]
    assert [person.member for person in own] == list(people[:2])


@pytest.fixture
def absent(cell, people):
    for on in ("2020-08-05", "2020-09-05"):
        mark(hold(cell, on), people[1], "unexcused")


def test_three_months_are_flagged_with_the_rule_and_open_to_the_rows(client, office, people, absent):
    response = get(client, office)
    flagged = response.context["flagged"]
    assert flagged.members == [(people[1], "04/2020, 08/2020, 09/2020")]
    text = response.content.decode()
    assert "Căn cứ Điều lệ Đảng, Điều 8: từ 3 tháng trong năm thì xem xét." in text
    address = reverse("reports:attendance_rows", args=[people[1].pk])
    assert f'{address}?unit=dang-bo&amp;start=2020-01-01&amp;end=2020-12-31"' in text


def test_two_months_are_not_flagged(client, office, people, absent):
    assert get(client, office, end="2020-09-04").context["flagged"].members == []


def test_upper_staff_sees_rates_and_no_name(client, upper_staff, people, absent):
    response = get(client, upper_staff)
    text = response.content.decode()
    assert response.status_code == 200
    assert not any(name in text for name in ("Lê Văn An", "Lê Văn Bình", "attendance_rows"))
    assert "people" not in response.context
    assert "flagged" not in response.context


def test_of_an_upper_level_a_body_is_chosen_first(client, office, upper_staff, committee, people):
    top = found("cap-tren", "upper_committee", "Đảng bộ cấp trên")
    scope = Scope(top, *PERIOD)
    assert attendance.lists_members(scope) is False
    assert attendance.lists_members(Scope(committee, *PERIOD)) is True


def test_the_workbook_of_members(client, office, people):
    client.force_login(office)
    title, rows = taken(client, URL, **YEAR)
    assert title == "Theo dõi dự sinh hoạt"
    assert rows[1][:8] == ["Lê Văn Bình", "M", "T", "P", "K", "Mi", "N", "Đ C"]
    assert rows[1][-3:] == [3, 5, 60]


def test_upper_staff_takes_away_rates_of_units_only(client, upper_staff, people):
    client.force_login(upper_staff)
    _, rows = taken(client, URL, **YEAR)
    assert [row[0] for row in rows] == ["Đảng bộ Trung tâm", "Chi bộ 1", "Chi bộ 2"]
    assert rows[1][1:4] == [11, 13, 84.62]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"unit": "dang-bo-khac"}, "unit"),
        ({"end": "2019-01-01"}, "end"),
        ({"start": "x"}, "start"),
        ({"end": "2021-01-01"}, "end"),
    ],
)
def test_what_makes_no_sense_shows_the_form_again(client, office, foreign_cell, wrong, field):
    response = get(client, office, **wrong)
    assert list(response.context["form"].errors) == [field]
    assert "table" not in response.context


def test_administrator_gets_403(client, admin):
    assert get(client, admin).status_code == 403


def rows_of(client, user, member, **changes):
    client.force_login(user)
    return client.get(reverse("reports:attendance_rows", args=[member.pk]), YEAR | changes)


def test_the_rows_of_one_member(client, office, people):
    lines = rows_of(client, office, people[1]).context["lines"]
    assert [dict(cells)["Điểm danh"] for cells, _ in lines][:4] == [
        "Đến muộn",
        "Dự trực tuyến",
        "Vắng có lý do",
        "Vắng không lý do",
    ]
    assert len(lines) == 8


def test_a_period_without_meetings_says_so(client, office, people):
    response = rows_of(client, office, people[1], start="2019-02-01", end="2019-03-01")
    assert "không có tên trong danh sách" in response.content.decode()


def test_the_rows_of_a_member_are_for_who_sees_persons(client, office, outsider, upper_staff, people):
    assert rows_of(client, upper_staff, people[0]).status_code == 403
    assert rows_of(client, outsider, people[0]).status_code == 404
    assert rows_of(client, outsider, people[0], unit="dang-bo-khac").status_code == 404
    assert rows_of(client, office, people[0], start="x").status_code == 404


def test_the_number_of_queries_does_not_grow(client, office, cell, people, absent):
    get(client, office)
    counts = []
    for number in range(2):
        for name in ("Vũ Thị Em", "Đỗ Văn Giang"):
            make_member(f"{name} {number}", unit=cell)
        hold(cell, f"2020-1{number}-06")
        with CaptureQueriesContext(connection) as queries:
            client.get(URL, YEAR)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 12
