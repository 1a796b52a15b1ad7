"""The page of one unit."""

from django.urls import reverse


def url(unit):
    return reverse("cells:unit_detail", args=[unit.code])


def test_office_sees_a_cell_below_the_committee(client, office, cell):
    client.force_login(office)
    response = client.get(url(cell))
    assert response.status_code == 200
    assert response.context["unit"] == cell


def test_outsider_gets_404(client, outsider, cell):
    client.force_login(outsider)
    assert client.get(url(cell)).status_code == 404


def test_secretary_does_not_see_another_cell(client, secretary, second_cell):
    client.force_login(secretary)
    assert client.get(url(second_cell)).status_code == 404


def test_administrator_sees_no_business_data(client, admin, cell):
    client.force_login(admin)
    assert client.get(url(cell)).status_code == 404


def test_number_of_queries(client, office, cell, django_assert_num_queries):
    client.force_login(office)
    with django_assert_num_queries(7):
        client.get(url(cell))
