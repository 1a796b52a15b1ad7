"""The cells whose steps the user writes."""

from django.urls import reverse

from evaluations.models import Round
from tests.conftest import make_member, make_user

URL = reverse("evaluations:cell_list")


def test_a_secretary_is_led_to_the_only_cell(client, secretary, cell):
    client.force_login(secretary)
    response = client.get(URL)
    assert (response.status_code, response.url) == (
        302,
        reverse("evaluations:cell_steps", args=[cell.code]),
    )


def test_the_office_chooses_among_its_cells(client, office, cell, second_cell, foreign_cell):
    client.force_login(office)
    assert list(client.get(URL).context["page"]) == [cell, second_cell]


def test_a_leader_gets_403(client, leader):
    client.force_login(leader)
    assert client.get(URL).status_code == 403


def test_the_menu_leads_each_to_his_or_her_work(client, secretary, office, cell):
    member = make_user("dangvien", "member", cell)
    make_member(unit=cell, user=member)
    ways = {
        secretary: URL,
        office: reverse("evaluations:round_list"),
        member: reverse("evaluations:own_steps"),
    }
    for user, way in ways.items():
        client.force_login(user)
        page = client.get(reverse("working_year")).content.decode()
        shown = [one for one in ways.values() if f'href="{one}"' in page]
        assert shown == [way]
    assert Round.objects.count() == 0
