"""One form of the numbers that identify a person."""

import pytest

from members.rules.numbers import NORMAL
from tests.conftest import make_member

FORMS = {
    "phone": {
        "0912345678": ["0912 345 678", "0912.345.678", "0912-345-678", "+84912345678", "84912345678"],
        "0987654321": ["987654321", "0084 987 654 321", "+84 (0) 987 654 321", "(0987) 654\u2013321"],
        "02043856789": ["0204 3856 789", "842043856789", "2043856789"],
        "+33123456789": ["+33 1 23 45 67 89"],
        "84123": ["84123"],
        "0900000084": ["0900000084"],
        "0848400841": ["0848400841", "84848400841"],
    },
    "citizen_id": {
        "024080001234": ["024 080 001 234", "24080001234", "024.080.001.234"],
        "001080001234": ["1080001234", "001-080-001-234"],
        "02408000123": ["02408000123"],  # a digit is missing, and it is not the zero
        "123456789": ["123456789"],
    },
    "card_number": {
        "01234567": ["1234567", "01.234567", "01 234-567"],
        "0123456": ["0123456"],
        "25001": ["25.001"],
        "C12": ["c 12"],
        "": ["-", ""],
    },
    "record_number": {"012345HĐ": ["012345 hđ", "012.345-HĐ", "012345H\u00d0"], "12345HG": ["12345hg"]},
}
CASES = [(n, text, one) for n, forms in FORMS.items() for one, texts in forms.items() for text in texts]


@pytest.mark.parametrize(("name", "text", "number"), CASES)
def test_a_number_has_one_form(name, text, number):
    assert NORMAL[name](text) == number


@pytest.mark.parametrize(("name", "text", "number"), CASES)
def test_the_one_form_stays(name, text, number):
    assert NORMAL[name](number) == number


def test_a_member_is_saved_with_it(db):
    member = make_member(phone="+84 912 345 678", card_number="01.234567", citizen_id="24080001234")
    member.refresh_from_db()
    numbers = (member.phone, member.card_number, member.citizen_id)
    assert numbers == ("0912345678", "01234567", "024080001234")
