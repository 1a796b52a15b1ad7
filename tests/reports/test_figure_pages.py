"""The page of figures, and the list behind each."""

import pytest
from django.urls import reverse

from reports.figures import FIGURES, counted_by
from reports.figures.tables import TABLES
from tests.conftest import day, make_member
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
    with django_assert_num_queries(10):
        client.get(reverse("reports:figure_list"), YEAR)
    with django_assert_num_queries(9):
        listed(client, "members.closing")


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
