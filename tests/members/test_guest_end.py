"""The stay of a guest ends: shown first, then done; the roll stays as it was."""

import pytest
from django.urls import reverse

from tests.conftest import day, make_member

SENTENCE = (
    "Ngày cuối đồng chí Nguyễn Văn An sinh hoạt tạm thời tại Chi bộ 2 là 31/12/2020; "
    "danh sách chi bộ không thay đổi."
)


@pytest.fixture
def guest(cell, second_cell):
    """Of cell 1, since 1/7/2020 for a time in cell 2."""
    member = make_member(unit=cell)
    member.join(
        second_cell,
        on=day("2020-07-01"),
        kind="temporary",
        came_by="transfer",
        came_from="Chi bộ 1",
        by=None,
    )
    return member


def post(client, user, guest, **changes):
    client.force_login(user)
    typed = {"on": "2021-01-01", "agreed": SENTENCE}
    return client.post(reverse("members:guest_end", args=[guest.pk]), typed | changes)


def test_the_consequence_is_shown_and_nothing_done_yet(client, office, guest):
    response = post(client, office, guest, agreed="")
    assert response.context["form"].consequence == SENTENCE
    assert guest.current_stay()


def test_agreeing_ends_the_stay_and_no_more(client, office, guest, cell):
    response = post(client, office, guest)
    assert response.headers["Location"] == reverse("members:member_places", args=[guest.pk])
    stay = guest.memberships.temporary().get()
    assert (stay.ends_on, stay.left_by, stay.left_to) == (day("2020-12-31"), "transfer", "Chi bộ 1")
    assert guest.current_membership().unit == cell


@pytest.mark.parametrize("on", ["", "2020-07-01", "2999-01-01", "31/02/2021"])
def test_a_wrong_day_is_named(client, office, guest, on):
    response = post(client, office, guest, on=on)
    assert list(response.context["form"].errors) == ["on"]
    assert guest.current_stay()


def test_who_is_no_guest_has_no_such_page(client, office, cell):
    assert post(client, office, make_member(unit=cell)).status_code == 404


def test_outsider_gets_404(client, outsider, guest):
    assert post(client, outsider, guest).status_code == 404


def test_the_secretary_of_the_host_gets_403(client, other_secretary, guest):
    assert post(client, other_secretary, guest).status_code == 403
    assert guest.current_stay()
