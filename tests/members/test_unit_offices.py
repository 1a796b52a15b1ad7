"""Who holds which office on a day, and since when a seat is vacant."""

import pytest
from django.urls import reverse

from cells.models import Term
from members.models import Office
from tests.conftest import START, day, make_member


def see(client, user, unit, on="2020-12-31"):
    client.force_login(user)
    return client.get(reverse("members:unit_offices", args=[unit.code]), {"on": on})


def take_up(member, unit, kind="secretary", on="2020-01-05"):
    return Office.objects.take_up(member=member, unit=unit, kind=kind, on=day(on), by=None)


def test_holders_of_the_day_and_those_before(client, office, cell):
    held = take_up(make_member(unit=cell), cell)
    held.end(on=day("2020-07-01"), by=None)
    june, july = see(client, office, cell, "2020-06-30"), see(client, office, cell, "2020-07-01")
    assert [list(june.context["held"]), list(june.context["past"])] == [[held], []]
    assert [list(july.context["held"]), list(july.context["past"])] == [[], [held]]


def test_since_when_there_is_no_secretary(client, office, cell):
    take_up(make_member(unit=cell), cell)
    assert see(client, office, cell, "2020-01-04").context["vacant_since"] == START
    assert see(client, office, cell, "2020-01-05").context["vacant_since"] is None
    assert "Khuyết bí thư từ ngày 01/01/2019" in (
        see(client, office, cell, "2020-01-04").content.decode()
    )


def test_terms_up_to_the_day(client, office, cell):
    term = Term.objects.create(unit=cell, name="2020-2025", congress_on=day("2020-06-18"))
    assert list(see(client, office, cell, "2020-06-17").context["terms"]) == []
    assert list(see(client, office, cell, "2020-06-18").context["terms"]) == [term]


def test_an_empty_page_says_what_to_do_to_who_may(client, office, secretary, cell):
    assert "Bấm “Ghi kết quả đại hội”" in see(client, office, cell).content.decode()
    assert "Bấm" not in see(client, secretary, cell).content.decode()


def test_who_moved_out_of_the_scope_is_not_named(client, secretary, cell, second_cell):
    gone = make_member(unit=cell)
    take_up(gone, cell)
    gone.current_membership().transfer(to=second_cell, on=day("2020-07-01"), by=None)
    response = see(client, secretary, cell)
    assert "Nguyễn Văn An" not in response.content.decode()
    assert response.context["vacant_since"] == day("2020-07-01")


def test_outsider_gets_404(client, outsider, cell):
    assert see(client, outsider, cell).status_code == 404


def test_upper_staff_sees_no_names(client, upper_staff, cell):
    assert see(client, upper_staff, cell).status_code == 403


@pytest.mark.parametrize("members", [1, 3])
def test_number_of_queries(client, office, cell, django_assert_num_queries, members):
    for number in range(members):
        member = make_member(f"Nguyễn Văn {'ABC'[number]}", unit=cell)
        take_up(member, cell, "deputy_secretary")
        take_up(member, cell, "cell_committee_member").end(on=day("2020-07-01"), by=None)
    address = see(client, office, cell).wsgi_request.get_full_path()
    with django_assert_num_queries(10):
        client.get(address)
