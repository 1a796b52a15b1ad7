"""One spelling of each ethnicity."""

import pytest

from common.vietnamese import plain
from members.models import Candidate
from members.rules.ethnicities import ETHNICITIES, KNOWN, ethnicity
from tests.conftest import day, make_member


def test_there_are_fifty_four_and_no_spelling_means_two():
    assert len(ETHNICITIES) == 54
    assert {name for spelling, name in KNOWN.items() if plain(name) == spelling} == ETHNICITIES


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("kinh", "Kinh"),
        ("KINH", "Kinh"),
        ("Kinh (Việt)", "Kinh"),
        ("tày", "Tày"),
        ("Tay", "Tày"),
        ("H’Mông", "Mông"),
        ("Êđê", "Ê-đê"),
        ("khơ me", "Khơ-me"),
        ("Kinhh", "Kinhh"),
        (" Pháp  gốc Việt ", "Pháp gốc Việt"),
        ("", ""),
    ],
)
def test_as_the_list_spells_it(written, name):
    assert ethnicity(written) == name


def test_members_and_candidates_are_saved_with_it(cell):
    assert make_member(ethnicity="KINH").ethnicity == "Kinh"
    facts = {"unit": cell, "full_name": "Lê An", "on": day("2020-01-01"), "by": None}
    assert Candidate.objects.note(ethnicity="nùng", **facts).ethnicity == "Nùng"
