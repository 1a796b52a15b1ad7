"""The party groups of a cell, as on a day."""

import pytest
from django.urls import reverse

from organisation.models import PartyGroup
from tests.conftest import day, make_member


def see(client, user, unit, on="2020-12-31"):
    client.force_login(user)
    return client.get(reverse("organisation:unit_groups", args=[unit.code]), {"on": on})


def place(cell, group, role, *members):
    places = dict.fromkeys(members, (group, role))
    PartyGroup.objects.distribute(cell, on=day("2020-03-01"), places=places, by=None)


@pytest.fixture
def group(cell):
    return PartyGroup.objects.form(unit=cell, name="Tổ 1", on=day("2020-03-01"), by=None)


def test_groups_with_the_leader_first_and_who_is_in_none(client, office, cell, group):
    an, binh = make_member(unit=cell), make_member("Trần Thị Bình", unit=cell)
    left_over = make_member("Lê Văn Cường", unit=cell)
    place(cell, group, "member", an)
    place(cell, group, "leader", binh)
    context = see(client, office, cell).context
    assert [place.member for place in context["groups"][0].places_seen] == [binh, an]
    assert [spell.member for spell in context["left_over"]] == [left_over]


def test_they_are_those_of_the_day(client, office, cell, group):
    assert list(see(client, office, cell, "2020-02-29").context["groups"]) == []
    assert list(see(client, office, cell, "2020-03-01").context["groups"]) == [group]


def test_who_moved_out_of_the_scope_is_not_named(client, secretary, cell, second_cell, group):
    gone = make_member(unit=cell)
    place(cell, group, "leader", gone)
    gone.current_membership().transfer(to=second_cell, on=day("2021-02-01"), by=None)
    assert "Nguyễn Văn An" not in see(client, secretary, cell).content.decode()


def test_an_empty_page_says_what_to_do(client, office, cell):
    assert "bấm “Lập tổ đảng”" in see(client, office, cell).content.decode()


def test_a_committee_has_no_such_page(client, office, committee):
    assert see(client, office, committee).status_code == 404


def test_outsider_gets_404(client, outsider, cell):
    assert see(client, outsider, cell).status_code == 404


def test_upper_staff_sees_no_names(client, upper_staff, cell):
    assert see(client, upper_staff, cell).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries(client, office, cell, group, django_assert_num_queries, rows):
    for number in range(rows):
        PartyGroup.objects.form(unit=cell, name=f"Tổ {number + 2}", on=day("2020-03-01"), by=None)
        place(cell, group, "member", make_member(f"Nguyễn Văn {'ABC'[number]}", unit=cell))
        make_member(f"Trần Thị {'ABC'[number]}", unit=cell)
    address = see(client, office, cell).wsgi_request.get_full_path()
    with django_assert_num_queries(8):
        client.get(address)
