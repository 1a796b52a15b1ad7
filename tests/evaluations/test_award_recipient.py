"""What one person or collective outside the list was given over the years."""

import pytest
from django.urls import reverse
from django.utils import timezone

from evaluations.models import AwardForm, AwardKind, Commendation, Proposal
from tests.conftest import day, make_user
from tests.evaluations.conftest import decision

MO = {"outsider": "Lê Thị Mơ", "outsider_is": "Quần chúng, Khoa Dược"}


def give(unit, whom=MO, year=2020, reason="Hiến máu", **facts) -> Commendation:
    facts = {"kind": AwardKind.THEMATIC, "form": AwardForm.MERIT, "by": None} | whom | facts
    on = day(f"{year}-12-30")
    return Commendation.objects.give(unit=unit, year=year, reason=reason, given_on=on, **facts)


def propose(unit, whom=MO, reason="Nhiều năm gương mẫu") -> Proposal:
    facts = {"kind": AwardKind.HCM, "form": AwardForm.CERTIFICATE, "year": 2020, "by": None}
    on = timezone.localdate()
    return Proposal.objects.give(unit=unit, reason=reason, proposed_on=on, **facts | whom)


def url(award, what="commendation"):
    return reverse(f"evaluations:{what}_recipient", args=[award.pk])


def get(client, user, address):
    client.force_login(user)
    return client.get(address)


def test_the_page_has_the_whole_history_however_the_name_was_typed(client, office, committee):
    award = give(committee)
    other = MO | {"outsider": "LÊ THỊ  MƠ", "outsider_is": "quần chúng, khoa Dược"}
    later = give(committee, other, 2021)
    proposal = propose(committee)
    give(committee, reason="Ghi nhầm").cancel(reason="Nhầm", by=office)
    give(committee, {"outsider": "Lê Thị Mở", "outsider_is": MO["outsider_is"]}, reason="Khác")
    for address in (url(award), url(later), url(proposal, "proposal")):
        page = get(client, office, address)
        assert list(page.context["commendations"]) == [later, award]
        assert list(page.context["proposals"]) == [proposal]
        assert "<h1>Lê Thị Mơ</h1>" in page.text or "<h1>LÊ THỊ MƠ</h1>" in page.text


def test_the_same_name_at_another_place_is_named_apart(client, office, committee):
    award = give(committee)
    there = give(committee, MO | {"outsider_is": "Công đoàn"}, reason="Văn nghệ")
    page = get(client, office, url(award))
    assert (list(page.context["commendations"]), page.context["namesakes"]) == ([award], [there])
    assert url(there) in page.text


def test_the_name_leads_there_from_the_lists(client, office, committee, cell):
    award, proposal = give(committee), propose(committee)
    give(cell, {})
    page = get(client, office, reverse("evaluations:award_list", query={"year": 2020})).text
    assert page.count("/recipient/") == 2
    assert (url(award) in page, url(proposal, "proposal") in page) == (True, True)


def test_members_and_units_have_their_own_pages(client, office, cell):
    assert get(client, office, url(give(cell, {}))).status_code == 404


def test_who_reads_the_list_reads_it(client, leader, secretary, outsider, upper_staff, committee, cell):
    award = give(committee)
    users = (leader, secretary, outsider, upper_staff, make_user("dangvien", "member", cell))
    answers = [get(client, user, url(award)).status_code for user in users]
    assert answers == [200, 404, 404, 404, 404]


@pytest.mark.parametrize("what", ["commendation", "proposal"])
def test_known_names_are_offered(client, office, committee, what):
    give(committee)
    give(committee, MO | {"outsider": "lê thị mơ"}, 2021)
    propose(committee, {"outsider": "Công đoàn Trung tâm", "outsider_is": "Đoàn thể"})
    page = get(client, office, reverse(f"evaluations:{what}_create", args=[committee.code, 2020]))
    assert [one.outsider for one in page.context["form"].known] == ["lê thị mơ", "Công đoàn Trung tâm"]
    assert page.text.count('<option value="Công đoàn Trung tâm">') == 1
    assert 'list="known-outsider"' in page.text


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, committee, count, django_assert_num_queries):
    for number in range(count):
        award = give(committee, year=2020 - number)
    client.force_login(office)
    with django_assert_num_queries(14):
        client.get(url(award))


def test_an_award_without_a_decision_leads_to_no_papers(client, office, committee, members, cell):
    first = give(committee, decision=decision(on=day("2020-12-29")))
    give(committee, MO | {"outsider": "Vũ Văn Y"})
    page = get(client, office, reverse("evaluations:award_list", query={"year": 2020})).text
    papers = reverse("evaluations:decision_papers", args=[first.pk])
    assert page.count(papers) == 1
