"""Who is in which group: one choice for each member of the cell."""

import pytest
from django.urls import reverse

from organisation.models import GroupPlace, PartyGroup
from tests.conftest import day, make_member


@pytest.fixture
def group(cell):
    return PartyGroup.objects.form(unit=cell, name="Tổ 1", on=day("2020-03-01"), by=None)


@pytest.fixture
def members(cell):
    return [make_member("Nguyễn Văn An", unit=cell), make_member("Trần Thị Bình", unit=cell)]


def url(unit):
    return reverse("organisation:group_distribute", args=[unit.code])


def post(client, user, unit, choices, on="2020-03-01"):
    client.force_login(user)
    typed = {f"place_{member.pk}": choice for member, choice in choices.items()}
    return client.post(url(unit), typed | {"on": on})


def places():
    return [(one.member.full_name, one.role) for one in GroupPlace.objects.open().by_rank()]


def test_the_choices_are_kept(client, office, cell, group, members):
    an, binh = members
    choices = {an: f"{group.pk}:member", binh: f"{group.pk}:leader"}
    assert post(client, office, cell, choices).url == reverse(
        "organisation:unit_groups", args=["chi-bo-1"]
    )
    assert places() == [("Trần Thị Bình", "leader"), ("Nguyễn Văn An", "member")]


def test_the_form_shows_what_is_so(client, office, cell, group, members):
    post(client, office, cell, {members[1]: f"{group.pk}:leader"})
    form = client.get(url(cell)).context["form"]
    assert [(member, field.value()) for member, field in form.lines] == [
        (members[0], None),
        (members[1], f"{group.pk}:leader"),
    ]


def test_two_leaders_are_refused_and_the_choices_kept(client, office, cell, group, members):
    response = post(client, office, cell, dict.fromkeys(members, f"{group.pk}:leader"))
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == ["Tổ 1 chỉ có một tổ trưởng."]
    assert [field.value() for _, field in response.context["form"].lines] == [
        f"{group.pk}:leader",
        f"{group.pk}:leader",
    ]
    assert places() == []


@pytest.mark.parametrize("on", ["", "2020-02-29", "2999-01-01"])
def test_a_wrong_day_is_named_at_the_day(client, office, cell, group, members, on):
    response = post(client, office, cell, {members[0]: f"{group.pk}:member"}, on=on)
    assert list(response.context["form"].errors) == ["on"]


def test_a_group_of_another_cell_is_no_choice(client, office, cell, second_cell, group, members):
    other = PartyGroup.objects.form(unit=second_cell, name="Tổ 9", on=day("2020-03-01"), by=None)
    response = post(client, office, cell, {members[0]: f"{other.pk}:member"})
    assert list(response.context["form"].errors) == [f"place_{members[0].pk}"]


def test_without_a_group_the_page_says_so(client, office, cell):
    client.force_login(office)
    assert "Chi bộ chưa có tổ nào" in client.get(url(cell)).content.decode()


def test_outsider_gets_404(client, outsider, cell):
    assert post(client, outsider, cell, {}).status_code == 404


def test_secretary_gets_403(client, secretary, cell):
    assert post(client, secretary, cell, {}).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries(client, office, cell, group, django_assert_num_queries, rows):
    for number in range(rows):
        make_member(f"Nguyễn Văn {'ABC'[number]}", unit=cell)
    client.force_login(office)
    client.get(url(cell))
    with django_assert_num_queries(7):
        client.get(url(cell))
