"""Correcting a mistaken entry."""

import pytest
from django.urls import reverse

from cells.rights import Role
from evaluations.models import Commendation, Proposal
from tests.conftest import make_user
from tests.evaluations.test_award import give, paper, propose


def url(award):
    return reverse(f"evaluations:{award._meta.model_name}_correct", args=[award.pk])


def shown(client, user, award) -> dict:
    """What the page offers to send, as it stands."""
    client.force_login(user)
    form = client.get(url(award)).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_office_corrects_the_recipient(client, office, cell, members):
    wrong = give(cell, members[0], decision=paper())
    data = shown(client, office, wrong)
    assert data["recipient"] == f"member-{cell.pk}-{members[0].pk}"
    data |= {"recipient": f"member-{cell.pk}-{members[1].pk}", "cancel_reason": "Nhầm người"}
    assert client.post(url(wrong), data).status_code == 302
    right = Commendation.objects.valid().get()
    assert (right.member, right.reason, right.decision) == (members[1], wrong.reason, wrong.decision)
    assert [(award.pk, award.cancel_reason) for award in Commendation.objects.cancelled()] == [
        (wrong.pk, "Nhầm người")
    ]


def test_office_corrects_a_proposal(client, office, cell):
    wrong = propose(cell, paper="7")
    data = shown(client, office, wrong) | {"paper": "07-TTr/ĐU", "cancel_reason": "Sai số"}
    assert client.post(url(wrong), data).status_code == 302
    assert Proposal.objects.valid().get().paper == "07-TTr/ĐU"


def test_a_correction_wants_a_reason(client, office, cell):
    wrong = give(cell)
    response = client.post(url(wrong), shown(client, office, wrong) | {"reason": "Việc khác"})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["cancel_reason"]
    assert list(Commendation.objects.valid()) == [wrong]


def test_the_office_of_a_cell_is_offered_its_own_members_only(
    client, cell, second_cell, members, second_member
):
    wrong = give(cell)
    user = make_user("vanphong1", Role.OFFICE, cell)
    data = shown(client, user, wrong)
    form = client.get(url(wrong)).context["form"]
    assert {choice["unit"] for choice in form.recipients.values()} == {cell}
    data |= {"recipient": f"unit-{second_cell.pk}", "cancel_reason": "Nhầm"}
    assert client.post(url(wrong), data).status_code == 422
    assert list(Commendation.objects.valid()) == [wrong]


def test_a_cancelled_entry_is_not_corrected(client, office, cell):
    award = give(cell)
    award.cancel(reason="Ghi nhầm", by=None)
    client.force_login(office)
    assert client.get(url(award)).status_code == 404


@pytest.mark.parametrize("award_in", [give, propose])
def test_leader_and_secretary_get_403_outsider_404(client, leader, secretary, outsider, cell, award_in):
    award = award_in(cell)
    for user, status in ((leader, 403), (secretary, 403), (outsider, 404)):
        client.force_login(user)
        assert client.post(url(award), {"cancel_reason": "Thử"}).status_code == status
    assert list(type(award).objects.valid()) == [award]
