"""The register of letters on its pages: no names, no content, and not for secretaries."""

import pytest
from django.urls import reverse

from inspections.models import ReceivedLetter
from tests.conftest import day
from tests.inspections.conftest import get, post, refused
from tests.inspections.test_letter import receive

LIST = reverse("inspections:letter_list")
DATA = {"received_on": "05/03/2020", "number": "01", "kind": "complaint", "handling": "within"}


def url(name, *args, query=None):
    return reverse(f"inspections:letter_{name}", args=args, query=query)


def add(committee):
    return url("add", query={"unit": committee.code})


def listed(client, user, query="") -> list[str]:
    return [row.number for row in get(client, user, f"{LIST}?year=2020{query}").context["page"]]


def test_the_list_narrows_by_kind_and_state(client, leader, committee):
    receive(committee, "1", settled_on=day("2020-05-06"))
    receive(committee, "2", kind="denunciation", handling="filed")
    receive(committee, "3", handling="forwarded", forwarded_to="Thanh tra")
    receive(committee, "4")
    assert listed(client, leader) == ["4", "3", "2", "1"]
    assert listed(client, leader, "&kind=denunciation") == ["2"]
    states = ("settled", "filed", "forwarded", "open")
    assert [listed(client, leader, f"&state={one}") for one in states] == [["1"], ["2"], ["3"], ["4"]]


def test_it_says_what_must_not_be_entered(client, inspector, committee):
    for address in (LIST, add(committee)):
        assert "tên người tố cáo" in get(client, inspector, address).text


def test_a_letter_is_received_settled_and_discarded(client, inspector, committee):
    assert post(client, inspector, add(committee), DATA).url == LIST
    row = ReceivedLetter.objects.get()
    assert (row.unit, row.handling) == (committee, "within")
    settled = DATA | {"settled_on": "06/05/2020"}
    assert post(client, inspector, url("edit", row.pk), settled).url == f"{LIST}?year=2020"
    row.refresh_from_db()
    assert row.settled_on == day("2020-05-06")
    assert refused(client, inspector, url("discard", row.pk), {"reason": ""}) == ["reason"]
    post(client, inspector, url("discard", row.pk), {"reason": "Nhầm"})
    assert not ReceivedLetter.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": ""}, "number"),
        ({"handling": "forwarded"}, "forwarded_to"),
        ({"settled_on": "04/03/2020"}, "settled_on"),
        ({"received_on": "01/01/2099"}, "received_on"),
        ({"note": "x" * 201}, "note"),
    ],
)
def test_bad_input_is_told_at_its_field(client, office, committee, changes, field):
    assert refused(client, office, add(committee), DATA | changes) == [field]


def test_secretaries_and_the_upper_level_see_none(client, secretary, upper_staff, outsider, committee):
    row = receive(committee)
    for user in (secretary, upper_staff):
        assert get(client, user, LIST).status_code == 403
    for user in (secretary, upper_staff, outsider):
        assert get(client, user, url("edit", row.pk)).status_code == 404
    assert listed(client, outsider) == []


def test_who_reads_does_not_write(client, leader, committee):
    row = receive(committee)
    addresses = (add(committee), url("edit", row.pk), url("discard", row.pk))
    assert [get(client, leader, address).status_code for address in addresses] == [403] * 3


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, committee, count, django_assert_num_queries):
    for number in range(count):
        receive(committee, str(number))
    client.force_login(office)
    with django_assert_num_queries(9):
        client.get(f"{LIST}?year=2020")
