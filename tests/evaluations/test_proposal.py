"""What was proposed to the upper level, and what came of it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from evaluations.models import AwardForm, AwardKind, Commendation, Proposal
from evaluations.models.proposal import ACCEPTED
from tests.conftest import day
from tests.evaluations.test_award import paper, propose

DECISION = {
    "decision_number": "112-QĐ/ĐUK",
    "decision_signed_on": "05/01/2021",
    "decision_issuer": "Đảng ủy Khối",
}
ACCEPT = DECISION | {"form": "certificate", "given_on": "10/01/2021"}


def accept(proposal, **changes) -> Commendation:
    facts = {"form": AwardForm.MERIT, "given_on": day("2021-01-07"), "decision": paper()}
    facts["decision"].signed_on = day("2021-01-05")
    return proposal.accept(by=None, **facts | changes)


def post(client, user, proposal, what, data):
    client.force_login(user)
    return client.post(reverse(f"evaluations:proposal_{what}", args=[proposal.pk]), data)


def test_accepted_it_becomes_a_commendation_of_the_body_that_gave_it(client, office, cell, members):
    proposal = propose(cell, members[0], kind=AwardKind.HCM)
    response = post(client, office, proposal, "accept", ACCEPT)
    assert response.url == reverse("evaluations:award_list") + "?year=2020&unit=dang-bo"
    proposal.refresh_from_db()
    given = Commendation.objects.get()
    assert (given.member, given.kind, given.form, given.year, given.gave, given.is_of_party) == (
        members[0],
        AwardKind.HCM,
        AwardForm.CERTIFICATE,
        2020,
        "Đảng ủy Khối",
        True,
    )
    assert (proposal.accepted_as, given.recorded_by) == (given, office)
    assert proposal.outcome == "Đã được khen theo Quyết định 112-QĐ/ĐUK, ngày 05/01/2021"


def test_refused_it_keeps_the_day_and_the_reason(client, office, cell):
    proposal = propose(cell)
    assert proposal.outcome == "Chờ kết quả"
    data = {"refused_on": "04/01/2021", "refuse_reason": "Trùng thành tích"}
    assert post(client, office, proposal, "refuse", data).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.is_pending, proposal.is_accepted) == (False, False)
    assert proposal.outcome == "Không được khen, trả lời ngày 04/01/2021: Trùng thành tích"
    accept(proposal)
    assert (proposal.is_accepted, proposal.refused_on, proposal.refuse_reason) == (True, None, "")


def test_a_second_answer_is_refused(cell):
    proposal = propose(cell)
    accept(proposal)
    with pytest.raises(ValidationError, match="đã được khen"):
        accept(proposal)
    with pytest.raises(ValidationError, match="đã được khen"):
        proposal.refuse(refused_on=day("2021-01-05"), refuse_reason="Thử", by=None)
    assert Commendation.objects.count() == 1


def test_an_accepted_one_is_not_cancelled_before_its_award(cell):
    proposal = propose(cell)
    given = accept(proposal)
    with pytest.raises(ValidationError, match=ACCEPTED):
        proposal.cancel(reason="Thử", by=None)
    given.cancel(reason="Ghi nhầm", by=None)
    proposal = Proposal.objects.get()
    assert proposal.is_pending is True
    proposal.cancel(reason="Thử", by=None)


def test_corrected_the_award_still_answers_it(cell):
    proposal = propose(cell)
    given = accept(proposal)
    facts = {"unit": cell, "kind": given.kind, "form": given.form, "year": 2020, "reason": "Đúng hơn"}
    right = given.replace(cancel_reason="Sai", by=None, given_on=given.given_on, **facts)
    assert Proposal.objects.get().accepted_as == right


def test_corrected_a_refused_one_stays_refused(cell):
    proposal = propose(cell)
    proposal.refuse(refused_on=day("2021-01-04"), refuse_reason="Trùng", by=None)
    facts = {"unit": cell, "kind": "hcm", "form": "merit", "year": 2020, "reason": "Đúng hơn"}
    right = proposal.replace(cancel_reason="Sai", by=None, proposed_on=proposal.proposed_on, **facts)
    assert right.outcome == "Không được khen, trả lời ngày 04/01/2021: Trùng"


@pytest.mark.parametrize(
    ("what", "changes", "field"),
    [
        ("accept", {"decision_number": ""}, "decision_number"),
        ("accept", {"decision_signed_on": "01/01/2019"}, "decision_signed_on"),
        ("accept", {"given_on": "01/01/2099"}, "given_on"),
        ("refuse", {"refuse_reason": " "}, "refuse_reason"),
        ("refuse", {"refused_on": "01/01/2019"}, "refused_on"),
        ("refuse", {"refused_on": "01/01/2099"}, "refused_on"),
    ],
)
def test_bad_input_is_told_at_its_field(client, office, cell, what, changes, field):
    proposal = propose(cell)
    good = {"accept": ACCEPT, "refuse": {"refused_on": "05/01/2021", "refuse_reason": "Trùng"}}
    response = post(client, office, proposal, what, good[what] | changes)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    proposal.refresh_from_db()
    assert (proposal.is_pending, Commendation.objects.count()) == (True, 0)


@pytest.mark.parametrize("what", ["accept", "refuse"])
def test_leader_and_secretary_get_403_outsider_404(client, leader, secretary, outsider, cell, what):
    proposal = propose(cell)
    for user, status in ((leader, 403), (secretary, 403), (outsider, 404)):
        assert post(client, user, proposal, what, ACCEPT).status_code == status


def test_the_list_says_what_came_of_it(client, office, cell):
    first, second = propose(cell), propose(cell, reason="Khác")
    accept(first)
    client.force_login(office)
    page = client.get(reverse("evaluations:award_list") + "?year=2020").content.decode()
    assert "Đã được khen theo Quyết định" in page
    assert page.count("Chờ kết quả") == 1
    assert page.count(reverse("evaluations:proposal_accept", args=[second.pk])) == 1
    assert reverse("evaluations:proposal_accept", args=[first.pk]) not in page
