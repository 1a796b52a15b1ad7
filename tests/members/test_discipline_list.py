"""Kỷ luật: what is listed, for whom, and what became of a decision."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from cells.models import Decision
from cells.rights import Role
from members.models import Discipline
from tests.conftest import day, make_member, make_user

CLOSING = {
    "outcome": "end",
    "on": "2021-06-01",
    "decision_number": "9-QĐ",
    "decision_signed_on": "2021-05-20",
    "decision_issuer": "Đảng ủy",
}
ENDED = "Quyết định kỷ luật hết hiệu lực từ 01/06/2021."


def paper() -> Decision:
    return Decision(number="1-QĐ", signed_on=day("2020-01-02"), issuer="Đảng ủy")


@pytest.fixture
def of_member(cell):
    return record(make_member(unit=cell))


@pytest.fixture
def of_unit(cell):
    facts = {"on": day("2019-06-01"), "decision": paper(), "by": None}
    return Discipline.objects.record_unit(cell, form="warning", **facts)


def record(member):
    facts = {"on": day("2020-06-01"), "decision": paper(), "by": None}
    return Discipline.objects.record_member(member, form="reprimand", **facts)


def listed(client, user, **asked) -> list:
    client.force_login(user)
    return list(client.get(reverse("members:discipline_list"), asked).context["page"])


def close(client, user, row, **changes):
    client.force_login(user)
    return client.post(reverse("members:discipline_close", args=[row.pk]), CLOSING | changes)


def test_filters_narrow_the_list(client, office, of_member, of_unit, second_cell):
    assert listed(client, office) == [of_member, of_unit]
    assert listed(client, office, of="units") == [of_unit]
    assert listed(client, office, year="2020") == [of_member]
    assert listed(client, office, unit=second_cell.code) == []
    assert listed(client, office, year="abc") == []


def test_only_those_in_force(client, office, of_member, of_unit):
    of_unit.end(on=day("2020-06-01"), decision=paper(), by=None)
    assert listed(client, office, in_force="on") == [of_member]
    of_member.settle("annulled", decision=paper(), by=None)
    assert listed(client, office, in_force="on") == []
    assert listed(client, office) == [of_member, of_unit]


def test_every_reading_is_logged(client, leader, of_member):
    listed(client, leader)
    assert AuditEvent.objects.filter(action="discipline.read", by=leader).count() == 1


def test_the_workbook_is_not_for_the_inspector(client, committee, office, of_member):
    url = reverse("members:discipline_list")
    client.force_login(make_user("kiemtra", Role.INSPECTOR, committee))
    assert client.get(url, {"xlsx": "1"}).status_code == 403
    client.force_login(office)
    assert client.get(url, {"xlsx": "1"}).status_code == 200


@pytest.mark.parametrize("who", ["secretary", "upper_staff", "admin"])
def test_others_get_403(client, who, of_member, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("members:discipline_list")).status_code == 403


def test_the_number_of_queries_does_not_grow(
    client, office, cell, of_member, django_assert_num_queries
):
    listed(client, office)
    url = reverse("members:discipline_list")
    with django_assert_num_queries(7):
        client.get(url)
    record(make_member("Hai", unit=cell))
    record(make_member("Ba", unit=cell))
    with django_assert_num_queries(7):
        client.get(url)


def test_ending_is_shown_first_and_then_done(client, office, of_member):
    response = close(client, office, of_member)
    assert response.context["form"].consequence == ENDED
    of_member.refresh_from_db()
    assert of_member.ends_on is None
    close(client, office, of_member, agreed=ENDED)
    of_member.refresh_from_db()
    assert (of_member.ends_on, of_member.end_decision.number) == (day("2021-05-31"), "9-QĐ")


def test_a_complaint_upheld_or_annulled_is_kept(client, office, of_member, of_unit):
    for row, outcome in ((of_member, "annulled"), (of_unit, "upheld")):
        sentence = close(client, office, row, outcome=outcome, on="").context["form"].consequence
        close(client, office, row, outcome=outcome, on="", agreed=sentence)
        row.refresh_from_db()
        assert (row.complaint, row.complaint_decision.number) == (outcome, "9-QĐ")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"on": ""}, "on"),
        ({"on": "2020-06-01"}, "on"),
        ({"on": "2999-01-01"}, "on"),
        ({"outcome": ""}, "outcome"),
        ({"decision_issuer": ""}, "decision_issuer"),
    ],
)
def test_what_is_wrong_is_named_at_the_field(client, office, of_member, wrong, field):
    sentence = "Quyết định kỷ luật hết hiệu lực từ {:%d/%m/%Y}."
    on = wrong.get("on")
    agreed = {"agreed": sentence.format(day(on))} if on else {}
    response = close(client, office, of_member, **wrong, **agreed)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    of_member.refresh_from_db()
    assert of_member.ends_on is None


def test_who_may_close(client, leader, secretary, outsider, of_member, of_unit):
    for row in (of_member, of_unit):
        statuses = [close(client, user, row).status_code for user in (leader, secretary, outsider)]
        assert statuses == [403, 404, 404]


def test_a_mistake_is_taken_away_an_ended_decision_is_not(client, office, of_member, of_unit):
    of_unit.end(on=day("2020-06-01"), decision=paper(), by=None)
    client.force_login(office)
    for row in (of_member, of_unit):
        client.post(reverse("members:discipline_withdraw", args=[row.pk]))
    assert list(Discipline.objects.all()) == [of_unit]
