"""Transferring to another cell of ours: shown first, then done."""

import pytest
from django.urls import reverse

from members.models import Member, Office, OfficeKind
from tests.conftest import START, day, make_member

SENTENCE = "Từ 01/07/2020 thuộc Chi bộ 2, ngày cuối ở Chi bộ 1 là 30/06/2020."


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


def post(client, user, member, to, **changes):
    client.force_login(user)
    typed = {"to": to.pk, "on": "2020-07-01"}
    return client.post(reverse("members:member_transfer", args=[member.pk]), typed | changes)


def where(member) -> list[str]:
    return [spell.unit.name for spell in member.memberships.all()]


def test_the_consequence_is_shown_and_nothing_done_yet(client, office, member, second_cell):
    response = post(client, office, member, second_cell)
    assert response.context["form"].consequence == SENTENCE
    assert f'name="agreed" value="{SENTENCE}"' in response.content.decode()
    assert where(member) == ["Chi bộ 1"]


def test_agreeing_to_what_was_shown_does_it_and_says_so(client, office, member, second_cell):
    client.force_login(office)
    url = reverse("members:member_transfer", args=[member.pk])
    typed = {"to": second_cell.pk, "on": "2020-07-01", "agreed": SENTENCE}
    response = client.post(url, typed, follow=True)
    assert where(member) == ["Chi bộ 1", "Chi bộ 2"]
    assert [str(message) for message in response.context["messages"]] == [f"Đã ghi. {SENTENCE}"]


def test_what_was_changed_after_it_was_shown_is_shown_again(client, office, member, second_cell):
    response = post(client, office, member, second_cell, on="2020-08-01", agreed=SENTENCE)
    assert response.status_code == 200
    assert where(member) == ["Chi bộ 1"]


def test_the_offices_that_end_are_named_before_and_after(client, office, member, cell, second_cell):
    Office.objects.create(member=member, unit=cell, kind=OfficeKind.SECRETARY, starts_on=START)
    sentence = f"{SENTENCE} Chức vụ cũng kết thúc: bí thư Chi bộ 1."
    assert post(client, office, member, second_cell).context["form"].consequence == sentence
    post(client, office, member, second_cell, agreed=sentence)
    assert Office.objects.get().ends_on == day("2020-06-30")


@pytest.mark.parametrize("on", ["", "2019-01-01", "2999-01-01", "31/02/2020"])
def test_a_wrong_day_is_named_at_the_day(client, office, member, second_cell, on):
    response = post(client, office, member, second_cell, on=on, agreed=SENTENCE)
    assert list(response.context["form"].errors) == ["on"]
    assert where(member) == ["Chi bộ 1"]


def test_what_only_the_verb_can_refuse_is_named_too(client, office, member, second_cell):
    member.join(second_cell, on=day("2020-03-01"), by=None, came_by="transfer", kind="temporary")
    response = post(client, office, member, second_cell, agreed=SENTENCE)
    assert list(response.context["form"].errors) == ["on"]
    assert member.current_membership().unit.name == "Chi bộ 1"


@pytest.mark.parametrize("where_to", ["cell", "committee", "foreign_cell"])
def test_the_same_cell_a_committee_or_a_foreign_cell_is_no_choice(
    client, office, member, where_to, request
):
    response = post(client, office, member, request.getfixturevalue(where_to))
    assert list(response.context["form"].errors) == ["to"]


def test_who_left_is_not_transferred(client, office, member, second_cell):
    member.current_membership().leave(on=day("2020-02-01"), left_by="deletion", by=None)
    assert post(client, office, member, second_cell, agreed=SENTENCE).status_code == 404


def test_outsider_gets_404(client, outsider, member, second_cell):
    assert post(client, outsider, member, second_cell, agreed=SENTENCE).status_code == 404


def test_secretary_gets_403(client, secretary, member, second_cell):
    assert post(client, secretary, member, second_cell, agreed=SENTENCE).status_code == 403
    assert Member.objects.get().current_membership().unit.name == "Chi bộ 1"
