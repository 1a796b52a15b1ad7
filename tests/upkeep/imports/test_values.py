"""One cell as a day, a tick, a choice, a text; nothing is invented."""

import datetime

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from members.models import Member
from tests.conftest import day
from tests.upkeep.imports.workbooks import nfd
from upkeep.imports import values
from upkeep.imports.fields import full_name, text_of
from upkeep.imports.values import BadValueError, PartOnlyError

DAYS = {
    "Excel's own": ["day", "1980-05-20"],
    "Excel's number": 29361,
    "slashes": "20/5/1980",
    "dashes": "20-05-1980",
    "dots": "20.05.1980",
    "blanks inside": "20 / 05 / 1980",
    "blanks that do not break": "\u00a020/05/1980\u00a0",
    "in words": "ngày 20 tháng 5 năm 1980",
    "decomposed letters": nfd("ngày 20 tháng 5 năm 1980"),
    "year first": "1980-05-20",
    "year first, with midnight": "1980-05-20 00:00:00",
}
NO_DAYS = {
    "05/20/1980": "Không có tháng 20; có thể ngày và tháng bị đổi chỗ.",
    "31/02/1980": "Trong lịch không có ngày này.",
    "31/13/1980": "Trong lịch không có ngày này.",
    "20/05/80": "Năm phải ghi đủ bốn chữ số.",
    "05/1980": "Chỉ có tháng 05/1980; cần đủ ngày, tháng, năm.",
    "tháng 5/1980": "Chỉ có tháng 05/1980; cần đủ ngày, tháng, năm.",
    "13/1980": "Trong lịch không có tháng, năm này.",
    "1080": "Năm 1080 không hợp lý.",
    "20/05/1080": "Năm 1080 không hợp lý.",
    "20/05/2101": "Năm 2101 không hợp lý.",
    "hè 1980": "Không đọc được ngày. Ghi như 20/05/1980.",
    "20051980": "Không đọc được ngày. Ghi như 20/05/1980.",
    20051980: "Không đọc được ngày. Ghi như 20/05/1980.",
}


@pytest.mark.parametrize("raw", DAYS.values(), ids=DAYS)
def test_a_day_is_read_however_it_is_written(raw):
    assert values.day(raw) == day("1980-05-20")


@pytest.mark.parametrize(("raw", "reason"), NO_DAYS.items())
def test_what_is_no_day_is_named(raw, reason):
    with pytest.raises(BadValueError) as refused:
        values.day(raw)
    assert str(refused.value) == reason


@pytest.mark.parametrize("raw", [1980, 1980.0, "1980", "năm 1980", nfd("Năm 1980")])
def test_a_year_alone_never_becomes_a_day(raw):
    with pytest.raises(PartOnlyError) as refused:
        values.day(raw)
    assert str(refused.value) == "Chỉ có năm 1980; cần đủ ngày, tháng, năm."


BIRTHS = {
    **dict.fromkeys(["20/5/1980", "ngày 20 tháng 5 năm 1980"], "20/05/1980"),
    **dict.fromkeys(["5/1980", "05-1980", "tháng 5/1980"], "05/1980"),
    **dict.fromkeys([1980, 1980.0, "1980", "năm 1980", nfd("Năm 1980")], "1980"),
}


@pytest.mark.parametrize(("raw", "told"), BIRTHS.items())
def test_of_a_birth_as_much_is_read_as_is_written(raw, told):
    assert str(values.birth(raw)) == told


@pytest.mark.parametrize("raw", ["13/1980", "1080", "5/1080", "hè 1980", ""])
def test_what_is_no_birth_is_refused(raw):
    with pytest.raises(BadValueError):
        values.birth(raw)


@pytest.mark.parametrize(
    ("raw", "told"), [("20/5/58", "20/05/1958"), ("1-2-05", "01/02/2005"), ("1.2.27", "01/02/1927")]
)
def test_two_digits_of_a_birth_are_read_where_only_one_century_can_be_meant(raw, told):
    assert str(values.birth(raw)) == told


@pytest.mark.parametrize(("years_ago", "is_read"), [(17, True), (16, False), (0, False)])
def test_two_digits_of_a_birth_in_doubt_are_refused(years_ago, is_read):
    year = timezone.localdate().year - years_ago
    raw = f"01/01/{year % 100:02}"
    if is_read:
        assert str(values.birth(raw)) == f"01/01/{year}"
    else:
        with pytest.raises(BadValueError):
            values.birth(raw)


@pytest.mark.parametrize(("raw", "year"), [("3/2/30", 1930), ("1/1/26", 2026), ("1/1/00", 2000)])
def test_two_digits_of_a_party_day_are_of_the_past(raw, year):
    assert values.party_day(raw).year == year


@given(st.dates(datetime.date(1911, 1, 1), datetime.date(2098, 12, 31)))
def test_every_day_is_read_back_from_every_way_of_writing_it(some):
    ways = [
        ["day", some.isoformat()],
        (some - values.EPOCH).days,
        f"{some:%d/%m/%Y}",
        f"{some.day}-{some.month}-{some.year}",
        f"ngày {some.day} tháng {some.month} năm {some.year}",
    ]
    assert {values.day(way) for way in ways} == {some}


@pytest.mark.parametrize(("raw", "ticked"), [("x", True), ("Có", True), (1, True), ("không", False)])
def test_a_tick_is_read(raw, ticked):
    assert values.mark(raw) is ticked


def test_what_is_no_tick_is_refused():
    with pytest.raises(BadValueError):
        values.mark("1980")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (None, ""),
        (12345678.0, "12345678"),
        (True, "có"),
        (["day", "1980-05-20"], "20/05/1980"),
        ("  Nguyễn\u00a0 Văn\nAn ", "Nguyễn Văn An"),
        (nfd("Nguyễn"), "Nguyễn"),
        ("\u200bAn\ufeff", "An"),
        ("'=1+1", "=1+1"),
        ("'-", "-"),
        ("'An", "'An"),
    ],
)
def test_text_is_cleaned_and_an_export_taken_back(raw, text):
    assert values.text(raw) == text


@pytest.mark.parametrize("raw", [["error", "#N/A"], ["formula", ""], "a\x00b"])
def test_what_is_no_text_is_refused(raw):
    with pytest.raises(BadValueError):
        values.text(raw)


def test_a_name_in_capitals_is_written_as_a_name():
    assert full_name("NGUYỄN VĂN ĐỨC") == "Nguyễn Văn Đức"


@pytest.mark.parametrize("raw", ["nt", "-nt-", "N.T", "như trên", "″", "''", "”", '"'])
def test_a_ditto_mark_is_refused(raw):
    with pytest.raises(BadValueError):
        values.text(raw)
    assert values.shown(raw) == values.as_written(raw)


@pytest.mark.parametrize(
    ("name", "raw", "stored"),
    [
        ("ethnicity", "KINH", "Kinh"),
        ("ethnicity", "Kinh (Việt)", "Kinh"),
        ("ethnicity", "tày", "Tày"),
        ("ethnicity", "Người Kinhh", "Người Kinhh"),
        ("phone", 912345678, "0912345678"),
        ("phone", "+84 912-345-678", "0912345678"),
        ("citizen_id", 24080001234, "024080001234"),
        ("citizen_id", "001-080-001-234", "001080001234"),
        ("card_number", 1234567, "01234567"),
        ("card_number", "01.234567", "01234567"),
        ("record_number", "012345 hg", "012345HG"),
    ],
)
def test_what_is_known_is_read_in_its_one_form(name, raw, stored):
    assert text_of(Member._meta.get_field(name))(raw) == stored
