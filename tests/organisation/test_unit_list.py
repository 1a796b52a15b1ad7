"""The tree of units, as on a day."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cells.models import EventKind, UnitKind
from cells.rights import Role
from tests.conftest import day, found, make_member, make_user

URL = reverse("organisation:unit_list")


def read(client, user, **address):
    client.force_login(user)
    rows = client.get(URL, address).context["rows"]
    return [(row.depth, row.version.name, row.facts.members) for row in rows]


def test_the_tree_with_the_members_on_each_roll(client, office, cell, second_cell, foreign_cell):
    make_member(unit=cell)
    make_member(unit=cell)
    make_member(unit=second_cell, on=day("2020-07-01"))
    make_member(unit=foreign_cell)
    assert read(client, office, on="2020-06-30") == [
        (0, "Đảng bộ Trung tâm", 2),
        (1, "Chi bộ 1", 2),
        (1, "Chi bộ 2", 0),
    ]
    assert read(client, office, on="2020-07-01") == [
        (0, "Đảng bộ Trung tâm", 3),
        (1, "Chi bộ 1", 2),
        (1, "Chi bộ 2", 1),
    ]


def test_a_secretary_sees_the_own_cell_as_the_top(client, secretary, second_cell):
    assert read(client, secretary, on="2020-12-31") == [(0, "Chi bộ 1", 0)]


def test_upper_staff_sees_the_counts(client, upper_staff, cell):
    make_member(unit=cell)
    assert read(client, upper_staff, on="2020-12-31") == [
        (0, "Đảng bộ Trung tâm", 1),
        (1, "Chi bộ 1", 1),
    ]


def test_names_are_those_of_the_day(client, secretary, cell):
    cell.rename(name="Chi bộ Dược", number=1, on=day("2020-07-01"), by=None)
    assert read(client, secretary, on="2020-06-30") == [(0, "Chi bộ 1", 0)]
    assert read(client, secretary, on="2020-07-01") == [(0, "Chi bộ Dược", 0)]


def test_without_a_day_it_is_the_last_of_the_working_year(client, secretary):
    secretary.working_year = 2020
    secretary.save()
    client.force_login(secretary)
    assert client.get(URL).context["form"].day == day("2020-12-31")


def test_the_end_of_this_year_is_not_known_yet(client, secretary):
    client.force_login(secretary)
    assert client.get(URL).context["form"].day == timezone.localdate()


def test_what_is_no_day_is_named_and_the_usual_day_shown(client, secretary):
    client.force_login(secretary)
    response = client.get(URL, {"on": "31/02/2020"})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["on"]
    assert response.context["form"].day == timezone.localdate()


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31"])
def test_any_day_of_the_calendar_may_be_asked(client, secretary, text):
    client.force_login(secretary)
    assert client.get(URL, {"on": text}).status_code == 200


def test_a_day_before_all_units_says_what_to_do(client, office):
    client.force_login(office)
    response = client.get(URL, {"on": "1990-01-01"})
    assert response.context["rows"] == []
    assert "Chọn một ngày khác" in response.content.decode()


def test_administrator_gets_403(client, admin):
    client.force_login(admin)
    assert client.get(URL).status_code == 403


@pytest.mark.parametrize("cells", [1, 3])
def test_number_of_queries(client, office, committee, django_assert_num_queries, cells):
    for number in range(1, cells + 1):
        found(f"cb-{number}", UnitKind.CELL, f"Chi bộ {number}", parent=committee, number=number)
    client.force_login(office)
    client.get(URL)  # the first page of a session also writes it
    with django_assert_num_queries(8):
        client.get(URL)


def test_a_long_tree_stops_at_the_second_level(client, db):
    top = found("tren", UnitKind.UPPER_COMMITTEE, "Đảng bộ cấp trên")
    body = found("co-so", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ cơ sở", parent=top)
    for number in range(1, 100):
        found(f"cb-{number}", UnitKind.CELL, f"Chi bộ {number}", parent=body, number=number)
    user = make_user("van-phong-tren", Role.OFFICE, top)
    assert [depth for depth, *_ in read(client, user)] == [0, 1]
    assert len(read(client, user, all=1)) == 101


def test_a_tree_of_four_levels(client, db):
    top = found("tren", UnitKind.UPPER_COMMITTEE, "Đảng bộ cấp trên")
    body = found("co-so", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ cơ sở", parent=top)
    part = found("bo-phan", UnitKind.SUBCOMMITTEE, "Đảng bộ bộ phận", parent=body)
    make_member(unit=found("cb-1", UnitKind.CELL, "Chi bộ 1", parent=part, number=1))
    user = make_user("van-phong-tren", Role.OFFICE, top)
    assert read(client, user, on="2020-12-31") == [
        (0, "Đảng bộ cấp trên", 1),
        (1, "Đảng bộ cơ sở", 1),
        (2, "Đảng bộ bộ phận", 1),
        (3, "Chi bộ 1", 1),
    ]


def test_a_unit_that_ended_is_seen_until_its_last_day(client, office, cell):
    cell.end(on=day("2020-07-01"), how=EventKind.DISSOLVED, by=None)
    assert read(client, office, on="2020-06-30") == [(0, "Đảng bộ Trung tâm", 0), (1, "Chi bộ 1", 0)]
    assert "nay đã kết thúc" in client.get(URL, {"on": "2020-06-30"}).content.decode()
    assert read(client, office, on="2020-07-01") == [(0, "Đảng bộ Trung tâm", 0)]


def test_units_with_something_to_look_at_are_marked_in_words(client, secretary, cell):
    client.force_login(secretary)
    response = client.get(URL, {"on": "2020-12-31"})
    assert response.context["with_warnings"] == 1
    assert "2 nội dung cần kiểm tra" in response.content.decode()


def test_the_tree_is_taken_away_as_it_stands(client, upper_staff, cell):
    make_member(unit=cell)
    client.force_login(upper_staff)
    response = client.get(URL, {"on": "2020-12-31", "xlsx": 1})
    sheet = load_workbook(io.BytesIO(response.content)).active
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    assert [(row[1], row[5], row[6]) for row in rows] == [
        ("Đảng bộ Trung tâm", None, 1),
        ("Chi bộ 1", "Đảng bộ Trung tâm", 1),
    ]
