"""A member of ours comes to another cell of ours for a time: shown first, then done."""

import pytest
from django.urls import reverse

from members.models import Membership
from tests.conftest import day, make_member

SENTENCE = (
    "Từ 01/07/2020, đồng chí Nguyễn Văn An sinh hoạt tạm thời tại Chi bộ 2, "
    "dự kiến đến hết 31/12/2020; vẫn trong danh sách Chi bộ 1."
)
LETTER = {"decision_number": "3/2020", "decision_signed_on": "2020-04-01", "decision_issuer": "Đảng ủy"}


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


def url(member):
    return reverse("members:guest_receive", args=[member.pk])


def post(client, user, member, to, **changes):
    client.force_login(user)
    typed = {"unit": to.pk, "on": "2020-07-01", "expected_until": "2020-12-31", "agreed": SENTENCE}
    return client.post(url(member), typed | changes)


def guests():
    return Membership.objects.temporary()


def test_the_consequence_is_shown_and_nothing_done_yet(client, office, member, second_cell):
    response = post(client, office, member, second_cell, agreed="")
    assert response.context["form"].consequence == SENTENCE
    assert not guests().exists()


def test_agreeing_does_it_and_the_roll_stays_as_it_was(client, office, member, cell, second_cell):
    response = post(client, office, member, second_cell)
    assert response.headers["Location"] == reverse("members:member_places", args=[member.pk])
    stay = guests().get()
    assert (stay.unit, stay.starts_on, stay.came_from) == (second_cell, day("2020-07-01"), "Chi bộ 1")
    assert stay.expected_until == day("2020-12-31")
    assert member.current_membership().unit == cell
    assert not second_cell.memberships.permanent().exists()


def test_a_late_letter_takes_a_reason(client, office, member, second_cell):
    response = post(client, office, member, second_cell, **LETTER)
    assert list(response.context["form"].errors) == ["late_note"]
    post(client, office, member, second_cell, **LETTER, late_note="Giấy gửi lạc")
    stay = guests().get()
    assert (stay.came_note, stay.came_decision.number) == ("Giấy gửi lạc", "3/2020")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"on": ""}, "on"),
        ({"on": "2999-01-01", "expected_until": "2999-01-01"}, "on"),
        ({"expected_until": ""}, "expected_until"),
        ({"expected_until": "2020-06-30"}, "expected_until"),
        ({"decision_number": "3"}, "decision_signed_on"),
    ],
)
def test_what_is_wrong_is_named_at_its_field(client, office, member, second_cell, wrong, field):
    form = post(client, office, member, second_cell, **wrong).context["form"]
    if form.is_valid():  # what only the verb can refuse is named once the sentence was agreed to
        wrong |= {"agreed": form.consequence}
        form = post(client, office, member, second_cell, **wrong).context["form"]
    assert next(iter(form.errors)) == field
    assert not guests().exists()


def test_one_stay_at_a_time(client, office, member, second_cell):
    post(client, office, member, second_cell)
    response = post(client, office, member, second_cell)
    assert list(response.context["form"].errors) == ["on"]
    assert guests().count() == 1


@pytest.mark.parametrize("where_to", ["cell", "committee", "foreign_cell"])
def test_the_own_cell_a_committee_or_a_foreign_cell_is_no_choice(
    client, office, member, where_to, request
):
    response = post(client, office, member, request.getfixturevalue(where_to))
    assert list(response.context["form"].errors) == ["unit"]


def test_the_record_leads_to_it_until_there_is_a_stay(client, office, member, second_cell):
    places = reverse("members:member_places", args=[member.pk])
    client.force_login(office)
    assert f'href="{url(member)}"' in client.get(places).text
    post(client, office, member, second_cell)
    text = client.get(places).text
    assert f'href="{url(member)}"' not in text
    assert reverse("members:guest_end", args=[member.pk]) in text
    assert "dự kiến đến hết 31/12/2020" in text


def test_who_is_on_no_roll_of_ours_has_no_such_page(client, office, second_cell):
    guest = make_member()
    guest.join(second_cell, on=day("2020-03-01"), by=None, came_by="transfer", kind="temporary")
    assert client.get(url(guest)).status_code == 302
    assert post(client, office, guest, second_cell).status_code == 404


def test_outsider_gets_404(client, outsider, member, second_cell):
    assert post(client, outsider, member, second_cell).status_code == 404


def test_secretary_gets_403(client, secretary, member, second_cell):
    assert post(client, secretary, member, second_cell).status_code == 403
    assert not guests().exists()
