"""Figures of inspection, supervision, letters: each is its list, counted where and when it counts."""

import random

import pytest
from django.urls import reverse

from cells.models import Unit
from inspections.models import CampaignKind
from inspections.reading.overview import matrix
from reports.figures import FIGURES, Scope, compute
from tests.conftest import day, make_member
from tests.inspections.conftest import concluded, get
from tests.inspections.test_letter import receive

CODES = [code for code in FIGURES if code.startswith(("inspection.", "supervision.", "letters."))]


def values(unit, start="2020-01-01", end="2020-12-31") -> dict:
    found = compute(Scope(unit, day(start), day(end)), CODES)
    return {code: value for code, value in found.items() if value}


def test_kinds_are_counted_apart_and_by_performer(committee, cell, second_cell, an, binh):
    for number, kind in enumerate(CampaignKind):
        concluded(committee, kind=kind, units=[cell], members=[an, binh][: number % 3])
    found = {code: number for code, number in values(committee).items() if code.count(".") == 1}
    assert found == {
        "inspection.campaigns": 7,
        "inspection.units": 5,
        "inspection.members": 5,
        "inspection.violation_units": 1,
        "inspection.violation_members": 1,
        "supervision.units": 1,
    }
    assert values(committee)["inspection.campaigns.committee"] == 7


@pytest.mark.parametrize(
    ("start", "end", "number"),
    [
        ("2020-04-05", "2020-04-05", 1),
        ("2020-01-01", "2020-04-04", None),
        ("2020-04-06", "2020-12-31", None),
    ],
)
def test_on_the_day_of_the_conclusion(committee, cell, start, end, number):
    concluded(committee, units=[cell])
    assert values(committee, start, end).get("inspection.campaigns") == number


def test_for_the_unit_that_carries_it_out_and_what_stands_above(committee, cell, second_cell, an):
    concluded(committee, units=[second_cell], members=[an])
    concluded(cell, performer="cell", members=[an])
    assert values(cell) == {
        "inspection.campaigns": 1,
        "inspection.members": 1,
        "inspection.campaigns.cell": 1,
        "inspection.members.cell": 1,
    }
    assert values(second_cell) == {}
    assert values(committee)["inspection.members"] == 2


def test_letters_received_settled_and_open_at_the_end(committee):
    receive(committee, "1", received_on=day("2019-12-31"), settled_on=day("2020-01-01"))
    receive(committee, "2", handling="forwarded", forwarded_to="Thanh tra")
    receive(committee, "3", kind="denunciation")
    receive(committee, "4", settled_on=day("2021-01-01"))
    assert values(committee) == {
        "letters.received": 3,
        "letters.received.complaint": 2,
        "letters.received.denunciation": 1,
        "letters.within": 2,
        "letters.forwarded": 1,
        "letters.settled": 1,
        "letters.open": 2,
    }


def test_a_number_is_its_list_and_the_table_agrees(committee, cell, second_cell):
    chance = random.Random(20)
    people = [make_member(f"Lê Văn {name}", unit=cell) for name in ("Một", "Hai", "Ba")]
    for number in range(12):
        unit, performer = chance.choice(
            [(committee, "committee"), (committee, "inspectors"), (cell, "cell")]
        )
        concluded(
            unit,
            performer=performer,
            kind=chance.choice(list(CampaignKind)),
            title=f"{number}",
            on=f"2020-{chance.randint(4, 12):02d}-15",
            units=[one for one in (cell, second_cell) if chance.random() < 0.5] or [cell],
            members=[one for one in people if chance.random() < 0.5],
        )
    for unit in (committee, cell):
        scope = Scope(Unit.objects.get(pk=unit.pk), day("2020-06-01"), day("2020-10-31"))
        found = compute(scope, CODES)
        assert found == {code: len(list(FIGURES[code].rows(scope))) for code in CODES}
        total = matrix(unit, scope.start, scope.end)[-1].numbers
        assert total.done == found["inspection.campaigns"]
        for subject, number in (("units", total.units), ("members", total.members)):
            kinds = ("inspection.", "inspection.violation_", "supervision.")
            assert number == sum(found[f"{kind}{subject}"] for kind in kinds)


@pytest.mark.parametrize(
    ("code", "may", "name"),
    [
        ("inspection.members", {"office": 200, "upper_staff": 403}, "Nguyễn Văn An"),
        ("inspection.campaigns", {"leader": 200, "upper_staff": 403}, "Nền nếp sinh hoạt"),
        ("letters.received", {"office": 200, "upper_staff": 403}, "số đến"),
    ],
)
def test_who_opens_the_list(client, request, committee, cell, an, code, may, name):
    concluded(committee, units=[cell], members=[an])
    receive(committee)
    query = {"unit": committee.code, "start": "2020-01-01", "end": "2020-12-31"}
    for cast, status in may.items():
        answer = get(
            client,
            request.getfixturevalue(cast),
            reverse("reports:figure_detail", args=[code], query=query),
        )
        assert answer.status_code == status
        assert (name.lower() in answer.text.lower()) == (status == 200)


def test_a_secretary_opens_no_list_of_letters(client, secretary, cell):
    query = {"unit": cell.code, "start": "2020-01-01", "end": "2020-12-31"}
    address = reverse("reports:figure_detail", args=["letters.received"], query=query)
    assert get(client, secretary, address).status_code == 403
