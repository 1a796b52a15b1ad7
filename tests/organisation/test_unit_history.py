"""What happened to a unit, and what it was called when."""

import pytest
from django.urls import reverse

from cells.models import Decision, EventKind, UnitKind
from tests.conftest import day, found


def see(client, user, unit):
    client.force_login(user)
    return client.get(reverse("organisation:unit_history", args=[unit.code]))


def test_events_stand_in_order_with_their_papers(client, office, cell):
    paper = Decision.objects.create(number="21-QĐ/ĐU", signed_on=day("2020-06-20"), issuer="Đảng ủy")
    cell.rename(name="Chi bộ Dược", on=day("2020-07-01"), decision=paper, by=None)
    response = see(client, office, cell)
    assert [event.kind for event in response.context["events"]] == ["founded", "renamed"]
    assert "Quyết định 21-QĐ/ĐU, ngày 20/06/2020 của Đảng ủy" in response.content.decode()
    assert "Chưa ghi quyết định" in response.content.decode()


def test_names_by_period(client, office, cell):
    cell.rename(name="Chi bộ Dược", on=day("2020-07-01"), by=None)
    assert [
        (version.name, version.ends_on) for version in see(client, office, cell).context["versions"]
    ] == [("Chi bộ 1", day("2020-06-30")), ("Chi bộ Dược", None)]


def test_a_merger_is_read_on_both_units(client, office, cell, second_cell):
    second_cell.end(on=day("2020-07-01"), how=EventKind.MERGED, into=cell, by=None)
    assert "Chi bộ 2: sáp nhập – Chi bộ 1" in see(client, office, cell).content.decode()
    assert "sáp nhập – Chi bộ 1" in see(client, office, second_cell).content.decode()


def test_units_below_came_and_left(client, office, committee, cell, second_cell):
    second_cell.end(on=day("2020-07-01"), how=EventKind.DISSOLVED, by=None)
    assert [
        (version.name, version.ends_on) for version in see(client, office, committee).context["below"]
    ] == [("Chi bộ 1", None), ("Chi bộ 2", day("2020-06-30"))]


def test_upper_staff_reads_it_too(client, upper_staff, cell):
    assert see(client, upper_staff, cell).status_code == 200


def test_outsider_gets_404(client, outsider, cell):
    assert see(client, outsider, cell).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries(client, office, committee, django_assert_num_queries, rows):
    for number in range(1, rows + 1):
        found(f"cb-{number}", UnitKind.CELL, f"Chi bộ {number}", parent=committee, number=number)
        committee.rename(name=f"Đảng bộ {number}", on=day(f"2020-0{number}-01"), by=None)
    address = see(client, office, committee).wsgi_request.get_full_path()
    with django_assert_num_queries(8):
        client.get(address)
