"""Which units are offered to choose from, and which are taken."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cells.forms.unit_choice import BODIES, MOST_OFFERED, OneUnitField, UnitField
from cells.models import Unit, UnitKind
from cells.rights import Role
from tests.conftest import START, day, found
from tests.routes import ROUTES

ASKED = {"meetings:feed_list", "meetings:feed_make"}  # one's own meetings are another answer
PAGES = [
    name
    for name, route in ROUTES.items()
    if not route.has_object and "get" in route.methods and Role.SECRETARY in route.may
]


def offered(chosen=None, units=None) -> UnitField:
    field = UnitField()
    field.offer(Unit.objects.all() if units is None else units, chosen)
    return field


def codes(choices) -> list:
    """Of plain choices the codes; of a group its name and its codes."""
    return [
        (key, [code for code, _ in label]) if isinstance(label, list) else key for key, label in choices
    ]


@pytest.fixture
def many(committee):
    """Another committee with more cells than one list offers, and a lone cell."""
    other = found("dang-bo-lon", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ lớn")
    for number in range(1, MOST_OFFERED + 1):
        found(f"lon-{number}", UnitKind.CELL, f"Chi bộ {number}", parent=other, number=number)
    found("co-so", UnitKind.GRASSROOTS_CELL, "Chi bộ cơ sở")
    return other


def test_a_small_scope_is_offered_whole_in_the_order_of_the_tree(committee, second_cell, cell):
    found("chi-bo-10", UnitKind.CELL, "Chi bộ 10", parent=committee, number=10)
    field = offered()
    assert codes(field.choices) == ["", "dang-bo", "chi-bo-1", "chi-bo-2", "chi-bo-10"]
    assert not field.is_large


def test_a_large_scope_offers_its_bodies_first(many, cell):
    field = offered()
    assert codes(field.choices) == ["", (BODIES, ["co-so", "dang-bo", "dang-bo-lon"])]
    assert field.is_large


@pytest.mark.parametrize("chosen", ["dang-bo", "chi-bo-1"])
def test_then_the_cells_of_the_body_chosen_or_of_that_of_a_chosen_cell(many, cell, chosen):
    assert codes(offered(chosen).choices) == [
        "",
        ("Đảng bộ Trung tâm", ["dang-bo", "chi-bo-1"]),
        (BODIES, ["co-so", "dang-bo-lon"]),
    ]


@pytest.mark.parametrize("chosen", ["co-so", "khong-co", "", None])
def test_nothing_opens_under_a_lone_cell_or_an_unknown_one(many, cell, chosen):
    assert codes(offered(chosen).choices) == ["", (BODIES, ["co-so", "dang-bo", "dang-bo-lon"])]


def test_every_unit_of_the_scope_is_taken_and_no_other(many, cell):
    field = offered(units=Unit.objects.under(many))
    assert field.clean("lon-7").name == "Chi bộ 7"
    with pytest.raises(ValidationError):
        field.clean("chi-bo-1")


def test_a_unit_that_ended_says_so(cell):
    Unit.objects.filter(pk=cell.pk).update(ended_on=day("2020-01-01"))
    labels = dict(offered().choices)
    assert labels["chi-bo-1"] == "Chi bộ 1 (đã kết thúc hoạt động)"


@pytest.mark.parametrize("required", [True, False])
def test_the_only_unit_is_not_asked_for(cell, required):
    field, one = UnitField(required=required), OneUnitField(label="Chi bộ")
    field.offer(Unit.objects.filter(pk=cell.pk), None)
    one.offer(Unit.objects.filter(pk=cell.pk))
    assert (field.widget.is_hidden, field.initial) == (True, "chi-bo-1" if required else None)
    assert (one.widget.is_hidden, one.initial) == (True, cell.pk)
    said = [field.bound_data(text, None) for text in ("chi-bo-1", "sai", "")]
    assert said == ["chi-bo-1", "", ""]


def test_it_is_where_no_unit_is_another_answer(cell):
    field = UnitField(asked=True)
    field.offer(Unit.objects.filter(pk=cell.pk), None)
    assert (field.widget.is_hidden, codes(field.choices)) == (False, ["", "chi-bo-1"])


@pytest.mark.parametrize("name", sorted(set(PAGES) - ASKED))
def test_no_page_asks_who_has_one_cell_for_a_unit(client, secretary, name):
    client.force_login(secretary)
    page = client.get(reverse(name), follow=True).content.decode()
    assert re.findall(r'<select[^>]*name="(?:unit|cell)"', page) == []


def test_one_query_whatever_the_number(many, django_assert_num_queries):
    field = UnitField()
    with django_assert_num_queries(1):
        field.offer(Unit.objects.filter(founded_on=START), "lon-7")
        list(field.choices)
