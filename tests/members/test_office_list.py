"""Who holds which office, as on a day."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cells.models import Term
from members.models import Office, OfficeKind
from tests.conftest import day, make_member

URL = reverse("members:office_list")


def hold(name, home, kind, *, at=None, on="2020-01-15", **facts):
    member = make_member(name, unit=home)
    return Office.objects.create(member=member, unit=at or home, kind=kind, starts_on=day(on), **facts)


@pytest.fixture
def people(committee, cell, second_cell):
    term = Term.objects.create(unit=committee, name="2020-2025", congress_on=day("2020-01-15"))
    hold("Lê Thị Ánh", second_cell, OfficeKind.SECRETARY)
    hold("Trần Văn Bình", cell, OfficeKind.DEPUTY_SECRETARY)
    hold("Đỗ Thị Chi", cell, OfficeKind.SECRETARY, ends_on=day("2020-06-30"))
    hold("Vũ Văn Dũng", cell, OfficeKind.SECRETARY, at=committee, on="2020-02-01", term=term)


def names(client, user, **address):
    client.force_login(user)
    page = client.get(URL, {"on": "2020-06-30"} | address).context["page"]
    return [office.member.full_name for office in page]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ({}, ["Vũ Văn Dũng", "Đỗ Thị Chi", "Trần Văn Bình", "Lê Thị Ánh"]),
        ({"on": "2020-07-01"}, ["Vũ Văn Dũng", "Trần Văn Bình", "Lê Thị Ánh"]),
        ({"on": "2020-01-31"}, ["Đỗ Thị Chi", "Trần Văn Bình", "Lê Thị Ánh"]),
        ({"unit": "chi-bo-1"}, ["Đỗ Thị Chi", "Trần Văn Bình"]),
        ({"unit": "chi-bo-khac"}, []),
        ({"kind": "deputy_secretary"}, ["Trần Văn Bình"]),
        ({"term": "2020-2025"}, ["Vũ Văn Dũng"]),
        ({"sort": "name"}, ["Lê Thị Ánh", "Trần Văn Bình", "Đỗ Thị Chi", "Vũ Văn Dũng"]),
        ({"sort": "kind"}, ["Lê Thị Ánh", "Đỗ Thị Chi", "Vũ Văn Dũng", "Trần Văn Bình"]),
        ({"sort": "-from"}, ["Vũ Văn Dũng", "Đỗ Thị Chi", "Trần Văn Bình", "Lê Thị Ánh"]),
    ],
)
def test_as_on_the_day_narrowed_and_sorted(client, office, people, foreign_cell, address, found):
    assert names(client, office, **address) == found


def test_a_secretary_sees_the_own_cell_only(client, other_secretary, people):
    assert names(client, other_secretary) == ["Lê Thị Ánh"]


def test_an_outsider_sees_none_of_ours(client, outsider, people):
    assert names(client, outsider) == []


def test_who_moved_to_another_committee_is_listed_no_more(client, office, people, foreign_cell):
    holder = Office.objects.get(member__full_name="Lê Thị Ánh").member
    holder.current_membership().transfer(to=foreign_cell, on=day("2021-01-01"), by=None)
    assert "Lê Thị Ánh" not in names(client, office)


@pytest.mark.parametrize("who", ["upper_staff", "admin"])
def test_counting_and_administration_get_403(client, who, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(URL).status_code == 403


def test_terms_of_others_are_no_choice(client, outsider, people):
    client.force_login(outsider)
    assert client.get(URL, {"term": "2020-2025"}).context["form"].errors.keys() == {"term"}


def test_the_file_holds_the_same_rows(client, office, people):
    client.force_login(office)
    content = client.get(URL, {"on": "2020-07-01", "kind": "secretary", "xlsx": "1"}).content
    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(content)).active]
    assert rows[:2] == [
        ["Chức vụ trong Đảng ngày 01/07/2020", *[None] * 6],
        ["Chức vụ: bí thư", *[None] * 6],
    ]
    assert [row[1:4] for row in rows[4:]] == [
        ["Vũ Văn Dũng", "Bí thư", "Đảng bộ Trung tâm"],
        ["Lê Thị Ánh", "Bí thư", "Chi bộ 2"],
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, cell, django_assert_num_queries, count):
    for number in range(count):
        hold(f"Nguyễn Văn {'ABC'[number]}", cell, OfficeKind.CELL_COMMITTEE_MEMBER)
    client.force_login(office)
    client.get(URL)  # the first page of a session also writes it
    with django_assert_num_queries(8):
        client.get(URL, {"on": "2020-12-31"})
