"""Whoever had moved away comes back on the record that is kept: shown first, then done."""

import pytest
from django.urls import reverse

from tests.conftest import day, make_member

SENTENCE = "Từ 01/09/2020, đồng chí Nguyễn Văn An lại thuộc Chi bộ 2."
LETTER = {"decision_number": "3/2020", "decision_signed_on": "2020-04-01", "decision_issuer": "Đảng ủy"}
TYPED = {"came_from": "Đảng bộ Sở Y tế", "on": "2020-09-01", "agreed": SENTENCE}


def url(member):
    return reverse("members:member_return", args=[member.pk])


def gone(cell, left_by="transfer"):
    member = make_member(unit=cell)
    leave = member.current_membership().leave
    leave(on=day("2020-06-01"), left_by=left_by, left_to="Đảng bộ Sở Y tế", by=None)
    return member


@pytest.fixture
def member(cell):
    return gone(cell)


def post(client, user, member, to, **changes):
    client.force_login(user)
    return client.post(url(member), TYPED | {"unit": to.pk} | changes)


def test_where_he_went_is_where_he_comes_from(client, office, member):
    client.force_login(office)
    form = client.get(url(member)).context["form"]
    assert form["came_from"].value() == "Đảng bộ Sở Y tế"


def test_the_consequence_is_shown_and_nothing_done_yet(client, office, member, second_cell):
    response = post(client, office, member, second_cell, agreed="")
    assert response.context["form"].consequence == SENTENCE
    assert member.current_membership() is None


def test_agreeing_opens_a_spell_on_the_same_record(client, office, member, second_cell):
    response = post(client, office, member, second_cell)
    assert response.headers["Location"] == member.get_absolute_url()
    spell = member.current_membership()
    assert (spell.unit, spell.starts_on, spell.came_by) == (second_cell, day("2020-09-01"), "transfer")
    assert spell.came_from == "Đảng bộ Sở Y tế"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"on": "2020-05-31", "agreed": SENTENCE.replace("01/09", "31/05")}, "on"),
        ({"on": "2999-01-01", "agreed": SENTENCE.replace("01/09/2020", "01/01/2999")}, "on"),
        ({"on": ""}, "on"),
        ({"came_from": ""}, "came_from"),
        (LETTER, "late_note"),
    ],
)
def test_what_is_wrong_is_named_at_its_field(client, office, member, second_cell, wrong, field):
    response = post(client, office, member, second_cell, **wrong)
    assert list(response.context["form"].errors) == [field]
    assert member.current_membership() is None


def test_the_day_after_the_last_one_is_taken(client, office, member, cell):
    sentence = "Từ 01/06/2020, đồng chí Nguyễn Văn An lại thuộc Chi bộ 1."
    post(client, office, member, cell, on="2020-06-01", agreed=sentence)
    assert member.current_membership().starts_on == day("2020-06-01")


@pytest.mark.parametrize("left_by", ["death", "expulsion", "deletion", "resignation", "annulment"])
def test_out_of_the_party_or_dead_is_404(client, office, cell, left_by):
    client.force_login(office)
    assert client.get(url(gone(cell, left_by))).status_code == 404


def test_on_the_roll_is_404(client, office, cell):
    client.force_login(office)
    assert client.get(url(make_member(unit=cell))).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("secretary", 403), ("leader", 403), ("outsider", 404)])
def test_others_may_not(client, request, member, second_cell, who, status):
    assert post(client, request.getfixturevalue(who), member, second_cell).status_code == status
    assert member.current_membership() is None


def test_the_record_leads_here_and_says_why_and_when(client, office, member):
    client.force_login(office)
    text = client.get(member.get_absolute_url()).text
    assert "Rời Chi bộ 1, ngày cuối 31/05/2020: chuyển sinh hoạt đảng đi (Đảng bộ Sở Y tế)." in text
    assert url(member) in text
    assert "Không còn trong danh sách" not in text


def test_a_record_of_the_dead_says_so_and_leads_nowhere(client, office, cell):
    member = gone(cell, "death")
    client.force_login(office)
    text = client.get(member.get_absolute_url()).text
    assert "ngày cuối 31/05/2020: từ trần" in text
    assert url(member) not in text
