"""Truy tặng: a badge given after the member's death, where and how long before its day."""

import pytest
from django.core.exceptions import ValidationError

from members.models import Badge, LeftBy
from reports.figures import Scope, compute
from tests.conftest import day
from tests.members.test_badge import paper, veteran


@pytest.fixture
def dead(cell):
    """Thirty years would have been full on 28/2/2020."""
    member = veteran(cell, decided="1990-02-28")
    member.current_membership().leave(on=day("2019-03-01"), left_by=LeftBy.DEATH, by=None)
    return member


def record(member, on="2020-02-03", years=30) -> Badge:
    return Badge.objects.record(member=member, years=years, on=day(on), by=None)


def counted(unit, end="2020-12-31") -> list[int]:
    codes = ["awards.badges", "awards.badges.posthumous"]
    return list(compute(Scope(unit, day("2020-01-01"), day(end)), codes).values())


def test_it_counts_in_the_last_cell_and_says_so(committee, cell, second_cell, dead):
    badge = record(dead)
    assert (badge.is_posthumous, badge.unit, badge.mark) == (True, cell, "30 năm (truy tặng)")
    assert str(badge) == "Huy hiệu 30 năm tuổi đảng (truy tặng)"
    assert [counted(unit) for unit in (committee, cell, second_cell)] == [[1, 1], [1, 1], [0, 0]]
    assert counted(committee, end="2020-02-02") == [0, 0]


@pytest.mark.parametrize(("died", "is_given"), [("2019-02-28", True), ("2019-02-27", False)])
def test_at_most_twelve_months_before_its_day(cell, died, is_given):
    member = veteran(cell, decided="1990-02-28")
    member.current_membership().leave(on=day(died), left_by=LeftBy.DEATH, by=None)
    if is_given:
        assert record(member).is_posthumous
        return
    with pytest.raises(ValidationError):
        record(member)


@pytest.mark.parametrize(("on", "is_posthumous"), [("2020-02-02", False), ("2020-02-03", True)])
def test_on_both_sides_of_the_day_of_death(cell, on, is_posthumous):
    member = veteran(cell, decided="1990-01-01")
    member.current_membership().leave(on=day("2020-02-03"), left_by=LeftBy.DEATH, by=None)
    badge = record(member, on=on)
    assert (badge.is_posthumous, badge.unit) == (is_posthumous, cell)


def test_who_died_after_the_list_was_made_is_given_it_too(cell):
    member = veteran(cell, decided="1990-01-01")
    badge = Badge.objects.create(member=member, years=30, unit=cell, round_on=day("2020-02-03"))
    member.current_membership().leave(on=day("2020-01-15"), left_by=LeftBy.DEATH, by=None)
    Badge.objects.award([badge], on=day("2020-02-03"), decision=paper(), by=None)
    badge.refresh_from_db()
    assert (badge.is_posthumous, badge.unit) == (True, cell)


def test_who_only_moved_away_is_not_dead(cell):
    member = veteran(cell, decided="1990-01-01")
    member.current_membership().leave(on=day("2020-01-15"), left_by=LeftBy.TRANSFER, by=None)
    badge = record(member)
    assert (badge.is_posthumous, badge.unit) == (False, None)


def test_an_early_one_says_so(cell):
    badge = Badge(member=veteran(cell), years=30, early_reason="Văn bản 5-CV/ĐU")
    assert badge.mark == "30 năm (tặng sớm)"
