"""Cards: issued, handed over, taken back when mistyped; the record follows the latest."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import AuditEvent
from cells.models import Decision
from members.models import Card, Member
from tests.conftest import day, make_member


@pytest.fixture
def member(cell):
    """Official since 2011-03-03."""
    return make_member(unit=cell)


def issue(member, number="00012345", **facts):
    usual = {"reason": "new", "issued_on": day("2011-06-01")}
    return Card.objects.issue(member=member, number=number, by=None, **usual | facts)


def refused(act) -> dict:
    with pytest.raises(ValidationError) as caught:
        act()
    return caught.value.message_dict


def test_the_record_takes_the_number_of_the_card(member):
    issue(member)
    assert Member.objects.get().card_number == "00012345"


def test_the_record_takes_the_number_of_the_latest_card_whatever_is_typed_first(member):
    issue(member, "222", reason="exchange", issued_on=day("2020-02-02"))
    issue(member, "111")
    assert Member.objects.get().card_number == "222"
    assert [card.number for card in member.cards.all()] == ["222", "111"]


def test_a_replacement_may_keep_the_number(member):
    issue(member)
    issue(member, reason="replacement", issued_on=day("2015-01-01"))
    assert Card.objects.count() == 2


def test_only_official_members_have_a_card(member):
    assert list(refused(lambda: issue(member, issued_on=day("2011-03-02")))) == ["issued_on"]
    issue(member, issued_on=day("2011-03-03"))


def test_the_number_of_somebody_else_is_refused(member, cell):
    make_member("Trần Thị Bình", unit=cell, card_number="777")
    assert list(refused(lambda: issue(member, "777"))) == ["number"]
    other = make_member("Lê Văn Cường", unit=cell)
    issue(other, "555")
    issue(other, "666", reason="exchange", issued_on=day("2016-01-01"))
    assert list(refused(lambda: issue(member, "555"))) == ["number"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"reason": "new", "issued_on": day("2013-01-01")}, "reason"),
        ({"reason": "exchange", "issued_on": day("2011-05-31")}, "issued_on"),
        ({"reason": "exchange", "issued_on": day("2011-06-01")}, "__all__"),
        ({"reason": "exchange", "issued_on": day("2999-01-01")}, "issued_on"),
        ({"issued_on": day("2013-01-01"), "reason": "lost"}, "reason"),
        ({"number": "thẻ 1", "reason": "exchange", "issued_on": day("2013-01-01")}, "number"),
    ],
)
def test_what_contradicts_the_first_card_is_refused(member, facts, field):
    issue(member)
    assert list(refused(lambda: issue(member, **{"number": "111"} | facts))) == [field]
    assert Card.objects.count() == 1


def test_handed_over_before_its_issue_is_refused(member):
    issue(member, handed_over_on=day("2011-06-01"))
    late = {"reason": "exchange", "issued_on": day("2020-02-02")}
    assert refused(lambda: issue(member, "222", handed_over_on=day("2020-02-01"), **late))
    assert Card.objects.count() == 1


def test_the_decision_is_filed_with_the_card(member):
    paper = Decision(number="12-QĐ/ĐU", signed_on=day("2011-05-30"), issuer="Đảng ủy")
    assert issue(member, decision=paper).decision == Decision.objects.get()


def test_handing_over_is_said_once_and_not_before_the_issue(member, office):
    card = issue(member)
    assert list(refused(lambda: card.hand_over(on=day("2011-05-31"), by=office))) == ["on"]
    assert list(refused(lambda: card.hand_over(on=day("2999-01-01"), by=office))) == ["on"]
    card.hand_over(on=day("2011-06-01"), by=office)
    assert list(refused(lambda: card.hand_over(on=day("2011-06-02"), by=office))) == ["on"]
    assert Card.objects.get().handed_over_on == day("2011-06-01")


def test_withdrawing_the_latest_gives_the_number_before(member, office):
    issue(member)
    issue(member, "222", reason="exchange", issued_on=day("2020-02-02")).withdraw(by=office)
    assert Member.objects.get().card_number == "00012345"
    events = AuditEvent.objects.order_by("pk").values_list("action", flat=True)
    assert list(events)[-3:] == ["card.issue", "card.issue", "card.withdraw"]


def test_the_number_is_masked(member):
    assert str(issue(member)) == "Thẻ ••••345, cấp lần đầu ngày 01/06/2011"


def test_cards_follow_the_member(member, cell, foreign_cell, office, outsider):
    card = issue(member)
    assert list(Card.objects.visible_to(office)) == [card]
    assert list(Card.objects.visible_to(outsider)) == []
    member.current_membership().leave(on=day("2020-01-01"), left_by="transfer", by=None)
    member.join(foreign_cell, on=day("2020-01-01"), by=None, came_by="transfer")
    assert list(Card.objects.visible_to(office)) == []
    assert list(Card.objects.visible_to(outsider)) == [card]
