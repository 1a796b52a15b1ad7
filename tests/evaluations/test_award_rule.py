"""Who gives which award, and the money of the day of the decision."""

import pytest

from cells.models import Decision
from evaluations.models import AwardForm, AwardKind, AwardRule, Commendation
from tests.conftest import day
from tests.evaluations.test_award import give

ANNUAL = AwardKind.ANNUAL


def terms(award) -> tuple:
    award = Commendation.objects.with_terms().get(pk=award.pk)
    return award.giver, award.money


@pytest.mark.parametrize(
    ("signed_on", "money"),
    [
        ("2019-06-30", 417_000),
        ("2019-07-01", 447_000),
        ("2023-06-30", 447_000),
        ("2023-07-01", 540_000),
        ("2024-06-30", 540_000),
        ("2024-07-01", 702_000),
    ],
)
def test_the_money_is_that_of_the_day_of_the_decision(cell, members, signed_on, money):
    paper = Decision(number="1-QĐ/ĐU", signed_on=day(signed_on), issuer="Đảng ủy")
    late = {"kind": ANNUAL, "given_on": day("2026-01-05"), "decision": paper}
    assert terms(give(cell, members[0], **late)) == ("grassroots", money)


def test_without_a_decision_it_is_that_of_the_day_it_was_given(cell, members):
    assert terms(give(cell, members[0], kind=ANNUAL, given_on=day("2024-07-01")))[1] == 702_000


@pytest.mark.parametrize(("year", "money"), [(2024, None), (2025, 1_404_000)])
def test_the_multiple_of_a_cell_is_known_from_2025_on(cell, year, money):
    given = give(cell, kind=ANNUAL, year=year, given_on=day("2026-01-05"))
    assert terms(given) == ("grassroots", money)


@pytest.mark.parametrize(
    ("kind", "form", "giver"),
    [
        (ANNUAL, AwardForm.MERIT, "above"),
        (AwardKind.FIVE_YEARS, AwardForm.CERTIFICATE, "province"),
        (AwardKind.FIVE_YEARS, AwardForm.FLAG, "province"),
    ],
)
def test_a_committee_is_commended_from_above(committee, kind, form, giver):
    assert terms(give(committee, kind=kind, form=form)) == (giver, None)


@pytest.mark.parametrize(
    ("kind", "form", "is_unknown"),
    [
        (ANNUAL, AwardForm.MERIT, False),
        (ANNUAL, AwardForm.FLAG, True),
        (AwardKind.FIVE_YEARS, AwardForm.PRAISE, True),
        (AwardKind.THEMATIC, AwardForm.FLAG, False),
    ],
)
def test_what_the_table_does_not_know_is_told(cell, members, kind, form, is_unknown):
    award = give(cell, members[0], kind=kind, form=form)
    assert Commendation.objects.with_terms().get(pk=award.pk).is_unknown is is_unknown


@pytest.mark.parametrize(("year", "multiple"), [(2018, []), (2024, [None]), (2025, ["0.6"])])
def test_the_newest_row_of_a_year_holds(db, year, multiple):
    rules = AwardRule.objects.in_year(year, ANNUAL, day("2025-12-31"))
    cells = [rule.multiple for rule in rules if rule.recipient == "cell"]
    assert [one and str(one) for one in cells] == multiple
