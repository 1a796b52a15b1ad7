"""The page of a round that keeps tiêu biểu and bốn tốt."""

import pytest
from django.urls import reverse

from evaluations.models import Mark
from tests.conftest import day
from tests.evaluations.conftest import recognise, register

REGISTER = {"deed": "register four_goods", "on": "15/01/2020", "paper": ""}
RECOGNISE = {"deed": "recognise exemplary", "on": "29/12/2020", "paper": "57-QĐ/ĐU"}


def url(grading):
    return reverse("evaluations:round_marks", args=[grading.pk])


def post(client, user, grading, data, *units):
    client.force_login(user)
    return client.post(url(grading), data | {"units": [unit.pk for unit in units]})


def test_several_units_register_at_once(client, office, grading, committee, cell):
    assert post(client, office, grading, REGISTER, committee, cell).status_code == 302
    marks = list(client.get(url(grading)).context["marks"])
    assert [(mark.unit, mark.kind, mark.year) for mark in marks] == [
        (committee, "four_goods", 2020),
        (cell, "four_goods", 2020),
    ]
    assert {(mark.registered_on, mark.recorded_by) for mark in marks} == {(day("2020-01-15"), office)}


def test_a_cell_is_recognised_by_its_paper(client, office, outstanding, cell):
    assert post(client, office, outstanding, RECOGNISE, cell).status_code == 302
    mark = Mark.objects.get()
    assert (mark.unit, mark.kind, mark.paper) == (cell, "exemplary", "57-QĐ/ĐU")
    assert (
        "Công nhận ngày 29/12/2020, Quyết định 57-QĐ/ĐU."
        in client.get(url(outstanding)).content.decode()
    )


def test_one_that_may_not_be_refuses_all_and_says_why(client, office, outstanding, cell, second_cell):
    response = post(client, office, outstanding, RECOGNISE, cell, second_cell)
    assert response.status_code == 422
    form = response.context["form"]
    assert list(form.errors) == ["units"]
    assert form.errors["units"][0].startswith("Chi bộ 2 không được xếp loại hoàn thành xuất sắc")
    assert form["paper"].value() == "57-QĐ/ĐU"
    assert Mark.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"deed": ""}, "deed"),
        ({"deed": "close exemplary"}, "deed"),
        ({"on": "30/02/2020"}, "on"),
        ({"on": "01/01/2021"}, "on"),
        ({"paper": "57-QĐ/ĐU"}, "paper"),
    ],
)
def test_bad_input_is_told_at_its_field(client, office, grading, cell, changes, field):
    response = post(client, office, grading, REGISTER | changes, cell)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_a_unit_of_another_body_is_refused(client, office, grading, foreign_cell):
    response = post(client, office, grading, REGISTER, foreign_cell)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["units"])


def test_those_of_other_years_and_those_withdrawn_stand_apart(client, office, exemplary, cell):
    register(cell, year=2021)
    (wrong,) = register(cell)
    wrong.withdraw(reason="Ghi nhầm", by=office)
    client.force_login(office)
    context = client.get(url(exemplary)).context
    assert [mark.kind for mark in context["marks"]] == ["exemplary"]
    assert list(context["withdrawn"]) == [wrong]


def test_leader_gets_403_outsider_404(client, leader, outsider, grading, cell):
    for user, status in ((leader, 403), (outsider, 404)):
        assert post(client, user, grading, REGISTER, cell).status_code == status
    assert Mark.objects.count() == 0


@pytest.mark.parametrize("count", [1, 2])
def test_number_of_queries(
    client, office, outstanding, cell, second_cell, django_assert_num_queries, count
):
    recognise(cell)
    register(*[cell, second_cell][:count])
    client.force_login(office)
    with django_assert_num_queries(10):
        client.get(url(outstanding))
