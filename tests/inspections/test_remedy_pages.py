"""What is to be put right: the list of all, and each on its page."""

import pytest
from django.urls import reverse

from inspections.models import Remedy
from tests.conftest import day
from tests.inspections.conftest import demand, get, post, refused

LIST = reverse("inspections:remedy_list")


def url(name, *args):
    return reverse(f"inspections:remedy_{name}", args=args)


def listed(client, user, query="") -> list[str]:
    return [row.text for row in get(client, user, f"{LIST}{query}").context["page"]]


def test_the_most_urgent_first_then_what_is_overdue_or_done(client, office, campaign):
    demand(campaign, "Sau", "2099-01-01")
    demand(campaign, "Trước", "2020-06-30")
    demand(campaign, "Xong").complete(on=day("2020-05-01"), result="Đã sửa", by=None)
    assert listed(client, office) == ["Trước", "Sau"]
    assert listed(client, office, "?state=overdue") == ["Trước"]
    assert listed(client, office, "?state=done&year=2020") == ["Xong"]
    assert listed(client, office, "?state=done&year=2021") == []


def test_of_the_own_scope_only(client, secretary, outsider, upper_staff, remedy, of_cell):
    demand(of_cell, "Của chi bộ")
    assert listed(client, secretary) == ["Của chi bộ"]
    assert listed(client, outsider) == []
    assert get(client, upper_staff, LIST).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, campaign, count, django_assert_num_queries):
    for number in range(count):
        demand(campaign, f"{number}")
    client.force_login(office)
    with django_assert_num_queries(10):
        client.get(LIST)


def test_added_edited_done_opened_and_discarded(client, office, campaign):
    data = {"text": "Sửa  sổ", "due_on": "30/06/2020"}
    post(client, office, url("add", campaign.pk), data)
    row = Remedy.objects.get()
    assert (row.text, row.due_on) == ("Sửa sổ", day("2020-06-30"))
    post(client, office, url("edit", row.pk), data | {"due_on": "31/07/2020"})
    post(client, office, url("complete", row.pk), {"on": "01/07/2020", "result": "Đã sửa"})
    row.refresh_from_db()
    assert (row.due_on, row.done_on) == (day("2020-07-31"), day("2020-07-01"))
    post(client, office, url("reopen", row.pk))
    post(client, office, url("discard", row.pk))
    assert not Remedy.objects.exists()


def test_bad_input_is_told_at_its_field(client, office, campaign, remedy):
    early = {"text": "X", "due_on": "04/03/2020"}
    assert refused(client, office, url("add", campaign.pk), early) == ["due_on"]
    again = {"text": "Bổ sung biên bản", "due_on": "30/06/2020"}
    assert refused(client, office, url("add", campaign.pk), again) == ["__all__"]
    future = {"on": "01/01/2099", "result": "X"}
    assert refused(client, office, url("complete", remedy.pk), future) == ["on"]


def test_who_reads_does_not_write(client, leader, secretary, outsider, remedy):
    for user, status in ((leader, 403), (secretary, 404), (outsider, 404)):
        for name in ("edit", "complete"):
            assert get(client, user, url(name, remedy.pk)).status_code == status
        for name in ("reopen", "discard"):
            assert post(client, user, url(name, remedy.pk)).status_code == status
