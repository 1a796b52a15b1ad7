"""Order and search of Vietnamese names, printed shares."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from common.vietnamese import foreign_letters, in_sentence, nfc, percent, plain, search_key, sort_key
from members.models import Member


def in_order(names):
    return sorted(names, key=sort_key)


def test_letters_follow_the_alphabet_not_the_code_points():
    names = [
        "An",
        "Ăn",
        "Ân",
        "Dung",
        "Đông",
        "En",
        "Êm",
        "On",
        "Ôn",
        "Ơn",
        "Uyên",
        "Ưng",
        "Vân",
        "Yên",
    ]
    assert in_order(reversed(names)) == names


def test_tones_follow_the_dictionary():
    names = ["Ma", "Mà", "Mả", "Mã", "Má", "Mạ"]
    assert in_order(reversed(names)) == names


def test_letters_decide_before_tones():
    assert in_order(["Hàn", "Hạ", "Hán", "Han"]) == ["Hạ", "Han", "Hàn", "Hán"]


def test_given_name_then_middle_then_family():
    names = ["Lê Văn An", "Nguyễn Văn An", "Lê Xuân An", "Đỗ Thị Bình", "Nguyễn Thị Bình"]
    assert in_order(reversed(names)) == names


def test_a_name_of_one_word_comes_before_the_longer_ones():
    assert in_order(["Nguyễn An", "An An", "An", "Ánh"]) == ["An", "An An", "Nguyễn An", "Ánh"]


def test_a_shorter_given_name_comes_first():
    assert in_order(["Nguyễn Văn Anh", "Vũ Văn An"]) == ["Vũ Văn An", "Nguyễn Văn Anh"]


@pytest.mark.parametrize("name", ["Nguyễn Thị Ánh", "Đỗ Ưng Ơn", "Phạm Ngọc Ý"])
def test_input_in_parts_is_the_same_name(name):
    parts = unicodedata.normalize("NFD", name)
    assert parts != name
    assert nfc(parts) == name
    assert sort_key(parts) == sort_key(name)
    assert search_key(parts) == search_key(name)


def test_case_and_blanks_do_not_matter():
    assert nfc("  Trần\u00a0 Văn\tBình ") == "Trần Văn Bình"
    assert sort_key("TRẦN  VĂN BÌNH") == sort_key("Trần Văn Bình")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Hoà An", "Hòa An"),
        ("Thuý Uý", "Thúy Úy"),
        ("Ðặng Văn Ðức", "Đặng Văn Đức"),
        ("\u0189ặng Văn Đức", "Đặng Văn Đức"),
        ("Тrần Văn \u0410n", "Trần Văn An"),
        ("Ng\u03bf Văn An", "Ngo Văn An"),
        ("Lê Văn \u01cen", "Lê Văn ăn"),
        ("H’Hen Niê", "H'Hen Niê"),
        ("H\u02bcHen Niê", "H'Hen Niê"),
        ("H' Hen Niê", "H'Hen Niê"),
        ("Hòa\u200b An", "Hòa An"),
        ("  HÒA \u00a0 AN ", "Hòa An"),
    ],
)
def test_one_name_has_one_key_however_it_is_written(written, name):
    assert sort_key(written) == sort_key(name)
    assert search_key(written) == search_key(name)


def test_names_that_differ_in_a_letter_a_tone_or_a_number_are_not_one():
    names = ["Lê Thị Hà", "Lê Thị Hạ", "Lê Thị Hả", "Lê Thị Ha", "Lê Thị Hă", "Lê Thị A1", "Lê Thị A2"]
    assert len({sort_key(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Nguyễn Thị Ánh, Ðỗ", ",Ð"),
        ("NguyÔn V¨n §øc", "¨§ø"),
        ("Trần Văn Àn", ""),
        ("H’Bĕ Niê K'Đăm", ""),
        ("\u0410n", "\u0410"),
    ],
)
def test_letters_foreign_to_our_names_are_named(text, letters):
    assert foreign_letters(text) == letters


def test_words_are_compared_without_signs():
    assert plain(" Đảng bộ (cơ sở): số 5 ") == "dang bo co so so 5"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đặng Thị Ánh", "dang thi anh"),
        ("ƯƠNG ỬU ỢT", "uong uu ot"),
        ("ă â ê ô ơ ư đ", "a a e o o u d"),
        ("", ""),
    ],
)
def test_search_key_has_no_marks(text, key):
    assert search_key(text) == key


@example("İ" * 120)
@given(st.text(max_size=120))
def test_the_sort_key_of_any_name_fits_its_column(text):
    assert len(sort_key(text)) <= Member._meta.get_field("sort_key").max_length


@given(st.text("aăâbcdđeêghiklmnoôơpqrstuưvxy ạảãàá", min_size=1, max_size=40))
def test_sort_keys_are_digits_so_every_database_agrees(text):
    assert set(sort_key(text)) <= set("0123456789")


@pytest.mark.parametrize(
    ("numerator", "denominator", "decimals", "printed"),
    [
        (19, 92, 2, "20,65%"),
        (1, 8, 1, "12,5%"),
        (1, 8, 2, "12,5%"),
        (1, 10, 0, "10%"),
        (1, 8, 0, "13%"),
        (3, 8, 0, "38%"),
        (2, 3, 2, "66,67%"),
        (92, 92, 2, "100%"),
        (0, 92, 2, "0%"),
        (0, 0, 2, "—"),
    ],
)
def test_shares_round_half_up_and_use_a_comma(numerator, denominator, decimals, printed):
    assert percent(numerator, denominator, decimals) == printed


def test_what_is_no_text_is_a_blank():
    assert nfc("An\0 Bình") == "An Bình"


@pytest.mark.parametrize(("text", "said"), [("Đợt một", "đợt một"), ("Ốm", "ốm"), ("", "")])
def test_in_a_sentence_a_title_begins_with_a_small_letter(text, said):
    assert in_sentence(text) == said
