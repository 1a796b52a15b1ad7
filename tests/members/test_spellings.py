"""One spelling of each ethnicity and religion."""

import pytest

from common.vietnamese import plain
from members.models import Candidate, PersonalHistory
from members.rules.spellings import ETHNICITIES, RELIGIONS, ethnicity, religion
from tests.conftest import day, make_member


def test_there_are_fifty_four_and_no_spelling_means_two():
    assert len(set(ETHNICITIES.values())) == 54
    for known in (ETHNICITIES, RELIGIONS):
        names = {name for spelling, name in known.items() if plain(name) == spelling}
        assert names == set(known.values())


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


@pytest.mark.parametrize(
    ("written", "name"),
    [("KHÔNG", "Không"), ("ko", "Không"), ("Đạo phật", "Phật giáo"), ("Đạo lạ", "Đạo lạ"), ("", "")],
)
def test_a_religion_is_saved_as_the_list_spells_it(db, written, name):
    PersonalHistory.objects.create(member=make_member(), religion=written)
    assert PersonalHistory.objects.get().religion == name == religion(written)


def test_members_and_candidates_are_saved_with_it(cell):
    assert make_member(ethnicity="KINH").ethnicity == "Kinh"
    facts = {"unit": cell, "full_name": "Lê An", "on": day("2020-01-01"), "by": None}
    assert Candidate.objects.note(ethnicity="nùng", **facts).ethnicity == "Nùng"
