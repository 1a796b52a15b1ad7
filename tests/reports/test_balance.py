"""Form 1-BTCTW as a page: its lines, the year before, and that it balances."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from cells.models import EventKind
from reports.figures import FIGURES, Scope, compute
from reports.reading.balance import FORMS, IN, OUT, OWN, balance
from reports.reading.compared import days_before
from reports.reading.official_forms import BEFORE, NOW, in_force
from tests.conftest import day, make_member

ENTRIES = FORMS[0].rows
YEAR = {"unit": "dang-bo", "start": "2021-01-01", "end": "2021-12-31"}


def leave(member, on, left_by):
    member.current_membership().leave(on=day(on), left_by=left_by, by=None)


@pytest.fixture
def people(cell, second_cell):
    """2020: two came, one of them left. 2021: one admitted, one deleted on probation, one died."""
    make_member("Nguyễn Văn An", unit=cell)
    leave(make_member("Lê Văn Bình", unit=cell, on=day("2020-02-01")), "2020-05-01", "transfer")
    leave(make_member("Trần Thị Chi", unit=second_cell, on=day("2020-03-01")), "2021-06-01", "death")
    ceremony = day("2021-02-03")
    young = make_member(
        "Phạm Văn Dũng", admission_decided_on=ceremony, admitted_on=ceremony, official_on=None
    )
    young.join(cell, on=ceremony, by=None, came_by="admission")
    leave(young, "2021-09-01", "deletion")


def scope_of(unit, start="2021-01-01", end="2021-12-31") -> Scope:
    return Scope(unit, day(start), day(end))


def numbers(filled) -> dict[str, tuple[int, int]]:
    lines = [*filled.lines, *filled.own.lines]
    return {line.name: (line.numbers[NOW].value, line.numbers[BEFORE].value) for line in lines}


def test_every_line_shows_this_period_beside_the_year_before(committee, people):
    rows = numbers(balance(scope_of(committee), set()))
    assert rows["Đảng viên đầu kỳ"] == (2, 1)
    assert rows["Tăng trong kỳ"] == (1, 2)
    assert rows["Kết nạp"] == (1, 0)
    assert rows["Giảm trong kỳ"] == (2, 1)
    assert rows["Từ trần"] == (1, 0)
    assert rows["Xóa tên"] == (1, 0)
    assert rows["Trong đó: đảng viên dự bị"] == (1, 0)
    assert rows["Chuyển đi"] == (0, 1)
    assert rows["Đảng viên cuối kỳ"] == (1, 2)


def test_who_was_official_is_not_deleted_on_probation(committee, cell):
    leave(make_member(unit=cell), "2021-03-01", "deletion")
    rows = numbers(balance(scope_of(committee), set()))
    assert (rows["Xóa tên"], rows["Trong đó: đảng viên dự bị"]) == ((1, 0), (0, 0))


@pytest.mark.parametrize("unit", ["committee", "cell", "second_cell"])
@pytest.mark.parametrize("period", [("2020-03-01", "2021-06-01"), ("2021-06-02", "2021-06-02")])
def test_it_holds_for_any_unit_and_any_two_dates(people, request, unit, period):
    assert balance(scope_of(request.getfixturevalue(unit), *period), set()).missing == 0


def test_a_movement_inside_the_scope_is_none_of_the_committee(committee, cell, second_cell):
    member = make_member(unit=cell)
    member.current_membership().transfer(to=second_cell, on=day("2021-04-01"), by=None)
    assert numbers(balance(scope_of(committee), set()))["Tăng trong kỳ"] == (0, 0)
    assert numbers(balance(scope_of(second_cell), set()))["Chuyển đến"] == (1, 0)


@pytest.mark.parametrize(
    ("start", "end", "earlier"),
    [
        ("2021-01-01", "2021-12-31", ("2020-01-01", "2020-12-31")),
        ("2021-02-01", "2021-02-28", ("2020-02-01", "2020-02-29")),
        ("2024-02-29", "2024-02-29", ("2023-02-28", "2023-02-28")),
        ("2021-03-05", "2021-04-30", ("2020-03-05", "2020-04-30")),
    ],
)
def test_the_same_period_of_the_year_before(committee, start, end, earlier):
    assert days_before(scope_of(committee, start, end)) == tuple(day(one) for one in earlier)


def test_b_and_c_are_the_sums_of_the_lines_below_them(committee, people):
    filled = balance(scope_of(committee), set())
    told = zip([*ENTRIES, *OWN], [*filled.lines, *filled.own.lines], strict=True)
    single = {entry.code: line.numbers[NOW].value for entry, line in told if entry.code}
    assert set(single) == {
        *IN.codes,
        *OUT.codes,
        "moves.deleted_probationary",
        "moves.expelled_annulled",
        "members.opening",
        "members.closing",
    }
    assert numbers(filled)["Giảm trong kỳ"][0] == sum(single[code] for code in OUT.codes)
    assert single == compute(scope_of(committee), single)


def test_every_line_is_a_figure():
    assert {code for entry in ENTRIES for code in entry.codes} <= set(FIGURES)


def test_the_rows_are_those_of_the_official_form(committee, people):
    filled = balance(scope_of(committee), set())
    rows = numbers(filled)
    below = {"B": ["Kết nạp", "Chuyển đến", "Phục hồi đảng tịch"]}
    below["C"] = ["Từ trần", "Khai trừ", "Xóa tên", "Xin ra khỏi Đảng", "Chuyển đi"]
    assert [line.mark for line in filled.lines] == [*"AB123C123", "", "4", "5", "D"]
    assert rows["Tăng trong kỳ"][0] == sum(rows[name][0] for name in below["B"])
    annulled = rows["Hủy quyết định kết nạp (tính vào mục C)"][0]
    assert rows["Giảm trong kỳ"][0] == sum(rows[name][0] for name in below["C"]) + annulled


@pytest.mark.parametrize("on", ["2021-12-31", "2022-01-01", "2026-12-31"])
def test_the_form_of_a_day(on):
    assert in_force(FORMS, day(on)) == FORMS[0]


def test_the_year_before_is_that_of_the_predecessors(
    client, office, committee, cell, second_cell, people
):
    second_cell.end(on=day("2021-07-01"), how=EventKind.MERGED, into=cell, by=None)
    filled = balance(scope_of(cell), set())
    rows = numbers(filled)
    assert rows["Đảng viên cuối kỳ"][1] == 2
    assert rows["Chuyển đến"][1] is rows["Tăng trong kỳ"][1] is None
    page = get(client, office, unit="chi-bo-1").text
    assert "Chi bộ 1 + Chi bộ 2: gồm Chi bộ 2 (sáp nhập ngày 01/07/2021)" in page


def get(client, user, **changes):
    client.force_login(user)
    return client.get(reverse("reports:balance_detail"), YEAR | changes)


def test_the_page_says_that_it_holds_and_opens_each_number_but_zero(client, office, people):
    text = get(client, office).content.decode()
    assert "Biểu khớp" in text
    assert 'figures/moves.died/?unit=dang-bo&amp;start=2021-01-01&amp;end=2021-12-31"' in text
    assert 'figures/moves.died/?unit=dang-bo&amp;start=2020-01-01&amp;end=2020-12-31"' not in text
    period = "unit=dang-bo&amp;start=2020-01-01&amp;end=2020-12-31"
    assert f'figures/moves.transferred_out/?{period}"' in text


def test_upper_staff_sees_numbers_that_do_not_open(client, upper_staff, people):
    response = get(client, upper_staff)
    assert response.status_code == 200
    assert "figures/moves.died" not in response.content.decode()


def test_the_workbook_holds_the_same_lines(client, office, people):
    book = load_workbook(io.BytesIO(get(client, office, xlsx="1").content))
    rows = [row[1:5] for row in book.active.iter_rows(min_row=5, values_only=True)]
    assert rows[0] == ("A", "Đảng viên đầu kỳ", 2, 1)
    assert len(rows) == len(ENTRIES)


@pytest.mark.parametrize("wrong", [{"unit": "dang-bo-khac"}, {"end": "2020-01-01"}, {"start": "x"}])
def test_what_makes_no_sense_shows_the_form_again(client, office, foreign_cell, wrong):
    response = get(client, office, **wrong)
    assert list(response.context["form"].errors) == [*wrong]
    assert "table" not in response.context


def test_administrator_gets_403(client, admin):
    assert get(client, admin).status_code == 403


def test_the_number_of_queries_does_not_grow(client, office, people, cell):
    get(client, office)
    counts = []
    for name in ("Vũ Thị Em", "Đỗ Văn Giang"):
        make_member(name, unit=cell, on=day("2021-05-01"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("reports:balance_detail"), YEAR)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 12
