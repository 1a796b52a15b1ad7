"""Nobody gives an award to himself, whatever the way: an account tied to a member is refused there."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cells.rights import Role
from evaluations.models import AwardForm, Commendation, Proposal
from evaluations.models.award import OWN_AWARD
from members.models import Member
from tests.conftest import day, make_user
from tests.evaluations.conftest import leave_party
from tests.evaluations.test_award import give, paper, propose
from tests.evaluations.test_award_annual import PAPER, chosen
from tests.evaluations.test_award_annual import url as annual
from tests.evaluations.test_award_create import COMMENDATION, PROPOSAL, post, to_member

PAGES = ["commendation_correct", "commendation_cancel", "proposal_correct", "proposal_cancel"]
ANSWERS = ["proposal_accept", "proposal_refuse"]


@pytest.fixture(params=["member", "left"])
def tied(request, office, members):
    """The office is the first member of the first cell; still, or until the Party was left."""
    Member.objects.filter(pk=members[0].pk).update(user=office)
    if request.param == "left":
        leave_party(members[0])
    members[0].user = office
    return office


@pytest.fixture
def own(cell, members, tied):
    """What others wrote for that member."""
    return {"commendation": give(cell, members[0]), "proposal": propose(cell, members[0])}


def refused(verb, **facts):
    with pytest.raises(ValidationError, match=OWN_AWARD):
        verb(**facts)


def test_neither_given_nor_proposed(cell, members, tied):
    refused(Commendation.objects.give, unit=cell, member=members[0], by=tied)
    refused(Proposal.objects.give, unit=cell, member=members[0], by=tied)
    assert (Commendation.objects.count(), Proposal.objects.count()) == (0, 0)


def test_nor_answered_corrected_or_cancelled(own, tied):
    proposal, given = own["proposal"], {"form": AwardForm.MERIT, "given_on": day("2021-01-07")}
    refused(proposal.accept, decision=paper(), by=tied, **given)
    refused(proposal.refuse, refused_on=day("2021-01-07"), refuse_reason="Chưa đủ", by=tied)
    for award in own.values():
        refused(award.cancel, reason="Ghi nhầm", by=tied)
        refused(award.replace, cancel_reason="Ghi nhầm", by=tied)
    assert (Commendation.objects.valid().count(), Proposal.objects.waiting().count()) == (1, 1)


def test_to_colleagues_and_to_the_own_cell_it_is(client, committee, cell, members, tied):
    for recipient in (to_member(members[1], cell), {"recipient": f"unit-{cell.pk}"}):
        assert post(client, tied, committee, COMMENDATION | recipient).status_code == 302


@pytest.mark.parametrize(("what", "data"), [("commendation", COMMENDATION), ("proposal", PROPOSAL)])
def test_the_page_does_not_offer_oneself(client, committee, cell, members, tied, what, data):
    response = post(client, tied, committee, data | to_member(members[0], cell), what)
    assert list(response.context["form"].errors) == ["recipient"]
    offered = response.context["form"].recipients
    keys = [f"member-{cell.pk}-{member.pk}" for member in members]
    assert [key in offered for key in keys] == [False, True, True]


@pytest.mark.parametrize("page", [*PAGES, *ANSWERS])
def test_pages_about_the_own_award_answer_403(client, own, committee, tied, page):
    url = reverse(f"evaluations:{page}", args=[own[page.split("_")[0]].pk])
    colleague = make_user("vanphong2", Role.OFFICE, committee)
    for user, status in ((tied, 403), (colleague, 200)):
        client.force_login(user)
        assert client.get(url).status_code == status
    client.force_login(tied)
    assert client.post(url).status_code == 403


def test_the_list_offers_nothing_that_is_refused(client, own, cell, members, tied):
    others = {"commendation": give(cell, members[1]), "proposal": propose(cell, members[1])}
    client.force_login(tied)
    text = client.get(reverse("evaluations:award_list"), {"year": 2020}).text
    assert text.count("Đồng chí khác ghi<") == 2
    for page in (*PAGES, *ANSWERS):
        offered = [
            reverse(f"evaluations:{page}", args=[one[page.split("_")[0]].pk]) in text
            for one in (own, others)
        ]
        assert offered == [False, True]


def test_all_at_once_the_own_row_is_not_chosen_and_refused_by_name(client, exemplary, members, tied):
    data = chosen(client, tied, exemplary)
    assert (data["members"], len(data["units"])) == ([], 1)
    row = exemplary.member_assessments.get(member=members[0])
    response = client.post(annual(exemplary), PAPER | data | {"members": [row.pk]})
    assert response.context["form"].errors == {"members": [OWN_AWARD]}
    assert "Nguyễn Văn An, Chi bộ 1 (chính đồng chí: đồng chí khác ghi)" in response.text
    assert Commendation.objects.count() == 0
    assert client.post(annual(exemplary), PAPER | data).status_code == 302
    assert Commendation.objects.count() == 1
