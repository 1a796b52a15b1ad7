"""The dossier: handed over, received, lent and returned."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from common.periods import DAY
from members.models import DossierMove
from tests.conftest import day, make_member


@pytest.fixture
def member(cell):
    """On the roll of the cell since 2019-01-01."""
    return make_member(unit=cell)


def note(member, kind="lent", on="2020-03-01", **facts):
    usual = {"whom": "Ban Tổ chức", "papers": 12}
    if kind == "lent":
        usual["due_back_on"] = day("2020-03-15")
    return DossierMove.objects.note(member=member, kind=kind, on=day(on), by=None, **usual | facts)


def refused(act) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        act()
    return list(caught.value.message_dict)


def test_the_entry_stays_in_the_book_of_the_cell_of_that_day(member, cell, second_cell):
    before = note(member, "received", on="2020-03-31")
    member.current_membership().transfer(to=second_cell, on=day("2020-04-01"), by=None)
    after = note(member, "handed_over", on="2020-04-01")
    assert [before.unit, after.unit] == [cell, second_cell]


def test_papers_that_follow_after_the_leaving_belong_to_the_last_cell(member, cell):
    member.current_membership().leave(on=day("2020-04-01"), left_by="transfer", by=None)
    assert note(member, "handed_over", on="2020-05-01").unit == cell


def test_before_the_first_cell_nothing_is_noted(member):
    assert refused(lambda: note(member, "received", on="2018-12-31")) == ["on"]
    note(member, "received", on="2019-01-01")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"on": "2999-01-01"}, "on"),
        ({"due_back_on": None}, "__all__"),
        ({"due_back_on": day("2020-02-29")}, "__all__"),
        ({"kind": "handed_over", "due_back_on": day("2020-03-15")}, "__all__"),
        ({"papers": 0}, "papers"),
        ({"whom": ""}, "whom"),
        ({"kind": "burnt"}, "kind"),
    ],
)
def test_what_makes_no_sense_is_refused(member, facts, field):
    assert refused(lambda: note(member, **facts)) == [field]
    assert DossierMove.objects.count() == 0


def test_what_is_lent_cannot_go_elsewhere_until_it_is_back(member):
    loan = note(member)
    assert refused(lambda: note(member, "handed_over", on="2020-03-02")) == ["kind"]
    loan.give_back(on=day("2020-03-10"), by=None)
    note(member, "handed_over", on="2020-03-10")
    assert DossierMove.objects.count() == 2


def test_it_comes_back_once_and_not_before_it_went(member):
    loan = note(member)
    assert refused(lambda: loan.give_back(on=day("2020-02-29"), by=None)) == ["on"]
    assert refused(lambda: loan.give_back(on=day("2999-01-01"), by=None)) == ["on"]
    loan.give_back(on=day("2020-03-01"), by=None)
    assert refused(lambda: loan.give_back(on=day("2020-03-02"), by=None)) == ["on"]
    assert DossierMove.objects.get().returned_on == day("2020-03-01")


def test_overdue_from_the_day_after_the_one_agreed(member):
    today = timezone.localdate()
    loan = note(member, on="2020-03-01", due_back_on=today)
    assert not loan.is_overdue
    loan.due_back_on = today - DAY
    assert loan.is_overdue
    loan.give_back(on=today, by=None)
    assert not loan.is_overdue


def test_a_mistaken_entry_is_taken_away(member, office):
    note(member).withdraw(by=office)
    assert DossierMove.objects.count() == 0


def test_moves_follow_the_member(member, office, outsider):
    move = note(member)
    assert list(DossierMove.objects.visible_to(office)) == [move]
    assert list(DossierMove.objects.visible_to(outsider)) == []
