"""The members behind one number of the structure."""

import io

from django.urls import reverse
from openpyxl import load_workbook

from tests.conftest import day, make_member


def get(client, user, code="female", **changes):
    client.force_login(user)
    asked = {"unit": "dang-bo", "on": "2021-12-31"} | changes
    return client.get(reverse("reports:structure_rows", args=[code]), asked)


def names(response) -> list[str]:
    return [cells[0][1] for cells, _ in response.context["lines"]]


def test_the_list_behind_the_number(client, office, cell, second_cell):
    make_member("Trần Thị Ánh", unit=second_cell, sex="female")
    make_member("Lê Thị Bình", unit=cell, sex="female", on=day("2022-01-01"))
    make_member("Vũ Văn Chiến", unit=cell)
    response = get(client, office)
    assert names(response) == ["Trần Thị Ánh"]
    assert response.context["heading"] == "Trong đó: Nữ"
    assert names(get(client, office, unit="chi-bo-1")) == []


def test_the_workbook_holds_the_same_list(client, office, cell):
    make_member("Trần Thị Ánh", unit=cell, sex="female")
    book = load_workbook(io.BytesIO(get(client, office, xlsx="1").content))
    assert [row[1] for row in book.active.iter_rows(min_row=5, values_only=True)] == ["Trần Thị Ánh"]


def test_an_unknown_number_is_404(client, office, cell):
    assert get(client, office, code="tall").status_code == 404


def test_who_sees_no_persons_gets_403(client, upper_staff, cell):
    assert get(client, upper_staff).status_code == 403


def test_a_unit_out_of_scope_is_no_choice(client, outsider, cell):
    response = get(client, outsider)
    assert list(response.context["form"].errors) == ["unit"]
    assert "lines" not in response.context
