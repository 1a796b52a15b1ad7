"""Writing one commendation or one proposal."""

import pytest
from django.urls import reverse

from cells.models import Decision
from evaluations.models import Commendation, Proposal
from evaluations.models.award import SAY_WHO
from tests.conftest import day, make_member

DECISION = ["number", "signed_on", "issuer"]
COMMENDATION = {
    "kind": "thematic",
    "form": "merit",
    "reason": "Phòng, chống dịch",
    "given_on": "30/12/2020",
    "number": "58-QĐ/ĐU",
    "signed_on": "29/12/2020",
    "issuer": "Đảng ủy",
}
PROPOSAL = {
    "kind": "hcm",
    "form": "certificate",
    "reason": "Học tập và làm theo",
    "proposed_on": "2020-12-30",
    "paper": "07-TTr/ĐU",
}


def url(unit, what="commendation", year=2020):
    return reverse(f"evaluations:{what}_create", args=[unit.code, year])


def post(client, user, unit, data, what="commendation"):
    client.force_login(user)
    return client.post(url(unit, what), data)


def to_member(member, cell):
    return {"recipient": f"member-{cell.pk}-{member.pk}"}


def test_office_commends_a_member(client, office, committee, cell, members):
    data = COMMENDATION | to_member(members[0], cell)
    response = post(client, office, committee, data)
    assert response.status_code == 302
    assert response.url == reverse("evaluations:award_list") + "?year=2020&unit=dang-bo"
    award = Commendation.objects.get()
    assert (award.member, award.unit, award.year, award.recorded_by) == (members[0], cell, 2020, office)
    assert str(award.decision) == "58-QĐ/ĐU, ngày 29/12/2020"


def test_office_commends_a_cell_without_a_decision(client, office, committee, cell):
    data = COMMENDATION | {"recipient": f"unit-{cell.pk}"} | dict.fromkeys(DECISION, "")
    assert post(client, office, committee, data).status_code == 302
    award = Commendation.objects.get()
    assert (award.member, award.unit, award.decision) == (None, cell, None)


@pytest.mark.parametrize("left", DECISION)
def test_one_fact_of_a_decision_asks_for_the_others(client, office, committee, cell, left):
    others = [name for name in DECISION if name != left]
    data = COMMENDATION | {"recipient": f"unit-{cell.pk}"} | dict.fromkeys(others, "")
    response = post(client, office, committee, data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, others)
    assert Commendation.objects.count() == 0


def test_office_proposes_the_committee_itself(client, office, committee):
    data = PROPOSAL | {"recipient": f"unit-{committee.pk}"}
    assert post(client, office, committee, data, "proposal").status_code == 302
    proposal = Proposal.objects.get()
    assert (proposal.unit, proposal.paper, proposal.proposed_on) == (
        committee,
        "07-TTr/ĐU",
        day("2020-12-30"),
    )


def test_recipients_are_grouped_by_the_cells_of_the_year(
    client, office, committee, cell, second_cell, members, foreign_cell
):
    make_member("Người Ngoài", unit=foreign_cell)
    members[0].current_membership().transfer(to=second_cell, on=day("2020-06-01"), by=None)
    members[1].current_membership().leave(
        on=day("2020-01-01"), left_by="transfer", left_to="Xa", by=None
    )
    client.force_login(office)
    choices = client.get(url(committee)).context["form"].fields["recipient"].choices
    assert [(group, [label for _, label in rows]) for group, rows in choices[1:]] == [
        ("Tổ chức đảng", ["Đảng bộ Trung tâm", "Chi bộ 1", "Chi bộ 2"]),
        ("Chi bộ 1", ["Nguyễn Văn An (1980)", "Lê Văn Cường (1980)"]),
        ("Chi bộ 2", ["Nguyễn Văn An (1980)"]),
        ("Khác", ["Ngoài danh sách"]),
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"recipient": "unit-0"}, "recipient"),
        ({"kind": "lottery"}, "kind"),
        ({"reason": ""}, "reason"),
        ({"given_on": "30/02/2020"}, "given_on"),
        ({"given_on": "31/12/2019"}, "given_on"),
        ({"signed_on": ""}, "signed_on"),
        ({"number": ""}, "number"),
        ({"issuer": ""}, "issuer"),
    ],
)
def test_bad_input_is_told_at_its_field_and_shown_again(
    client, office, committee, cell, changes, field
):
    data = COMMENDATION | {"recipient": f"unit-{cell.pk}"} | changes
    response = post(client, office, committee, data)
    assert response.status_code == 422
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert {name: form[name].value() for name in data} == data
    assert (Commendation.objects.count(), Decision.objects.count()) == (0, 0)


def test_the_same_entry_twice_is_refused_in_words(client, office, committee, cell):
    data = COMMENDATION | {"recipient": f"unit-{cell.pk}"}
    post(client, office, committee, data)
    response = post(client, office, committee, data)
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == ["Khen thưởng này đã được ghi."]
    assert Commendation.objects.count() == 1


@pytest.mark.parametrize("what", ["commendation", "proposal"])
def test_leader_gets_403_outsider_404(client, leader, outsider, committee, cell, what):
    data = COMMENDATION | PROPOSAL | {"recipient": f"unit-{cell.pk}"}
    assert post(client, leader, committee, data, what).status_code == 403
    assert post(client, outsider, committee, data, what).status_code == 404
    assert (Commendation.objects.count(), Proposal.objects.count()) == (0, 0)


@pytest.mark.parametrize("year", ["0", "1899", "99999", "-1"])
def test_a_year_without_sense_is_not_there(client, office, committee, year):
    client.force_login(office)
    address = url(committee).replace("2020", year)
    assert client.get(address).status_code == 404


def test_a_collective_that_is_no_unit_is_commended_by_its_name(client, office, committee):
    outsider = {"recipient": "outsider", "outsider": "Công đoàn", "outsider_is": "của Trung tâm"}
    assert post(client, office, committee, COMMENDATION | outsider).status_code == 302
    award = Commendation.objects.get()
    assert (award.unit, award.member, award.recipient, award.place) == (
        committee,
        None,
        "Công đoàn",
        "của Trung tâm",
    )


def test_an_outsider_is_named_where_one_is_chosen_and_nowhere_else(client, office, committee, cell):
    chosen = COMMENDATION | {"recipient": "outsider", "outsider": "Công đoàn"}
    response = post(client, office, committee, chosen)
    assert response.context["form"].errors == {"outsider_is": [SAY_WHO]}
    other = COMMENDATION | {"recipient": f"unit-{cell.pk}", "outsider": "Công đoàn"}
    response = post(client, office, committee, other)
    assert list(response.context["form"].errors) == ["outsider"]
    assert Commendation.objects.count() == 0


def test_what_the_employer_gave_is_kept_with_its_name(client, office, committee, cell, members):
    employer = {"given_by": "employer", "giver_body": "Sở Y tế"}
    data = COMMENDATION | to_member(members[0], cell) | employer
    assert post(client, office, committee, data).status_code == 302
    award = Commendation.objects.get()
    assert (award.is_of_party, award.gave) == (False, "Sở Y tế")
