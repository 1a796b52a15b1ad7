"""The list of members, as on a day."""

import pytest
from django.urls import reverse

from tests.conftest import day, make_member

URL = reverse("members:member_list")


def names(client, user, **address):
    client.force_login(user)
    page = client.get(URL, {"on": "2020-12-31"} | address).context["page"]
    return [spell.member.full_name for spell in page]


@pytest.fixture
def people(cell, second_cell):
    make_member("Nguyễn Văn Ưng", unit=cell)
    make_member("Trần Thị Ánh", unit=second_cell, sex="female")
    make_member("Lê Văn Đông", unit=cell, official_on=day("2020-07-01"))
    make_member("Đỗ Thị Dung", unit=cell, official_on=None, sex="female")


def test_by_given_name_in_vietnamese_order(client, office, people):
    assert names(client, office) == [
        "Trần Thị Ánh",
        "Đỗ Thị Dung",
        "Lê Văn Đông",
        "Nguyễn Văn Ưng",
    ]


def test_counts_stand_on_top(client, office, people):
    client.force_login(office)
    sizes = client.get(URL, {"on": "2020-06-30"}).context["form"].sizes
    assert sizes == {"total": 4, "official": 2, "probationary": 2, "women": 2}


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ({"unit": "chi-bo-2"}, ["Trần Thị Ánh"]),
        ({"unit": "dang-bo", "q": "dung"}, ["Đỗ Thị Dung"]),
        ({"status": "probationary"}, ["Đỗ Thị Dung"]),
        ({"status": "probationary", "on": "2020-06-30"}, ["Đỗ Thị Dung", "Lê Văn Đông"]),
        ({"status": "official", "unit": "chi-bo-1"}, ["Lê Văn Đông", "Nguyễn Văn Ưng"]),
        ({"q": "UNG"}, ["Nguyễn Văn Ưng"]),
        ({"q": "khong co"}, []),
    ],
)
def test_narrowed_by_the_address(client, office, people, address, found):
    assert names(client, office, **address) == found


def test_the_roll_and_the_name_of_the_cell_are_those_of_the_day(client, office, cell, second_cell):
    member = make_member(unit=cell)
    member.current_membership().transfer(to=second_cell, on=day("2020-07-01"), by=None)
    cell.rename(name="Chi bộ Dược", on=day("2020-05-01"), by=None)
    client.force_login(office)
    seen = [
        [spell.unit_name for spell in client.get(URL, {"on": text}).context["page"]]
        for text in ("2020-04-30", "2020-05-01", "2020-07-01")
    ]
    assert seen == [["Chi bộ 1"], ["Chi bộ Dược"], ["Chi bộ 2"]]


def test_guests_are_not_on_the_list(client, secretary, people, second_cell, cell):
    guest = make_member("Vũ Thị Khách", unit=second_cell)
    guest.join(cell, on=day("2020-03-01"), by=None, came_by="transfer", kind="temporary")
    assert "Vũ Thị Khách" not in names(client, secretary)


def test_a_secretary_sees_the_own_cell_only(client, other_secretary, people):
    assert names(client, other_secretary) == ["Trần Thị Ánh"]


def test_another_cell_is_no_choice(client, other_secretary, people):
    client.force_login(other_secretary)
    response = client.get(URL, {"unit": "chi-bo-1"})
    assert list(response.context["form"].errors) == ["unit"]
    assert response.context["form"].sizes["total"] == 0


def test_an_outsider_sees_none_of_ours(client, outsider, people):
    assert names(client, outsider) == []


def test_where_somebody_was_before_he_came_to_us_is_not_listed(client, outsider, foreign_cell, cell):
    member = make_member(unit=foreign_cell)
    member.current_membership().transfer(to=cell, on=day("2021-02-01"), by=None)
    assert names(client, outsider) == []


@pytest.mark.parametrize("who", ["upper_staff", "admin"])
def test_counting_and_administration_get_403(client, who, request, people):
    client.force_login(request.getfixturevalue(who))
    assert client.get(URL).status_code == 403


def test_only_the_office_is_offered_to_add(client, office, secretary):
    client.force_login(office)
    assert client.get(URL).context["may_add"]
    client.force_login(secretary)
    assert not client.get(URL).context["may_add"]


def test_fifty_on_a_page_and_the_filter_stays_in_the_links(client, office, cell):
    for number in range(51):
        make_member(f"Nguyễn Văn A{'b' * (number % 9)}", unit=cell)
    client.force_login(office)
    response = client.get(URL, {"on": "2020-12-31", "status": "official"})
    assert len(response.context["page"]) == 50
    assert response.context["form"].sizes["total"] == 51
    assert 'href="?on=2020-12-31&amp;status=official&amp;page=2"' in response.content.decode()
    assert len(names(client, office, page="2")) == 1


@pytest.mark.parametrize("members", [1, 3])
def test_number_of_queries(client, office, cell, django_assert_num_queries, members):
    for number in range(members):
        make_member(f"Nguyễn Văn {'ABC'[number]}", unit=cell)
    client.force_login(office)
    client.get(URL)  # the first page of a session also writes it
    with django_assert_num_queries(7):
        client.get(URL, {"on": "2020-12-31"})
