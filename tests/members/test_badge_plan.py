"""The planner: who is due, tick, and onto the list."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from cells.listing import ROWS_PER_PAGE
from cells.models import Decision
from members.models import Badge, Discipline
from tests.conftest import day, make_member

ROUND = {"unit": "dang-bo", "year": "2020", "round": "0302"}


def veteran(cell, name="Nguyễn Văn An", decided="1990-02-25", **fields):
    days = {"admission_decided_on": day(decided), "admitted_on": day(decided)}
    values = {"born_on": day("1960-01-01"), "official_on": day("1992-06-01")}
    return make_member(name, unit=cell, **days | values | fields)


def address(**changes) -> str:
    return reverse("members:badge_plan", query=ROUND | changes)


def test_who_is_due_is_ticked_who_was_missed_is_not(client, office, cell):
    due, missed = veteran(cell), veteran(cell, "Trần Văn Bình", "1989-06-01")
    client.force_login(office)
    form = client.get(address()).context["form"]
    assert [(row.member.pk, is_ticked) for row, is_ticked in form.due] == [(due.pk, True)]
    assert [(row.member.pk, is_ticked) for row, is_ticked in form.missed] == [(missed.pk, False)]


def test_ticking_puts_on_the_list_and_goes_there(client, office, cell):
    member = veteran(cell)
    client.force_login(office)
    response = client.post(address(), {"chosen": [member.pk]})
    assert response.status_code == 302
    assert response["Location"] == reverse("members:badge_list", query=ROUND)
    assert Badge.objects.get().round_on == day("2020-02-03")


def test_early_without_its_paper_is_refused_at_the_field_and_nothing_is_lost(client, office, cell):
    one, two = veteran(cell), veteran(cell, "Trần Văn Bình", "1990-10-01")
    client.force_login(office)
    response = client.post(address(), {"chosen": [one.pk, two.pk]})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [f"early-{two.pk}"]
    assert [is_ticked for _, is_ticked, _ in response.context["early"]] == [True]
    assert not Badge.objects.exists()
    client.post(address(), {"chosen": [one.pk, two.pk], f"early-{two.pk}": "số 5-CV/CB"})
    assert Badge.objects.get(member=two).early_reason == "số 5-CV/CB"


@pytest.mark.parametrize("chosen", [[], ["0"], ["abc"]])
def test_nobody_or_somebody_not_due_is_refused(client, office, cell, chosen):
    veteran(cell)
    client.force_login(office)
    response = client.post(address(), {"chosen": chosen, "csrfmiddlewaretoken": "x"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["chosen"])


def test_who_is_held_is_shown_with_the_day_and_no_box(client, office, cell):
    paper = Decision(number="1", signed_on=day("2019-12-01"), issuer="Đảng ủy")
    member = veteran(cell)
    Discipline.objects.record_member(
        member, form="reprimand", on=day("2019-12-01"), decision=paper, by=None
    )
    client.force_login(office)
    page = client.get(address()).content.decode()
    assert "Chưa xét đến 01/06/2020: khiển trách có hiệu lực từ 01/12/2019." in page
    assert 'name="chosen"' not in page


def test_reading_the_plan_is_logged_as_reading_disciplines(client, office, committee):
    client.force_login(office)
    client.get(address())
    assert AuditEvent.objects.filter(action="discipline.read", record_id=committee.pk).count() == 1


def test_who_was_missed_comes_page_by_page_who_is_due_whole(client, office, cell):
    veteran(cell)
    for number in range(ROWS_PER_PAGE + 1):
        veteran(cell, f"Trần Văn {number}", "1989-06-01")
    client.force_login(office)
    first, second = client.get(address()).context, client.get(address(page="2"))
    assert (len(first["missed"]), len(first["form"].due)) == (ROWS_PER_PAGE, 1)
    assert (len(second.context["missed"]), len(second.context["form"].due)) == (1, 1)
    chosen = second.context["missed"][0][0].member
    assert client.post(address(page="2"), {"chosen": [chosen.pk]}).status_code == 302
    assert Badge.objects.get().member_id == chosen.pk


def test_who_may_have_it_early_comes_page_by_page(client, office, cell):
    for number in range(ROWS_PER_PAGE + 1):
        veteran(cell, f"Trần Văn {number}", "1990-10-01")
    client.force_login(office)
    first, second = client.get(address()).context, client.get(address(early="2")).context
    assert (len(first["early"]), len(second["early"]), first["ahead"].paginator.count) == (50, 1, 51)
    chosen = second["early"][0][0].member
    sent = {"chosen": [chosen.pk], f"early-{chosen.pk}": "số 5-CV/CB"}
    assert client.post(address(early="2"), sent).status_code == 302
    assert Badge.objects.get().member_id == chosen.pk


def test_an_empty_round_says_what_to_do(client, office, cell):
    client.force_login(office)
    assert "Xem đợt khác" in client.get(address()).content.decode()


@pytest.mark.parametrize(
    "wrong", [{"unit": "chi-bo-khac"}, {"year": "1"}, {"round": "x"}, {"year": "abc"}]
)
def test_an_odd_address_is_named_and_nothing_planned(client, office, foreign_cell, wrong):
    client.force_login(office)
    response = client.get(address(**wrong))
    assert response.status_code == 422
    assert list(response.context["asked"].errors) == list(wrong)


def test_secretary_gets_403(client, secretary):
    client.force_login(secretary)
    assert client.get(address()).status_code == 403


def test_the_number_of_queries_does_not_grow(client, office, cell, django_assert_num_queries):
    client.force_login(office)
    veteran(cell)
    client.get(address())
    with django_assert_num_queries(11):
        client.get(address())
    veteran(cell, "Hai"), veteran(cell, "Ba", "1990-10-01")
    with django_assert_num_queries(11):
        client.get(address())
