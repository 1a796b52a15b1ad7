"""Days of which perhaps only the month or the year is known: reading, writing, what they may be."""

import datetime

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from common.days import PartialDayField
from common.partial import PartialDay, Precision, read_partial
from tests.conftest import day

DAYS = st.dates(datetime.date(1880, 1, 1), datetime.date(2099, 12, 31))
STARTS = {Precision.DAY: {}, Precision.MONTH: {"day": 1}, Precision.YEAR: {"day": 1, "month": 1}}


def known(some: datetime.date, precision: str) -> PartialDay:
    return PartialDay(some.replace(**STARTS[precision]), precision)


PARTIAL = st.builds(known, DAYS, st.sampled_from(Precision))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("20/5/0942", "20/05/0942"),
        *[(typed, "20/05/1942") for typed in ("20/05/1942", "20-5-1942", "20051942", "1942-05-20")],
        *[(typed, "05/1942") for typed in ("5/1942", "05-1942", " 05 . 1942 ", "051942")],
        *[(typed, "1942") for typed in ("1942", " 1942 ")],
        ("011270", "01/12/1970"),  # a day first, where it can be one
    ],
)
def test_as_much_is_read_as_was_typed(typed, written):
    assert str(read_partial(typed)) == written


@pytest.mark.parametrize(
    "typed",
    ["", "42", "5/42", "13/1942", "0/1942", "0000", "131942", "31/02/1942", "hè 1942", "9" * 50],
)
def test_nothing_is_guessed(typed):
    assert read_partial(typed) is None


@given(PARTIAL)
def test_what_is_written_is_read_back(some):
    assert read_partial(str(some)) == some


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("20/05/1942", "1942-05-20", "1942-05-20"),
        ("02/1944", "1944-02-01", "1944-02-29"),
        ("1942", "1942-01-01", "1942-12-31"),
    ],
)
def test_it_is_one_of_these_days(typed, first, last):
    some = read_partial(typed)
    assert (some.first, some.last) == (day(first), day(last))


@given(PARTIAL, PARTIAL)
def test_two_may_be_one_where_one_tells_no_more_than_the_other(one, other):
    assert one.may_be(other) == (one.covers(other) or other.covers(one))


class Form(forms.Form):
    born = PartialDayField()


@pytest.mark.parametrize(
    ("was", "typed", "has_changed"),
    [
        ("1942", "1942", False),
        ("1942", "01/01/1942", True),
        ("05/1942", "5/1942", False),
        ("05/1942", "1942", True),
        ("20/05/1942", "20051942", False),
    ],
)
def test_the_same_day_known_better_is_a_change(was, typed, has_changed):
    form = Form({"born": typed}, initial={"born": read_partial(was)})
    assert form.has_changed() is has_changed


def test_the_field_shows_what_was_read_or_what_was_typed():
    assert 'value="05/1942"' in str(Form({"born": "5/1942"})["born"])
    form = Form({"born": "hè 1942"})
    assert form.errors == {
        "born": ["Ghi như 20/05/1942; chỉ biết tháng, năm thì 5/1942; chỉ biết năm thì 1942."]
    }
    assert 'value="hè 1942"' in str(form["born"])


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ("1965", "1965 (tính từ 01/01/1965)"),
        ("3/1966", "03/1966 (tính từ 01/03/1966)"),
        ("01/01/1965", "01/01/1965"),
    ],
)
def test_what_is_assumed_is_told(typed, counted):
    assert str(read_partial(typed).counted) == counted
