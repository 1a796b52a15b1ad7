"""Leaving the roll: shown first, then done."""

import pytest
from django.urls import reverse

from cells.models import Decision
from members.models import Office, OfficeKind
from tests.conftest import START, day, make_member

DIED = (
    "Ngày cuối trong danh sách Chi bộ 1 là 30/06/2020; "
    "từ 01/07/2020 không còn trong danh sách (từ trần)."
)
PAPER = {"decision_number": "8-QĐ/ĐU", "decision_signed_on": "2020-06-25", "decision_issuer": "Đảng ủy"}


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


def post(client, user, member, **changes):
    client.force_login(user)
    typed = {"left_by": "death", "on": "2020-07-01"}
    return client.post(reverse("members:member_leave", args=[member.pk]), typed | changes)


def test_the_consequence_is_shown_and_nothing_done_yet(client, office, member, committee):
    Office.objects.create(
        member=member, unit=committee, kind=OfficeKind.COMMITTEE_MEMBER, starts_on=START
    )
    response = post(client, office, member)
    ends = " Chức vụ cũng kết thúc: đảng ủy viên Đảng bộ Trung tâm."
    assert response.context["form"].consequence == DIED + ends
    assert member.current_membership()


def test_agreeing_does_it(client, office, member):
    response = post(client, office, member, agreed=DIED)
    assert response.headers["Location"] == reverse("members:member_detail", args=[member.pk])
    spell = member.memberships.get()
    assert (spell.ends_on, spell.left_by) == (day("2020-06-30"), "death")


def test_the_paper_is_filed_with_the_act(client, office, member):
    sentence = DIED.replace("từ trần", "xóa tên")
    post(client, office, member, left_by="deletion", agreed=sentence, **PAPER)
    assert member.memberships.get().left_decision == Decision.objects.get()
    assert str(Decision.objects.get()) == "8-QĐ/ĐU, ngày 25/06/2020"


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ({"left_by": ""}, ["left_by"]),
        ({"left_by": "with_unit"}, ["left_by"]),
        ({"left_by": "transfer"}, ["left_to"]),
        ({"left_by": "expulsion"}, ["left_by"]),
        ({"left_by": "annulment"}, ["decision_number"]),
        ({"left_by": "deletion", "decision_number": "8"}, ["decision_issuer", "decision_signed_on"]),
        ({"on": "2019-01-01"}, ["on"]),
        ({"on": "2999-01-01"}, ["on"]),
    ],
)
def test_what_is_wrong_is_named_at_its_field(client, office, member, wrong, fields):
    response = post(client, office, member, agreed=DIED, **wrong)
    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == fields
    assert member.current_membership()
    assert not Decision.objects.exists()


def test_an_office_that_begins_later_is_named(client, office, member, committee):
    Office.objects.create(
        member=member, unit=committee, kind=OfficeKind.COMMITTEE_MEMBER, starts_on=day("2021-01-01")
    )
    sentence = f"{DIED} Chức vụ cũng kết thúc: đảng ủy viên Đảng bộ Trung tâm."
    response = post(client, office, member, agreed=sentence)
    assert list(response.context["form"].errors) == ["on"]
    assert member.current_membership()


def test_outsider_gets_404(client, outsider, member):
    assert post(client, outsider, member, agreed=DIED).status_code == 404


def test_secretary_gets_403(client, secretary, member):
    assert post(client, secretary, member, agreed=DIED).status_code == 403
    assert member.current_membership()
