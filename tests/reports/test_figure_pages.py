"""The page of figures, and the list behind each."""

from decimal import Decimal

import pytest
from django.urls import reverse

from cells.models import EventKind, UnitKind
from members.models import CameBy
from reports.figures import FIGURES, Ratio, Scope, compute, counted_by
from reports.figures.tables import TABLES
from reports.reading.side_by_side import by_months, by_units, difference
from tests.conftest import day, make_member
from tests.conftest import found as found_unit
from tests.reports.test_target import set_target
from tests.workbooks import taken

YEAR = {"unit": "dang-bo", "start": "2020-01-01", "end": "2020-12-31"}


def listed(client, code, **changes):
    return client.get(reverse("reports:figure_detail", args=[code]), YEAR | changes)


def test_the_number_is_the_length_of_its_list(client, office, cell, second_cell):
    make_member("Nguyễn Văn Bình", unit=cell)
    make_member("Trần Thị Ánh", unit=second_cell, on=day("2020-12-31"))
    make_member("Lê Văn Cường", unit=cell, on=day("2021-01-01"))
    client.force_login(office)
    response = listed(client, "members.closing")
    assert response.context["value"] == 2
    assert [cells[0][1] for cells, _ in response.context["lines"]] == [
        "Trần Thị Ánh",
        "Nguyễn Văn Bình",
    ]


def test_a_rate_opens_to_its_numerator(client, office, cell):
    client.force_login(office)
    response = listed(client, "grading.members.xs_rate")
    assert response.context["base"].code == "grading.members.graded"
    assert str(response.context["value"]) == "—"


def test_a_unit_out_of_scope_is_no_choice(client, outsider, cell):
    client.force_login(outsider)
    response = listed(client, "members.closing")
    assert list(response.context["form"].errors) == ["unit"]
    assert "lines" not in response.context


def test_upper_staff_sees_counts_but_no_persons(client, upper_staff, cell):
    make_member(unit=cell)
    client.force_login(upper_staff)
    assert client.get(reverse("reports:figure_list"), YEAR).status_code == 200
    assert listed(client, "members.closing").status_code == 403
    assert listed(client, "org.cells").status_code == 200


def test_administrator_sees_no_figures(client, admin):
    client.force_login(admin)
    assert client.get(reverse("reports:figure_list"), YEAR).status_code == 403
    assert listed(client, "org.cells").status_code == 403


def test_unknown_code_is_404(client, office):
    client.force_login(office)
    assert listed(client, "no.such.figure").status_code == 404


def test_dates_in_the_wrong_order_are_named_at_the_field(client, office):
    client.force_login(office)
    response = listed(client, "org.cells", start="2020-12-31", end="2020-01-01")
    assert response.context["form"].errors == {"end": ["Ngày cuối kỳ không được trước ngày đầu kỳ."]}


@pytest.mark.parametrize(
    ("start", "end", "works"),
    [
        ("1930-01-01", "1930-12-31", True),
        ("1929-12-31", "1930-12-31", False),
        ("2100-01-01", "2100-12-31", True),
        ("2100-01-01", "2101-01-01", False),
        ("1980-01-01", "2020-01-31", True),
        ("1980-01-01", "2020-02-01", False),
    ],
)
def test_a_period_lies_between_1930_and_2100_and_lasts_40_years(client, office, start, end, works):
    client.force_login(office)
    form = listed(client, "org.cells", start=start, end=end).context["form"]
    assert list(form.errors) == ([] if works else ["end"])


@pytest.mark.parametrize("code", FIGURES)
def test_every_figure_opens(client, office, cell, code):
    client.force_login(office)
    response = listed(client, code)
    assert response.status_code == 200
    assert response.context["table"] == TABLES[counted_by(code).table]


def test_who_belongs_elsewhere_today_is_named_without_a_link(client, office, cell, foreign_cell):
    member = make_member("Nguyễn Văn An", unit=cell)
    member.current_membership().transfer(to=foreign_cell, on=day("2020-05-01"), by=None)
    client.force_login(office)
    (_, link) = listed(client, "moves.transferred_out").context["lines"][0]
    assert link is None
    (_, link) = listed(client, "members.opening").context["lines"][0]
    assert link is None


@pytest.mark.parametrize("members", [1, 3])
def test_number_of_queries(client, office, cell, members, django_assert_num_queries):
    for name in ["Nguyễn Văn An", "Lê Thị Bình", "Trần Văn Chi"][:members]:
        make_member(name, unit=cell)
    client.force_login(office)
    client.get(reverse("reports:figure_list"), YEAR)  # the first request writes the session
    with django_assert_num_queries(8):
        client.get(reverse("reports:figure_list"), YEAR)
    with django_assert_num_queries(9):
        client.get(reverse("reports:figure_list"), YEAR | {"topic": ""})
    with django_assert_num_queries(11):
        listed(client, "members.closing")
    for way, queries in (("unit", 7), ("month", 6)):
        with django_assert_num_queries(queries):
            client.get(reverse(f"reports:figure_by_{way}", args=["members.closing"]), YEAR)


def entries(client, topic="Biến động đảng viên", **changes):
    page = client.get(reverse("reports:figure_list"), YEAR | {"topic": topic} | changes)
    return page, {one.figure.code: one for one in page.context["figures"].rows}


def admit(cell, on):
    make_member(f"Nguyễn Văn {on}").join(cell, on=day(on), by=None, came_by=CameBy.ADMISSION)


def test_each_stands_beside_the_year_before_and_its_target(client, office, committee, cell):
    for on in ("2019-03-05", "2020-03-05", "2020-04-05"):
        admit(cell, on)
    target = set_target(committee, plan=Decimal(2))
    client.force_login(office)
    page, found = entries(client)
    one = found["moves.admitted"]
    assert (one.now.value, one.before.value, one.difference) == (2, 1, "+1")
    assert "start=2019-01-01" in one.before.address
    assert reverse("reports:target_detail", args=[target.pk]) in page.text
    assert "năm 2020: 2, đạt 100%" in page.text
    assert found["moves.died"].target is None


def test_the_list_shows_both_as_well(client, office, committee, cell):
    for on in ("2019-03-05", "2020-03-05"):
        admit(cell, on)
    set_target(committee, plan=Decimal(2))
    client.force_login(office)
    page = listed(client, "moves.admitted")
    assert (page.context["entry"].before.value, page.context["entry"].difference) == (1, "0")
    assert ("đạt 50%" in page.text, "Không đạt" in page.text) == (True, True)


def test_predecessors_are_named_and_added(client, office, secretary, cell, second_cell):
    admit(second_cell, "2019-03-05")
    admit(cell, "2019-03-06")
    second_cell.end(on=day("2020-03-01"), how=EventKind.MERGED, into=cell, by=None)
    client.force_login(secretary)
    page, found = entries(client, unit="chi-bo-1")
    one = found["moves.admitted"]
    assert (one.before.value, one.before.address, one.difference) == (2, "", "−2")
    assert "gồm Chi bộ 2 (sáp nhập ngày 01/03/2020)" in page.text
    assert [opens for _, opens in page.context["earlier"]] == [True, False]
    client.force_login(office)
    page, _ = entries(client, unit="chi-bo-1")
    assert [opens for _, opens in page.context["earlier"]] == [True, True]


def test_without_anything_to_compare_it_says_so(client, office, committee):
    found_unit("chi-bo-9", UnitKind.CELL, "Chi bộ 9", parent=committee, on=day("2020-05-01"))
    client.force_login(office)
    page, found = entries(client, unit="chi-bo-9")
    assert (found["moves.admitted"].before.text, found["moves.admitted"].difference) == ("—", "")
    assert "không có số liệu so sánh được" in page.text


def test_of_a_rate_it_says_what_is_over_what(client, office, cell):
    client.force_login(office)
    _, found = entries(client, topic="Sinh hoạt")
    told = "Lượt đảng viên dự sinh hoạt / Lượt đảng viên phải dự sinh hoạt"
    assert found["meetings.attendance"].parts == told
    assert told in listed(client, "meetings.attendance").text


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (3, 1, "+2"),
        (1, 3, "−2"),
        (2, 2, "0"),
        (None, 2, ""),
        (2, None, ""),
        (Ratio(1, 2), Ratio(1, 4), "+25 điểm %"),
        (Ratio(1, 2), Ratio(0, 0), ""),
    ],
)
def test_the_difference(now, before, told):
    assert difference(now, before) == told


def test_an_unknown_topic_is_told(client, office, cell):
    client.force_login(office)
    page = client.get(reverse("reports:figure_list"), YEAR | {"topic": "Khác"})
    assert list(page.context["form"].errors) == ["topic"]


def test_the_workbook_of_figures(client, office, committee, cell):
    admit(cell, "2020-03-05")
    set_target(committee, plan=Decimal(2))
    client.force_login(office)
    title, rows = taken(client, reverse("reports:figure_list"), **YEAR, topic="Biến động đảng viên")
    row = next(row for row in rows if row[0] == "Kết nạp")
    assert title == "Số liệu: Biến động đảng viên"
    assert row[1:] == [1, None, None, 0, None, None, "'+1", 2, 50, "Không đạt", None]


def table_of(client, way, code, **changes):
    page = client.get(reverse(f"reports:figure_by_{way}", args=[code]), YEAR | changes)
    return [
        (line.name, [number.text for _, number in numbers])
        for line, numbers in page.context["table"].rows
    ]


def test_by_unit_and_by_month(client, office, cell, second_cell):
    admit(cell, "2020-03-05")
    admit(second_cell, "2020-04-05")
    client.force_login(office)
    assert table_of(client, "unit", "moves.admitted") == [
        ("Đảng bộ Trung tâm", ["2"]),
        ("Chi bộ 1", ["1"]),
        ("Chi bộ 2", ["1"]),
    ]
    assert table_of(client, "month", "moves.admitted", start="2020-03-05", end="2020-04-04") == [
        ("Cả kỳ", ["1"]),
        ("Tháng 03/2020", ["1"]),
        ("Tháng 04/2020", ["0"]),
    ]


@pytest.mark.parametrize("way", ["unit", "month"])
@pytest.mark.parametrize("code", FIGURES)
def test_every_figure_has_both_ways_and_they_are_the_figure(client, office, cell, code, way):
    """Of every line the number is that of the figure over the line's own scope."""
    scope = Scope(cell.versions.get().parent, day("2020-01-15"), day("2020-03-31"))
    table = {"unit": by_units, "month": by_months}[way](scope, code, set())
    lines = [line for line, _ in table.rows]
    values = [number.value for _, [(_, number)] in table.rows]
    starts = [scope.start, scope.start, day("2020-02-01"), day("2020-03-01")]
    ends = [scope.end, day("2020-01-31"), day("2020-02-29"), scope.end]
    months = [Scope(scope.unit, *days) for days in zip(starts, ends, strict=True)]
    scopes = months if way == "month" else [Scope(line.unit, *scope.days) for line in lines]
    assert values == [compute(one, [code])[code] for one in scopes]


def test_too_many_months_are_told(client, office, cell):
    client.force_login(office)
    page = client.get(
        reverse("reports:figure_by_month", args=["moves.admitted"]), YEAR | {"start": "2015-12-31"}
    )
    assert list(page.context["form"].errors) == ["end"]
    assert client.get(reverse("reports:figure_by_month", args=["no.such"])).status_code == 404


def test_the_file_of_a_figure_holds_its_rows(client, office, cell, second_cell):
    make_member("Nguyễn Văn Bình", unit=cell)
    make_member("Trần Thị Ánh", unit=second_cell)
    client.force_login(office)
    title, rows = taken(client, reverse("reports:figure_detail", args=["members.closing"]), **YEAR)
    assert (title, [row[0] for row in rows]) == (
        "Đảng viên cuối kỳ",
        ["Trần Thị Ánh", "Nguyễn Văn Bình"],
    )


def test_upper_staff_takes_away_units_but_no_persons(client, upper_staff, cell):
    client.force_login(upper_staff)
    assert listed(client, "org.cells", xlsx="1").status_code == 200
    assert listed(client, "members.closing", xlsx="1").status_code == 403
