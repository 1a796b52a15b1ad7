"""Days and times as people type them, and the fields they type them in."""

import datetime

import pytest
from django import forms
from django.utils import timezone

from common.days import DayField, MonthField, TimeInput
from common.typed import read_day, read_month, read_time


@pytest.mark.parametrize(
    "typed",
    [
        *("04/05/1980", "4/5/1980", "04-05-1980", "4.5.1980", " 04/05/1980 ", "04 / 05 / 1980"),
        *("04051980", "04/05/80", "040580", "1980-05-04"),
    ],
)
def test_the_day_stands_before_the_month(typed):
    assert read_day(typed) == datetime.date(1980, 5, 4)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "31/02/2020",
        "29/02/2021",
        "13/13/2020",
        "4/5",
        "05/2020",
        "1/2/198",
        "0405198",
        "00/01/2020",
        "4/5/1980x",
        "\x00",
        "5/2/0000",
        "9" * 5000,
    ],
)
def test_what_is_no_day_is_none(typed):
    assert read_day(typed) is None


@pytest.mark.parametrize("typed", ["05/2026", "5/2026", " 5-2026", "5.2026", "052026", "2026-05"])
def test_a_month_is_typed_with_its_year(typed):
    assert MonthField().clean(MonthField.widget().value_from_datadict({"m": typed}, {}, "m")) == (
        datetime.date(2026, 5, 1)
    )


@pytest.mark.parametrize("typed", ["", "13/2026", "00/2026", "5/26", "2026", "5/0000", "9" * 5000])
def test_what_is_no_month_is_none(typed):
    assert read_month(typed) is None


def test_29_february_of_a_leap_year():
    assert read_day("290220") == datetime.date(2020, 2, 29)


@pytest.mark.parametrize(("ahead", "century"), [(0, 2000), (1, 2000), (21, 1900)])
def test_two_digits_of_a_year_mean_the_nearer_century(ahead, century):
    year = (timezone.localdate().year + ahead) % 100
    assert read_day(f"01/02/{year:02}") == datetime.date(century + year, 2, 1)


@pytest.mark.parametrize("ahead", [2, 20])
def test_two_digits_that_may_be_either_century_are_refused(ahead):
    assert read_day(f"01/02/{(timezone.localdate().year + ahead) % 100:02}") is None


@pytest.mark.parametrize("typed", ["14:30", "14h30", "14g30", "14.30", "1430", " 14 : 30 "])
def test_a_time_is_of_24_hours(typed):
    assert read_time(typed) == datetime.time(14, 30)


def test_a_full_hour():
    assert [read_time(typed) for typed in ("7h", "07:00", "0700")] == [datetime.time(7)] * 3


@pytest.mark.parametrize("typed", ["", "24:00", "7:60", "7", "abc", "2:30 PM", "\x00"])
def test_what_is_no_time_is_none(typed):
    assert read_time(typed) is None


class Form(forms.Form):
    day = DayField()
    time = forms.TimeField(widget=TimeInput)


def test_a_form_shows_what_it_read():
    form = Form({"day": "4.5.80", "time": "7h05"})
    assert form.is_valid()
    assert form.cleaned_data == {"day": datetime.date(1980, 5, 4), "time": datetime.time(7, 5)}
    assert 'value="04/05/1980"' in str(form["day"])
    assert 'value="07:05"' in str(form["time"])


def test_a_form_keeps_what_it_could_not_read():
    form = Form({"day": "31/02/2020", "time": "25:00"})
    assert form.errors["day"] == ["Ghi ngày, tháng, năm, ví dụ 03/02/2025."]
    assert list(form.errors) == ["day", "time"]
    assert 'value="31/02/2020"' in str(form["day"])
    assert 'value="25:00"' in str(form["time"])


def test_a_saved_day_is_shown_as_people_write_it():
    assert 'value="05/02/2020"' in str(Form(initial={"day": datetime.date(2020, 2, 5)})["day"])


def test_no_browser_turns_day_and_month():
    assert 'type="text"' in str(Form()["day"])
    assert 'type="text"' in str(Form()["time"])
