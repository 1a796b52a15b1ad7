"""The list of candidates, as on a day."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cases.models import Case
from members.models import Candidate
from tests.conftest import day, make_member

URL = reverse("cases:candidate_list")


def note(unit, name, on="2020-01-15", **facts):
    return Candidate.objects.create(unit=unit, full_name=name, starts_on=day(on), **facts)


@pytest.fixture
def people(cell, second_cell, foreign_cell):
    note(cell, "Lê Thị Ánh", ends_on=day("2020-06-30"))
    note(cell, "Trần Văn Bình", on="2020-03-01", born_on=day("1995-05-05"))
    note(second_cell, "Đỗ Thị Chi", born_on=day("1990-01-01"))
    note(foreign_cell, "Người Nơi Khác")


def names(client, user, **address):
    client.force_login(user)
    page = client.get(URL, {"on": "2020-06-30"} | address).context["page"]
    return [person.full_name for person in page]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ({}, ["Lê Thị Ánh", "Trần Văn Bình", "Đỗ Thị Chi"]),
        ({"on": "2020-07-01"}, ["Trần Văn Bình", "Đỗ Thị Chi"]),
        ({"on": "2020-02-29"}, ["Lê Thị Ánh", "Đỗ Thị Chi"]),
        ({"on": "2020-01-14"}, []),
        ({"unit": "chi-bo-2"}, ["Đỗ Thị Chi"]),
        ({"unit": "dang-bo", "q": "binh"}, ["Trần Văn Bình"]),
        ({"unit": "chi-bo-khac"}, []),
        ({"sort": "-name"}, ["Đỗ Thị Chi", "Trần Văn Bình", "Lê Thị Ánh"]),
        ({"sort": "unit"}, ["Lê Thị Ánh", "Trần Văn Bình", "Đỗ Thị Chi"]),
        ({"sort": "-noted"}, ["Trần Văn Bình", "Đỗ Thị Chi", "Lê Thị Ánh"]),
        ({"sort": "born", "on": "2020-07-01"}, ["Đỗ Thị Chi", "Trần Văn Bình"]),
    ],
)
def test_as_on_the_day_narrowed_and_sorted(client, office, people, address, found):
    assert names(client, office, **address) == found


def test_a_secretary_sees_the_own_cell_only(client, other_secretary, people):
    assert names(client, other_secretary) == ["Đỗ Thị Chi"]


def test_an_outsider_sees_none_of_ours(client, outsider, people):
    assert names(client, outsider) == ["Người Nơi Khác"]


@pytest.mark.parametrize("who", ["upper_staff", "admin"])
def test_counting_and_administration_get_403(client, who, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(URL).status_code == 403


def test_the_cell_is_called_as_on_the_day(client, office, people, cell):
    cell.rename(name="Chi bộ Dược", on=day("2020-05-01"), by=None)
    client.force_login(office)
    called = [
        client.get(URL, {"on": on, "q": "binh"}).context["page"][0].unit_name
        for on in ("2020-04-30", "2020-05-01")
    ]
    assert called == ["Chi bộ 1", "Chi bộ Dược"]


def test_the_next_step_is_that_of_the_day(client, office, secretary, cell):
    case = Case.objects.note(unit=cell, full_name="Lê Ánh", on=day("2020-01-15"), by=secretary)
    two = (make_member(unit=cell), make_member("Lê Văn Bảo", unit=cell))
    case.record("helpers", on=day("2020-02-01"), by=secretary, helpers=two)
    client.force_login(office)
    told = [
        client.get(URL, {"on": on}).context["rows"][0][3][-1] for on in ("2020-01-31", "2020-02-01")
    ]
    steps = case.procedure.steps
    assert told == [("Bước tiếp theo", steps[1].label), ("Bước tiếp theo", steps[2].label)]


def test_the_file_holds_the_same_rows(client, office, people):
    client.force_login(office)
    content = client.get(URL, {"on": "2020-06-30", "sort": "-name", "xlsx": "1"}).content
    rows = list(load_workbook(io.BytesIO(content)).active)
    assert rows[0][0].value == "Quần chúng ưu tú ngày 30/06/2020"
    assert [row[1].value for row in rows[4:]] == ["Đỗ Thị Chi", "Trần Văn Bình", "Lê Thị Ánh"]


def test_an_empty_list_says_what_to_do(client, office, committee):
    client.force_login(office)
    assert "Bỏ bớt điều kiện hoặc chọn một ngày khác" in client.get(URL).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, cell, django_assert_num_queries, count):
    for number in range(count):
        name = f"Nguyễn Văn {'ABC'[number]}"
        Case.objects.note(unit=cell, full_name=name, on=day("2020-01-15"), by=None)
    client.force_login(office)
    client.get(URL)  # the first page of a session also writes it
    with django_assert_num_queries(9):
        client.get(URL, {"on": "2020-12-31"})
