"""What papers and statistics say of a unit beside its name."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import AuditEvent
from cells.models import EventKind
from papers.layout import head_of
from tests.conftest import day

TYPED = {"place": "Tân Yên", "short_name": "Đảng bộ TTKSBT", "host": "public"}


def describe(client, user, unit, **changes):
    client.force_login(user)
    return client.post(reverse("organisation:unit_describe", args=[unit.code]), TYPED | changes)


def head(unit, on="2020-06-01") -> dict:
    return head_of(unit.version_on(day(on)), "BC", day(on))


def test_the_office_writes_it_and_the_heads_of_papers_follow(client, office, committee, cell):
    response = describe(client, office, committee)
    assert response["Location"] == reverse("organisation:unit_detail", args=[committee.code])
    assert (head(committee)["issuer"], head(committee)["place"]) == ("Đảng ủy TTKSBT", "Tân Yên")
    assert head(cell)["upper"] == "Đảng bộ TTKSBT"
    assert committee.version_on(day("2020-06-01")).host == "public"
    event = AuditEvent.objects.get(action="unit.describe")
    assert (event.by, sorted(event.fields)) == (office, ["host", "place", "short_name"])


def test_without_a_short_name_the_whole_one_stands_in_the_head(client, office, committee):
    describe(client, office, committee, short_name="")
    assert head(committee)["issuer"] == "Đảng ủy Trung tâm"


def test_another_name_ends_the_short_one_and_keeps_the_rest(client, office, committee):
    describe(client, office, committee)
    committee.rename(name="Đảng bộ Bệnh viện", on=day("2020-07-01"), by=None)
    assert [head(committee, on)["issuer"] for on in ("2020-06-30", "2020-07-01")] == [
        "Đảng ủy TTKSBT",
        "Đảng ủy Bệnh viện",
    ]
    now = committee.version_on(day("2020-07-01"))
    assert (now.place, now.host) == ("Tân Yên", "public")


def test_of_a_cell_of_a_committee_no_host_is_asked(client, office, cell):
    describe(client, office, cell)
    assert cell.versions.get().host == ""
    page = client.get(reverse("organisation:unit_describe", args=[cell.code]))
    assert list(page.context["form"].fields) == ["place", "short_name"]


@pytest.mark.parametrize("wrong", [{"host": "khac"}, {"short_name": "A" * 121}, {"place": "A" * 61}])
def test_what_is_wrong_is_named_at_the_field(client, office, committee, wrong):
    response = describe(client, office, committee, **wrong)
    assert (response.status_code, list(response.context["form"].errors)) == (422, list(wrong))


def test_who_may(client, secretary, leader, outsider, cell):
    assert [describe(client, user, cell).status_code for user in (secretary, leader, outsider)] == [
        403,
        403,
        404,
    ]


def test_what_has_ended_is_not_described(client, office, cell):
    cell.end(on=day("2020-06-01"), how=EventKind.DISSOLVED, by=None)
    assert describe(client, office, cell).status_code == 404
    with pytest.raises(ValidationError):
        cell.describe(place="Tân Yên", by=None)
