"""Noting a candidate: the person and the case of the admission."""

import pytest
from django.urls import reverse

from cases.models import Case
from members.models import Candidate
from tests.conftest import day

URL = reverse("cases:candidate_note")


def post(client, user, cell, **changes):
    client.force_login(user)
    typed = {"unit": cell.pk, "on": "2020-01-10", "full_name": "Lê Thị Hoa"}
    return client.post(URL, typed | changes)


def test_the_name_is_enough_and_the_case_begins(client, secretary, cell):
    response = post(client, secretary, cell)
    case = Case.objects.get()
    assert response.headers["Location"] == reverse("cases:case_detail", args=[case.pk])
    assert (case.candidate.full_name, case.candidate.starts_on) == ("Lê Thị Hoa", day("2020-01-10"))
    assert case.next_step.code == "helpers"


def test_what_is_known_is_kept(client, secretary, cell):
    post(client, secretary, cell, born_on="1995-04-01", sex="female", ethnicity="Tày")
    candidate = Candidate.objects.get()
    assert (candidate.born_on, candidate.sex, candidate.ethnicity) == (
        day("1995-04-01"),
        "female",
        "Tày",
    )


@pytest.mark.parametrize(("typed", "kept"), [("1995", "1995"), ("4/1995", "04/1995")])
def test_a_birth_is_kept_as_far_as_it_is_known(client, secretary, cell, typed, kept):
    response = post(client, secretary, cell, born_on=typed)
    candidate = Candidate.objects.get()
    assert (response.status_code, str(candidate.born)) == (302, kept)
    page = client.get(reverse("cases:candidate_detail", args=[candidate.pk])).text
    assert f"(tính tuổi theo {candidate.born_on:%d/%m/%Y})" in page


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"on": "2999-01-01"}, "on"),
        ({"on": "2018-12-31"}, "unit"),  # before the cell was founded
        ({"full_name": ""}, "full_name"),
        ({"born_on": "31/02/1995"}, "born_on"),
        ({"born_on": "01/01/2025"}, "born_on"),  # of a child
    ],
)
def test_what_is_wrong_is_named_at_its_field(client, secretary, cell, changes, wrong):
    response = post(client, secretary, cell, **changes)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [wrong])
    assert not Candidate.objects.exists()


def test_only_own_cells_are_offered(client, secretary, office, cell, second_cell, committee):
    assert list(post(client, secretary, second_cell).context["form"].errors) == ["unit"]
    assert list(post(client, office, committee).context["form"].errors) == ["unit"]
    assert post(client, office, second_cell).status_code == 302


def test_the_only_cell_is_proposed(client, secretary, cell):
    client.force_login(secretary)
    assert client.get(URL).context["form"]["unit"].value() == cell.pk


def test_leader_gets_403(client, leader, cell):
    assert post(client, leader, cell).status_code == 403
