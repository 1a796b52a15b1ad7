"""What the rules say of an organisation, on both sides of each number."""

import pytest

from cells.models import Threshold, UnitKind
from organisation.rules.limits import UnitFacts, warnings_of
from tests.conftest import day

NUMBERS = {
    "cell_min_official": 3,
    "cell_committee_from": 9,
    "cell_committee_max": 7,
    "committee_min_members": 30,
    "standing_share": (1, 3),
    "term_months": 60,
}
RULES = {
    code: Threshold(
        code=code,
        value=number[0] if isinstance(number, tuple) else number,
        out_of=number[1] if isinstance(number, tuple) else None,
        source=f"căn cứ của {code}",
    )
    for code, number in NUMBERS.items()
}
SECRETARY = ("secretary", "elected", 1)


def read(kind=UnitKind.CELL, *, offices=(), on="2020-12-31", **facts) -> list[str]:
    """The texts, without the secretary, who is there."""
    facts = UnitFacts(kind=kind, offices=[SECRETARY, *offices], **facts)
    return [limit.text for limit in warnings_of(facts, RULES, day(on))]


def seats(kind, number, start=2):
    return [(kind, "elected", person) for person in range(start, start + number)]


def test_a_unit_needs_a_secretary():
    facts = UnitFacts(kind=UnitKind.CELL, official=5)
    assert [(one.text, one.source) for one in warnings_of(facts, RULES, day("2020-12-31"))] == [
        ("Chưa có bí thư.", "Điều lệ Đảng")
    ]


def test_who_acts_is_no_secretary():
    facts = UnitFacts(kind=UnitKind.CELL, official=5, offices=[("secretary", "acting", 1)])
    assert [one.text for one in warnings_of(facts, RULES, day("2020-12-31"))] == [
        "Chưa có bí thư, đang giao người phụ trách."
    ]


@pytest.mark.parametrize("kind", [UnitKind.CELL, UnitKind.GRASSROOTS_CELL])
def test_a_cell_has_at_least_three_official_members(kind):
    assert read(kind, members=9, official=2) == ["Chi bộ có 2 đảng viên chính thức; ít nhất phải có 3."]
    assert read(kind, members=3, official=3) == []


def test_each_warning_cites_its_rule():
    facts = UnitFacts(kind=UnitKind.CELL, offices=[SECRETARY])
    assert [one.source for one in warnings_of(facts, RULES, day("2020-12-31"))] == [
        "căn cứ của cell_min_official"
    ]


def test_a_cell_elects_a_committee_from_nine_official_members():
    assert read(official=8) == []
    assert read(official=9) == [
        "Chưa có chi ủy; chi bộ có từ 9 đảng viên chính thức thì bầu chi ủy (nay có 9)."
    ]
    assert read(official=9, offices=seats("cell_committee_member", 1)) == []


def test_a_cell_committee_has_at_most_seven_persons_officers_included():
    assert read(official=20, offices=seats("cell_committee_member", 6)) == []
    assert read(official=20, offices=seats("cell_committee_member", 7)) == [
        "Chi ủy có 8 người; tối đa là 7."
    ]


def test_who_holds_two_offices_sits_once():
    both = [("deputy_secretary", "elected", 2), *seats("cell_committee_member", 6)]
    assert read(official=20, offices=both) == []


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (UnitKind.GRASSROOTS_COMMITTEE, ["Đảng bộ có 29 đảng viên; đảng bộ cơ sở có từ 30."]),
        (UnitKind.SUBCOMMITTEE, []),
        (UnitKind.UPPER_COMMITTEE, []),
    ],
)
def test_only_a_grassroots_committee_has_thirty_members(kind, texts):
    assert read(kind, members=29) == texts
    assert read(kind, members=30) == []


def test_a_standing_committee_is_at_most_a_third_of_the_committee():
    standing = seats("standing_member", 4)
    enough = [*standing, *seats("committee_member", 10, start=10)]
    assert read(UnitKind.UPPER_COMMITTEE, offices=enough) == []
    assert read(UnitKind.UPPER_COMMITTEE, offices=enough[:-1]) == [
        "Ban thường vụ có 5 người trên 14 đảng ủy viên; tối đa là 1/3."
    ]


def test_a_committee_without_a_standing_one_is_not_measured():
    few = [("deputy_secretary", "elected", 2), *seats("committee_member", 1, start=10)]
    assert read(UnitKind.UPPER_COMMITTEE, offices=few) == []


@pytest.mark.parametrize(
    ("congress", "last"),
    [("2015-06-18", "2020-06-18"), ("2016-02-29", "2021-02-28"), ("2015-12-31", "2020-12-31")],
)
def test_a_term_is_over_the_day_after_sixty_months(congress, last):
    congress, last = day(congress), day(last)
    facts = {"official": 5, "congress_on": congress}
    assert read(on=last.isoformat(), **facts) == []
    after = last.fromordinal(last.toordinal() + 1)
    assert read(on=after.isoformat(), **facts) == [
        f"Đã quá 60 tháng kể từ đại hội ngày {congress:%d/%m/%Y}."
    ]
